// A list of statements, newest first: number, period, closing; with whose it is where several parties' are
// shown. It asks for one page at a time.
//   <StatementList who={…} filter={{ party }} addressOf={(id) => statementAddress(ws, id)} />
import { useInfiniteQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { decimalText } from "../../base/decimal-text.ts";
import type { Looker } from "../data/contracts.ts";
import { type Statement, type StatementFilter, statementsPage, statementsQuery } from "../data/statements.ts";
import { DataTable } from "../parts/data-table.tsx";
import { Money } from "../parts/money.tsx";
import { Problem } from "../parts/problem.tsx";
import { type Column, currencyColumn } from "../parts/table-column.ts";
import { When } from "../parts/when.tsx";
import { capital } from "../words/capital.ts";
import { useWords } from "../words/words.tsx";
import { periodName } from "./period-name.ts";

interface Props {
  who: Looker;
  filter?: StatementFilter;
  withParty?: boolean;
  addressOf: (id: string) => string;
  /** Shown where there is none. */
  empty: ReactNode;
}

export function StatementList({ who, filter = {}, withParty = false, addressOf, empty }: Props) {
  const { say } = useWords();
  const found = useInfiniteQuery(statementsQuery(who, filter));
  const rows = found.data?.pages.flatMap((page) => page.data) ?? [];
  const columns = useColumns(withParty);
  if (found.isError) return <Problem error={found.error} onRetry={() => void found.refetch()} />;
  if (found.isSuccess && rows.length === 0) return empty;
  return (
    <DataTable
      says={say("nav.statements")}
      rows={rows}
      columns={columns}
      keyOf={(row) => row.id}
      linkOf={(row) => addressOf(row.id)}
      isLoading={found.isPending}
      hasMore={found.hasNextPage}
      isLoadingMore={found.isFetchingNextPage}
      onMore={() => void found.fetchNextPage()}
      exportAs={{ name: "statements", pageOf: statementsPage(who, filter) }}
      foot={say(found.hasNextPage ? "list.shown" : "list.all", { count: rows.length })}
    />
  );
}

function useColumns(withParty: boolean): Column<Statement>[] {
  const { say, language } = useWords();
  const period = (row: Statement) => capital(periodName(row, language), language);
  const figure = (row: Statement, amount: number) => (
    <Money {...{ amount }} currency={row.currency} withCode={false} />
  );
  const moved = (row: Statement) => row.closing - row.opening;
  return [
    ...(withParty
      ? [
          {
            key: "party",
            head: say("word.party"),
            card: "title" as const,
            cell: (row: Statement) => row.party.name,
            csv: (row: Statement) => row.party.name,
          },
        ]
      : []),
    {
      key: "period",
      head: say("statement.period"),
      card: withParty ? "under" : "title",
      cell: period,
      csv: (row) => `${row.from} – ${row.until}`,
    },
    {
      key: "number",
      head: say("statement.number"),
      card: withParty ? "none" : "under",
      cell: (row) => say("statement.no", { number: row.number }),
      csv: (row) => row.number,
    },
    {
      key: "issued",
      head: say("statement.issued"),
      card: "none",
      cell: (row) => <When at={row.issuedAt} show="day" />,
      csv: (row) => row.issuedAt,
    },
    currencyColumn(say("word.currency")),
    {
      key: "moved",
      head: say("statement.moved"),
      align: "end",
      card: "line",
      cell: (row) => figure(row, moved(row)),
      csv: (row) => decimalText(moved(row), row.currency),
    },
    {
      key: "closing",
      head: say("statement.closing"),
      align: "end",
      card: "figure",
      cell: (row) => <Money amount={row.closing} currency={row.currency} />,
      csv: (row) => decimalText(row.closing, row.currency),
    },
  ];
}
