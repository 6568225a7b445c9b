// The accounts of the ledger by kind, currency and number, each with what stands on it; one leads to its
// entries. It never opens or closes an account: the first entry does.
import { useInfiniteQuery } from "@tanstack/react-query";
import { decimalText } from "../../../../base/decimal-text.ts";
import { AsOfFilter, AsOfNote, useAsOf } from "../../../parts/as-of-filter.tsx";
import { DataTable } from "../../../parts/data-table.tsx";
import { Empty } from "../../../parts/empty.tsx";
import { ChoiceFilter, FilterBar, useFilters } from "../../../parts/filters.tsx";
import { Money } from "../../../parts/money.tsx";
import { Problem } from "../../../parts/problem.tsx";
import { type Column, currencyColumn } from "../../../parts/table-column.ts";
import { useWords } from "../../../words/words.tsx";
import { accountAddress } from "../../addresses.ts";
import { type Account, accountsOfKindQuery, readAccounts } from "../../data/ledger.ts";
import { useWorkspace } from "../../frame/use-workspace.ts";

const KINDS = [
  "payable",
  "reserved",
  "in_transit",
  "processor",
  "bank",
  "platform_fees",
  "processor_fees",
  "tax",
  "fx",
  "write_off",
] as const;

const NAMES = ["kind", "currency", "at"] as const;

export function Accounts() {
  const { say } = useWords();
  const { ws } = useWorkspace();
  const { filters, isNarrowed } = useFilters(NAMES);
  const { at: _, ...narrowed } = filters;
  const day = useAsOf();
  const accounts = useInfiniteQuery(accountsOfKindQuery(ws, { ...narrowed, asOf: day }));
  const rows = accounts.data?.pages.flatMap((page) => page.data) ?? [];
  const columns = useColumns();
  return (
    <>
      <FilterBar names={NAMES}>
        <ChoiceFilter
          name="kind"
          says={say("ledger.kind")}
          any={say("ledger.anyKind")}
          options={KINDS.map((kind) => ({ value: kind, label: say(`accountKind.${kind}`) }))}
        />
        <AsOfFilter />
      </FilterBar>
      {day ? <AsOfNote day={day} /> : null}
      {accounts.isError ? (
        <Problem error={accounts.error} onRetry={() => void accounts.refetch()} />
      ) : accounts.isSuccess && rows.length === 0 ? (
        <Empty
          title={say(isNarrowed ? "ledger.nothingFits" : "ledger.noAccounts")}
          says={say("ledger.noAccountsSays")}
        />
      ) : (
        <DataTable
          says={say("ledger.accounts")}
          rows={rows}
          columns={columns}
          keyOf={(row) => String(row.number)}
          linkOf={(row) => `${accountAddress(ws, row.number)}${day ? `?at=${day}` : ""}`}
          isLoading={accounts.isPending}
          hasMore={accounts.hasNextPage}
          isLoadingMore={accounts.isFetchingNextPage}
          onMore={() => void accounts.fetchNextPage()}
          exportAs={{
            name: "accounts",
            pageOf: (cursor, signal) => readAccounts(ws, { ...narrowed, asOf: day }, cursor, signal),
          }}
          foot={say(accounts.hasNextPage ? "list.shown" : "list.all", { count: rows.length })}
        />
      )}
    </>
  );
}

function useColumns(): Column<Account>[] {
  const { say } = useWords();
  return [
    {
      key: "owner",
      head: say("ledger.account"),
      card: "title",
      cell: (row) => row.party?.name ?? row.source ?? say(`accountKind.${row.kind}`),
      csv: (row) => row.party?.name ?? row.source ?? say(`accountKind.${row.kind}`),
    },
    {
      key: "kind",
      head: say("ledger.kind"),
      card: "under",
      cell: (row) => say(`accountKind.${row.kind}`),
      csv: (row) => say(`accountKind.${row.kind}`),
    },
    {
      key: "number",
      head: say("ledger.number"),
      card: "none",
      cell: (row) => row.number,
      csv: (row) => row.number,
    },
    currencyColumn(say("word.currency")),
    {
      key: "available",
      head: say("balance.available"),
      align: "end",
      card: "line",
      cell: (row) => <Money amount={row.available} currency={row.currency} withCode={false} />,
      csv: (row) => decimalText(row.available, row.currency),
    },
    {
      key: "balance",
      head: say("ledger.stands"),
      align: "end",
      card: "figure",
      cell: (row) => <Money amount={row.balance} currency={row.currency} />,
      csv: (row) => decimalText(row.balance, row.currency),
    },
  ];
}
