// Where the columns and lines of a chart stand. Pure geometry in pixels; it knows figures only as lengths,
// and never feeds one back into money. Zero is always on the axis; what is below it hangs down.
//   layoutChart({ kind: "columns", values: [[5, 9], [2, 0]], width: 600, height: 200 }) → ticks 0, 5, 10, …

export interface ChartInput {
  kind: "columns" | "line";
  /** A row a series, a figure a point; all rows alike long. */
  values: readonly (readonly number[])[];
  width: number;
  height: number;
}

export interface ColumnBox {
  x: number;
  y: number;
  width: number;
  height: number;
}

export interface ChartLayout {
  ticks: { value: number; y: number }[];
  zero: number;
  /** The middle of every point, left to right. */
  xs: number[];
  step: number;
  /** By series, then point; a column of nothing is null. */
  columns: (ColumnBox | null)[][];
  lines: { x: number; y: number }[][];
  /** Where the name of each series stands, at its last point, none on another. */
  names: number[];
}

const NAME_ROOM = 16;

export function layoutChart({ kind, values, width, height }: ChartInput): ChartLayout {
  const points = values[0]?.length ?? 0;
  const step = points === 0 ? width : width / points;
  const xs = Array.from({ length: points }, (_, index) => step * (index + 0.5));
  const [low, high] = kind === "columns" ? stackedReach(values) : reach(values);
  const { marks, bottom } = axisOf(low, high);
  const top = marks.at(-1) as number;
  const y = (value: number) => height - ((value - bottom) / (top - bottom)) * height;
  const columns = kind === "columns" ? stack(values, xs, step, y) : [];
  const lines =
    kind === "line" ? values.map((row) => row.map((value, at) => ({ x: xs[at] ?? 0, y: y(value) }))) : [];
  const ends = values.map((_, index) =>
    kind === "columns" ? middleOf(columns[index]?.at(-1), y(0)) : (lines[index]?.at(-1)?.y ?? y(0)),
  );
  return {
    ticks: marks.map((value) => ({ value, y: y(value) })),
    zero: y(0),
    xs,
    step,
    columns,
    lines,
    names: spread(ends, height),
  };
}

/** What hangs a little below a mark takes its own room, not a whole step of nothing. */
const LITTLE = 0.4;

/** The marks, and where the axis ends: at the lowest mark, or at the lowest figure just under the next. */
function axisOf(low: number, high: number): { marks: number[]; bottom: number } {
  const marks = niceTicks(low, high);
  const [lowest = 0, next = 0] = marks;
  const isLittle = marks.length > 2 && low < next && next - low < (next - lowest) * LITTLE;
  return isLittle ? { marks: marks.slice(1), bottom: low } : { marks, bottom: lowest };
}

/** Round figures from at or below the lowest to at or above the highest; never fewer than two. */
export function niceTicks(low: number, high: number, wanted = 4): number[] {
  const from = Math.min(0, low);
  const to = Math.max(0, high, from === 0 && high <= 0 ? 1 : 0);
  const rough = (to - from) / wanted;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = Math.max(1, ([1, 2, 5, 10].find((one) => one * power >= rough) ?? 10) * power);
  const first = Math.floor(from / step);
  const last = Math.ceil(to / step);
  return Array.from({ length: last - first + 1 }, (_, index) => (first + index) * step);
}

function reach(values: ChartInput["values"]): [number, number] {
  let [low, high] = [0, 0];
  for (const row of values) {
    for (const value of row) {
      low = Math.min(low, value);
      high = Math.max(high, value);
    }
  }
  return [low, high];
}

function stackedReach(values: ChartInput["values"]): [number, number] {
  let [low, high] = [0, 0];
  for (let at = 0; at < (values[0]?.length ?? 0); at++) {
    let [under, over] = [0, 0];
    for (const row of values) {
      const value = row[at] ?? 0;
      if (value < 0) under += value;
      else over += value;
    }
    low = Math.min(low, under);
    high = Math.max(high, over);
  }
  return [low, high];
}

function stack(
  values: ChartInput["values"],
  xs: readonly number[],
  step: number,
  y: (value: number) => number,
): (ColumnBox | null)[][] {
  const width = Math.max(1, Math.min(40, step * 0.68));
  const over = xs.map(() => 0);
  const under = xs.map(() => 0);
  return values.map((row) =>
    row.map((value, at) => {
      if (value === 0) return null;
      const side = value < 0 ? under : over;
      const start = side[at] ?? 0;
      side[at] = start + value;
      const [a, b] = [y(start), y(start + value)];
      const length = Math.max(1, Math.abs(a - b));
      return { x: (xs[at] ?? 0) - width / 2, y: Math.min(a, b), width, height: length };
    }),
  );
}

const middleOf = (box: ColumnBox | null | undefined, none: number) => (box ? box.y + box.height / 2 : none);

/** Names keep their order from top to bottom and a line's height between them. */
function spread(wanted: readonly number[], height: number): number[] {
  const order = wanted.map((y, index) => ({ y, index })).sort((a, b) => a.y - b.y || b.index - a.index);
  let from = Number.NEGATIVE_INFINITY;
  for (const one of order) {
    one.y = Math.max(one.y, from + NAME_ROOM);
    from = one.y;
  }
  let to = height + NAME_ROOM;
  for (const one of order.toReversed()) {
    one.y = Math.min(one.y, to - NAME_ROOM);
    to = one.y;
  }
  const placed: number[] = [];
  for (const one of order) placed[one.index] = one.y;
  return placed;
}
