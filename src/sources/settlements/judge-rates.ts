// Holds the rates that lines of a settlement imply against each other, and against the last one of the
// source: what is far off is not exchanged but waits for a person, so that no missing half vanishes in `fx`.
// Pure.
// Example: 0.195, 0.196, 0.0975 BRL in USD → the third is rate_differs and brings nothing home.
import type { MatchedLine } from "./match-lines.ts";

/** Of the middle one of its settlement; the last settlement may be weeks old. */
const NEAR = 0.03;
const NEAR_LAST = 0.1;

/**
 * `last`: currency → the rate of the last line exchanged; `settled`: lines that a person or the books know.
 */
export function judgeRates(
  lines: readonly MatchedLine[],
  last: ReadonlyMap<string, string>,
  settled: ReadonlySet<number>,
): MatchedLine[] {
  const rates = Map.groupBy(
    lines.filter((line) => line.exchange !== null),
    (line) => line.exchange?.currency ?? "",
  );
  return lines.map((line) => {
    if (line.exchange === null || settled.has(line.n)) return line;
    const { currency, rate } = line.exchange;
    const all = (rates.get(currency) ?? []).map((one) => Number(one.exchange?.rate));
    return isNear(Number(rate), all, last.get(currency)) ? line : waiting(line);
  });
}

function isNear(rate: number, all: readonly number[], last: string | undefined): boolean {
  if (all.length > 2) return Math.abs(rate / middleOf(all) - 1) <= NEAR;
  if (last !== undefined) return Math.abs(rate / Number(last) - 1) <= NEAR_LAST;
  return all.every((other) => Math.abs(rate / other - 1) <= NEAR);
}

function middleOf(rates: readonly number[]): number {
  const sorted = [...rates].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] as number;
}

function waiting(line: MatchedLine): MatchedLine {
  const none = { expectedGross: 0, expectedFee: 0, feeParty: null, exchange: null, entries: [] };
  return { ...line, ...none, state: "open", difference: "rate_differs" };
}
