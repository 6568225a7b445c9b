// From clicks to sales to refunds over a period, and the days of it. What was not counted as a click is said
// beside, so that nobody wonders. It never adds two currencies.
//   <LinkFigures who={{ side: "party", id: "party_…" }} period={{ from, to }} />
import { useQuery } from "@tanstack/react-query";
import type { Looker } from "../data/contracts.ts";
import { type LinkDays, linkDaysQuery, type Period } from "../data/links.ts";
import { Chart } from "../parts/chart.tsx";
import { dayText, unbroken } from "../parts/date-range.ts";
import { Figure, Figures } from "../parts/figure.tsx";
import { formatShare } from "../parts/format-amount.ts";
import { Section } from "../parts/page.tsx";
import { Problem } from "../parts/problem.tsx";
import { FiguresSkeleton } from "../parts/skeletons.tsx";
import { useWords } from "../words/words.tsx";
import { daysOf } from "./link-period.ts";

/** More columns than that are no columns any more. */
const MOST_COLUMNS = 62;

export function LinkFigures({ who, period }: { who: Looker; period: Period }) {
  const report = useQuery(linkDaysQuery(who, period));
  if (report.isError) return <Problem error={report.error} onRetry={() => void report.refetch()} />;
  if (report.data === undefined) return <FiguresSkeleton count={5} />;
  return (
    <>
      <Funnel report={report.data} />
      <DayChart report={report.data} />
    </>
  );
}

/** The same of one link, without its days. */
export function LinkFunnel({ who, period }: { who: Looker; period: Period }) {
  const report = useQuery(linkDaysQuery(who, period));
  if (report.isError) return <Problem error={report.error} onRetry={() => void report.refetch()} />;
  return report.data === undefined ? <FiguresSkeleton count={5} /> : <Funnel report={report.data} />;
}

function Funnel({ report: { totals, sold } }: { report: LinkDays }) {
  const { say, language } = useWords();
  const whole = new Intl.NumberFormat(language);
  const { clicks, visitors, untracked, ignored, sales, clickSales, takeBacks } = totals;
  const share = (part: number, of: number) => (of === 0 ? "–" : formatShare(part, of, language));
  return (
    <Figures>
      <Figure
        name={say("links.clicks")}
        value={whole.format(clicks)}
        says={
          untracked + ignored === 0
            ? say("links.allCounted")
            : say("links.notCounted", { untracked: whole.format(untracked), ignored: whole.format(ignored) })
        }
      />
      <Figure name={say("links.visitors")} value={whole.format(visitors)} says={say("links.visitorsSays")} />
      <Figure
        name={say("links.salesByClick")}
        value={whole.format(clickSales)}
        says={
          clicks === 0
            ? say("links.salesByClickNone")
            : say("links.salesByClickSays", { share: share(clickSales, clicks) })
        }
      />
      <Figure
        name={say("links.salesOther")}
        value={whole.format(sales - clickSales)}
        says={say("links.salesOtherSays")}
      />
      <Figure
        name={say("links.sold")}
        {...(sold.length === 0 ? { value: "–" } : {})}
        amounts={sold.map(({ paid, currency }) => ({ amount: paid, currency }))}
        says={say("links.takenSays", { count: takeBacks, share: share(takeBacks, sales) })}
      />
    </Figures>
  );
}

function DayChart({ report }: { report: LinkDays }) {
  const { say, language } = useWords();
  const clicks = report.days.map((one) => one.clicks);
  const sales = report.days.map((one) => one.sales);
  const finding = (what: "links.chartFinding" | "links.chartSales", values: readonly number[]) => {
    const most = Math.max(0, ...values);
    if (most === 0) return say("links.chartNone");
    const day = unbroken(dayText(report.days[values.indexOf(most)]?.day as string, language));
    return say(what, { day, count: new Intl.NumberFormat(language).format(most) });
  };
  return (
    <>
      <Line
        report={report}
        of="clicks"
        colour="var(--accent)"
        finding={finding("links.chartFinding", clicks)}
      />
      {report.totals.sales > 0 ? (
        <Line
          report={report}
          of="sales"
          colour="var(--accent)"
          finding={finding("links.chartSales", sales)}
        />
      ) : null}
    </>
  );
}

interface LineProps {
  report: LinkDays;
  of: "clicks" | "sales";
  colour: string;
  finding: string;
}

/** Clicks and sales differ by hundreds: each has its own axis. */
function Line({ report, of, colour, finding }: LineProps) {
  const { say, language } = useWords();
  const days = daysOf(report);
  const rows = new Map(report.days.map((one) => [one.day, one[of]]));
  const short = new Intl.DateTimeFormat(language, { day: "numeric", month: "short", timeZone: "UTC" });
  const values = days.map((day) => rows.get(day) ?? 0);
  return (
    <Section title={finding}>
      <Chart
        finding={finding}
        level="none"
        height={of === "clicks" ? 200 : 120}
        kind={days.length > MOST_COLUMNS ? "line" : "columns"}
        pointHead={say("word.day")}
        points={days.map((day) => short.format(new Date(`${day}T00:00:00Z`)))}
        pointsInFull={days.map((day) => dayText(day, language))}
        series={[{ key: of, name: say(`links.${of}`), colour, values }]}
      />
    </Section>
  );
}
