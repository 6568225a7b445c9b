// The payouts that are asked for, page after page, with what to do where none is there and a file that
// follows the same filters. It keeps no filter: whoever draws it does.
//   <PayoutList asked={{ run: run.id, ...filters }} isNarrowed={isNarrowed} file="run-3" />
import { useInfiniteQuery } from "@tanstack/react-query";
import { type PayoutFilters, payoutsQuery, readPayouts } from "../../../data/payouts.ts";
import { Empty } from "../../../parts/empty.tsx";
import { Problem } from "../../../parts/problem.tsx";
import { useWords } from "../../../words/words.tsx";
import { useWorkspace } from "../../frame/use-workspace.ts";
import { PayoutTable } from "./payout-table.tsx";

interface Props {
  asked: PayoutFilters;
  isNarrowed: boolean;
  /** Of the file, without its ending. */
  file: string;
  /** Where there is none at all; left out, nothing is drawn then. */
  none?: { title: string; says: string };
}

export function PayoutList({ asked, isNarrowed, file, none }: Props) {
  const { say } = useWords();
  const { ws } = useWorkspace();
  const found = useInfiniteQuery(payoutsQuery(ws, asked));
  if (found.isError) return <Problem error={found.error} onRetry={() => void found.refetch()} />;
  const rows = found.data?.pages.flatMap((page) => page.data) ?? [];
  if (found.isSuccess && rows.length === 0) {
    const said = isNarrowed ? { title: say("payout.noneFits"), says: say("payout.noneFitsSays") } : none;
    return said === undefined ? null : <Empty {...said} />;
  }
  return (
    <PayoutTable
      rows={rows}
      isLoading={found.isPending}
      hasMore={found.hasNextPage}
      isLoadingMore={found.isFetchingNextPage}
      onMore={() => void found.fetchNextPage()}
      exportAs={{ name: file, pageOf: (cursor, signal) => readPayouts(ws, asked, cursor, signal) }}
    />
  );
}
