// What a party earned in a period: over time as a chart, by product as a table; given by sales less what was
// taken back. Each product leads to the sales the party had a part of. It never adds currencies together.
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { Chart } from "../../../parts/chart.tsx";
import { DataTable } from "../../../parts/data-table.tsx";
import { todayIn } from "../../../parts/date-range.ts";
import { Empty } from "../../../parts/empty.tsx";
import { amountText } from "../../../parts/format-amount.ts";
import { Money } from "../../../parts/money.tsx";
import { Section } from "../../../parts/page.tsx";
import { Problem } from "../../../parts/problem.tsx";
import type { Column } from "../../../parts/table-column.ts";
import { useZone } from "../../../parts/when.tsx";
import { useWords } from "../../../words/words.tsx";
import { salesAddress } from "../../addresses.ts";
import {
  type Days,
  type EarnedByProduct,
  earnedByProductQuery,
  earnedByTimeQuery,
} from "../../data/reports.ts";
import { useWorkspace } from "../../frame/use-workspace.ts";
import { daysOf, type Period, pointsOf } from "../overview/period.ts";
import { PeriodChoice, usePeriod } from "../overview/period-choice.tsx";
import { takenSeries } from "../overview/taken-series.ts";
import { CurrencyChoice, useCurrency } from "./currency-choice.tsx";
import css from "./parties.module.css";

interface Props {
  party: string;
  currencies: readonly string[];
}

export function PartyEarnings({ party, currencies }: Props) {
  const { say } = useWords();
  const today = todayIn(useZone());
  const period = usePeriod("year");
  const currency = useCurrency(currencies);
  const { now } = daysOf(period, today);
  if (currency === undefined) return <Empty title={say("party.noEarnings")} says={say("parties.noneSays")} />;
  return (
    <>
      <div className={css.choices}>
        <PeriodChoice period={period} usual="year" />
        <CurrencyChoice currencies={currencies} chosen={currency} />
      </div>
      <OverTime {...{ party, period, now, currency }} />
      <ByProduct {...{ party, now, currency }} />
    </>
  );
}

interface OfPeriod {
  party: string;
  now: Days;
  currency: string;
}

function OverTime({ party, period, now, currency }: OfPeriod & { period: Period }) {
  const { say, language } = useWords();
  const { ws } = useWorkspace();
  const by = period === "year" ? "month" : "day";
  const report = useQuery(earnedByTimeQuery(ws, party, now, by));
  if (report.isError) return <Problem error={report.error} onRetry={() => void report.refetch()} />;
  const rows = new Map(
    (report.data?.series ?? []).filter((one) => one.currency === currency).map((one) => [one.at, one]),
  );
  const total = report.data?.totals.find((one) => one.currency === currency);
  const points = pointsOf(now, by);
  const format = (options: Intl.DateTimeFormatOptions) => {
    const made = new Intl.DateTimeFormat(language, { ...options, timeZone: "UTC" });
    return (day: string) => made.format(new Date(`${day}T00:00:00Z`));
  };
  const isMonth = by === "month";
  const finding = total
    ? say("party.earnedFinding", {
        kept: amountText(total.kept, currency, language),
        given: amountText(total.given, currency, language),
        taken: amountText(total.taken, currency, language),
        isTaken: total.taken === 0 ? "no" : "yes",
      })
    : say("party.earnedNothing");
  const taken = points.map((at) => rows.get(at)?.taken ?? 0);
  const given = points.map((at) => rows.get(at)?.given ?? 0);
  return (
    <Section title={finding}>
      <Chart
        finding={finding}
        level="none"
        kind="columns"
        pointHead={say(isMonth ? "word.month" : "word.day")}
        points={points.map(format(isMonth ? { month: "short" } : { day: "numeric", month: "short" }))}
        pointsInFull={points.map(
          format(isMonth ? { month: "long", year: "numeric" } : { dateStyle: "medium" }),
        )}
        series={takenSeries({
          came: { name: say("party.given"), values: given },
          taken: { name: say("sold.taken"), values: taken },
        })}
        currency={currency}
        isLoading={report.isPending}
      />
    </Section>
  );
}

function ByProduct({ party, now, currency }: OfPeriod) {
  const { say } = useWords();
  const { ws } = useWorkspace();
  const report = useInfiniteQuery(earnedByProductQuery(ws, party, { ...now, currency }));
  const rows = report.data?.pages.flatMap((page) => page.data) ?? [];
  const columns = useColumns();
  if (report.isError) return <Problem error={report.error} onRetry={() => void report.refetch()} />;
  if (report.isSuccess && rows.length === 0) return null;
  return (
    <Section title={say("party.byProduct")}>
      <DataTable
        says={say("party.byProduct")}
        rows={rows}
        columns={columns}
        keyOf={(row) => row.product.id}
        linkOf={(row) =>
          `${salesAddress(ws)}?product=${row.product.id}&party=${party}&from=${now.from}&to=${now.to}&currency=${currency}`
        }
        isLoading={report.isPending}
        hasMore={report.hasNextPage}
        isLoadingMore={report.isFetchingNextPage}
        onMore={() => void report.fetchNextPage()}
      />
    </Section>
  );
}

function useColumns(): Column<EarnedByProduct>[] {
  const { say } = useWords();
  return [
    { key: "product", head: say("word.product"), card: "title", cell: (row) => row.product.name },
    {
      key: "given",
      head: say("party.given"),
      align: "end",
      cell: (row) => <Money amount={row.given} currency={row.currency} withCode={false} />,
    },
    {
      key: "taken",
      head: say("sold.taken"),
      align: "end",
      cell: (row) => <Money amount={-row.taken} currency={row.currency} withCode={false} />,
    },
    {
      key: "kept",
      head: say("party.kept"),
      align: "end",
      card: "figure",
      cell: (row) => <Money amount={row.kept} currency={row.currency} />,
    },
  ];
}
