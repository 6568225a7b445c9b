// Holds the entries of held, released and taken commissions against their findings: facts, postings, that
// each finding has its entries, and that what its sale has in the reserve is there once. Changes nothing.
// Example: a held amount raised by hand → "finding: entry 812 …, expected payable … −1792, found … −1892".
import { hexOf } from "../base/digest.ts";
import type { Uuid } from "../base/id.ts";
import type { Tx } from "../db/transaction.ts";
import type { Finding } from "../findings/finding.ts";
import { listFindings, listReserves, readReservedBeside } from "../findings/read-findings.ts";
import { accountName } from "../ledger/account-names.ts";
import type { Disagreement, JournalRow } from "../ledger/verify-ledger.ts";
import { findingHash } from "./finding-entry.ts";
import { giveForfeited } from "./give-forfeited.ts";
import { recallSales } from "./recall-sales.ts";
import { reserveThatShouldStand, standingReserve } from "./reserved-lines.ts";
import type { PartyNames } from "./split-facts.ts";

const ALL = 10_000_000;
const AT_ONCE = 500;
const KINDS = new Set(["commission_held", "commission_released", "commission_taken_back"]);

export class FindingCheck {
  readonly #tx: Tx;
  readonly #ws: number;
  readonly #book: PartyNames;
  readonly #names: ReadonlyMap<number, string>;
  readonly #found: Disagreement[];
  readonly #bySeq = new Map<number, Finding>();
  /** What each entry moved in the reserve for a finding's sake. */
  readonly #moved: ReadonlyMap<string, number>;
  /** By sale that a finding is about: account → what its entries left there. */
  readonly #reserved = new Map<string, Map<string, number>>();
  /** Sales that an entry concerned since what is held and disputed is reserved once. */
  readonly #touched = new Set<string>();
  readonly #beside: number;

  private constructor(
    { tx, ws, book, names }: { tx: Tx; ws: number; book: PartyNames; names: ReadonlyMap<number, string> },
    all: readonly Finding[],
    { moved, beside }: { moved: ReadonlyMap<string, number>; beside: number },
    found: Disagreement[],
  ) {
    this.#tx = tx;
    this.#ws = ws;
    this.#book = book;
    this.#names = names;
    this.#moved = moved;
    this.#beside = beside;
    this.#found = found;
    for (const one of all) {
      this.#bySeq.set(one.seq, one);
      if (one.decidedSeq !== null) this.#bySeq.set(one.decidedSeq, one);
      this.#reserved.set(one.sale, new Map());
    }
  }

  static async begin(
    tx: Tx,
    ws: number,
    book: PartyNames,
    names: ReadonlyMap<number, string>,
    found: Disagreement[],
  ) {
    const reserves = await listReserves(tx, ws);
    const moved = new Map(reserves.map((one) => [`${one.finding} ${one.seq}`, one.amount]));
    return new FindingCheck(
      { tx, ws, book, names },
      await listFindings(tx, ws, { limit: ALL }),
      { moved, beside: await readReservedBeside(tx, ws) },
      found,
    );
  }

  page(rows: readonly JournalRow[]): void {
    for (const row of rows) {
      if (KINDS.has(row.kind)) this.#check(row);
      const left = this.#reserved.get(row.subject ?? "");
      if (left !== undefined) this.#count(row, left);
      if (left !== undefined && row.seq > this.#beside) this.#touched.add(row.subject ?? "");
    }
  }

  /** What was found or decided and never met; what stands in the reserve and should not. */
  async end(): Promise<void> {
    for (const [seq, one] of this.#bySeq) {
      const where = `finding ${one.id}`;
      this.#found.push({ check: "finding", where, expected: `entry ${seq}`, found: "none" });
    }
    const sales = [...this.#reserved.keys()] as Uuid[];
    for (let i = 0; i < sales.length; i += AT_ONCE) await this.#compare(sales.slice(i, i + AT_ONCE));
  }

  #count(row: JournalRow, left: Map<string, number>): void {
    row.accounts.forEach((account, i) => {
      const name = this.#names.get(account) ?? "";
      if (name.startsWith("reserved ")) left.set(name, (left.get(name) ?? 0) + (row.amounts[i] ?? 0));
    });
  }

  async #compare(ids: readonly Uuid[]): Promise<void> {
    const sales = await recallSales(this.#tx, this.#ws, this.#book, ids);
    await giveForfeited(this.#tx, this.#ws, this.#book, sales);
    for (const [id, sale] of sales) {
      const should = new Map<string, number>();
      // What was reserved twice before stays as it was posted until the next entry of the sale.
      const lines = this.#touched.has(id) ? reserveThatShouldStand(sale) : standingReserve(sale);
      lines.forEach((amount, i) => {
        const name = accountName("reserved", sale.posted[i]?.party ?? "", sale.facts.currency);
        should.set(name, (should.get(name) ?? 0) + amount);
      });
      const stands = this.#reserved.get(id) ?? new Map<string, number>();
      for (const name of new Set([...should.keys(), ...stands.keys()])) {
        const [expected, found] = [should.get(name) ?? 0, stands.get(name) ?? 0];
        if (expected === found) continue;
        const where = `sale ${id}, ${name}`;
        this.#found.push({ check: "reserve", where, expected: `${expected}`, found: `${found}` });
      }
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
    const moved = this.#moved.get(`${id} ${row.seq}`) ?? 0;
    this.#compareReleased(row, one, where, moved);
    const expected = expectedPostings(row.kind, one, moved).join(", ");
    // To whom what was taken went is the producer's account; here it counts how much.
    const posted = row.accounts.map(
      (account, i) => [this.#names.get(account) ?? "", row.amounts[i]] as const,
    );
    const own = posted.filter(([name]) => name.split(" ")[1] === party);
    const found = own.map(([name, amount]) => `${name} ${amount}`).join(", ");
    if (expected !== found) this.#found.push({ check: "finding", where, expected, found });
  }

  /** What left the reserve was released; more only where a dispute kept the rest of it there. */
  #compareReleased(row: JournalRow, { seq, released, amount }: Finding, where: string, moved: number): void {
    if (row.kind !== "commission_released" || seq <= this.#beside) return;
    if (released !== null && released >= -moved && released <= amount) return;
    const expected = `${-moved} to ${amount} released`;
    this.#found.push({ check: "finding", where, expected, found: `${released}` });
  }
}

/** `moved`: into the reserve, or out of it below zero; what a dispute reserves stands there already. */
function expectedPostings(kind: string, { party, currency, taken }: Finding, moved: number): string[] {
  if (moved === 0) return [];
  const payable = accountName("payable", party, currency);
  const reserved = accountName("reserved", party, currency);
  if (kind === "commission_held") return [`${payable} ${-moved}`, `${reserved} ${moved}`];
  const back = -moved - (kind === "commission_taken_back" ? (taken ?? 0) : 0);
  return [`${reserved} ${moved}`, ...(back === 0 ? [] : [`${payable} ${back}`])];
}
