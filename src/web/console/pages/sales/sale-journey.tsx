// On the sale's page: how the buyer came, every touch credited or why not; whether a commission of it is
// held; the ways to hold one by hand and to credit somebody else. It judges nothing.
import { Button } from "@mantine/core";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import css from "../../../attribution/attribution.module.css";
import { amountOf, FINDING_TONES } from "../../../attribution/finding-words.ts";
import { JourneyView } from "../../../attribution/journey-view.tsx";
import { findingsQuery, journeyQuery } from "../../../data/attribution.ts";
import { later } from "../../../parts/later.tsx";
import { Money } from "../../../parts/money.tsx";
import { Section } from "../../../parts/page.tsx";
import { Problem } from "../../../parts/problem.tsx";
import { TextSkeleton } from "../../../parts/skeletons.tsx";
import { Status } from "../../../parts/status.tsx";
import { useWords } from "../../../words/words.tsx";
import { findingAddress, saleAddress } from "../../addresses.ts";
import type { SaleDetail } from "../../data/sales.ts";
import { useWorkspace } from "../../frame/use-workspace.ts";
import type { Holdable } from "./hold-commission.tsx";
import { SaleCredit } from "./sale-credit.tsx";

const HoldCommission = later(() => import("./hold-commission.tsx"), "HoldCommission");

export function SaleJourney({ sale }: { sale: SaleDetail }) {
  const { say } = useWords();
  const { ws, may } = useWorkspace();
  const journey = useQuery(journeyQuery({ side: "producer", id: ws }, sale.id));
  return (
    <Section title={say("journey.title")}>
      {may("ledger") ? <Held sale={sale.id} /> : null}
      {journey.isError ? <Problem error={journey.error} onRetry={() => void journey.refetch()} /> : null}
      {journey.isPending ? <TextSkeleton lines={4} /> : null}
      {journey.data ? (
        <JourneyView journey={journey.data} saleAddress={(one) => saleAddress(ws, one)} />
      ) : null}
      {may("disputes") && journey.data?.corrections.length === 0 ? <HoldByHand sale={sale} /> : null}
      {may("ledger") ? <SaleCredit sale={sale} /> : null}
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
        <Money amount={amountOf(one)} currency={one.currency} />
      </p>
      <p>{one.evidence.map(({ rule }) => say(`finding.rule.${rule}`)).join(", ")}</p>
    </aside>
  ));
}

/** Of each affiliate whose commission is not held now. What was released may be held again. */
function HoldByHand({ sale }: { sale: SaleDetail }) {
  const { say } = useWords();
  const { ws } = useWorkspace();
  const [open, setOpen] = useState<Holdable | null>(null);
  const found = useInfiniteQuery(findingsQuery(ws, { sale: sale.id })).data?.pages[0]?.data;
  if (found === undefined) return null;
  const held = found.filter((one) => one.state === "held");
  const left = holdable(sale).filter(({ party }) => !held.some((one) => one.party.id === party.id));
  if (left.length === 0 && open === null) return null;
  return (
    <div className={css.hold}>
      {left.map((one) => (
        <Button key={one.party.id} variant="default" onClick={() => setOpen(one)}>
          {say("finding.hold", { name: one.party.name })}
        </Button>
      ))}
      {open === null ? null : <HoldCommission sale={sale.id} of={open} onClose={() => setOpen(null)} />}
    </div>
  );
}

function holdable({ lines, currency }: SaleDetail): Holdable[] {
  return lines
    .filter((line) => line.role === "affiliate")
    .map(({ party, amount, reversed, paidAtSource }) => ({
      ...{ party, currency },
      amount: amount - reversed - paidAtSource,
    }))
    .filter((one) => one.amount > 0);
}
