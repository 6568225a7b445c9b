// Re-derives a workspace's ledger from its journal alone: numbers without a gap, sums of zero, the hash
// chain, which entries touched an account, every balance. Reads page by page in constant memory per account;
// changes nothing.
// Example: one amount changed by hand in entry 812 → "chain: batch 3 …", "account_batch: account 5 …",
// "balance …".
import { digestOf } from "../base/digest.ts";
import type { Tx } from "../db/transaction.ts";
import { BatchHash, GENESIS } from "./chain.ts";
import { dayOfText } from "./entry.ts";

/**
 * Something that does not agree. `where` names the row, `found` stands in the database, `expected` is
 * re-derived.
 */
export interface Disagreement {
  check: string;
  where: string;
  expected: string;
  found: string;
}

export interface JournalRow {
  seq: number;
  batch: number;
  kind: string;
  source: string;
  key: string;
  subject: string;
  body_hash: Buffer;
  currency: string;
  plan: number | null;
  happened_at: Date;
  accounts: number[];
  amounts: number[];
  available_on: string[];
}

export interface LedgerCheck {
  entries: number;
  batches: number;
  head: { seq: number; batch: number; hash: string };
  disagreements: Disagreement[];
}

const PAGE = 5000;
const SHOWN = 200;

interface Touch {
  delta: number;
  entries: number[];
}

/** The state of one pass over the journal. */
class Pass {
  readonly found: Disagreement[] = [];
  readonly #plans: ReadonlyMap<number, string>;
  readonly balances = new Map<string, number>();
  entries = 0;
  batches = 0;
  hash: Buffer = GENESIS;
  seq = 0;

  constructor(plans: ReadonlyMap<number, string>) {
    this.#plans = plans;
  }

  say(check: string, where: string, expected: unknown, found: unknown): void {
    if (this.found.length < SHOWN) {
      this.found.push({ check, where, expected: String(expected), found: String(found) });
    }
  }

