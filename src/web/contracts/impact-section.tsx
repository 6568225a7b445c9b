// What an open proposal would have meant for the sales of the last days: each party before and after, in its
// own money. A partner sees its own part and all others as one. It never promises: sales to come are others.
//   <ImpactSection who={…} proposal={…} />
import { SegmentedControl } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { type Impact, impactQuery, type Looker, type Proposal } from "../data/contracts.ts";
import { Section } from "../parts/page.tsx";
import { Problem } from "../parts/problem.tsx";
import { SideBySide } from "../parts/side-by-side.tsx";
import { TextSkeleton } from "../parts/skeletons.tsx";
import type { MessageKey } from "../words/messages.ts";
import { useWords } from "../words/words.tsx";
import css from "./proposal-view.module.css";

const DAYS = ["30", "90", "365"] as const;

export function ImpactSection({ who, proposal }: { who: Looker; proposal: Proposal }) {
  const { say } = useWords();
  const [days, setDays] = useState<string>("90");
  const found = useQuery(impactQuery(who, proposal.id, Number(days)));
  return (
    <Section
      title={say("agree.impact")}
      aside={
        <SegmentedControl
          size="xs"
          aria-label={say("agree.impactDays")}
          value={days}
          data={DAYS.map((count) => ({
            value: count,
            label: say("agree.lastDays", { count: Number(count) }),
          }))}
          onChange={setDays}
        />
      }
    >
      {found.isError ? <Problem error={found.error} onRetry={() => void found.refetch()} /> : null}
      {found.isPending ? <TextSkeleton lines={4} /> : null}
      {found.data ? <Replayed impact={found.data} you={proposal.party.name} /> : null}
    </Section>
  );
}

function Replayed({ impact, you }: { impact: Impact; you: string }) {
  const words = useWords();
  const { say } = words;
  if (impact.currencies.length === 0) return <p className={css.quiet}>{say("agree.impactNone")}</p>;
  const roleOf = (role: string) => {
    const key = `lineRole.${role}`;
    return words.has(key) ? say(key as MessageKey) : "";
  };
  return impact.currencies.map(({ currency, sales, parties }) => (
    <div key={currency}>
      <p className={css.follows}>{say("agree.impactSays", { count: sales, currency })}</p>
      <SideBySide
        says={say("agree.impact")}
        currency={currency}
        rows={parties
          .filter((line) => line.before !== 0 || line.after !== 0)
          .map((line) => ({
            key: `${line.role} ${line.party}`,
            name: line.role === "others" ? say("agree.others") : line.name || you,
            note: roleOf(line.role),
            before: line.before,
            after: line.after,
          }))}
      />
    </div>
  ));
}
