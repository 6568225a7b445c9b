// Where the bars and bands of a flow stand. Pure geometry in pixels; it knows amounts only as lengths. Every
// part gets room for its label, however small, so labels never touch; bands keep their order and never cross.
//   layoutFlow({ parts: [5242, 582, 3136, 1040], width: 600, rowHeight: 48, barHeight: 240 })
//   → rows at 0, 132, 180, 264 …; the source bar 240 high, one band to each row

export interface FlowPart {
  amount: number;
  /** What leaves before the division goes past the middle bar. */
  isFirst: boolean;
}

export interface FlowInput {
  parts: readonly FlowPart[];
  rowHeight: number;
  barHeight: number;
}

export interface Span {
  y: number;
  height: number;
}

export interface FlowRow {
  /** The room of the label. */
  slot: Span;
  /** The bar beside the label. */
  bar: Span;
  /** Where the band leaves the source, or the middle when it goes through it. */
  from: Span;
}

export interface FlowLayout {
  height: number;
  source: Span;
  /** Null when nothing leaves first, or nothing is left. */
  middle: Span | null;
  /** The band from source to middle. */
  middleFrom: Span | null;
  rows: FlowRow[];
}

const GAP = 10;
const THINNEST = 2;
/** How high a label's two lines are: a thin bar stands beside their middle. */
const LABEL = 38;

export function layoutFlow({ parts, rowHeight, barHeight }: FlowInput): FlowLayout {
  const whole = parts.reduce((sum, part) => sum + Math.max(0, part.amount), 0) || 1;
  const long = (amount: number) => (Math.max(0, amount) / whole) * barHeight;
  const rows: FlowRow[] = [];
  let y = 0;
  for (const part of parts) {
    const length = Math.max(THINNEST, long(part.amount));
    const room = Math.max(length, rowHeight);
    rows.push({
      slot: { y, height: room },
      bar: { y: y + (length >= LABEL ? 0 : (LABEL - length) / 2), height: length },
      from: { y: 0, height: 0 },
    });
    y += room + GAP;
  }
  const height = Math.max(y - GAP, barHeight);
  const source = { y: 0, height: barHeight };
  const divided = parts.reduce((sum, part) => sum + (part.isFirst ? 0 : Math.max(0, part.amount)), 0);
  const hasMiddle = divided > 0 && parts.some((part) => part.isFirst && part.amount > 0);
  const middle = hasMiddle ? { y: 0, height: long(divided) } : null;
  let leaving = source.y;
  let leavingMiddle = middle?.y ?? 0;
  const middleFrom = middle ? { y: leaving, height: middle.height } : null;
  if (middle) leaving += middle.height;
  parts.forEach((part, index) => {
    const row = rows[index] as FlowRow;
    const length = long(part.amount);
    if (middle && !part.isFirst) {
      row.from = { y: leavingMiddle, height: length };
      leavingMiddle += length;
    } else {
      row.from = { y: leaving, height: length };
      leaving += length;
    }
  });
  return { height, source, middle, middleFrom, rows };
}

/** An SVG path of a band from one span to another: two curves and two straight edges. */
export function bandPath(x0: number, from: Span, x1: number, to: Span): string {
  const bend = x0 + (x1 - x0) * 0.5;
  const [a, b] = [from.y, from.y + Math.max(from.height, 1)];
  const [c, d] = [to.y, to.y + Math.max(to.height, 1)];
  const r = (value: number) => Math.round(value * 100) / 100;
  return (
    `M${r(x0)} ${r(a)}C${r(bend)} ${r(a)} ${r(bend)} ${r(c)} ${r(x1)} ${r(c)}` +
    `L${r(x1)} ${r(d)}C${r(bend)} ${r(d)} ${r(bend)} ${r(b)} ${r(x0)} ${r(b)}Z`
  );
}
