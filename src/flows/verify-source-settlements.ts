// Holds the entries of settlements of sources, and of differences that were booked, against what was told and
// answered: facts, lines, postings, and that each has its entry. Changes nothing.
// Example: a line raised by hand → "source_settlement: entry 812 …, expected lines of 10100, found 10000".
import { sumMinor } from "../base/amount.ts";
import type { Currency } from "../base/currency.ts";
import { hexOf } from "../base/digest.ts";
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
import { factsHash, type SettlementLine, type SourceSettlement } from "../sources/settlements/settlement.ts";
import { differenceBody, differenceKey, differencePostings } from "./plan-difference.ts";
import { settlementBody, settlementPostings } from "./plan-source-settlement.ts";
import { MOST_LINES } from "./record-source-settlement.ts";

export class SourceSettlementCheck {
  readonly #tx: Tx;
  readonly #ws: number;
  readonly #names: ReadonlyMap<number, string>;
  readonly #producer: Uuid;
  readonly #found: Disagreement[];
  #settlements = 0;
  #booked = 0;

  constructor(tx: Tx, ws: number, names: ReadonlyMap<number, string>, producer: Uuid, found: Disagreement[]) {
    this.#tx = tx;
    this.#ws = ws;
    this.#names = names;
    this.#producer = producer;
    this.#found = found;
  }

  async page(rows: readonly JournalRow[]): Promise<void> {
    for (const row of rows) if (row.kind === "source_settlement") await this.#checkSettlement(row);
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
    const { settlements, booked } = await countPosted(this.#tx, this.#ws);
    this.#say("source settlements", `${settlements} entries`, `${this.#settlements} entries`);
    this.#say("booked differences", `${booked} entries`, `${this.#booked} entries`);
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
    const parties = { source, producer: this.#producer, feeParty: line.feeParty };
    this.#say(where, differenceKey(one.id, line.n), row.key);
    this.#say(where, spell(differencePostings(line, parties), one), this.#posted(row));
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

function spell(
  postings: readonly { kind: string; of: string; amount: number }[],
  { currency }: Pick<SourceSettlement, "currency">,
): string {
  return postings.map(({ kind, of, amount }) => `${accountName(kind, of, currency)} ${amount}`).join(", ");
}
