// Figures over time or side by side: its title says the finding, names stand at what they name, and the same
// as a table is one key away (T). The drawing itself loads when it is first needed. It never computes a
// finding.
//   <Chart finding="Sales doubled in March" kind="columns" pointHead="Month" points={["Jan", "Feb", "Mar"]}
//   series={[{ key: "ana", name: "Ana", colour: "var(--party-1)", values: [100, 120, 240] }]} currency="EUR"
//   />
import { Skeleton } from "@mantine/core";
import { lazy, Suspense, useState } from "react";
import { decimalsOf, isCurrency } from "../../base/currency.ts";
import { useWords } from "../words/words.tsx";
import css from "./chart.module.css";
import type { ChartProps, Spoken } from "./chart-props.ts";
import { formatAmount } from "./format-amount.ts";
import { Icon } from "./icons.tsx";

const ChartPlot = lazy(() => import("./chart-plot.tsx").then((file) => ({ default: file.ChartPlot })));

export function Chart(props: ChartProps) {
  const { finding, says, height = 220, level = 3, isLoading = false, series, points } = props;
  const { say } = useWords();
  const spoken = useSpoken(props.currency);
  const [isTable, setTable] = useState(false);
  const Heading = level === 2 ? "h2" : "h3";
  const hasNothing = points.length === 0 || series.every((one) => one.values.every((value) => value === 0));
  return (
    <figure
      className={css.chart}
      aria-label={isLoading ? undefined : finding}
      onKeyDown={(event) => {
        if (event.key.toLowerCase() === "t" && !event.metaKey && !event.ctrlKey) setTable(!isTable);
      }}
    >
      <div className={css.head} data-bare={(level === "none" && !says) || undefined}>
        <div>
          {level === "none" || isLoading ? null : <Heading className={css.finding}>{finding}</Heading>}
          {isLoading && level !== "none" ? <Skeleton className={css.finding} w="20rem" maw="100%" /> : null}
          {says ? <p className={css.says}>{says}</p> : null}
        </div>
        <button
          type="button"
          className={css.toggle}
          aria-pressed={isTable}
          aria-keyshortcuts="T"
          onClick={() => setTable(!isTable)}
        >
          <Icon name={isTable ? "chart" : "table"} size={16} />
          {say(isTable ? "chart.asChart" : "chart.asTable")}
          <kbd>T</kbd>
        </button>
      </div>
      {isLoading ? <Skeleton height={height + 44} radius={6} /> : null}
      {!isLoading && isTable ? <ChartTable {...props} spoken={spoken} /> : null}
      {!isLoading && !isTable && hasNothing ? (
        <p className={css.nothing} style={{ height }}>
          {say("chart.nothing")}
        </p>
      ) : null}
      {!isLoading && !isTable && !hasNothing ? (
        <Suspense fallback={<Skeleton height={height + 44} radius={6} />}>
          <ChartPlot {...props} height={height} spoken={spoken} />
        </Suspense>
      ) : null}
    </figure>
  );
}

function useSpoken(currency: string | undefined): Spoken {
  const { language } = useWords();
  const compact = new Intl.NumberFormat(language, { notation: "compact", maximumFractionDigits: 1 });
  if (currency === undefined) {
    const whole = new Intl.NumberFormat(language);
    return { exact: (value) => whole.format(value), short: (value) => compact.format(value) };
  }
  // For the axis only: a round figure in the currency's own unit.
  const places = isCurrency(currency) ? decimalsOf(currency) : 0;
  return {
    exact: (value) => formatAmount(value, currency, language),
    short: (value) => compact.format(Number(`${value}e-${places}`)).replace("-", "−"),
  };
}

function ChartTable({
  finding,
  pointHead,
  points,
  pointsInFull,
  series,
  currency,
  spoken,
}: ChartProps & { spoken: Spoken }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard
    <section className={css.scroll} aria-label={finding} tabIndex={0}>
      <table className={css.table}>
        <caption className="only-read">{finding}</caption>
        <thead>
          <tr>
            <th scope="col">{pointHead}</th>
            {series.map((one) => (
              <th key={one.key} scope="col">
                {one.name}
                {currency ? <span className={css.code}>{currency}</span> : null}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {points.map((point, index) => (
            <tr key={`${point} ${pointsInFull?.[index] ?? ""}`}>
              <th scope="row">{pointsInFull?.[index] ?? point}</th>
              {series.map((one) => (
                <td key={one.key}>{one.values[index] ? spoken.exact(one.values[index]) : "–"}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