  /** One entry's own truth, and its line of the chain. */
  entry(row: JournalRow, chain: BatchHash): void {
    if (row.seq !== this.seq + 1) this.say("numbers", `entry ${row.seq}`, this.seq + 1, row.seq);
    this.seq = row.seq;
    this.entries += 1;
    const sum = row.amounts.reduce((total, amount) => total + amount, 0);
    if (sum !== 0) this.say("sum", `entry ${row.seq}`, 0, sum);
    if (row.accounts.length !== row.amounts.length || row.accounts.length !== row.available_on.length) {
      this.say("postings", `entry ${row.seq}`, row.accounts.length, `${row.amounts.length} amounts`);
    }
    const { seq, kind, source, key, subject, currency, accounts, amounts } = row;
    const plan = row.plan === null ? null : { hash: this.#plans.get(row.plan) ?? "unknown" };
    const head = { kind, source, key, subject, currency, plan };
    const [bodyHash, happenedAt] = [digestOf(row.body_hash), row.happened_at.getTime()];
    const days = row.available_on.map(dayOfText);
    chain.add(seq, { ...head, bodyHash, happenedAt }, { accounts, amounts, days, count: accounts.length });
  }
}

/**
 * Checks everything that the ledger keeps. `plans`: plan number → hex of its hash; `onEntries` sees every
 * page.
 */
export async function verifyLedger(
  tx: Tx,
  ws: number,
  plans: ReadonlyMap<number, string>,
  onEntries: (rows: readonly JournalRow[]) => Promise<void> = async () => undefined,
): Promise<LedgerCheck> {
  const pass = new Pass(plans);
  const batches = await tx
    .selectFrom("journal_batch")
    .selectAll()
    .where("ws", "=", ws)
    .orderBy("batch")
    .execute();
  let at = 0;
  for (let page = readRows(tx, ws, 0); ; ) {
    const rows = await page;
    if (rows.length === 0) break;
    const whole = wholeBatches(rows);
    await onEntries(whole);
    for (const group of Map.groupBy(whole, (row) => row.batch).values()) {
      at = await checkBatch(tx, ws, pass, batches, at, group);
    }
    page = readRows(tx, ws, (whole.at(-1) as JournalRow).seq);
  }
  for (; at < batches.length; at++) {
    pass.say("chain", `batch ${batches[at]?.batch}`, "entries of the batch", "none");
  }
  const head = await tx.selectFrom("ledger_head").selectAll().where("ws", "=", ws).executeTakeFirst();
  const hash = head?.hash ?? GENESIS;
  if ((head?.seq ?? 0) !== pass.seq) pass.say("head", "seq", pass.seq, head?.seq ?? 0);
  if (!pass.hash.equals(hash)) pass.say("head", "hash", pass.hash.toString("hex"), hash.toString("hex"));
  await checkBalances(tx, ws, pass);
  return {
    entries: pass.entries,
    batches: pass.batches,
    head: { seq: head?.seq ?? 0, batch: head?.batch ?? 0, hash: hash.toString("hex") },
    disagreements: pass.found,
  };
}

// A page may end inside a batch; the rest of it comes with the next page, unless the batch is larger than a
// page.
function wholeBatches(rows: readonly JournalRow[]): readonly JournalRow[] {
  const last = rows.at(-1)?.batch;
  if (rows.length < PAGE || rows[0]?.batch === last) return rows;
  return rows.filter((row) => row.batch !== last);
}

async function readRows(tx: Tx, ws: number, after: number): Promise<JournalRow[]> {
  const rows = await tx
    .selectFrom("journal")
    .selectAll()
    .where("ws", "=", ws)
    .where("seq", ">", after)
    .orderBy("seq")
    .limit(PAGE)
    .execute();
  return rows as JournalRow[];
}

interface BatchRow {
  batch: number;
  from_seq: number;
  to_seq: number;
  prev_hash: Buffer;
  hash: Buffer;
}

async function checkBatch(
  tx: Tx,
  ws: number,
  pass: Pass,
  batches: readonly BatchRow[],
  at: number,
  group: JournalRow[],
): Promise<number> {
  const first = group[0] as JournalRow;
  const row = batches[at];
  const chain = new BatchHash(row?.prev_hash ?? GENESIS);
  for (const one of group) pass.entry(one, chain);
  pass.batches += 1;
  if (row === undefined || row.batch !== first.batch) {
    pass.say("chain", `batch ${first.batch}`, "its row in journal_batch", row?.batch ?? "none");
    return row === undefined ? at : at + 1;
  }
  const where = `batch ${row.batch}`;
  if (!pass.hash.equals(row.prev_hash)) {
    pass.say("chain", `${where}, previous hash`, pass.hash.toString("hex"), row.prev_hash.toString("hex"));
  }
  const hash = chain.digest();
  if (!hash.equals(row.hash)) pass.say("chain", where, hash.toString("hex"), row.hash.toString("hex"));
  if (row.from_seq !== first.seq || row.to_seq !== group.at(-1)?.seq) {
    pass.say(
      "chain",
      `${where}, entries`,
      `${row.from_seq}–${row.to_seq}`,
      `${first.seq}–${group.at(-1)?.seq}`,
    );
  }
  // The next batch is checked on what this one claims, so that one forged row is reported once.
  pass.hash = row.hash;
  await checkAccountPages(tx, ws, pass, row, group);
  return at + 1;
}

async function checkAccountPages(
  tx: Tx,
  ws: number,
  pass: Pass,
  batch: BatchRow,
  group: JournalRow[],
): Promise<void> {
  const touched = new Map<string, Touch>();
  for (const row of group) {
    row.accounts.forEach((account, i) => {
      const key = `account ${account} on ${row.available_on[i]}`;
      const touch = touched.get(key) ?? { delta: 0, entries: [] };
      const ordinal = row.seq - batch.from_seq;
      touch.delta += row.amounts[i] ?? 0;
      if (touch.entries.at(-1) !== ordinal) touch.entries.push(ordinal);
      touched.set(key, touch);
    });
  }
  const pages = await tx
    .selectFrom("account_batch")
    .selectAll()
    .where("ws", "=", ws)
    .where("batch", "=", batch.batch)
    .execute();
  for (const page of pages) {
    const key = `account ${page.account} on ${page.available_on}`;
    const touch = touched.get(key);
    const expected = touch ? `${touch.delta} by entries ${touch.entries}` : "nothing";
    const found = `${page.delta} by entries ${page.entries}`;
    if (expected !== found) pass.say("account_batch", `batch ${batch.batch}, ${key}`, expected, found);
    if (touch) pass.balances.set(key, (pass.balances.get(key) ?? 0) + touch.delta);
    touched.delete(key);
  }
  for (const [key, touch] of touched) {
    pass.say("account_batch", `batch ${batch.batch}, ${key}`, touch.delta, "no row");
    pass.balances.set(key, (pass.balances.get(key) ?? 0) + touch.delta);
  }
}

async function checkBalances(tx: Tx, ws: number, pass: Pass): Promise<void> {
  const rows = await tx.selectFrom("balance").selectAll().where("ws", "=", ws).execute();
  for (const row of rows) {
    const key = `account ${row.account} on ${row.available_on}`;
    const expected = pass.balances.get(key) ?? 0;
    if (expected !== row.amount) pass.say("balance", key, expected, row.amount);
    pass.balances.delete(key);
  }
  for (const [key, amount] of pass.balances) if (amount !== 0) pass.say("balance", key, amount, "no row");
}
