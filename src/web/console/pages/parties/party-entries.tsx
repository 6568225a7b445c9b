// Every entry that moved a party's accounts, newest first, fifty more at a time; each leads to its sale, and
// the sale to the why; what settled a contract leads there, the rest to its entry. All of them as a file. It
// never leaves an entry out: also what moved from owed to reserved is here.
import { useInfiniteQuery } from "@tanstack/react-query";
import { DataTable } from "../../../parts/data-table.tsx";
import { Empty } from "../../../parts/empty.tsx";
import { Money } from "../../../parts/money.tsx";
import { Problem } from "../../../parts/problem.tsx";
import type { Column } from "../../../parts/table-column.ts";
import { When } from "../../../parts/when.tsx";
import { useWords } from "../../../words/words.tsx";
import { contractAddress, entryAddress, saleAddress } from "../../addresses.ts";
import { type PartyEntry, partyEntriesFile, partyEntriesQuery } from "../../data/parties.ts";
import { useWorkspace } from "../../frame/use-workspace.ts";
import { entryName } from "../ledger/entry-name.ts";
import { CurrencyChoice, useCurrency } from "./currency-choice.tsx";

export function PartyEntries({ party, currencies }: { party: string; currencies: readonly string[] }) {
  const { say } = useWords();
  const { ws } = useWorkspace();
  const currency = useCurrency(currencies);
  const entries = useInfiniteQuery(partyEntriesQuery(ws, party, currency));
  const rows = entries.data?.pages.flatMap((page) => page.data) ?? [];
  const columns = useColumns();
  if (entries.isError) return <Problem error={entries.error} onRetry={() => void entries.refetch()} />;
  if (entries.isSuccess && rows.length === 0) {
    return <Empty title={say("party.noEntries")} says={say("party.noEntriesSays")} />;
  }
  const bar = currency ? <CurrencyChoice currencies={currencies} chosen={currency} /> : null;
  return (
    <DataTable
      says={say("party.entries")}
      rows={rows}
      columns={columns}
      keyOf={(row) => `${row.seq} ${row.account} ${row.availableOn}`}
      linkOf={(row) =>
        row.sale !== null
          ? saleAddress(ws, row.sale)
          : row.contract
            ? contractAddress(ws, row.contract)
            : entryAddress(ws, row.seq)
      }
      isLoading={entries.isPending}
      hasMore={entries.hasNextPage}
      isLoadingMore={entries.isFetchingNextPage}
      onMore={() => void entries.fetchNextPage()}
      bar={bar}
      fileAt={partyEntriesFile(ws, party, currency)}
      foot={say(entries.hasNextPage ? "list.shown" : "list.all", { count: rows.length })}
    />
  );
}

function useColumns(): Column<PartyEntry>[] {
  const words = useWords();
  const { say } = words;
  return [
    { key: "what", head: say("entry.what"), card: "title", cell: (row) => entryName(row.kind, words) },
    { key: "product", head: say("word.product"), card: "line", cell: (row) => row.product },
    { key: "at", head: say("word.when"), card: "under", cell: (row) => <When at={row.at} /> },
    {
      key: "account",
      head: say("ledger.account"),
      card: "underEnd",
      cell: (row) => say(`accountKind.${row.accountKind}`),
    },
    {
      key: "available",
      head: say("entry.availableOn"),
      cell: (row) => <When at={row.availableOn} show="day" />,
    },
    {
      key: "amount",
      head: say("entry.movedWhole"),
      align: "end",
      card: "figure",
      cell: (row) => <Money amount={row.amount} currency={row.currency} signed />,
    },
  ];
}
