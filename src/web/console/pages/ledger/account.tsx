// One account: whose it is, what stands on it, and every entry that moved it, newest first; each leads to its
// entry.
//   /w/ws_…/ledger/accounts/3?at=2026-03-31
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import { decimalText } from "../../../../base/decimal-text.ts";
import { AsOfFilter, AsOfNote, useAsOf } from "../../../parts/as-of-filter.tsx";
import { DataTable } from "../../../parts/data-table.tsx";
import { Figure, Figures } from "../../../parts/figure.tsx";
import { FilterBar, useFilters } from "../../../parts/filters.tsx";
import { Money } from "../../../parts/money.tsx";
import { Page, Section } from "../../../parts/page.tsx";
import { Problem } from "../../../parts/problem.tsx";
import { FiguresSkeleton } from "../../../parts/skeletons.tsx";
import type { Column } from "../../../parts/table-column.ts";
import { When } from "../../../parts/when.tsx";
import { useWords } from "../../../words/words.tsx";
import { entryAddress, ledgerAddress, partyAddress } from "../../addresses.ts";
import {
  type Account,
  type AccountEntry,
  accountEntriesQuery,
  accountQuery,
  readAccountEntries,
} from "../../data/ledger.ts";
import { useWorkspace } from "../../frame/use-workspace.ts";
import { ENTRY_FILTERS, EntryFilterBar, NothingFits, useEntryFilters } from "./entry-filter-bar.tsx";
import { entryName } from "./entry-name.ts";
import { EntrySource } from "./entry-source.tsx";

export function AccountPage() {
  const { say } = useWords();
  const { ws } = useWorkspace();
  const { account: number = "" } = useParams({ strict: false }) as { account?: string };
  const day = useAsOf();
  const account = useQuery(accountQuery(ws, number, day));
  const then = day ? `&at=${day}` : "";
  const back = { to: `${ledgerAddress(ws)}?tab=accounts${then}`, name: say("ledger.accounts") };
  if (account.isError) {
    return (
      <Page title={say("ledger.account")} back={back}>
        <Problem error={account.error} onRetry={() => void account.refetch()} />
      </Page>
    );
  }
  const found = account.data;
  const name = found
    ? (found.party?.name ?? found.source ?? say(`accountKind.${found.kind}`))
    : say("ledger.account");
  return (
    <Page
      title={name}
      back={back}
      lead={
        found ? (
          <>
            {say(`accountKind.${found.kind}`)} · {say("ledger.numbered", { number: found.number })}
            {found.party ? (
              <>
                {" · "}
                <Link to={partyAddress(ws, found.party.id)}>{say("ledger.toParty")}</Link>
              </>
            ) : null}
          </>
        ) : null
      }
    >
      <FilterBar>
        <AsOfFilter />
      </FilterBar>
      {day ? <AsOfNote day={day} /> : null}
      {found ? <Stands account={found} /> : <FiguresSkeleton count={2} />}
      {found ? <Moves account={found} day={day} /> : null}
    </Page>
  );
}

function Stands({ account }: { account: Account }) {
  const { say } = useWords();
  const { currency } = account;
  return (
    <Figures>
      <Figure name={say("ledger.stands")} amounts={[{ amount: account.balance, currency }]} tone="ink" />
      <Figure
        name={say("balance.available")}
        amounts={[{ amount: account.available, currency }]}
        says={say("ledger.availableSays")}
      />
    </Figures>
  );
}

function Moves({ account, day }: { account: Account; day: string | undefined }) {
  const { say } = useWords();
  const { ws } = useWorkspace();
  const { party: _, currency: __, ...filters } = useEntryFilters();
  const { isNarrowed } = useFilters(ENTRY_FILTERS);
  const wanted = { ...filters, asOf: day };
  const entries = useInfiniteQuery(accountEntriesQuery(ws, account.number, wanted));
  const rows = entries.data?.pages.flatMap((page) => page.data) ?? [];
  const columns = useColumns(account.currency);
  return (
    <Section title={say("party.entries")}>
      <EntryFilterBar isOfAccount />
      {entries.isSuccess && rows.length === 0 && isNarrowed ? (
        <NothingFits />
      ) : entries.isError ? (
        <Problem error={entries.error} onRetry={() => void entries.refetch()} />
      ) : (
        <DataTable
          says={say("party.entries")}
          rows={rows}
          columns={columns}
          keyOf={(row) => `${row.seq} ${row.availableOn}`}
          linkOf={(row) => entryAddress(ws, row.seq)}
          isLoading={entries.isPending}
          hasMore={entries.hasNextPage}
          isLoadingMore={entries.isFetchingNextPage}
          onMore={() => void entries.fetchNextPage()}
          exportAs={{
            name: `account-${account.number}-entries`,
            pageOf: (cursor, signal) => readAccountEntries(ws, account.number, wanted, cursor, signal),
          }}
          foot={say(entries.hasNextPage ? "list.shown" : "list.all", { count: rows.length })}
        />
      )}
    </Section>
  );
}

function useColumns(currency: string): Column<AccountEntry>[] {
  const words = useWords();
  const { say } = words;
  return [
    {
      key: "what",
      head: say("entry.what"),
      card: "title",
      cell: (row) => `${entryName(row.kind, words)} · ${row.seq}`,
      csv: (row) => `${entryName(row.kind, words)} · ${row.seq}`,
    },
    {
      key: "source",
      head: say("word.source"),
      cell: (row) => <EntrySource {...row} />,
      csv: (row) => `${row.source} · ${row.externalId}`,
    },
    {
      key: "at",
      head: say("word.when"),
      card: "under",
      cell: (row) => <When at={row.at} />,
      csv: (row) => row.at,
    },
    {
      key: "available",
      head: say("entry.availableOn"),
      cell: (row) => <When at={row.availableOn} show="day" />,
      csv: (row) => row.availableOn,
    },
    {
      key: "amount",
      head: say("entry.moved", { currency }),
      align: "end",
      card: "figure",
      cell: (row) => <Money amount={row.amount} currency={currency} withCode={false} signed />,
      csv: (row) => decimalText(row.amount, currency),
    },
  ];
}
