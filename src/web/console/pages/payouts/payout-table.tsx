// Payouts as rows: who, where to, under which reference, where each stands and why, how much. It never loads
// and keeps no filter. Example: <PayoutTable rows={rows} isLoading={false} /> on a run, withParty={false} on
// a party.
import type { Payout } from "../../../data/payouts.ts";
import { DataTable } from "../../../parts/data-table.tsx";
import type { Column } from "../../../parts/table-column.ts";
import { PayoutState } from "../../../payouts/payout-state.tsx";
import css from "../../../payouts/payouts.module.css";
import { whyOf } from "../../../payouts/reason-words.ts";
import { useWords } from "../../../words/words.tsx";
import { payoutAddress } from "../../addresses.ts";
import { useWorkspace } from "../../frame/use-workspace.ts";
import { amountColumns } from "./amount-columns.tsx";
import { CameBack } from "./came-back.tsx";

type TableProps = Pick<
  Parameters<typeof DataTable<Payout>>[0],
  "rows" | "isLoading" | "hasMore" | "isLoadingMore" | "onMore" | "exportAs"
>;

export function PayoutTable({ withParty = true, ...props }: TableProps & { withParty?: boolean }) {
  const words = useWords();
  const { say } = words;
  const { ws } = useWorkspace();
  const reason = (one: Payout) => (one.reason === "" ? "" : whyOf(one.reason, words));
  const columns: Column<Payout>[] = [
    withParty
      ? {
          key: "party",
          head: say("word.party"),
          card: "title",
          cell: (one) => (
            <>
              {one.party.name}
              {one.cameBack === null ? null : <CameBack back={one.cameBack} isLink={false} />}
            </>
          ),
          csv: (one) => one.party.name,
        }
      : {
          key: "run",
          head: say("payout.runHead"),
          card: "title",
          cell: (one) => say("payout.runNo", { no: one.run.no }),
          csv: (one) => String(one.run.no),
        },
    {
      key: "method",
      head: say("payout.to"),
      card: "line",
      cell: (one) => `${say(`payout.rail.${one.rail}`)} · ${one.method.hint}`,
      csv: (one) => `${say(`payout.rail.${one.rail}`)} ${one.method.hint}`,
    },
    {
      key: "reference",
      head: say("payout.reference"),
      card: "line",
      cell: (one) => <span className={css.mono}>{one.reference}</span>,
      csv: (one) => one.reference,
    },
    {
      key: "state",
      head: say("word.state"),
      card: "underEnd",
      cell: (one) => (
        <>
          <PayoutState state={one.state} />
          {reason(one) === "" ? null : <div className={css.why}>{reason(one)}</div>}
        </>
      ),
      csv: (one) => [say(`payout.state.${one.state}`), reason(one)].filter(Boolean).join(": "),
    },
    ...amountColumns(say),
  ];
  return (
    <DataTable
      {...props}
      says={say("payout.wanted")}
      name="payouts"
      columns={columns}
      keyOf={(one) => one.id}
      linkOf={(one) => payoutAddress(ws, one.id)}
    />
  );
}
