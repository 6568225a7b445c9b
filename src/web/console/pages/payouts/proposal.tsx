// What would be paid today and who is left out, before anything is proposed: sums by rail and currency, each
// payout, each reason. It never proposes by itself.
//   <Sums payouts={preview.payouts} />;  <Wanted preview={preview} />;  <LeftOut rows={preview.leftOut} />
import { Checkbox } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { sumMinor } from "../../../../base/amount.ts";
import type { PayoutLeftOut, PayoutPreview } from "../../../data/payouts.ts";
import { DataTable } from "../../../parts/data-table.tsx";
import { Money } from "../../../parts/money.tsx";
import type { Column } from "../../../parts/table-column.ts";
import css from "../../../payouts/payouts.module.css";
import { reasonOf } from "../../../payouts/reason-words.ts";
import type { Words } from "../../../words/speak.ts";
import { useWords } from "../../../words/words.tsx";
import { partyAddress } from "../../addresses.ts";
import { useWorkspace } from "../../frame/use-workspace.ts";
import { partyTabAddress } from "../../party-tab.ts";
import { CameBack } from "./came-back.tsx";

interface Paid {
  rail: PayoutPreview["payouts"][number]["rail"];
  currency: string;
  amount: number;
  count?: number;
}

/** By rail and currency. */
export function Sums({ payouts }: { payouts: readonly Paid[] }) {
  const { say } = useWords();
  const groups = Map.groupBy(payouts, ({ rail, currency }) => `${rail} ${currency}`);
  return (
    <div className={css.sums}>
      {[...groups.values()].map((parts) => {
        const { rail, currency } = parts[0] as Paid;
        const count = parts.reduce((sum, one) => sum + (one.count ?? 1), 0);
        return (
          <div key={`${rail} ${currency}`} className={css.sum}>
            <span className={css.quiet}>
              {say("payout.sum", { count, rail: say(`payout.rail.${rail}`) })}
            </span>
            <Money amount={sumMinor(parts.map((one) => one.amount))} currency={currency} size="lg" />
          </div>
        );
      })}
    </div>
  );
}

type Row = PayoutPreview["payouts"][number];

export const keyOfWanted = (one: Pick<Row, "party" | "owed">) => `${one.party.id} ${one.owed.currency}`;

interface WantedProps {
  payouts: readonly Row[];
  /** Keys of those that are left out, and how to leave one out or take it in again; undefined: no ticks. */
  picks: { out: ReadonlySet<string>; toggle: (key: string) => void } | undefined;
}

export function Wanted({ payouts, picks }: WantedProps) {
  const { say } = useWords();
  const { ws } = useWorkspace();
  const hasRate = payouts.some((one) => one.rate !== null);
  const columns: Column<Row>[] = [
    ...(picks ? [tickColumn(say, picks)] : []),
    {
      key: "party",
      head: say("word.party"),
      card: "title",
      cell: (one) => <WhoIsPaid row={one} isLink={picks !== undefined} />,
    },
    {
      key: "rail",
      head: say("payout.railHead"),
      card: "under",
      cell: (one) => say(`payout.rail.${one.rail}`),
    },
    ...(hasRate
      ? [
          {
            key: "owed",
            head: say("payout.owed"),
            align: "end" as const,
            card: "line" as const,
            cell: (one: Row) => <Money amount={one.owed.amount} currency={one.owed.currency} />,
          },
        ]
      : []),
    {
      key: "amount",
      head: say("word.amount"),
      align: "end",
      card: "figure",
      cell: (one) => <Money amount={one.amount} currency={one.currency} />,
    },
  ];
  return (
    <DataTable
      says={say("payout.wanted")}
      rows={payouts}
      columns={columns}
      keyOf={keyOfWanted}
      {...(picks ? {} : { linkOf: (one: Row) => partyAddress(ws, one.party.id) })}
    />
  );
}

/** A row with a tick is no way to somewhere: the name is. */
function WhoIsPaid({ row: { party, cameBack }, isLink }: { row: Row; isLink: boolean }) {
  const { ws } = useWorkspace();
  if (!isLink && cameBack === null) return party.name;
  return (
    <>
      {isLink ? <Link to={partyAddress(ws, party.id)}>{party.name}</Link> : party.name}
      {cameBack === null ? null : <CameBack back={cameBack} isLink={isLink} />}
    </>
  );
}

function tickColumn(say: Words["say"], { out, toggle }: NonNullable<WantedProps["picks"]>): Column<Row> {
  return {
    key: "pick",
    head: say("payout.pick"),
    card: "line",
    width: "4rem",
    cell: (one) => (
      <Checkbox
        aria-label={say("payout.pickOne", { name: one.party.name, currency: one.owed.currency })}
        checked={!out.has(keyOfWanted(one))}
        onChange={() => toggle(keyOfWanted(one))}
      />
    ),
  };
}

interface LeftOutProps {
  rows: readonly PayoutLeftOut[];
  hasMore?: boolean;
  isLoadingMore?: boolean;
  onMore?: () => void;
}

export function LeftOut(props: LeftOutProps) {
  const words = useWords();
  const { say } = words;
  const { ws } = useWorkspace();
  const columns: Column<PayoutLeftOut>[] = [
    { key: "party", head: say("word.party"), card: "title", cell: (one) => one.party.name },
    { key: "why", head: say("payout.whyNot"), card: "under", cell: (one) => reasonOf(one, words) },
    {
      key: "amount",
      head: say("balance.available"),
      align: "end",
      card: "figure",
      cell: (one) => <Money amount={one.amount} currency={one.currency} />,
    },
  ];
  return (
    <DataTable
      {...props}
      says={say("payout.leftOut")}
      columns={columns}
      keyOf={(one) => `${one.party.id} ${one.currency}`}
      linkOf={(one) => partyTabAddress(ws, one.party.id, "payouts")}
    />
  );
}
