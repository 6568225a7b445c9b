// What "held by the rolling reserve" of a statement is made of: the part of which days, what was pending
// anyway, and every sale and refund that counted, each with the last day on which it counts. It stands as it
// was on the statement's last day, and never adds up by itself.
//   <StatementReserve who={…} linesOf={{ statement: found.id }} saleAddress={…} />
import { useInfiniteQuery } from "@tanstack/react-query";
import type { StatementReserve as Told } from "../../wire/reserve.ts";
import type { Looker } from "../data/contracts.ts";
import { type LinesOf, statementReserveQuery } from "../data/statements.ts";
import { DataTable } from "../parts/data-table.tsx";
import { dayText } from "../parts/date-range.ts";
import { amountText, formatRate } from "../parts/format-amount.ts";
import { Money } from "../parts/money.tsx";
import { Section } from "../parts/page.tsx";
import { Problem } from "../parts/problem.tsx";
import { TextSkeleton } from "../parts/skeletons.tsx";
import type { Column } from "../parts/table-column.ts";
import { When } from "../parts/when.tsx";
import type { MessageKey } from "../words/messages.ts";
import { useWords } from "../words/words.tsx";
import css from "./statements.module.css";

export type ReserveLine = Told["data"][number];

interface Props {
  who: Looker;
  linesOf: LinesOf;
  /** Undefined: it leads nowhere. */
  lineAddress: (line: ReserveLine) => string | undefined;
}

export function StatementReserve({ who, linesOf, lineAddress }: Props) {
  const { say } = useWords();
  const found = useInfiniteQuery(statementReserveQuery(who, linesOf));
  const told = found.data?.pages[0];
  const rows = found.data?.pages.flatMap((page) => page.data) ?? [];
  const columns = useColumns(told?.currency ?? "");
  return (
    <Section title={say("reserve.title")} id="reserve">
      {found.isError ? <Problem error={found.error} onRetry={() => void found.refetch()} /> : null}
      {found.isPending ? <TextSkeleton lines={3} /> : null}
      {told ? <Why told={told} /> : null}
      {told && rows.length > 0 ? (
        <DataTable
          says={say("reserve.lines")}
          rows={rows}
          columns={columns}
          keyOf={(row) => String(row.seq)}
          linkOf={lineAddress}
          hasMore={found.hasNextPage}
          isLoadingMore={found.isFetchingNextPage}
          onMore={() => void found.fetchNextPage()}
          foot={say(found.hasNextPage ? "list.shown" : "list.all", { count: rows.length })}
        />
      ) : null}
    </Section>
  );
}

function Why({ told }: { told: Told }) {
  const { say, language } = useWords();
  const { reserve, currency, day, earned, part, pending, held } = told;
  if (reserve === null) return <p className={css.quiet}>{say("reserve.heldNothing")}</p>;
  const money = (amount: number) => amountText(amount, currency, language);
  return (
    <p className={css.quiet}>
      {say("reserve.stated", {
        day: dayText(day, language),
        rate: formatRate(reserve.rate, language),
        earned: money(earned),
        count: reserve.days,
        part: money(part),
      })}{" "}
      {pending > 0 ? `${say("reserve.statedPending", { pending: money(pending) })} ` : ""}
      {say("reserve.statedHeld", { held: money(held) })}
    </p>
  );
}

function useColumns(currency: string): Column<ReserveLine>[] {
  const words = useWords();
  const { say, language } = words;
  const nameOf = ({ kind }: ReserveLine) => {
    const key = `entryKind.${kind}`;
    return words.has(key) ? say(key as MessageKey) : kind;
  };
  return [
    { key: "what", head: say("statement.what"), card: "title", cell: nameOf },
    { key: "about", head: say("statement.about"), card: "line", cell: (row) => row.about ?? "–" },
    { key: "product", head: say("word.product"), card: "line", cell: (row) => row.product ?? "–" },
    { key: "at", head: say("word.when"), card: "under", cell: (row) => <When at={row.at} /> },
    {
      key: "until",
      head: say("reserve.countsUntil"),
      card: "line",
      cell: (row) => dayText(row.countsUntil, language),
    },
    {
      key: "amount",
      head: say("statement.amount", { currency }),
      align: "end",
      card: "figure",
      cell: (row) => <Money amount={row.amount} currency={currency} withCode={false} signed />,
    },
  ];
}
