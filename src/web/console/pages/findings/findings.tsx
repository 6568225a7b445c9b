// Commissions that are held until somebody has looked: how much waits, the queue with what broke which rule,
// and what is looked at. One leads to its page; several that are held are decided at once with one reason.
//   /w/ws_…/findings?state=held

import { Button } from "@mantine/core";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { sumMinor } from "../../../../base/amount.ts";
import { decimalText } from "../../../../base/decimal-text.ts";
import css from "../../../attribution/attribution.module.css";
import { amountOf, FINDING_TONES, HELD_BY } from "../../../attribution/finding-words.ts";
import { type Finding, findingsQuery, heldQuery, readFindings } from "../../../data/attribution.ts";
import { DataTable } from "../../../parts/data-table.tsx";
import { Empty } from "../../../parts/empty.tsx";
import { Figure, Figures } from "../../../parts/figure.tsx";
import { ChoiceFilter, FilterBar, useFilters } from "../../../parts/filters.tsx";
import { amountText } from "../../../parts/format-amount.ts";
import { Icon } from "../../../parts/icons.tsx";
import { later } from "../../../parts/later.tsx";
import { Money } from "../../../parts/money.tsx";
import { Page } from "../../../parts/page.tsx";
import { PickBar } from "../../../parts/pick-bar.tsx";
import { Problem } from "../../../parts/problem.tsx";
import { Status } from "../../../parts/status.tsx";
import { type Column, currencyColumn } from "../../../parts/table-column.ts";
import { type Picks, usePicks } from "../../../parts/use-picks.ts";
import { When } from "../../../parts/when.tsx";
import type { Words } from "../../../words/speak.ts";
import { useWords } from "../../../words/words.tsx";
import { findingAddress } from "../../addresses.ts";
import { useWorkspace } from "../../frame/use-workspace.ts";

const DecideMany = later(() => import("./decide-many.tsx"), "DecideMany");
const Thresholds = later(() => import("./thresholds.tsx"), "Thresholds");
const FILTERS = ["state", "rule"] as const;
const STATES = ["held", "released", "taken_back"] as const;

export function Findings() {
  const words = useWords();
  const { say } = words;
  const { ws, may } = useWorkspace();
  const { filters, isNarrowed } = useFilters(FILTERS);
  const [isOpen, setOpen] = useState(false);
  const found = useInfiniteQuery(findingsQuery(ws, filters));
  const rows = found.data?.pages.flatMap((page) => page.data) ?? [];
  const isEmpty = found.isSuccess && rows.length === 0;
  const held = rows.filter((one) => one.state === "held");
  const picks = usePicks(held.map((one) => one.id));
  const picked = held.filter((one) => picks.picked.has(one.id));
  return (
    <Page
      title={say("finding.title")}
      lead={say("finding.lead")}
      action={
        may("ledger") ? (
          <Button variant="default" leftSection={<Icon name="settings" />} onClick={() => setOpen(true)}>
            {say("finding.thresholds")}
          </Button>
        ) : null
      }
    >
      <HeldNow />
      <FilterBar names={FILTERS}>
        <ChoiceFilter
          name="state"
          says={say("word.state")}
          any={say("finding.anyState")}
          options={STATES.map((value) => ({ value, label: say(`finding.state.${value}`) }))}
        />
        <ChoiceFilter
          name="rule"
          says={say("finding.rules")}
          any={say("finding.anyRule")}
          options={HELD_BY.map((value) => ({ value, label: say(`finding.rule.${value}`) }))}
        />
      </FilterBar>
      {found.isError ? <Problem error={found.error} onRetry={() => void found.refetch()} /> : null}
      {isEmpty ? (
        <Empty
          title={say(isNarrowed ? "finding.noneFit" : "finding.none")}
          says={say(isNarrowed ? "finding.noneFitSays" : "finding.noneSays")}
        />
      ) : null}
      {found.isPending || rows.length > 0 ? (
        <DataTable
          says={say("finding.title")}
          rows={rows}
          columns={columnsOf(words)}
          keyOf={(one) => one.id}
          linkOf={(one) => findingAddress(ws, one.id)}
          picks={may("disputes") ? { of: picks, nameOf: (one) => one.party.name } : undefined}
          isLoading={found.isPending}
          hasMore={found.hasNextPage}
          isLoadingMore={found.isFetchingNextPage}
          onMore={() => void found.fetchNextPage()}
          exportAs={{
            name: "findings",
            pageOf: (cursor, signal) => readFindings(ws, filters, cursor, signal),
          }}
          foot={say(found.hasNextPage ? "list.shown" : "list.all", { count: rows.length })}
        />
      ) : null}
      <PickedActs findings={picked} picks={picks} />
      {isOpen ? <Thresholds onClose={() => setOpen(false)} /> : null}
    </Page>
  );
}

