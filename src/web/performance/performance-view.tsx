// How a product does: one chart that is read by channel (direct, by affiliates) or by party, with the
// contract's versions marked where they began, and a table of the same below. The title says the finding. It
// never adds two currencies.
//   <PerformanceView who={who} product="product_…" zone="UTC" />
import { SegmentedControl } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { Looker } from "../data/contracts.ts";
import { type Performance, performanceQuery } from "../data/performance.ts";
import { Chart } from "../parts/chart.tsx";
import type { ChartMark, ChartSeries } from "../parts/chart-props.ts";
import { addDays, todayIn } from "../parts/date-range.ts";
import { amountText, formatRate, formatShare } from "../parts/format-amount.ts";
import { Problem } from "../parts/problem.tsx";
import { useZone } from "../parts/when.tsx";
import type { Words } from "../words/speak.ts";
import { useWords } from "../words/words.tsx";
import css from "./performance.module.css";
import { PerformanceTable } from "./performance-table.tsx";

type InCurrency = Performance["currencies"][number];
type Read = "channel" | "party";

const RANGES = ["30d", "90d", "365d", "4y"] as const;
const LENGTH = { "30d": 30, "90d": 90, "365d": 365, "4y": 1461 } as const;
const BY = { "30d": "day", "90d": "week", "365d": "month", "4y": "month" } as const;
const COLOURS = 8;

export function PerformanceView({ who, product }: { who: Looker; product: string }) {
  const words = useWords();
  const { say } = words;
  const today = todayIn(useZone());
  const [range, setRange] = useState<(typeof RANGES)[number]>("90d");
  const [read, setRead] = useState<Read>("channel");
  const [asked, setAsked] = useState("");
  const days = { from: addDays(today, 1 - LENGTH[range]), to: today, by: BY[range] };
  const found = useQuery(performanceQuery(who, product, days));
  if (found.isError) return <Problem error={found.error} onRetry={() => void found.refetch()} />;
  const currencies = found.data?.currencies ?? [];
  const chosen = currencies.find((one) => one.currency === asked) ?? currencies[0];
  const points = chosen?.buckets.map((one) => one.from) ?? [];
  return (
    <>
      <div className={css.choices}>
        <SegmentedControl
          size="xs"
          aria-label={say("portal.period")}
          value={range}
          data={RANGES.map((value) => ({
            value,
            label: value === "4y" ? say("product.range.4y") : say("agree.lastDays", { count: LENGTH[value] }),
          }))}
          onChange={(value) => setRange(value as typeof range)}
        />
        <SegmentedControl
          size="xs"
          aria-label={say("performance.readBy")}
          value={read}
          data={(["channel", "party"] as const).map((value) => ({
            value,
            label: say(
              value === "party" && who.side === "party" ? "performance.yours" : `performance.${value}`,
            ),
          }))}
          onChange={(value) => setRead(value as Read)}
        />
        {currencies.length > 1 ? (
          <SegmentedControl
            size="xs"
            aria-label={say("word.currency")}
            value={chosen?.currency ?? ""}
            data={currencies.map((one) => one.currency)}
            onChange={setAsked}
          />
        ) : null}
      </div>
      <Chart
        finding={chosen ? findingOf(chosen, read, who, words) : say("performance.nothing")}
        kind="columns"
        pointHead={say(`product.by.${days.by}`)}
        points={points.map((day) => pointName(day, days.by, words.language))}
        series={chosen ? seriesOf(chosen, read, words) : []}
        marks={found.data ? marksOf(found.data, points, who, words) : []}
        {...(chosen ? { currency: chosen.currency } : {})}
        isLoading={found.isPending}
      />
      {found.data && chosen ? <PerformanceTable found={found.data} chosen={chosen} who={who} /> : null}
    </>
  );
}

function findingOf(chosen: InCurrency, read: Read, who: Looker, { say, language }: Words): string {
  const sum = (of: "direct" | "affiliate") => chosen.buckets.reduce((all, one) => all + one[of].paid, 0);
  const direct = sum("direct");
  const paid = direct + sum("affiliate");
  if (paid === 0) {
    const before = pastPaid(chosen).reduce((all, one) => all + one, 0);
    if (before === 0) return say("performance.nothing");
    return say("past.finding", { amount: amountText(before, chosen.currency, language) });
  }
  if (read === "channel") {
    return say("performance.direct", {
      share: formatShare(direct, paid, language),
      amount: amountText(paid, chosen.currency, language),
    });
  }
  const [first] = chosen.parties;
  const amount = amountText(first?.total ?? 0, chosen.currency, language);
  if (who.side === "party") return say("performance.youKept", { amount });
  return say("performance.most", { name: first?.party?.name ?? say("performance.others"), amount });
}

function seriesOf(chosen: InCurrency, read: Read, { say }: Words): ChartSeries[] {
  const { history } = chosen;
  const past = { colour: "var(--fee-2)" };
  if (read === "party") {
    const given = (history?.parties ?? []).map((one) => ({
      ...past,
      key: `${one.party.id} history`,
      name: say("past.series", { name: one.party.name }),
      values: one.given,
    }));
    const kept = chosen.parties.map((one, index) => ({
      key: `${one.party?.id} ${one.role}`,
      name: one.party?.name ?? say("performance.others"),
      colour: /fee|tax/.test(one.role) ? "var(--fee-2)" : `var(--party-${(index % COLOURS) + 1})`,
      values: one.kept,
    }));
    return [...kept, ...given];
  }
  // Two ways of selling are nobody's: they wear no party's colour.
  const sold = (["direct", "affiliate"] as const).map((key) => ({
    key,
    name: say(`performance.${key}Name`),
    colour: key === "direct" ? "var(--accent)" : "var(--fee-3)",
    values: chosen.buckets.map((one) => one[key].paid),
  }));
  if (history === null) return sold;
  return [...sold, { ...past, key: "history", name: say("past.all"), values: pastPaid(chosen) }];
}

/** What was paid before, one a bucket; empty without history. */
function pastPaid({ history }: InCurrency): number[] {
  return (history?.buckets ?? []).map((one) => one.direct.paid + one.affiliate.paid);
}

/** At the point in which it began; a contract's end is a mark as well. */
function marksOf(found: Performance, points: readonly string[], who: Looker, words: Words): ChartMark[] {
  const { say, language } = words;
  const indexOf = (at: string) => points.findLastIndex((point) => point <= at.slice(0, 10));
  const inTime = (at: string) => at.slice(0, 10) >= found.from && at.slice(0, 10) <= found.to;
  return found.versions.flatMap((one) => {
    const name = who.side === "party" ? "" : `${one.party.name} `;
    const share = one.share === null ? say("agree.byTiers") : formatRate(one.share, language);
    const key = `${one.contract} ${one.version}`;
    const began = { key, index: indexOf(one.starts), label: `${name}${share}` };
    const over = {
      key: `${key} end`,
      index: indexOf(one.ends ?? ""),
      label: `${name}${say("performance.ended")}`,
    };
    return [
      ...(inTime(one.starts) && began.index >= 0 ? [began] : []),
      ...(one.ends !== null && inTime(one.ends) && over.index >= 0 ? [over] : []),
    ];
  });
}

export function pointName(day: string, by: Performance["by"], language: string): string {
  const options =
    by === "month"
      ? ({ month: "short", year: "2-digit" } as const)
      : ({ day: "numeric", month: "short" } as const);
  const format = new Intl.DateTimeFormat(language, { ...options, timeZone: "UTC" });
  return format.format(new Date(`${day}T00:00:00Z`));
}
