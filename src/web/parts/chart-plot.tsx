// The drawing of a chart: columns that stack, or lines; names at what they name, the figures of the point
// under the pointer or the arrows above it, in a line that is always there so that nothing jumps. It never
// loads with the first page: chart.tsx asks for it when a chart is first seen.
import { useElementSize } from "@mantine/hooks";
import { useNavigate } from "@tanstack/react-router";
import { type KeyboardEvent, type PointerEvent, useState } from "react";
import { useWords } from "../words/words.tsx";
import css from "./chart.module.css";
import { type ChartLayout, layoutChart } from "./chart-layout.ts";
import type { ChartMark, ChartProps, ChartSeries, Spoken } from "./chart-props.ts";

const AXIS = 44;
const FOOT = 22;
const TOP = 8;

interface Props extends ChartProps {
  height: number;
  spoken: Spoken;
}

export function ChartPlot(props: Props) {
  const { finding, kind, points, series, height, linkOf } = props;
  const { ref, width } = useElementSize();
  const navigate = useNavigate();
  const [at, setAt] = useState<number | null>(null);
  const isNamed = series.length > 1 && width > 480;
  const longest = Math.max(...series.map((one) => one.name.length));
  const room = width - AXIS - (isNamed ? Math.min(170, Math.max(116, longest * 6.8 + 26)) : 4);
  const layout = layoutChart({
    kind,
    values: series.map((one) => one.values),
    width: Math.max(40, room),
    height,
  });
  const last = points.length - 1;
  const here = Math.min(at ?? last, last);
  const target = linkOf?.(here);
  const onPoint = (event: PointerEvent) => {
    const x = event.clientX - event.currentTarget.getBoundingClientRect().left - AXIS;
    setAt(Math.max(0, Math.min(last, Math.floor(x / layout.step))));
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const places: Record<string, number> = { ArrowLeft: here - 1, ArrowRight: here + 1, Home: 0, End: last };
    const next = places[event.key];
    if (next !== undefined) {
      event.preventDefault();
      setAt(Math.max(0, Math.min(last, next)));
    } else if (event.key === "Enter" && target) void navigate({ to: target });
  };
  return (
    <>
      <Readout {...props} index={here} />
      <div
        ref={ref}
        className={css.plot}
        style={{ height: height + FOOT + TOP }}
        role="slider"
        tabIndex={0}
        aria-label={finding}
        aria-valuemin={0}
        aria-valuemax={last}
        aria-valuenow={here}
        aria-valuetext={readoutText(props, here)}
        data-opens={target ? true : undefined}
        onPointerMove={onPoint}
        onPointerLeave={() => setAt(null)}
        onKeyDown={onKeyDown}
        onClick={() => {
          if (target) void navigate({ to: target });
        }}
      >
        {width > 0 ? <Drawing {...props} layout={layout} room={room} at={at} isNamed={isNamed} /> : null}
      </div>
    </>
  );
}

/** Which point, and the figure of each series at it. */
function Readout({ points, pointsInFull, series, spoken, currency, index }: Props & { index: number }) {
  return (
    <div className={css.readout} aria-hidden="true">
      <span className={css.point}>{pointsInFull?.[index] ?? points[index]}</span>
      {series.map((one, nth) => (
        <span key={one.key} className={css.value}>
          <span className={css.dot} style={{ backgroundColor: one.colour }} />
          {series.length > 1 ? <span className={css.valueName}>{one.name}</span> : null}
          {spoken.exact(one.values[index] ?? 0)}
          {currency && nth === series.length - 1 ? <span className={css.code}>{currency}</span> : null}
        </span>
      ))}
    </div>
  );
}

function readoutText({ points, pointsInFull, series, spoken, currency }: Props, index: number): string {
  const figures = series.map((one) => `${one.name} ${spoken.exact(one.values[index] ?? 0)}`);
  return `${pointsInFull?.[index] ?? points[index] ?? ""}: ${figures.join(", ")}${currency ? ` ${currency}` : ""}`;
}

interface DrawingProps extends Props {
  layout: ChartLayout;
  room: number;
  at: number | null;
  isNamed: boolean;
}

