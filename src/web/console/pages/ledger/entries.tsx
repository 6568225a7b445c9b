// The journal, newest first: what happened, to which sale, how much moved; by kind, days, party, currency or
// id, in the address and in the file. One entry opens with its postings. It never shows an entry half.
//   /w/ws_…/ledger?tab=entries&what=payout&from=2026-03-01
import { useInfiniteQuery } from "@tanstack/react-query";
import { sumMinor } from "../../../../base/amount.ts";
import { decimalText } from "../../../../base/decimal-text.ts";
import { DataTable } from "../../../parts/data-table.tsx";
import { Empty } from "../../../parts/empty.tsx";
import { useFilters } from "../../../parts/filters.tsx";
import { Money } from "../../../parts/money.tsx";
import { Problem } from "../../../parts/problem.tsx";
import { type Column, currencyColumn } from "../../../parts/table-column.ts";
import { When } from "../../../parts/when.tsx";
import { useWords } from "../../../words/words.tsx";
import { entryAddress } from "../../addresses.ts";
import { type Entry, entriesQuery, readEntries } from "../../data/ledger.ts";
import { useWorkspace } from "../../frame/use-workspace.ts";
import { ENTRY_FILTERS, EntryFilterBar, NothingFits, useEntryFilters } from "./entry-filter-bar.tsx";
import { entryName } from "./entry-name.ts";
import { EntrySource } from "./entry-source.tsx";

/** What changed hands: all that went up. */
export const movedBy = (entry: Entry): number =>
  sumMinor(entry.postings.map((one) => Math.max(0, one.amount)));

export function Entries() {
  const { say } = useWords();
  const { ws } = useWorkspace();
  const filters = useEntryFilters();
  const { isNarrowed } = useFilters(ENTRY_FILTERS);
  const entries = useInfiniteQuery(entriesQuery(ws, filters));
  const rows = entries.data?.pages.flatMap((page) => page.data) ?? [];
  const columns = useColumns();
  const isEmpty = entries.isSuccess && rows.length === 0;
  if (isEmpty && !isNarrowed) {
    return <Empty title={say("party.noEntries")} says={say("party.noEntriesSays")} />;
  }
  const list = (
    <DataTable
      says={say("ledger.entries")}
      rows={rows}
      columns={columns}
      keyOf={(row) => String(row.seq)}
      linkOf={(row) => entryAddress(ws, row.seq)}
      isLoading={entries.isPending}
      hasMore={entries.hasNextPage}
      isLoadingMore={entries.isFetchingNextPage}
      onMore={() => void entries.fetchNextPage()}
      exportAs={{ name: "entries", pageOf: (cursor, signal) => readEntries(ws, filters, cursor, signal) }}
      foot={say(entries.hasNextPage ? "list.shown" : "list.all", { count: rows.length })}
    />
  );
  return (
    <>
      <EntryFilterBar />
      {entries.isError ? <Problem error={entries.error} onRetry={() => void entries.refetch()} /> : null}
      {isEmpty ? <NothingFits /> : entries.isError ? null : list}
    </>
  );
}

function useColumns(): Column<Entry>[] {
  const words = useWords();
  const { say } = words;
  return [
    {
      key: "what",
      head: say("entry.what"),
      card: "title",
      width: "24%",
      cell: (row) => `${entryName(row.kind, words)} · ${row.seq}`,
      csv: (row) => `${entryName(row.kind, words)} · ${row.seq}`,
    },
    {
      key: "source",
      head: say("word.source"),
      card: "line",
      width: "26%",
      cell: (row) => <EntrySource {...row} />,
      csv: (row) => `${row.source} · ${row.externalId}`,
    },
    {
      key: "at",
      head: say("entry.happened"),
      card: "under",
      cell: (row) => <When at={row.at} />,
      csv: (row) => row.at,
    },
    {
      key: "recorded",
      head: say("entry.recorded"),
      card: "none",
      cell: (row) => <When at={row.recordedAt} />,
      csv: (row) => row.recordedAt,
    },
    currencyColumn(say("word.currency")),
    {
      key: "moved",
      head: say("entry.movedWhole"),
      align: "end",
      card: "figure",
      cell: (row) => <Money amount={movedBy(row)} currency={row.currency} />,
      csv: (row) => decimalText(movedBy(row), row.currency),
    },
  ];
}
