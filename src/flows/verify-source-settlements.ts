// Holds the entries of settlements of sources, of what they exchanged, and of differences that were booked,
// against what was told and answered: facts, rates, lines, postings, and that each has its entry. Changes
// nothing.
// Example: a line raised by hand → "source_settlement: entry 812 …, expected lines of 10100, found 10000".
import { sumMinor } from "../base/amount.ts";
import type { Currency } from "../base/currency.ts";
import { hexOf } from "../base/digest.ts";
import { impliedRate } from "../base/exchange.ts";
import type { Uuid } from "../base/id.ts";
import type { Tx } from "../db/transaction.ts";
import { accountName } from "../ledger/account-names.ts";
import type { Disagreement, JournalRow } from "../ledger/verify-ledger.ts";
import {
  countPosted,
  linesOfEntries,
  listLines,
  readSettlement,
} from "../sources/settlements/read-settlements.ts";
import {
  comparedOf,
  factsHash,
  MOST_LINES,
  type SettlementLine,
  type SourceSettlement,
} from "../sources/settlements/settlement.ts";
import { EXCHANGE_KIND, exchangeEntries, exchangeHash, type ToExchange } from "./exchange-entries.ts";
import { differenceBody, differenceKey, differencePostings } from "./plan-difference.ts";
import { settlementBody, settlementPostings } from "./plan-source-settlement.ts";
import { checkSettledLines } from "./verify-settled-lines.ts";

export class SourceSettlementCheck {
  readonly #tx: Tx;
  readonly #ws: number;
  readonly #names: ReadonlyMap<number, string>;
  readonly #producer: Uuid;
  readonly #found: Disagreement[];
  #settlements = 0;
  #booked = 0;
  #exchanges = 0;

  constructor(tx: Tx, ws: number, names: ReadonlyMap<number, string>, producer: Uuid, found: Disagreement[]) {
    this.#tx = tx;
    this.#ws = ws;
    this.#names = names;
    this.#producer = producer;
    this.#found = found;
  }

  async page(rows: readonly JournalRow[]): Promise<void> {
    for (const row of rows) if (row.kind === "source_settlement") await this.#checkSettlement(row);
    for (const row of rows) if (row.kind === EXCHANGE_KIND) await this.#checkExchange(row);
    const booked = rows.filter((row) => row.kind === "settlement_difference");
    const lines = await linesOfEntries(
      this.#tx,
      this.#ws,
      booked.map((row) => row.seq),
    );
    for (const row of booked) await this.#checkDifference(row, lines.get(row.seq));
  }

  /** What is recorded and was never met. */
  async end(): Promise<void> {
    const { settlements, booked, exchanges } = await countPosted(this.#tx, this.#ws);
    this.#say("source settlements", `${settlements} entries`, `${this.#settlements} entries`);
    this.#say("booked differences", `${booked} entries`, `${this.#booked} entries`);
    this.#say("exchanges of settlements", `${exchanges} entries`, `${this.#exchanges} entries`);
  }

  #say(where: string, expected: string, found: string, check = "source_settlement"): void {
    if (expected !== found) this.#found.push({ check, where, expected, found });
  }

