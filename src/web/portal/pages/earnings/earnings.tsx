// What this partner earned over time, and of which product: a chart with its table one key away, for one
// currency at a time. It never adds currencies, and counts what was taken back on the day it was.
//   /partner/party_…/earnings?period=90d&currency=USD
import { SegmentedControl } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { Chart } from "../../../parts/chart.tsx";
import { DataTable } from "../../../parts/data-table.tsx";
import { addDays, todayIn, unbroken } from "../../../parts/date-range.ts";
import { Empty } from "../../../parts/empty.tsx";
import { amountText } from "../../../parts/format-amount.ts";
import { Money } from "../../../parts/money.tsx";
import { Page, Section } from "../../../parts/page.tsx";
import { Problem } from "../../../parts/problem.tsx";
import type { Column } from "../../../parts/table-column.ts";
import { PastOfParty } from "../../../performance/past-of-party.tsx";
import type { Words } from "../../../words/speak.ts";
import { useWords } from "../../../words/words.tsx";
import { salesAddress } from "../../addresses.ts";
import {
  type Days,
  type EarnedByProduct,
  earningsByProductQuery,
  earningsQuery,
} from "../../data/figures.ts";
import { useParty } from "../../frame/use-party.ts";
import css from "./earnings.module.css";
import { pointsOf } from "./points-of.ts";
import { Settled } from "./settled.tsx";

const PERIODS = ["30d", "90d", "365d"] as const;
const LENGTH = { "30d": 30, "90d": 90, "365d": 365 } as const;
type Period = (typeof PERIODS)[number];

export function Earnings() {
  const { say } = useWords();
  const { party, own, who } = useParty();
  const search = useSearch({ strict: false }) as { period?: string; currency?: string };
  const period: Period = PERIODS.find((one) => one === search.period) ?? "30d";
  const today = todayIn(own?.workspace.timeZone ?? "UTC");
  const days = { from: addDays(today, 1 - LENGTH[period]), to: today };
  const by = period === "365d" ? "month" : "day";
  const report = useQuery(earningsQuery(party, days, by));
  const products = useQuery(earningsByProductQuery(party, days));
  const currencies = report.data?.totals.map((one) => one.currency) ?? [];
  const currency = currencies.find((one) => one === search.currency) ?? currencies[0];
  const rows = (products.data?.data ?? []).filter((one) => one.currency === currency);
  return (
    <Page title={say("portal.earnings")} lead={say("portal.earningsLead")}>
      <Choices period={period} currencies={currencies} currency={currency} />
      {report.isError ? <Problem error={report.error} onRetry={() => void report.refetch()} /> : null}
      {report.isSuccess && currency === undefined ? (
        <Empty title={say("portal.noEarnings")} says={say("portal.noEarningsSays")} />
      ) : null}
      {currency !== undefined || report.isPending ? (
        <OverTime
          days={days}
          by={by}
          currency={currency ?? own?.workspace.currency ?? "USD"}
          values={
            new Map(
              (report.data?.series ?? [])
                .filter((one) => one.currency === currency)
                .map((one) => [one.at, one.kept]),
            )
          }
          isLoading={report.isPending}
        />
      ) : null}
      {rows.length > 0 ? (
        <Section title={say("portal.byProduct")}>
          <ByProduct rows={rows} />
        </Section>
      ) : null}
      <Settled days={days} currency={currency} />
      <PastOfParty who={who} party={party} />
    </Page>
  );
}

interface ChoicesProps {
  period: Period;
  currencies: readonly string[];
  currency: string | undefined;
}

function Choices({ period, currencies, currency }: ChoicesProps) {
  const { say } = useWords();
  const navigate = useNavigate();
  const narrow = (some: Record<string, string>) =>
    void navigate({
      to: ".",
      search: (old: Record<string, unknown>) => ({ ...old, ...some }),
      replace: true,
      resetScroll: false,
    });
  return (
    <div className={css.choices}>
      <SegmentedControl
        aria-label={say("portal.period")}
        value={period}
        data={PERIODS.map((value) => ({ value, label: say("agree.lastDays", { count: LENGTH[value] }) }))}
        onChange={(value) => narrow({ period: value })}
      />
      {currencies.length > 1 ? (
        <SegmentedControl
          aria-label={say("word.currency")}
          value={currency ?? ""}
          data={[...currencies]}
          onChange={(value) => narrow({ currency: value })}
        />
      ) : null}
    </div>
  );
}

interface OverTimeProps {
  days: Days;
  by: "day" | "month";
  currency: string;
  values: ReadonlyMap<string, number>;
  isLoading: boolean;
}

function OverTime({ days, by, currency, values, isLoading }: OverTimeProps) {
  const { say, language } = useWords();
  const points = pointsOf(days, by);
  const kept = points.map((at) => values.get(at) ?? 0);
  const format = (options: Intl.DateTimeFormatOptions) => {
    const spoken = new Intl.DateTimeFormat(language, { ...options, timeZone: "UTC" });
    return points.map((at) => spoken.format(new Date(`${at}T00:00:00Z`)));
  };
  const full = format(by === "day" ? { dateStyle: "medium" } : { month: "long", year: "numeric" });
  const most = kept.indexOf(Math.max(...kept));
  const finding =
    (kept[most] ?? 0) <= 0
      ? say("portal.earnedNothing")
      : say("portal.earnedMost", {
          when: unbroken(full[most] ?? ""),
          amount: amountText(kept[most] ?? 0, currency, language),
        });
  return (
    <Section title={isLoading ? say("portal.earnings") : finding}>
      <Chart
        finding={finding}
        level="none"
        kind="columns"
        pointHead={say(by === "day" ? "word.day" : "word.month")}
        points={format(by === "day" ? { day: "numeric", month: "short" } : { month: "short" })}
        pointsInFull={full}
        series={[{ key: "kept", name: say("portal.youEarned"), colour: "var(--accent)", values: kept }]}
        currency={currency}
        isLoading={isLoading}
      />
    </Section>
  );
}

function ByProduct({ rows }: { rows: readonly EarnedByProduct[] }) {
  const words = useWords();
  const { party } = useParty();
  return (
    <DataTable
      says={words.say("portal.byProduct")}
      rows={rows}
      columns={columnsOf(words)}
      keyOf={(one) => one.product.id}
      linkOf={(one) => `${salesAddress(party)}?product=${one.product.id}&earned=true`}
    />
  );
}

function columnsOf({ say }: Words): Column<EarnedByProduct>[] {
  const money = (key: "given" | "taken" | "kept") => (one: EarnedByProduct) => (
    <Money
      amount={key === "taken" ? -one.taken : one[key]}
      currency={one.currency}
      withCode={key === "kept"}
      {...(key === "kept" ? { zero: "digits" as const } : {})}
    />
  );
  return [
    { key: "product", head: say("word.product"), cell: (one) => one.product.name, card: "title" },
    { key: "given", head: say("portal.given"), align: "end", cell: money("given"), card: "line" },
    { key: "taken", head: say("portal.takenBack"), align: "end", cell: money("taken"), card: "line" },
    { key: "kept", head: say("portal.youEarned"), align: "end", cell: money("kept"), card: "figure" },
  ];
}
