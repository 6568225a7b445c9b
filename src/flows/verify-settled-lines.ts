// Holds the lines of one settlement of a source against the entries of sales that they brought home: that
// each entry is of the line's sale, that this sale goes by a name the line says, and that what the books
// expected is what those entries come to. Changes nothing.
// Example: a line of ch_3 laid to the sale of ch_2 by hand → "line 2: expected a sale called ch_3, found …".
import { sumMinor } from "../base/amount.ts";
import { publicId, type Uuid } from "../base/id.ts";
import type { Tx } from "../db/transaction.ts";
import { type MoneyAtSource, readMoneyAtSource } from "../reports/money-at-source.ts";
import { countSettledEntries } from "../sources/settlements/read-settlements.ts";
import { comparedOf, type SettlementLine, type SourceSettlement } from "../sources/settlements/settlement.ts";

export interface LineFault {
  line: number;
  expected: string;
  found: string;
}

/** What of the lines does not agree; line 0 is the settlement as a whole. `lines` are all of them. */
export async function checkSettledLines(
  tx: Tx,
  ws: number,
  one: SourceSettlement,
  lines: readonly SettlementLine[],
): Promise<LineFault[]> {
  const about = lines.filter((line) => line.kind !== "other");
  const refs = new Set(about.flatMap(({ ref, refs }) => [ref, ...refs]));
  const booked = await readMoneyAtSource(tx, ws, one.source, [...refs]);
  const named = salesByName(booked);
  const home = new Map<number, MoneyAtSource[]>();
  for (const entry of booked) {
    if (entry.settledBy?.settlement !== one.id) continue;
    home.set(entry.settledBy.n, [...(home.get(entry.settledBy.n) ?? []), entry]);
  }
  const met = [...home.values()].reduce((count, entries) => count + entries.length, 0);
  const kept = await countSettledEntries(tx, ws, one.id);
  const whole =
    met === kept ? [] : [{ line: 0, expected: `${met} entries of its sales`, found: `${kept} brought home` }];
  return [...whole, ...lines.flatMap((line) => faultsOf(line, one.currency, named, home.get(line.n) ?? []))];
}

/** The source's id of a sale, of its charge or of one of its refunds → the sales that it may mean. */
function salesByName(booked: readonly MoneyAtSource[]): Map<string, Set<Uuid>> {
  const named = new Map<string, Set<Uuid>>();
  for (const { sale, saleKey, charge, kind, key } of booked) {
    for (const name of [saleKey, charge, kind === "refund" ? key : null]) {
      if (name !== null) named.set(name, (named.get(name) ?? new Set()).add(sale));
    }
  }
  return named;
}

function faultsOf(
  line: SettlementLine,
  currency: string,
  named: ReadonlyMap<string, ReadonlySet<Uuid>>,
  entries: readonly MoneyAtSource[],
): LineFault[] {
  const { n, sale, ref, refs, expectedGross, expectedFee } = line;
  const faults: LineFault[] = [];
  const say = (expected: string, found: string) => {
    if (expected !== found) faults.push({ line: n, expected, found });
  };
  if (sale !== null && ![ref, ...refs].some((name) => named.get(name)?.has(sale))) {
    say(`a sale called ${ref}`, publicId("sale", sale));
  }
  for (const entry of entries)
    say(`entry ${entry.seq} of ${sale ?? "no sale"}`, `entry ${entry.seq} of ${entry.sale}`);
  const gross = sumMinor(entries.map((entry) => entry.gross));
  const fee = sumMinor(entries.flatMap((entry) => entry.fees.map(({ amount }) => amount)));
  say(`${gross} less ${fee} in the books`, `${expectedGross} less ${expectedFee} in the books`);
  const told = comparedOf(line, currency);
  if (line.state === "agrees" && line.seq === null) {
    say(`${expectedGross} less ${expectedFee} told`, `${told.gross} less ${told.fee} told`);
  } else if (line.state === "agrees") {
    say(`${expectedGross - expectedFee} arrived`, `${told.gross - told.fee} arrived`);
  }
  return faults;
}
