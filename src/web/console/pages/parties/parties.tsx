// Everybody who can be owed something, and what stands for each in each currency: available now, pending
// until its day, in reserve for disputes; who owes stands first. By name, or by what is a party's in all.
// Also as it was at the end of a past day. It never adds currencies together.
//   /w/ws_…/parties?q=bru&kind=partner&with=balance&sort=amount;  ?at=2026-03-01
import { Button } from "@mantine/core";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { sumMinor } from "../../../../base/amount.ts";
import { AsOfFilter, AsOfNote, useAsOf } from "../../../parts/as-of-filter.tsx";
import { DataTable } from "../../../parts/data-table.tsx";
import { Empty } from "../../../parts/empty.tsx";
import { ChoiceFilter, FilterBar, SearchFilter, useFilters } from "../../../parts/filters.tsx";
import { formatAmount } from "../../../parts/format-amount.ts";
import { Money } from "../../../parts/money.tsx";
import { Page, Section } from "../../../parts/page.tsx";
import { NoAccess, Problem } from "../../../parts/problem.tsx";
import { sorter } from "../../../parts/sorter.ts";
import { type Column, type ColumnSort, currencyColumn } from "../../../parts/table-column.ts";
import { useNarrow } from "../../../parts/use-filters.ts";
import { useWords } from "../../../words/words.tsx";
import { newPartyAddress, partyAddress, proposalsAddress } from "../../addresses.ts";
import { type Balance, type BalanceFilters, balancesQuery, readBalances } from "../../data/parties.ts";
import { owedQuery } from "../../data/reports.ts";
import { useWorkspace } from "../../frame/use-workspace.ts";
import css from "./parties.module.css";

const NAMES = ["q", "kind", "currency", "with", "at"] as const;
const SORTING = ["sort", "direction"] as const;
const KINDS = ["producer", "partner", "platform", "processor", "tax"] as const;

export function Parties() {
  const { say } = useWords();
  const { ws, may } = useWorkspace();
  return (
    <Page
      title={say("nav.parties")}
      lead={say("parties.lead")}
      action={
        <span className={css.acting}>
          <Button component={Link} to={proposalsAddress(ws)} variant="default">
            {say("proposals.title")}
          </Button>
          {may("parties") ? (
            <Button component={Link} to={newPartyAddress(ws)}>
              {say("parties.new")}
            </Button>
          ) : null}
        </span>
      }
    >
      {may("ledger") ? <Listed /> : <NoAccess says={say("parties.noAccess")} />}
    </Page>
  );
}

function Listed() {
  const { say } = useWords();
  const { filters, isNarrowed, clear } = useFilters(NAMES);
  const day = useAsOf();
  // Of the past only balances are known.
  const include = day ? undefined : filters.with === "balance" ? "standing" : "all";
  const { filters: sorting } = useFilters(SORTING);
  const { q: search, kind, currency } = filters;
  const wanted: BalanceFilters = { search, kind, currency, asOf: day, include, ...sorting };
  return (
    <>
      <FilterBar names={NAMES}>
        <SearchFilter says={say("parties.search")} />
        <ChoiceFilter
          name="kind"
          says={say("parties.kind")}
          any={say("parties.anyKind")}
          options={KINDS.map((kind) => ({ value: kind, label: say(`partyKind.${kind}`) }))}
        />
        <CurrencyFilter day={day} />
        {day ? null : (
          <ChoiceFilter
            name="with"
            says={say("parties.with")}
            any={say("parties.everybody")}
            options={[{ value: "balance", label: say("parties.withBalance") }]}
          />
        )}
        <AsOfFilter />
      </FilterBar>
      {day ? <AsOfNote day={day} /> : isNarrowed ? null : <BelowZero />}
      <All wanted={wanted} isNarrowed={isNarrowed} onClear={clear} />
    </>
  );
}

/** Where something is owed in several. */
function CurrencyFilter({ day }: { day: string | undefined }) {
  const { say } = useWords();
  const { ws } = useWorkspace();
  const { currency } = useFilters(["currency"]).filters;
  const owed = useQuery(owedQuery(ws, day)).data?.totals.map((one) => one.currency) ?? [];
  const all = currency === undefined || owed.includes(currency) ? owed : [currency, ...owed];
  if (all.length < 2 && currency === undefined) return null;
  return (
    <ChoiceFilter
      name="currency"
      says={say("word.currency")}
      any={say("sales.anyCurrency")}
      options={all.map((value) => ({ value, label: value }))}
    />
  );
}

/** Who owes is shown whole, by name. */
const unsorted = () => undefined;

