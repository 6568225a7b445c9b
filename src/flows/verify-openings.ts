// Holds the entries of kind `opening` against the opening balances that were confirmed: facts, postings, and
// that each confirmed one has its entry. Changes nothing.
// Example: an opening balance raised by hand → "opening: entry 812 …, expected bank −41250, found bank
// −51250".
import { hexOf } from "../base/digest.ts";
import type { Tx } from "../db/transaction.ts";
import { accountName } from "../ledger/account-names.ts";
import type { Disagreement, JournalRow } from "../ledger/verify-ledger.ts";
import { listOpenings, type OpeningBalance } from "../parties/opening-balance.ts";
import { openingHash } from "./plan-opening.ts";

const ALL = 1_000_000;

export class OpeningCheck {
  readonly #names: ReadonlyMap<number, string>;
  readonly #bySeq: Map<number, OpeningBalance>;
  readonly #found: Disagreement[];

  private constructor(names: ReadonlyMap<number, string>, all: OpeningBalance[], found: Disagreement[]) {
    this.#names = names;
    this.#found = found;
    this.#bySeq = new Map(all.map((one) => [one.seq as number, one]));
  }

  static async begin(tx: Tx, ws: number, names: ReadonlyMap<number, string>, found: Disagreement[]) {
    const all = await listOpenings(tx, ws, { state: "confirmed", limit: ALL });
    return new OpeningCheck(names, all, found);
  }

  page(rows: readonly JournalRow[]): void {
    for (const row of rows) if (row.kind === "opening") this.#check(row);
  }

  /** What was confirmed and never met. */
  end(): void {
    for (const [seq, one] of this.#bySeq) {
      const where = `opening balance ${one.id}`;
      this.#found.push({ check: "opening", where, expected: `entry ${seq}`, found: "none" });
    }
  }

  #check(row: JournalRow): void {
    const where = `entry ${row.seq}, opening ${row.key}`;
    const one = this.#bySeq.get(row.seq);
    this.#bySeq.delete(row.seq);
    if (one === undefined || one.id !== row.subject) {
      this.#found.push({ check: "opening", where, expected: "its confirmed opening balance", found: "none" });
      return;
    }
    const { party, currency, amount } = one;
    const bank = `${accountName("bank", "", currency)} ${-amount}`;
    const expected = `${bank}, ${accountName("payable", party, currency)} ${amount}`;
    const found = row.accounts
      .map((account, i) => `${this.#names.get(account)} ${row.amounts[i]}`)
      .join(", ");
    if (expected !== found) this.#found.push({ check: "opening", where, expected, found });
    const hash = hexOf(openingHash(one));
    const body = row.body_hash.toString("hex");
    if (hash !== body) this.#found.push({ check: "body", where, expected: hash, found: body });
  }
}
