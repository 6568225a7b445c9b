// On the sale's page: how the buyer came, every touch credited or why not; and whether a commission of it is
// held. It judges nothing.
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import css from "../../../attribution/attribution.module.css";
import { FINDING_TONES } from "../../../attribution/finding-words.ts";
import { JourneyView } from "../../../attribution/journey-view.tsx";
import { findingsQuery, journeyQuery } from "../../../data/attribution.ts";
import { Money } from "../../../parts/money.tsx";
import { Section } from "../../../parts/page.tsx";
import { Problem } from "../../../parts/problem.tsx";
import { TextSkeleton } from "../../../parts/skeletons.tsx";
import { Status } from "../../../parts/status.tsx";
import { useWords } from "../../../words/words.tsx";
import { findingAddress, saleAddress } from "../../addresses.ts";
import { useWorkspace } from "../../frame/use-workspace.ts";

export function SaleJourney({ sale }: { sale: string }) {
  const { say } = useWords();
  const { ws, may } = useWorkspace();
  const journey = useQuery(journeyQuery({ side: "producer", id: ws }, sale));
  return (
    <Section title={say("journey.title")}>
      {may("ledger") ? <Held sale={sale} /> : null}
      {journey.isError ? <Problem error={journey.error} onRetry={() => void journey.refetch()} /> : null}
      {journey.isPending ? <TextSkeleton lines={4} /> : null}
      {journey.data ? (
        <JourneyView journey={journey.data} saleAddress={(one) => saleAddress(ws, one)} />
      ) : null}
    </Section>
  );
}

function Held({ sale }: { sale: string }) {
  const { say } = useWords();
  const { ws } = useWorkspace();
  const found = useInfiniteQuery(findingsQuery(ws, { sale })).data?.pages[0]?.data ?? [];
  return found.map((one) => (
    <aside key={one.id} className={css.held} aria-label={say("finding.one")}>
      <p>
        <Status tone={FINDING_TONES[one.state]}>{say(`finding.state.${one.state}`)}</Status>{" "}
        <Link to={findingAddress(ws, one.id)}>{one.party.name}</Link>{" "}
        <Money amount={one.amount} currency={one.currency} />
      </p>
      <p>{one.evidence.map(({ rule }) => say(`finding.rule.${rule}`)).join(", ")}</p>
    </aside>
  ));
}
