// Which entries of the books a line of a settlement stands for, and where the two differ. Pure: it is handed
// what the books say of every sale that the lines may mean, and takes each entry once. A sale in another
// currency is compared in its own, by what the line implies.
// Example: ch_1 10000 less 320, in the books 10000 less 290 → its sale, fee_differs, expected 290.
import { sumMinor } from "../../base/amount.ts";
import type { Uuid } from "../../base/id.ts";
import { exchangeLine } from "./exchange-line.ts";
import type { ExchangedLine, FeeOf, LineDifference, ToldLine } from "./settlement.ts";

/** One entry of a sale, as far as money at its source goes. */
export interface BookedMoney {
  seq: number;
  kind: "sale" | "refund" | "dispute_lost" | "fee";
  key: string;
  currency: string;
  sale: Uuid;
  saleKey: string;
  charge: string | null;
  /** What the source owes by it: positive for a sale, negative for what it took back. */
  gross: number;
  /** What the source keeps of it. */
  fees: readonly FeeOf[];
  /** The settlement that has brought it home already, and which of its lines. */
  settledBy: { settlement: Uuid; n: number } | null;
}

export interface MatchedLine extends ToldLine {
  n: number;
  sale: Uuid | null;
  /** In the currency of the sale. */
  expectedGross: number;
  expectedFee: number;
  feeParty: Uuid | null;
  /** Who keeps what of the fee by the books, where the line tells the same fee. */
  fees?: readonly FeeOf[];
  /** Where the sale is in another currency. */
  exchange: ExchangedLine | null;
  state: "agrees" | "open";
  difference: LineDifference | null;
  /** The entries that it brings home. */
  entries: readonly number[];
}

type Match = Pick<MatchedLine, "sale" | "entries" | "difference"> & { booked: readonly BookedMoney[] };

export class LineMatcher {
  readonly #currency: string;
  readonly #tellsFees: boolean;
  readonly #sales = new Map<string, BookedMoney[]>();
  readonly #refunds = new Map<string, BookedMoney>();
  /** Entry → the line that has it; 0: one of another settlement. */
  readonly #taken = new Map<number, number>();

  constructor(
    { currency, tellsFees }: { currency: string; tellsFees: boolean },
    booked: readonly BookedMoney[],
    own: Uuid | null,
  ) {
    this.#currency = currency;
    this.#tellsFees = tellsFees;
    for (const { seq, settledBy } of booked) {
      if (settledBy !== null) this.#taken.set(seq, settledBy.settlement === own ? settledBy.n : 0);
    }
    for (const one of booked) {
      for (const id of new Set([one.saleKey, one.charge])) {
        if (id === null) continue;
        const known = this.#sales.get(id);
        if (known === undefined) this.#sales.set(id, [one]);
        else known.push(one);
      }
      if (one.kind === "refund") this.#refunds.set(one.key, one);
    }
  }

  /** One that was exchanged already keeps its amounts. */
  match(line: ToldLine & { exchange?: ExchangedLine | null }, n: number): MatchedLine {
    const { sale, entries, difference, booked } = this.#find(line, n);
    const counted = difference === null ? booked : [];
    const expectedGross = sumMinor(counted.map((one) => one.gross));
    const fees = counted.flatMap((one) => one.fees);
    const expectedFee = sumMinor(fees.map((one) => one.amount));
    const currency = counted[0]?.currency ?? this.#currency;
    const feeParty = onlyParty(fees);
    if (currency !== this.#currency) {
      const expected = { currency, gross: expectedGross, fee: expectedFee };
      const exchange = line.exchange ?? exchangeLine(line, this.#currency, expected, this.#tellsFees);
      if (exchange === null) return { ...unmatched(line, n, sale), difference: "other_currency" };
      const found = differs(exchange, expectedGross, expectedFee);
      this.#take(entries, n);
      const matched = { ...line, n, sale, expectedGross, expectedFee, feeParty, exchange, entries };
      return { ...matched, difference: found, state: found === null ? "agrees" : "open" };
    }
    // A source that tells only what arrived withheld what the books say, where that comes out.
    const isNet = line.fee === 0 && expectedFee !== 0 && line.gross === expectedGross - expectedFee;
    const told = isNet ? { ...line, gross: expectedGross, fee: expectedFee } : line;
    const found = difference ?? differs(line.exchange ?? told, expectedGross, expectedFee);
    this.#take(entries, n);
    return {
      ...{ ...told, n, sale, expectedGross, expectedFee, feeParty, entries, difference: found },
      ...{ exchange: line.exchange ?? null, state: found === null ? "agrees" : "open" },
      ...(found === null ? { fees } : {}),
    };
  }

  #take(entries: readonly number[], n: number): void {
    for (const seq of entries) this.#taken.set(seq, n);
  }

