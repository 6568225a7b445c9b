// The pictures among the parts: flow, share bar, chart, timeline, before and after. Not in what is shipped.
// Their figures are the worked example of the domain; a chart's are made up but add up.
import { Chart } from "../../../parts/chart.tsx";
import type { ChartSeries } from "../../../parts/chart-props.ts";
import { Flow } from "../../../parts/flow.tsx";
import { Money } from "../../../parts/money.tsx";
import { colours, type PartOf } from "../../../parts/part-of.ts";
import { ShareBar } from "../../../parts/share-bar.tsx";
import { SideBySide } from "../../../parts/side-by-side.tsx";
import { Timeline } from "../../../parts/timeline.tsx";
import { EARNED, FEW, MANY, MONTHS, NAUGHTY, THREE } from "./sample-facts.tsx";
import { Group, Narrow, Shown } from "./shown.tsx";

export function Pictures() {
  return (
    <>
      <Group name="flows">
        <Shown name="Flow">{drawn("Of four.", FEW, 10000, 8960)}</Shown>
        <Shown name="Flow of nine">{drawn("Of nine.", MANY, 10000, 8214)}</Shown>
        <Shown name="Flow without fees">{drawn("Of three.", THREE, 20000)}</Shown>
        <Shown name="Flow of hard names">{drawn("Of hard names.", NAUGHTY, 10000, 8960)}</Shown>
      </Group>
      <Group name="shares">
        <Shown name="Share bar">
          <ShareBar whole={10000} currency="USD" parts={FEW} colours={colours(FEW)} />
          <ShareBar whole={10000} currency="USD" parts={MANY} colours={colours(MANY)} />
          <ShareBar whole={10000} currency="USD" parts={NAUGHTY} colours={colours(NAUGHTY)} />
          <ShareBar whole={0} currency="USD" parts={[]} colours={{}} />
          <Narrow>
            <ShareBar whole={10000} currency="USD" parts={FEW} colours={colours(FEW)} size="small" />
          </Narrow>
        </Shown>
        <Shown name="Before and after">
          <Sides />
        </Shown>
        <Shown name="Timeline">
          <Life />
        </Shown>
      </Group>
      <Group name="charts">
        <Charts />
      </Group>
    </>
  );
}

function drawn(says: string, parts: PartOf[], whole: number, shared?: number) {
  return (
    <Flow
      says={says}
      currency="USD"
      source={{ name: "Buyer paid", amount: whole }}
      middle={shared === undefined ? undefined : { name: "Left to share", amount: shared }}
      parts={parts}
      colours={colours(parts)}
      onChoose={() => undefined}
    />
  );
}

const SERIES: ChartSeries[] = ["Ana Souza", "Bruno Lima", "Carla Dias"].map((name, index) => ({
  key: name,
  name,
  colour: `var(--party-${index + 1})`,
  values: EARNED[index] ?? [],
}));

function Charts() {
  const points = { pointHead: "Month", points: MONTHS, pointsInFull: MONTHS.map((month) => `${month} 2025`) };
  const one = SERIES.slice(0, 1);
  return (
    <Shown name="Chart">
      <Chart
        {...points}
        finding="Three people earned more each quarter"
        says="2025, in EUR, by month"
        kind="columns"
        series={SERIES}
        currency="EUR"
        linkOf={() => "/parts"}
      />
      <Chart {...points} finding="Ana’s earnings nearly quadrupled" kind="line" series={one} currency="EUR" />
      <Chart {...points} finding="Nothing was sold in 2024" kind="columns" series={[]} height={120} />
      <Chart {...points} finding="On its way" kind="line" series={[]} height={80} isLoading />
    </Shown>
  );
}

function Life() {
  return (
    <Timeline
      moments={[
        {
          key: "1",
          tone: "good",
          title: "Sold",
          at: "2026-03-01T12:00:00Z",
          aside: <Money amount={10000} currency="USD" />,
        },
        { key: "2", title: "Reported by stripe", at: "2026-03-01T12:00:04Z", body: "Entry 12 of the ledger" },
        { key: "3", tone: "pending", title: "Disputed", at: "2026-03-04T12:00:00Z" },
        {
          key: "4",
          tone: "taken",
          title: "Refunded",
          at: "2026-03-05T12:00:00Z",
          aside: <Money amount={-4000} currency="USD" />,
        },
      ]}
    />
  );
}

export function Sides() {
  const row = (key: string, name: string, note: string, before: number, after: number, colour: string) => ({
    key,
    name,
    note,
    before,
    after,
    colour: `var(--${colour})`,
  });
  return (
    <SideBySide
      says="Before and after."
      currency="USD"
      rows={[
        row("ana", "Ana Souza", "Producer", 712, 427, "party-1"),
        row("bruno", "Bruno Lima", "Co-producer", 79, 47, "party-2"),
        row("market", "Market", "Platform fee", 209, 126, "fee-1"),
      ]}
      whole={{ name: "Of what the buyer paid", before: 1000, after: 600 }}
    />
  );
}
