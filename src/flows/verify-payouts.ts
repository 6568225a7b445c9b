// Holds the entries of payouts against the payouts themselves: that each that moved has its entries, begun,
// settled or back, over the right accounts; that no entry speaks of a payout that did not move; and so that
// what is in transit is what is under way. Changes nothing.
// Example: a payout raised by hand → "payout: entry 812 …, expected payable … −94535, found … −94530".
import { hexOf } from "../base/digest.ts";
import type { Uuid } from "../base/id.ts";
import type { Tx } from "../db/transaction.ts";
import { accountName } from "../ledger/account-names.ts";
import type { Disagreement, JournalRow } from "../ledger/verify-ledger.ts";
import type { Payout } from "../payouts/payout.ts";
import { listMoved, readPayouts } from "../payouts/payouts.ts";
import { PAYOUT_KINDS, type PayoutMove, payoutEntries, payoutHash } from "./payout-entries.ts";

const PAGE = 5000;
const MOVES = Object.keys(PAYOUT_KINDS) as PayoutMove[];
const MOVE_OF = new Map(MOVES.map((move) => [PAYOUT_KINDS[move], move]));

export class PayoutCheck {
  readonly #tx: Tx;
  readonly #ws: number;
  readonly #names: ReadonlyMap<number, string>;
  readonly #found: Disagreement[];
  /** "kind key" of every entry met. */
  readonly #met = new Set<string>();

  constructor(tx: Tx, ws: number, names: ReadonlyMap<number, string>, found: Disagreement[]) {
    this.#tx = tx;
    this.#ws = ws;
    this.#names = names;
    this.#found = found;
  }

  async page(rows: readonly JournalRow[]): Promise<void> {
    const own = rows.filter((row) => MOVE_OF.has(row.kind));
    const ids = [...new Set(own.map((row) => row.subject as Uuid))];
    const payouts = await readPayouts(this.#tx, this.#ws, ids);
    for (const row of own) this.#check(row, payouts.get(row.subject as Uuid));
  }

  /** Payouts whose entries were never met. */
  async end(): Promise<void> {
    for (let after: Uuid | null = null; ; ) {
      const page: Payout[] = await listMoved(this.#tx, this.#ws, after, PAGE);
      for (const payout of page) this.#miss(payout);
      if (page.length < PAGE) return;
      after = page.at(-1)?.id as Uuid;
    }
  }

  #miss(payout: Payout): void {
    for (const move of movesOf(payout)) {
      for (const { key } of payoutEntries(payout, move)) {
        if (this.#met.has(`${PAYOUT_KINDS[move]} ${key}`)) continue;
        const where = `payout ${payout.reference}`;
        this.#found.push({
          check: "payout",
          where,
          expected: `an entry ${PAYOUT_KINDS[move]}`,
          found: "none",
        });
      }
    }
  }

  #check(row: JournalRow, payout: Payout | undefined): void {
    const move = MOVE_OF.get(row.kind) as PayoutMove;
    const where = `entry ${row.seq}, ${row.kind} ${row.key}`;
    this.#met.add(`${row.kind} ${row.key}`);
    const say = (expected: string, found: string, check = "payout") =>
      this.#found.push({ check, where, expected, found });
    if (payout === undefined) return void say("its payout", "none");
    if (!movesOf(payout).includes(move)) return void say(`a payout that ${row.kind}`, payout.state);
    const entries = payoutEntries(payout, move);
    const entry = entries.find((one) => one.key === row.key);
    if (entry === undefined) return void say(entries.map((one) => one.key).join(", "), row.key);
    if (entry === entries[0] && seqOf(payout, move) !== row.seq) {
      say(`entry ${row.seq} on the payout`, `entry ${seqOf(payout, move)}`);
    }
    const { currency, postings } = entry;
    const expected = postings
      .map(({ kind, of, amount }) => `${accountName(kind, of, currency)} ${amount}`)
      .join(", ");
    const posted = row.accounts.map((account, i) => `${this.#names.get(account)} ${row.amounts[i]}`);
    if (expected !== posted.join(", ")) say(expected, posted.join(", "));
    const hash = hexOf(payoutHash(payout));
    const body = row.body_hash.toString("hex");
    if (hash !== body) say(hash, body, "body");
  }
}

function movesOf({ state, settledSeq }: Payout): PayoutMove[] {
  switch (state) {
    case "in_transit":
    case "unknown":
      return ["begun"];
    case "settled":
      return ["begun", "settled"];
    case "failed":
      return ["begun", "failed"];
    case "returned":
      return settledSeq === null ? ["begun", "returned"] : ["begun", "settled", "returned"];
    default:
      return [];
  }
}

function seqOf(payout: Payout, move: PayoutMove): number | null {
  return move === "begun" ? payout.seq : move === "settled" ? payout.settledSeq : payout.backSeq;
}