function BelowZero() {
  const { say } = useWords();
  const { ws } = useWorkspace();
  const below = useInfiniteQuery(balancesQuery(ws, { negative: "true" }));
  const rows = below.data?.pages.flatMap((page) => page.data) ?? [];
  if (rows.length === 0) return null;
  return (
    <Section title={say("parties.below")} aside={say("parties.belowSays")}>
      <BalanceTable says={say("parties.below")} rows={rows} sorted={unsorted} />
    </Section>
  );
}

interface AllProps {
  wanted: BalanceFilters;
  isNarrowed: boolean;
  onClear: () => void;
}

function All({ wanted, isNarrowed, onClear }: AllProps) {
  const { say } = useWords();
  const { ws } = useWorkspace();
  const balances = useInfiniteQuery(balancesQuery(ws, wanted));
  const rows = onceEach(balances.data?.pages.flatMap((page) => page.data) ?? []);
  const sorted = sorter(wanted, useNarrow(), "name");
  if (balances.isError) return <Problem error={balances.error} onRetry={() => void balances.refetch()} />;
  if (balances.isSuccess && rows.length === 0) {
    if (!isNarrowed) return <Empty title={say("parties.none")} says={say("parties.noneSays")} />;
    const clear = (
      <Button variant="default" onClick={onClear}>
        {say("filter.clear")}
      </Button>
    );
    return <Empty title={say("parties.nothingFits")} says={say("parties.nothingFitsSays")} action={clear} />;
  }
  return (
    <BalanceTable
      says={say("nav.parties")}
      rows={rows}
      sorted={sorted}
      isLoading={balances.isPending}
      hasMore={balances.hasNextPage}
      isLoadingMore={balances.isFetchingNextPage}
      onMore={() => void balances.fetchNextPage()}
      foot={say(balances.hasNextPage ? "list.shown" : "list.all", { count: rows.length })}
      exportAs={{
        name: "parties",
        // By name, whatever the screen says: amounts move while a file is read, and nobody may be left out.
        pageOf: (cursor, signal) => readBalances(ws, { ...wanted, ...BY_NAME }, cursor, signal),
      }}
    />
  );
}

const BY_NAME = { sort: undefined, direction: undefined };

const keyOf = (row: Balance) => `${row.party.id} ${row.currency}`;

/** Whose amount moved while pages were read may stand on two of them. */
const onceEach = (rows: Balance[]) => [...new Map(rows.map((row) => [keyOf(row), row])).values()];

type TableProps = Pick<
  Parameters<typeof DataTable<Balance>>[0],
  "says" | "rows" | "isLoading" | "hasMore" | "isLoadingMore" | "onMore" | "foot" | "exportAs"
> & { sorted: (key: string) => ColumnSort | undefined };

function BalanceTable({ sorted, ...props }: TableProps) {
  const { ws } = useWorkspace();
  const day = useAsOf();
  const columns = useColumns({ sorted, hasTransit: props.rows.some((row) => row.inTransit !== 0) });
  return (
    <DataTable
      {...props}
      name="parties"
      columns={columns}
      keyOf={keyOf}
      linkOf={(row) => `${partyAddress(ws, row.party.id)}${day ? `?at=${day}` : ""}`}
    />
  );
}

const wholeOf = (row: Balance) => sumMinor([row.available, row.pending, row.reserved, row.inTransit]);

interface Shown {
  hasTransit: boolean;
  sorted: TableProps["sorted"];
}

function useColumns({ hasTransit, sorted }: Shown): Column<Balance>[] {
  const { say } = useWords();
  // A file is read by programs: digits with a point, whatever the reader's language.
  const plain = (amount: number, currency: string) =>
    formatAmount(amount, currency, "en").replaceAll(",", "").replace("−", "-");
  const money = (key: "available" | "pending" | "reserved" | "inTransit"): Column<Balance> => ({
    key,
    head: say(`balance.${key}`),
    align: "end",
    width: "8.5rem",
    cell: (row) => <Money amount={row[key]} currency={row.currency} withCode={false} />,
    csv: (row) => plain(row[key], row.currency),
  });
  return [
    {
      ...{ key: "party", head: say("word.party"), card: "title", sort: sorted("name") },
      cell: (row) => (
        <span className={css.party}>
          <span className={css.name}>{row.party.name}</span>
          <span className={css.kind}>{say(`partyKind.${row.party.kind}`)}</span>
        </span>
      ),
      csv: (row) => row.party.name,
    },
    money("available"),
    money("pending"),
    money("reserved"),
    ...(hasTransit ? [money("inTransit")] : []),
    {
      key: "whole",
      head: say("owed.whole"),
      align: "end",
      width: "10rem",
      card: "figure",
      sort: sorted("amount"),
      cell: (row) => <Money amount={wholeOf(row)} currency={row.currency} />,
      csv: (row) => plain(wholeOf(row), row.currency),
    },
    currencyColumn(say("word.currency")),
  ];
}
