// What buyers paid for a product over time, and how much of it the producer keeps, as one column a day, week
// or month; the title says what came of it. Who may not see earnings sees what was paid. Never adds
// currencies.
//   12 months → "1,204 sales for 58,800.00 USD, 12 % more than in the 12 months before"
import { SegmentedControl } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Chart } from "../../../parts/chart.tsx";
import type { ChartSeries } from "../../../parts/chart-props.ts";
import { addDays, dayText, todayIn } from "../../../parts/date-range.ts";
import { useNarrow } from "../../../parts/filters.tsx";
import { amountText, formatShare } from "../../../parts/format-amount.ts";
import { Problem } from "../../../parts/problem.tsx";
import { useZone } from "../../../parts/when.tsx";
import type { Words } from "../../../words/speak.ts";
import { useWords } from "../../../words/words.tsx";
import { salesAddress } from "../../addresses.ts";
import type { Product } from "../../data/products.ts";
import { type ProductSold, type SoldDays, soldQuery } from "../../data/products-around.ts";
import { useWorkspace } from "../../frame/use-workspace.ts";
import css from "./product.module.css";
import { soldSeries } from "./sold-series.ts";

type InCurrency = ProductSold["currencies"][number];

export const RANGES = ["30d", "90d", "12m", "4y"] as const;
type Range = (typeof RANGES)[number];

interface Props {
  product: Product;
  range: Range;
  /** A currency that the address names. */
  asked: string | undefined;
}

export function SoldChart({ product, range, asked }: Props) {
  const words = useWords();
  const { say } = words;
  const { ws } = useWorkspace();
  const narrow = useNarrow();
  const sold = useQuery(soldQuery(ws, product.id, daysOf(range, todayIn(useZone()))));
  if (sold.isError) return <Problem error={sold.error} onRetry={() => void sold.refetch()} />;
  const currencies = sold.data?.currencies ?? [];
  const chosen = currencies.find((one) => one.currency === asked) ?? currencies[0];
  const points = (chosen?.buckets ?? []).map((bucket) => bucket.from);
  const by = sold.data?.by ?? "month";
  return (
    <>
      {currencies.length > 1 ? (
        <div className={css.controls}>
          <SegmentedControl
            size="xs"
            aria-label={say("word.currency")}
            data={currencies.map((one) => one.currency)}
            value={chosen?.currency ?? ""}
            onChange={(currency) => narrow({ currency })}
          />
        </div>
      ) : null}
      <Chart
        finding={chosen ? findingOf(chosen, range, words) : say("product.soldNothing")}
        says={chosen ? saysOf(chosen, words) : null}
        kind="columns"
        pointHead={say(`product.by.${by}`)}
        points={points.map((day) => pointName(day, by, words.language))}
        pointsInFull={points.map((day) => pointInFull(day, by, words))}
        series={chosen ? seriesOf(chosen, words) : []}
        {...(chosen ? { currency: chosen.currency } : {})}
        isLoading={sold.isPending}
        linkOf={(index) => salesOf(ws, product.id, points[index], points[index + 1], sold.data?.to)}
      />
    </>
  );
}

export function daysOf(range: Range, today: string): SoldDays {
  const month = `${today.slice(0, 7)}-01`;
  const yearsBack = (years: number) => `${Number(today.slice(0, 4)) - years}${month.slice(4)}`;
  switch (range) {
    case "30d":
      return { from: addDays(today, -29), to: today, by: "day" };
    case "90d":
      return { from: addDays(today, -89), to: today, by: "week" };
    case "12m":
      return { from: addDays(nextMonth(yearsBack(1)), 0), to: today, by: "month" };
    case "4y":
      return { from: yearsBack(4), to: today, by: "month" };
  }
}

const nextMonth = (first: string): string => `${addDays(first, 31).slice(0, 7)}-01`;

function findingOf(chosen: InCurrency, range: Range, words: Words): string {
  const { say, language } = words;
  const { sales, paid, before, currency } = chosen;
  const amount = amountText(paid, currency, language);
  const span = say(`product.range.${range}`);
  if (before.paid === 0 || paid === before.paid) return say("product.finding", { sales, amount, span });
  const change = formatShare(Math.abs(paid - before.paid), before.paid, language);
  const way = paid > before.paid ? "more" : "less";
  return say("product.findingChange", { sales, amount, span, change, way });
}

/** Where something was taken back: how much, and that columns are what was left; why one goes below zero. */
function saysOf(chosen: InCurrency, { say, language }: Words): string | null {
  const { refunded, earned, currency, buckets } = chosen;
  const amount = amountText(refunded, currency, language);
  const parts = [
    refunded === 0 ? null : say(earned === null ? "product.taken" : "product.takenLeft", { amount }),
    buckets.some((bucket) => (bucket.earned ?? 0) < 0) ? say("product.belowZero") : null,
  ].filter((one) => one !== null);
  return parts.length === 0 ? null : parts.join(" ");
}

function seriesOf({ buckets }: InCurrency, { say }: Words): ChartSeries[] {
  return soldSeries(buckets, {
    paid: say("product.seriesPaid"),
    taken: say("sold.taken"),
    kept: say("product.seriesKept"),
    given: say("product.seriesGiven"),
  });
}

function pointName(day: string, by: ProductSold["by"], language: string): string {
  const options =
    by === "month"
      ? ({ month: "short", year: "2-digit" } as const)
      : ({ day: "numeric", month: "short" } as const);
  return new Intl.DateTimeFormat(language, { ...options, timeZone: "UTC" }).format(
    new Date(`${day}T00:00:00Z`),
  );
}

function pointInFull(day: string, by: ProductSold["by"], { say, language }: Words): string {
  if (by === "day") return dayText(day, language);
  if (by === "week") return say("product.weekOf", { day: dayText(day, language) });
  const format = new Intl.DateTimeFormat(language, { month: "long", year: "numeric", timeZone: "UTC" });
  return format.format(new Date(`${day}T00:00:00Z`));
}

function salesOf(
  ws: string,
  product: string,
  from: string | undefined,
  next: string | undefined,
  last: string | undefined,
): string | undefined {
  if (from === undefined) return undefined;
  const to = next === undefined ? last : addDays(next, -1);
  return `${salesAddress(ws)}?${new URLSearchParams({ product, from, ...(to ? { to } : {}) })}`;
}