  #find(line: ToldLine, n: number): Match {
    const none = { sale: null, entries: [], booked: [] };
    if (line.kind === "other") {
      return { ...none, difference: line.gross === 0 && line.fee === 0 ? null : "not_a_sale" };
    }
    const all = this.#ofSale(line);
    const sale = all[0]?.sale ?? null;
    if (sale === null)
      return { ...none, difference: line.kind === "refund" ? "unknown_refund" : "unknown_sale" };
    const booked = this.#chosen(line, n, all);
    if (booked.length === 0) {
      return { ...none, sale, difference: line.kind === "dispute" ? "dispute_open" : "unknown_refund" };
    }
    if (booked.some((one) => !this.#isFree(one, n))) return { ...none, sale, difference: "settled_twice" };
    return { sale, entries: booked.map((one) => one.seq), difference: null, booked };
  }

  /** Everything that the books have of what the line names. */
  #ofSale({ ref, refs, kind }: ToldLine): BookedMoney[] {
    const refund = kind === "refund" ? this.#refunds.get(ref) : undefined;
    if (refund !== undefined) return (this.#sales.get(refund.saleKey) ?? []).filter(sameSale(refund));
    for (const id of [ref, ...refs]) {
      const found = this.#sales.get(id);
      if (found === undefined) continue;
      const own = found.filter((one) => one.saleKey === id);
      return own.length > 0 && own.some((one) => one.charge !== id) ? own : found;
    }
    return [];
  }

  #isFree({ seq }: BookedMoney, n: number): boolean {
    return (this.#taken.get(seq) ?? n) === n;
  }

  #chosen(line: ToldLine, n: number, all: readonly BookedMoney[]): readonly BookedMoney[] {
    if (line.kind === "sale") return all.filter((one) => one.kind === "sale" || one.kind === "fee");
    if (line.kind === "dispute") {
      const lost = all.filter((one) => one.kind === "dispute_lost");
      const free = lost.filter((one) => this.#isFree(one, n));
      return free.length > 0 ? free : lost;
    }
    const refunds = all.filter((one) => one.kind === "refund");
    const named = refunds.filter((one) => one.key === line.ref || one.key.startsWith(`${line.ref}/`));
    if (named.length > 0) return named;
    const free = refunds.filter((one) => this.#isFree(one, n));
    const told = this.#inSale(line, all);
    if (told === null) return free.length === 1 ? free : [];
    const equal = free.find((one) => one.gross === told);
    if (equal !== undefined) return [equal];
    return sumMinor(free.map((one) => one.gross)) === told ? free : [];
  }

  /** What the line says in the currency of its sale; null where only the rate would tell. */
  #inSale({ gross, original }: ToldLine, all: readonly BookedMoney[]): number | null {
    const currency = all[0]?.currency;
    if (currency === this.#currency) return gross;
    return original && original.currency === currency ? original.gross : null;
  }
}

function unmatched(line: ToldLine, n: number, sale: Uuid | null) {
  const none = { expectedGross: 0, expectedFee: 0, feeParty: null, exchange: null, entries: [] };
  return { ...line, n, sale, ...none, state: "open" as const };
}

function sameSale({ sale }: BookedMoney) {
  return (one: BookedMoney) => one.sale === sale;
}

function differs(
  { gross, fee }: Pick<ToldLine, "gross" | "fee">,
  expectedGross: number,
  expectedFee: number,
): LineDifference | null {
  if (gross !== expectedGross) return "amount_differs";
  return fee === expectedFee ? null : "fee_differs";
}

function onlyParty(fees: readonly FeeOf[]): Uuid | null {
  const parties = new Set(fees.map((one) => one.party));
  return parties.size === 1 ? ([...parties][0] as Uuid) : null;
}

/** Who withheld what: a line's fee is its sale's processors', else that of `otherwise`. */
export function feesOf(
  lines: readonly Pick<MatchedLine, "fee" | "feeParty" | "fees">[],
  otherwise: Uuid,
): FeeOf[] {
  const sums = new Map<Uuid, number>();
  for (const { fee, feeParty, fees } of lines) {
    for (const one of fees ?? [{ party: feeParty ?? otherwise, amount: fee }]) {
      sums.set(one.party, sumMinor([sums.get(one.party) ?? 0, one.amount]));
    }
  }
  return [...sums].filter(([, amount]) => amount !== 0).map(([party, amount]) => ({ party, amount }));
}