  async #checkSettlement(row: JournalRow): Promise<void> {
    const where = `entry ${row.seq}, ${row.kind} ${row.key}`;
    const one = await readSettlement(this.#tx, this.#ws, row.subject as Uuid);
    if (one === null || one.seq !== row.seq) return this.#say(where, "its settlement", "none");
    this.#settlements += 1;
    const lines = await listLines(this.#tx, this.#ws, one.id, { limit: MOST_LINES });
    const told = { ...one, currency: one.currency as Currency, lines };
    this.#say(where, factsHash(told).toString("hex"), one.factsHash.toString("hex"));
    this.#say(where, sumsOf(lines), `lines of ${one.gross} less ${one.fee}`);
    this.#say(where, `${one.fee} withheld`, `${sumMinor(one.fees.map((fee) => fee.amount))} withheld`);
    this.#say(where, spell(settlementPostings(one), one), this.#posted(row));
    this.#say(where, hexOf(settlementBody(one)), row.body_hash.toString("hex"), "body");
    for (const { line, expected, found } of await checkSettledLines(this.#tx, this.#ws, one, lines)) {
      this.#say(line === 0 ? where : `${where}, line ${line}`, expected, found);
    }
  }

  /** Either of the two: both are of the lines that name the first. */
  async #checkExchange(row: JournalRow): Promise<void> {
    const where = `entry ${row.seq}, ${row.kind} ${row.key}`;
    const one = await readSettlement(this.#tx, this.#ws, row.subject as Uuid);
    const all = one === null ? [] : await listLines(this.#tx, this.#ws, one.id, { limit: MOST_LINES });
    const first = row.currency === one?.currency ? row.seq - 1 : row.seq;
    const [line, ...more] = all.filter(
      (line): line is SettlementLine & ToExchange => line.exchange?.seq === first,
    );
    if (one === null || line === undefined) return this.#say(where, "lines that were exchanged", "none");
    this.#exchanges += 1;
    const entries = exchangeEntries(one, [line, ...more]);
    const { key, currency, postings } = entries[row.seq === first ? 0 : 1];
    this.#say(where, `${key} in ${currency}`, `${row.key} in ${row.currency}`);
    this.#say(where, spell(postings, { currency }), this.#posted(row));
    this.#say(where, hexOf(exchangeHash(one, [line, ...more])), row.body_hash.toString("hex"), "body");
    for (const { n, exchange, ...told } of [line, ...more]) {
      const rates = ratesOf(told, one.currency, exchange);
      const isImplied = rates.includes(exchange.rate);
      this.#say(`${where}, line ${n}`, rates.join(" or "), isImplied ? rates.join(" or ") : exchange.rate);
    }
  }

  async #checkDifference(
    row: JournalRow,
    line: (SettlementLine & { settlement: Uuid }) | undefined,
  ): Promise<void> {
    const where = `entry ${row.seq}, ${row.kind} ${row.key}`;
    const one = line && (await readSettlement(this.#tx, this.#ws, line.settlement));
    if (!line || !one || line.feeParty === null) return this.#say(where, "its booked difference", "none");
    this.#booked += 1;
    const { source } = one;
    const { currency } = comparedOf(line, one.currency);
    const parties = { source, producer: this.#producer, feeParty: line.feeParty };
    this.#say(where, differenceKey(one.id, line.n), row.key);
    this.#say(where, spell(differencePostings(line, parties), { currency }), this.#posted(row));
    this.#say(where, hexOf(differenceBody(one, line, line.feeParty)), row.body_hash.toString("hex"), "body");
  }

  #posted(row: JournalRow): string {
    return row.accounts.map((account, i) => `${this.#names.get(account)} ${row.amounts[i]}`).join(", ");
  }
}

function sumsOf(lines: readonly SettlementLine[]): string {
  const gross = sumMinor(lines.map((line) => line.gross));
  return `lines of ${gross} less ${sumMinor(lines.map((line) => line.fee))}`;
}

/** What the two amounts imply: before the fee, or after it where the source told only what arrived. */
function ratesOf(
  { gross, fee }: Told,
  into: string,
  { currency, ...sale }: Told & { currency: string },
): string[] {
  const whole = impliedRate(sale.gross, currency, gross, into);
  const after = fee === 0 ? impliedRate(sale.gross - sale.fee, currency, gross, into) : null;
  return [...new Set([whole, after])].filter((rate) => rate !== null);
}

type Told = Pick<SettlementLine, "gross" | "fee">;

function spell(
  postings: readonly { kind: string; of: string; amount: number }[],
  { currency }: Pick<SourceSettlement, "currency">,
): string {
  return postings.map(({ kind, of, amount }) => `${accountName(kind, of, currency)} ${amount}`).join(", ");
}
