// Holds the entries of adjustments and write-offs against what was approved: facts, postings, and that each
// approved one has its entry. Changes nothing.
// Example: an adjustment raised by hand → "adjustment: entry 812 …, expected payable(ana) −2500, found …".
import { hexOf } from "../base/digest.ts";
import type { Uuid } from "../base/id.ts";
import type { Tx } from "../db/transaction.ts";
import { accountName } from "../ledger/account-names.ts";
import type { Disagreement, JournalRow } from "../ledger/verify-ledger.ts";
import { adjustmentsOfEntries, countPosted } from "../parties/adjustment.ts";
import { adjustedFrom, adjustmentHash } from "./plan-adjustment.ts";

export class AdjustmentCheck {
  readonly #tx: Tx;
  readonly #ws: number;
  readonly #names: ReadonlyMap<number, string>;
  readonly #producer: Uuid;
  readonly #found: Disagreement[];
  #met = 0;

  constructor(tx: Tx, ws: number, names: ReadonlyMap<number, string>, producer: Uuid, found: Disagreement[]) {
    this.#tx = tx;
    this.#ws = ws;
    this.#names = names;
    this.#producer = producer;
    this.#found = found;
  }

  async page(rows: readonly JournalRow[]): Promise<void> {
    const own = rows.filter(({ kind }) => kind === "adjustment" || kind === "write_off");
    const known = await adjustmentsOfEntries(
      this.#tx,
      this.#ws,
      own.map((row) => row.seq),
    );
    for (const row of own) {
      const where = `entry ${row.seq}, adjustment ${row.key}`;
      const one = known.get(row.seq);
      if (one === undefined || one.id !== row.subject || one.kind !== row.kind) {
        this.#found.push({ check: "adjustment", where, expected: "its approved adjustment", found: "none" });
        continue;
      }
      this.#met += 1;
      const { party, currency, amount } = one;
      const from = adjustedFrom(one, this.#producer);
      const expected = [
        `${accountName(from.kind, from.of, currency)} ${-amount}`,
        `${accountName("payable", party, currency)} ${amount}`,
      ].join(", ");
      const found = row.accounts
        .map((account, i) => `${this.#names.get(account)} ${row.amounts[i]}`)
        .join(", ");
      if (expected !== found) this.#found.push({ check: "adjustment", where, expected, found });
      const hash = hexOf(adjustmentHash(one));
      const body = row.body_hash.toString("hex");
      if (hash !== body) this.#found.push({ check: "body", where, expected: hash, found: body });
    }
  }

  /** What was approved and never met. */
  async end(): Promise<void> {
    const posted = await countPosted(this.#tx, this.#ws);
    if (posted === this.#met) return;
    const where = "adjustments";
    this.#found.push({ check: "adjustment", where, expected: `${posted} entries`, found: `${this.#met}` });
  }
}
