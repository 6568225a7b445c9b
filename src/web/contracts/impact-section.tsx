// What a change would have meant for the sales of the last days, of a proposal that stands and of one that is
// being written: each party before and after, as bars and in its own money, and what the change touches. A
// partner sees its own part and all others as one. It never promises: sales to come are others.
//   <ImpactSection who={…} proposal={proposal} leadsTo={…} />
import { SegmentedControl } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { type UseQueryResult, useQuery } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import {
  type Impact,
  type ImpactTerms,
  impactOfTermsQuery,
  impactQuery,
  type Looker,
  type Proposal,
} from "../data/contracts.ts";
import { Section } from "../parts/page.tsx";
import { colours } from "../parts/part-of.ts";
import { Problem } from "../parts/problem.tsx";
import { ShareBar } from "../parts/share-bar.tsx";
import { SideBySide } from "../parts/side-by-side.tsx";
import { TextSkeleton } from "../parts/skeletons.tsx";
import type { MessageKey } from "../words/messages.ts";
import { useWords } from "../words/words.tsx";
import css from "./impact-section.module.css";
import { type TouchedAbout, TouchedList, type TouchedPlaces } from "./touched.tsx";

const DAYS = ["30", "90", "365"] as const;

interface StandsProps {
  who: Looker;
  proposal: Proposal;
  leadsTo: TouchedPlaces;
}

export function ImpactSection({ who, proposal, leadsTo }: StandsProps) {
  const [days, setDays] = useState<string>("90");
  const found = useQuery(impactQuery(who, proposal.id, Number(days)));
  const { product, party } = proposal;
  const about = { product: product.id, party: party.id, partyName: party.name };
  return <Windowed days={days} onDays={setDays} found={found} about={about} leadsTo={leadsTo} />;
}

interface DraftProps {
  who: Looker;
  /** Of a change; null of somebody new. */
  contract: string | null;
  about: TouchedAbout;
  /** Null of an end; undefined while it is not typed to its end. */
  terms: ImpactTerms | null | undefined;
  leadsTo: TouchedPlaces;
}

/** Before it is sent: follows the typing. */
export function DraftImpact({ who, contract, about, terms, leadsTo }: DraftProps) {
  const { say } = useWords();
  const [days, setDays] = useState<string>("30");
  const [typed] = useDebouncedValue(terms === undefined ? "" : JSON.stringify(terms), 400);
  const known = { contract, product: about.product, party: about.party, days: Number(days) };
  const found = useQuery({
    ...impactOfTermsQuery(who, { ...known, terms: typed === "" ? null : JSON.parse(typed) }),
    enabled: typed !== "",
  });
  if (terms === undefined)
    return (
      <Section title={say("agree.impact")}>
        <p className={css.quiet}>{say("agree.exampleWaits")}</p>
      </Section>
    );
  return <Windowed days={days} onDays={setDays} {...{ found, about, leadsTo }} isBesideForm />;
}

interface WindowedProps {
  days: string;
  onDays: (days: string) => void;
  found: UseQueryResult<Impact>;
  about: TouchedAbout;
  leadsTo: TouchedPlaces;
  isBesideForm?: boolean;
}

function Windowed({ days, onDays, found, about, leadsTo, isBesideForm = false }: WindowedProps) {
  const { say } = useWords();
  const choice = (
    <SegmentedControl
      size="xs"
      aria-label={say("agree.impactDays")}
      value={days}
      data={DAYS.map((count) => ({ value: count, label: say("agree.lastDays", { count: Number(count) }) }))}
      onChange={onDays}
    />
  );
  return (
    <Section title={say("agree.impact")} aside={choice}>
      {found.isError ? <Problem error={found.error} onRetry={() => void found.refetch()} /> : null}
      {found.isPending ? <TextSkeleton lines={4} /> : null}
      {found.data ? <Replayed impact={found.data} you={about.partyName} /> : null}
      {found.data ? <TouchedList touched={found.data.touched} {...{ about, leadsTo, isBesideForm }} /> : null}
    </Section>
  );
}

function Replayed({ impact, you }: { impact: Impact; you: string }): ReactNode {
  const words = useWords();
  const { say } = words;
  if (impact.currencies.length === 0) return <p className={css.quiet}>{say("agree.impactNone")}</p>;
  return impact.currencies.map((one) => <InCurrency key={one.currency} one={one} you={you} />);
}

type OneCurrency = Impact["currencies"][number];

/** Two bars of one whole, and the same as a table. */
function InCurrency({ one: { currency, sales, parties }, you }: { one: OneCurrency; you: string }) {
  const words = useWords();
  const { say } = words;
  const roleOf = (role: string) => {
    const key = `lineRole.${role}`;
    return words.has(key) ? say(key as MessageKey) : "";
  };
  const rows = parties
    .filter((line) => line.before !== 0 || line.after !== 0)
    .map((line) => ({
      key: `${line.role} ${line.party}`,
      who: String(line.party),
      name: line.role === "others" ? say("agree.others") : line.name || you,
      note: roleOf(line.role),
      isFee: /_fee$|^tax$|^others$/.test(line.role),
      before: line.before,
      after: line.after,
    }));
  const worn = colours(rows);
  const bar = (side: "before" | "after") => {
    const parts = rows.map((row) => ({ key: row.key, name: row.name, amount: row[side] }));
    const whole = parts.reduce((sum, part) => sum + Math.max(0, part.amount), 0);
    return (
      <div className={css.bar}>
        <span>{say(`side.${side}`)}</span>
        <ShareBar whole={whole} currency={currency} parts={parts} colours={worn} size="small" />
      </div>
    );
  };
  return (
    <div>
      <p className={css.follows}>{say("agree.impactSays", { count: sales, currency })}</p>
      {bar("before")}
      {bar("after")}
      <SideBySide
        says={say("agree.impact")}
        currency={currency}
        rows={rows.map((row) => ({ ...row, colour: worn[row.key] }))}
      />
    </div>
  );
}
