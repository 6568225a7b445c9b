// Sold and, below the line, taken back over the period, a column a day, or a month of a year; its title says
// when most was sold. A column leads to the sales of its days. It never leaves out a day on which nothing was
// sold.
import { useQuery } from "@tanstack/react-query";
import { Chart } from "../../../parts/chart.tsx";
import { addDays, unbroken } from "../../../parts/date-range.ts";
import { amountText } from "../../../parts/format-amount.ts";
import { Section } from "../../../parts/page.tsx";
import { Problem } from "../../../parts/problem.tsx";
import { useWords } from "../../../words/words.tsx";
import { salesAddress } from "../../addresses.ts";
import { type Days, soldQuery } from "../../data/reports.ts";
import { type Period, pointsOf } from "./period.ts";
import { takenSeries } from "./taken-series.ts";

interface Props {
  ws: string;
  period: Period;
  now: Days;
  currency: string;
}

export function SoldChart({ ws, period, now, currency }: Props) {
  const { say, language } = useWords();
  const by = period === "year" ? "month" : "day";
  const report = useQuery(soldQuery(ws, now, by));
  if (report.isError) return <Problem error={report.error} onRetry={() => void report.refetch()} />;
  const points = pointsOf(now, by);
  const rows = new Map(
    (report.data?.series ?? []).filter((one) => one.currency === currency).map((one) => [one.at, one]),
  );
  const paid = points.map((at) => rows.get(at)?.paid ?? 0);
  const taken = points.map((at) => rows.get(at)?.taken ?? 0);
  const short = formatOf(language, by === "day" ? { day: "numeric", month: "short" } : { month: "short" });
  const full = formatOf(
    language,
    by === "day" ? { dateStyle: "medium" } : { month: "long", year: "numeric" },
  );
  const most = paid.indexOf(Math.max(...paid));
  const finding =
    report.isPending || (paid[most] ?? 0) === 0
      ? say("soldChart.none")
      : say("soldChart.finding", {
          when: unbroken(full(points[most] ?? now.from)),
          amount: amountText(paid[most] ?? 0, currency, language),
        });
  const series = takenSeries({
    came: { name: say("sold.period"), values: paid },
    taken: { name: say("sold.taken"), values: taken },
  });
  return (
    <Section title={finding}>
      <Chart
        finding={finding}
        level="none"
        kind="columns"
        pointHead={say(by === "day" ? "word.day" : "word.month")}
        points={points.map(short)}
        pointsInFull={points.map(full)}
        series={series}
        currency={currency}
        isLoading={report.isPending}
        linkOf={(index) => {
          const at = points[index];
          if (at === undefined) return undefined;
          const to = by === "day" ? at : addDays(points[index + 1] ?? addDays(now.to, 1), -1);
          return `${salesAddress(ws)}?from=${at}&to=${to}&currency=${currency}`;
        }}
      />
    </Section>
  );
}

function formatOf(language: string, options: Intl.DateTimeFormatOptions): (day: string) => string {
  const format = new Intl.DateTimeFormat(language, { ...options, timeZone: "UTC" });
  return (day) => format.format(new Date(`${day}T00:00:00Z`));
}