function Drawing(props: DrawingProps) {
  const { kind, series, points, spoken, layout, room, height, at, isNamed } = props;
  const { language } = useWords();
  return (
    <svg className={css.svg} width="100%" height={height + FOOT + TOP} aria-hidden="true" lang={language}>
      <g transform={`translate(${AXIS} ${TOP})`}>
        {layout.ticks.map((tick) => (
          <g key={tick.value}>
            <line className={css.grid} x1="0" x2={room} y1={tick.y} y2={tick.y} />
            <text className={css.tick} x="-8" y={tick.y} dy="0.32em" textAnchor="end">
              {tick.value === 0 ? "0" : spoken.short(tick.value)}
            </text>
          </g>
        ))}
        {at === null ? null : (
          <rect className={css.here} x={layout.step * at} y="0" width={layout.step} height={height} />
        )}
        {kind === "columns" ? <Columns series={series} layout={layout} /> : null}
        {kind === "line" ? <Lines series={series} layout={layout} at={at} /> : null}
        <Marks marks={props.marks ?? []} layout={layout} room={room} height={height} />
        <line className={css.zero} x1="0" x2={room} y1={layout.zero} y2={layout.zero} />
        <PointNames points={points} layout={layout} room={room} y={height} />
        {isNamed
          ? series.map((one, index) => (
              <text key={one.key} className={css.name} x={room + 10} y={layout.names[index] ?? 0} dy="0.32em">
                <tspan fill={one.colour}>■ </tspan>
                {one.name.length > 21 ? `${one.name.slice(0, 20)}…` : one.name}
              </text>
            ))
          : null}
      </g>
    </svg>
  );
}

interface MarksProps {
  marks: readonly ChartMark[];
  layout: ChartLayout;
  room: number;
  height: number;
}

/** Where the point begins; several at one point stand below one another. */
function Marks({ marks, layout, room, height }: MarksProps) {
  return marks.map(({ key, index, label }, i) => {
    const x = Math.min(round(layout.step * index), room);
    const isLate = x + label.length * 6.2 > room;
    const above = marks.slice(0, i).filter((one) => Math.abs(one.index - index) < 3).length;
    return (
      <g key={key}>
        <line className={css.mark} x1={x} x2={x} y1="0" y2={height} />
        <text
          className={css.markName}
          x={isLate ? x - 5 : x + 5}
          y={10 + above * 14}
          textAnchor={isLate ? "end" : "start"}
        >
          {label}
        </text>
      </g>
    );
  });
}

function Columns({ series, layout }: { series: readonly ChartSeries[]; layout: ChartLayout }) {
  return series.map((one, index) => (
    <g key={one.key} fill={one.colour}>
      {layout.columns[index]?.map((box, point) =>
        box ? <rect key={layout.xs[point]} {...box} rx={box.width > 8 ? 1.5 : 0} /> : null,
      )}
    </g>
  ));
}

function Lines({
  series,
  layout,
  at,
}: {
  series: readonly ChartSeries[];
  layout: ChartLayout;
  at: number | null;
}) {
  return series.map((one, index) => {
    const line = layout.lines[index] ?? [];
    const path = line.map(({ x, y }, place) => `${place === 0 ? "M" : "L"}${round(x)} ${round(y)}`).join("");
    const dot = line[at ?? line.length - 1];
    return (
      <g key={one.key}>
        <path d={path} fill="none" stroke={one.colour} strokeWidth="2" strokeLinejoin="round" />
        {dot ? <circle cx={dot.x} cy={dot.y} r="3.5" fill={one.colour} className={css.dotRing} /> : null}
      </g>
    );
  });
}

interface NamesProps {
  points: readonly string[];
  layout: ChartLayout;
  room: number;
  y: number;
}

/** As many as fit without touching: every point's, every second's, every fifth's … and the last one. */
function PointNames({ points, layout, room, y }: NamesProps) {
  const longest = Math.max(1, ...points.map((point) => point.length)) * 6.4 + 14;
  const fits = Math.max(1, Math.floor(room / longest));
  const every = [1, 2, 3, 5, 7, 10, 14, 15, 30, 60, 90].find((n) => points.length / n <= fits) ?? 180;
  const last = points.length - 1;
  return points.map((point, index) => {
    if ((last - index) % every !== 0) return null;
    const x = Math.min(layout.xs[index] ?? 0, room);
    // The last one ends with the plot, where half of it would not fit beside it.
    const isAtEdge = x + point.length * 3.2 > room;
    return (
      <text
        key={layout.xs[index]}
        className={css.tick}
        x={isAtEdge ? room : x}
        y={y + 16}
        textAnchor={isAtEdge ? "end" : "middle"}
      >
        {point}
      </text>
    );
  });
}

const round = (value: number) => Math.round(value * 10) / 10;