/** Released or taken back together, with what they come to in each currency. */
function PickedActs({ findings, picks }: { findings: readonly Finding[]; picks: Picks }) {
  const { say, language } = useWords();
  const [outcome, setOutcome] = useState<"released" | "taken_back" | null>(null);
  const total = [...Map.groupBy(findings, (one) => one.currency)]
    .map(([currency, of]) => amountText(sumMinor(of.map((one) => amountOf(one))), currency, language))
    .join(" · ");
  return (
    <>
      <PickBar picks={picks} total={total}>
        <Button size="xs" onClick={() => setOutcome("released")}>
          {say("finding.release")}
        </Button>
        <Button size="xs" variant="default" onClick={() => setOutcome("taken_back")}>
          {say("finding.takeBack")}
        </Button>
      </PickBar>
      {outcome ? (
        <DecideMany
          findings={findings}
          outcome={outcome}
          onSettled={picks.settle}
          onClose={() => setOutcome(null)}
        />
      ) : null}
    </>
  );
}

function HeldNow() {
  const { say } = useWords();
  const { ws } = useWorkspace();
  const held = useQuery(heldQuery(ws)).data?.totals ?? [];
  if (held.length === 0) return null;
  return (
    <div className={css.figures}>
      <Figures>
        <Figure
          name={say("finding.held")}
          amounts={held}
          tone="pending"
          says={say("finding.waiting", { count: held.reduce((sum, one) => sum + one.findings, 0) })}
        />
      </Figures>
    </div>
  );
}

/** Of what still waits: whoever looked before it came has not seen it. */
function NewEvidence({ finding: { state, evidence } }: { finding: Finding }) {
  const { say } = useWords();
  const last = evidence.findLast((one) => one.addedAt !== null);
  if (state !== "held" || !last?.addedAt) return null;
  return (
    <span className={css.under}>
      {say("finding.newEvidence")} <When at={last.addedAt} />
    </span>
  );
}

function columnsOf({ say }: Words): Column<Finding>[] {
  return [
    {
      key: "party",
      head: say("coupon.affiliate"),
      card: "title",
      cell: (one) => (
        <span className={css.names}>
          <span>{one.party.name}</span>
          <span className={css.under}>{one.product.name}</span>
        </span>
      ),
      csv: (one) => `${one.party.name} · ${one.product.name}`,
    },
    {
      key: "rules",
      head: say("finding.rules"),
      card: "line",
      cell: (one) => (
        <span className={css.names}>
          <span>{one.evidence.map(({ rule }) => say(`finding.rule.${rule}`)).join(", ")}</span>
          <NewEvidence finding={one} />
        </span>
      ),
      csv: (one) => one.evidence.map(({ rule }) => say(`finding.rule.${rule}`)).join(", "),
    },
    {
      key: "state",
      head: say("word.state"),
      card: "underEnd",
      cell: (one) => <Status tone={FINDING_TONES[one.state]}>{say(`finding.state.${one.state}`)}</Status>,
      csv: (one) => say(`finding.state.${one.state}`),
    },
    {
      key: "found",
      head: say("finding.found"),
      card: "under",
      cell: (one) => <When at={one.foundAt} />,
      csv: (one) => one.foundAt,
    },
    currencyColumn(say("word.currency")),
    {
      key: "amount",
      head: say("finding.amount"),
      align: "end",
      card: "figure",
      cell: (one) => <Money amount={amountOf(one)} currency={one.currency} />,
      csv: (one) => decimalText(amountOf(one), one.currency),
    },
  ];
}
