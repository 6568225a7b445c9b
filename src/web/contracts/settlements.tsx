// A contract's guarantees and bonuses, period by period: what was promised, how far it came, what was settled
// and when, and why. The running period shows how far it is. It never settles: that happens by itself.
//   <Settlements who={who} contract="contract_…" entryAddress={(seq) => …} />
import { useInfiniteQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { Looker } from "../data/contracts.ts";
import { type Settlement, settlementsQuery } from "../data/settlements.ts";
import { DataTable } from "../parts/data-table.tsx";
import { later } from "../parts/later.tsx";
import { Money } from "../parts/money.tsx";
import { Section } from "../parts/page.tsx";
import { Problem } from "../parts/problem.tsx";
import { Status } from "../parts/status.tsx";
import type { Column } from "../parts/table-column.ts";
import { When } from "../parts/when.tsx";
import { capital } from "../words/capital.ts";
import { useWords } from "../words/words.tsx";
import { measured, periodName } from "./settlement-words.ts";
import css from "./settlements.module.css";

const SettlementWhy = later(() => import("./settlement-why.tsx"), "SettlementWhy");

interface Props {
  who: Looker;
  contract: string;
  /** Where an entry of the ledger is shown, for who may see it. */
  entryAddress?: (seq: number) => string;
}

export function Settlements({ who, contract, entryAddress }: Props) {
  const words = useWords();
  const { say } = words;
  const found = useInfiniteQuery(settlementsQuery(who, contract));
  const rows = found.data?.pages.flatMap((page) => page.data) ?? [];
  const [asked, ask] = useState<Settlement | null>(null);
  const columns = useColumns(ask);
  return (
    <Section title={say("settled.title")}>
      {found.isError ? <Problem error={found.error} onRetry={() => void found.refetch()} /> : null}
      {found.isSuccess && rows.length === 0 ? <p className={css.quiet}>{say("settled.none")}</p> : null}
      {found.isPending || rows.length > 0 ? (
        <DataTable
          says={say("settled.title")}
          rows={rows}
          columns={columns}
          keyOf={(one) => `${one.period} ${one.currency} ${one.kind} ${one.measure} ${one.target}`}
          isLoading={found.isPending}
          hasMore={found.hasNextPage}
          isLoadingMore={found.isFetchingNextPage}
          onMore={() => void found.fetchNextPage()}
        />
      ) : null}
      {asked ? (
        <SettlementWhy
          {...{ who, contract }}
          one={asked}
          onClose={() => ask(null)}
          {...(entryAddress ? { entryAddress } : {})}
        />
      ) : null}
    </Section>
  );
}

function useColumns(ask: (one: Settlement) => void): Column<Settlement>[] {
  const words = useWords();
  const { say } = words;
  return [
    {
      key: "period",
      head: say("settled.period"),
      card: "title",
      cell: (one) => (
        <span className={css.figure}>{capital(periodName(one.period, words), words.language)}</span>
      ),
    },
    {
      key: "what",
      head: say("settled.promised"),
      card: "under",
      cell: (one) => <Promised one={one} />,
    },
    {
      key: "target",
      head: say("settled.target"),
      align: "end",
      card: "line",
      cell: (one) => <span className={css.figure}>{measured(one, one.target, words)}</span>,
    },
    {
      key: "reached",
      head: say("settled.reached"),
      align: "end",
      card: "line",
      cell: (one) => <Reached one={one} />,
    },
    {
      key: "settled",
      head: say("settled.settled"),
      align: "end",
      card: "figure",
      cell: (one) => <Money amount={one.settled} currency={one.currency} />,
    },
    {
      key: "state",
      head: say("word.state"),
      card: "underEnd",
      cell: (one) => <State one={one} onAsk={() => ask(one)} />,
    },
  ];
}

/** What it is; of a guarantee for a part of a period, for which part. */
function Promised({ one }: { one: Settlement }) {
  const { say } = useWords();
  if (one.kind === "milestone")
    return (
      <span className={css.promised}>
        {say("settled.bonus")} <Money amount={one.amount} currency={one.currency} withCode={false} />
      </span>
    );
  const isPart = one.days !== null && one.days.inForce < one.days.ofPeriod;
  return (
    <span className={css.promised}>
      {say("lineRole.minimum")}
      {isPart && one.days ? (
        <small className={css.quiet}>
          {say("settled.days", { count: one.days.inForce, all: one.days.ofPeriod })}
        </small>
      ) : null}
    </span>
  );
}

/** The figure, and while the period runs a bar of how far it is. */
function Reached({ one }: { one: Settlement }) {
  const words = useWords();
  const text = measured(one, one.reached, words);
  if (one.state === "ended") return <span className={css.figure}>{text}</span>;
  const left = Math.max(0, one.target - one.reached);
  return (
    <span className={css.reached}>
      <span className={css.figure}>{text}</span>
      <span className={css.bar} aria-hidden="true">
        <span className={css.done} style={{ flexGrow: left === 0 ? 1 : one.reached }} />
        <span style={{ flexGrow: left }} />
      </span>
    </span>
  );
}

function State({ one, onAsk }: { one: Settlement; onAsk: () => void }) {
  const words = useWords();
  const { say, show } = words;
  const last = one.entries.at(-1);
  if (one.state === "running") {
    return (
      <span className={css.state}>
        <Status tone="pending">{say("settled.running")}</Status>
        {one.due > 0 ? (
          <small className={css.quiet}>
            {show("settled.asThingsAre", {
              amount: <Money amount={one.due} currency={one.currency} withCode={false} tone="quiet" />,
            })}
          </small>
        ) : null}
      </span>
    );
  }
  if (last === undefined) {
    if (one.due > 0) return <Status tone="pending">{say("settled.soon")}</Status>;
    const isMet = one.reached >= one.target;
    const nothing = one.kind === "minimum" ? "settled.enough" : isMet ? "settled.soon" : "settled.missed";
    return <Status tone="quiet">{say(nothing)}</Status>;
  }
  const period = periodName(one.period, words);
  return (
    <span className={css.state}>
      <Status tone="good">
        <When at={last.at} show="day" />
      </Status>
      <button
        type="button"
        className={css.why}
        aria-label={say("settled.whyOf", { what: say(`lineRole.${one.kind}`), period })}
        onClick={onAsk}
      >
        {say("settled.why")}
      </button>
    </span>
  );
}
