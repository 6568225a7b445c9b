// Holds the entries of held, released and taken commissions against their findings: facts, postings, and that
// each finding has its entries. Changes nothing.
// Example: a held amount raised by hand → "finding: entry 812 …, expected payable … −1792, found … −1892".
import { hexOf } from "../base/digest.ts";
import type { Uuid } from "../base/id.ts";
import type { Tx } from "../db/transaction.ts";
import type { Finding } from "../findings/finding.ts";
import { listFindings } from "../findings/read-findings.ts";
import { accountName } from "../ledger/account-names.ts";
import type { Disagreement, JournalRow } from "../ledger/verify-ledger.ts";
import { findingHash } from "./finding-entry.ts";

const ALL = 10_000_000;
const KINDS = new Set(["commission_held", "commission_released", "commission_taken_back"]);

export class FindingCheck {
  readonly #names: ReadonlyMap<number, string>;
  readonly #found: Disagreement[];
  readonly #bySeq = new Map<number, Finding>();

  private constructor(names: ReadonlyMap<number, string>, all: readonly Finding[], found: Disagreement[]) {
    this.#names = names;
    this.#found = found;
    for (const one of all) {
      this.#bySeq.set(one.seq, one);
      if (one.decidedSeq !== null) this.#bySeq.set(one.decidedSeq, one);
    }
  }

  static async begin(tx: Tx, ws: number, names: ReadonlyMap<number, string>, found: Disagreement[]) {
    return new FindingCheck(names, await listFindings(tx, ws, { limit: ALL }), found);
  }

  page(rows: readonly JournalRow[]): void {
    for (const row of rows) if (KINDS.has(row.kind)) this.#check(row);
  }

  /** What was found or decided and never met. */
  end(): void {
    for (const [seq, one] of this.#bySeq) {
      const where = `finding ${one.id}`;
      this.#found.push({ check: "finding", where, expected: `entry ${seq}`, found: "none" });
    }
  }

  #check(row: JournalRow): void {
    const where = `entry ${row.seq}, finding ${row.key}`;
    const one = this.#bySeq.get(row.seq);
    this.#bySeq.delete(row.seq);
    if (one === undefined || one.sale !== row.subject) {
      this.#found.push({ check: "finding", where, expected: "its finding", found: "none" });
      return;
    }
    const { id, sale, party, currency } = one;
    const taken = row.kind === "commission_taken_back" ? (one.taken ?? 0) : null;
    const facts = { id, sale: sale as Uuid, party, currency, amount: taken ?? one.amount };
    const hash = hexOf(findingHash(row.kind, facts));
    const body = row.body_hash.toString("hex");
    if (hash !== body) this.#found.push({ check: "body", where, expected: hash, found: body });
    const expected = expectedPostings(row.kind, one).join(", ");
    // To whom what was taken went is the producer's account; here it counts how much.
    const posted = row.accounts.map(
      (account, i) => [this.#names.get(account) ?? "", row.amounts[i]] as const,
    );
    const own = posted.filter(([name]) => name.split(" ")[1] === party);
    const found = own.map(([name, amount]) => `${name} ${amount}`).join(", ");
    if (expected !== found) this.#found.push({ check: "finding", where, expected, found });
  }
}

function expectedPostings(kind: string, { party, currency, amount, taken }: Finding): string[] {
  const payable = accountName("payable", party, currency);
  const reserved = accountName("reserved", party, currency);
  if (kind === "commission_held") return [`${payable} ${-amount}`, `${reserved} ${amount}`];
  const back = amount - (kind === "commission_taken_back" ? (taken ?? 0) : 0);
  return [`${reserved} ${-amount}`, ...(back === 0 ? [] : [`${payable} ${back}`])];
}
