// Every movement of a statement, or of one of its sums: when, what, of which product, how much; each leads to
// its sale and its why. It says which were recorded late. It never loads more than is looked at.
//   <StatementLines who={…} statement={found} linesOf={{ statement: found.id }} section="refunds" … />
import { Button } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import type { Looker } from "../data/contracts.ts";
import {
  type LinesOf,
  type StatementDetail,
  type StatementDraft,
  type StatementLine,
  type StatementSection,
  statementLinesQuery,
} from "../data/statements.ts";
import { DataTable } from "../parts/data-table.tsx";
import { Money } from "../parts/money.tsx";
import { Problem } from "../parts/problem.tsx";
import { Status } from "../parts/status.tsx";
import type { Column } from "../parts/table-column.ts";
import { When } from "../parts/when.tsx";
import type { MessageKey } from "../words/messages.ts";
import { useWords } from "../words/words.tsx";
import css from "./statements.module.css";

interface Props {
  who: Looker;
  statement: StatementDetail | StatementDraft;
  linesOf: LinesOf;
  section: StatementSection | undefined;
  /** What the line is about: its sale, its contract, what was put right by hand, its entry. */
  /** Undefined: it leads nowhere. */
  lineAddress: (line: StatementLine) => string | undefined;
  onAll: () => void;
}

export function StatementLines(props: Props) {
  const { who, statement, linesOf, section, lineAddress, onAll } = props;
  const { say } = useWords();
  const lines = useInfiniteQuery(statementLinesQuery(who, linesOf, section));
  const rows = lines.data?.pages.flatMap((page) => page.data) ?? [];
  const columns = useColumns(statement.currency);
  if (lines.isError) return <Problem error={lines.error} onRetry={() => void lines.refetch()} />;
  if (lines.isSuccess && rows.length === 0) return <p className={css.quiet}>{say("statement.noLines")}</p>;
  return (
    <>
      {section === undefined ? null : (
        <p className={css.only}>
          {say("statement.only", { section: say(`statementSection.${section}`) })}
          <Button variant="subtle" color="gray" size="compact-sm" onClick={onAll}>
            {say("statement.all")}
          </Button>
        </p>
      )}
      {statement.late > 0 ? (
        <p className={css.quiet}>{say("statement.late", { count: statement.late })}</p>
      ) : null}
      <DataTable
        says={say("statement.lines")}
        rows={rows}
        columns={columns}
        keyOf={(row) => `${row.seq} ${row.line}`}
        linkOf={lineAddress}
        isLoading={lines.isPending}
        hasMore={lines.hasNextPage}
        isLoadingMore={lines.isFetchingNextPage}
        onMore={() => void lines.fetchNextPage()}
        foot={say(lines.hasNextPage ? "list.shown" : "list.all", { count: rows.length })}
      />
    </>
  );
}

function useColumns(currency: string): Column<StatementLine>[] {
  const words = useWords();
  const { say } = words;
  const nameOf = ({ kind, section }: StatementLine) => {
    const key = `entryKind.${kind}`;
    return words.has(key) ? say(key as MessageKey) : say(`statementSection.${section}`);
  };
  return [
    {
      key: "what",
      head: say("statement.what"),
      card: "title",
      cell: (row) => (
        <>
          {nameOf(row)}
          {row.late ? (
            <>
              {" "}
              <Status tone="pending">{say("statement.isLate")}</Status>
            </>
          ) : null}
        </>
      ),
    },
    { key: "about", head: say("statement.about"), card: "line", cell: (row) => row.about ?? "–" },
    { key: "product", head: say("word.product"), card: "line", cell: (row) => row.product ?? "–" },
    { key: "at", head: say("word.when"), card: "under", cell: (row) => <When at={row.at} /> },
    {
      key: "amount",
      head: say("statement.amount", { currency }),
      align: "end",
      card: "figure",
      cell: (row) =>
        row.amount === 0 && row.held !== 0 ? (
          <span className={css.held}>
            {say(row.held > 0 ? "statement.held" : "statement.freed")}{" "}
            <Money amount={Math.abs(row.held)} currency={currency} withCode={false} tone="quiet" />
          </span>
        ) : (
          <Money amount={row.amount} currency={currency} withCode={false} signed />
        ),
    },
  ];
}
