// Numbers a batch of entries and turns it into the statements of one flight: head swap first, then batch,
// journal, account pages, balances. Pure: reads and writes nothing. Every array has one element a row, for
// unnest.
// Example: 1,000 sales of 5 postings → seven statements, 1,000 journal rows, some ten account and balance
// rows.
import { dateArray, hashArray, int4Array, int8Array, textArray, uuidArray } from "../db/array.ts";
import type { Statement } from "../db/flight.ts";
import type { AccountBook } from "./account-book.ts";
import { BatchHash, entryLine } from "./chain.ts";
import { checkEntry, type EntryDraft } from "./entry.ts";

/** Where a workspace's ledger stands. */
export interface Head {
  seq: number;
  batch: number;
  hash: Buffer;
}

export interface NumberedBatch {
  head: Head;
  statements: Statement[];
  /** seq of the first entry; the others follow without a gap. */
  firstSeq: number;
}

/**
 * One array a column; the postings of all entries lie flat, entry i has those of first[i] to last[i] (from
 * 1).
 */
interface Columns {
  kinds: string[];
  sources: string[];
  keys: string[];
  subjects: string[];
  bodies: Uint8Array[];
  currencies: string[];
  plans: (number | null)[];
  instants: number[];
  first: number[];
  last: number[];
  accounts: number[];
  amounts: number[];
  days: number[];
}

interface AccountDay {
  account: number;
  day: number;
  delta: number;
  entries: number[];
}

/** So many batches lie at most between an instant of the past and the mark before it. */
const MARK_EVERY = 1000;

const DAY_SHIFT = 2 ** 22;
const DAY_OFFSET = 2 ** 21;

/** `epoch` is the terms_epoch that the entries were planned under; `now` is when the batch is recorded. */
export function numberBatch(
  ws: number,
  from: Head,
  book: AccountBook,
  entries: readonly EntryDraft[],
  epoch: number,
  now: number,
): NumberedBatch {
  const columns = emptyColumns();
  const chain = new BatchHash(from.hash);
  const touched = new Map<number, AccountDay>();
  for (let i = 0; i < entries.length; i++) {
    const entry = entries[i] as EntryDraft;
    checkEntry(entry);
    chain.add(addEntry(columns, entry, from.seq + 1 + i));
    touch(touched, entry, i);
  }
  const head = { seq: from.seq + entries.length, batch: from.batch + 1, hash: chain.digest() };
  const days = [...touched.values()].sort((a, b) => a.account - b.account || a.day - b.day);
  const fresh = book.freshStatement();
  const statements = [
    moveHead(ws, from, head, book.highest, epoch),
    insertBatch(ws, from, head, now),
    ...(fresh ? [fresh] : []),
    insertJournal(ws, from.seq, head.batch, columns),
    insertAccountPages(ws, head.batch, days),
    addToBalances(ws, days),
    ...(head.batch % MARK_EVERY === 0 ? [markBalances(ws, head.batch, now)] : []),
  ];
  return { head, statements, firstSeq: from.seq + 1 };
}

function emptyColumns(): Columns {
  return {
    kinds: [],
    sources: [],
    keys: [],
    subjects: [],
    bodies: [],
    currencies: [],
    plans: [],
    instants: [],
    first: [],
    last: [],
    accounts: [],
    amounts: [],
    days: [],
  };
}

function addEntry(columns: Columns, entry: EntryDraft, seq: number): string {
  columns.kinds.push(entry.kind);
  columns.sources.push(entry.source);
  columns.keys.push(entry.key);
  columns.subjects.push(entry.subject);
  columns.bodies.push(entry.bodyHash);
  columns.currencies.push(entry.currency);
  columns.plans.push(entry.plan?.no ?? null);
  columns.instants.push(entry.happenedAt);
  const from = columns.accounts.length;
  columns.first.push(from + 1);
  columns.last.push(from + entry.postings.length);
  for (const posting of entry.postings) {
    columns.accounts.push(posting.account);
    columns.amounts.push(posting.amount);
    columns.days.push(posting.day);
  }
  const { kind, source, key, subject, currency, happenedAt } = entry;
  const { accounts, amounts, days } = columns;
  const planHash = entry.plan?.hash ?? null;
  const bodyHash = hexOf(entry.bodyHash);
  return entryLine(
    { seq, kind, source, key, subject, bodyHash, currency, planHash, happenedAt, accounts, amounts, days },
    from,
    accounts.length,
  );
}

function hexOf({ buffer, byteOffset, byteLength }: Uint8Array): string {
  return Buffer.from(buffer, byteOffset, byteLength).toString("hex");
}

function touch(touched: Map<number, AccountDay>, entry: EntryDraft, ordinal: number): void {
  for (const { account, amount, day } of entry.postings) {
    const key = account * DAY_SHIFT + day + DAY_OFFSET;
    const one = touched.get(key);
    if (one === undefined) touched.set(key, { account, day, delta: amount, entries: [ordinal] });
    else {
      one.delta += amount;
      if (one.entries.at(-1) !== ordinal) one.entries.push(ordinal);
    }
  }
}

function moveHead(ws: number, from: Head, to: Head, accounts: number, epoch: number): Statement {
  return {
    name: "move_head",
    text: "SELECT partage.move_head($1, $2, $3, $4, $5, $6, $7, $8)",
    values: [ws, from.batch, from.hash, to.seq, to.batch, accounts, to.hash, epoch],
  };
}

function insertBatch(ws: number, from: Head, to: Head, now: number): Statement {
  return {
    name: "journal_batch",
    text: `INSERT INTO partage.journal_batch (ws, batch, from_seq, to_seq, recorded_at, prev_hash, hash)
      VALUES ($1, $2, $3, $4, $5, $6, $7)`,
    values: [ws, to.batch, from.seq + 1, to.seq, new Date(now), from.hash, to.hash],
  };
}

function insertJournal(ws: number, before: number, batch: number, columns: Columns): Statement {
  return {
    name: "journal",
    text: `INSERT INTO partage.journal (ws, seq, batch, kind, source, key, subject, body_hash, currency, plan,
        happened_at, accounts, amounts, available_on)
      SELECT $1, $2::bigint + n, $3, kind, source, key, subject, body, currency, plan,
        'epoch'::timestamptz + at * interval '1 ms',
        ($12::int[])[first:last], ($13::bigint[])[first:last], ($14::date[])[first:last]
      FROM unnest($4::text[], $5::text[], $6::text[], $7::uuid[], $8::bytea[], $9::text[], $10::int[], $11::bigint[],
        $15::int[], $16::int[])
        WITH ORDINALITY AS e (kind, source, key, subject, body, currency, plan, at, first, last, n)`,
    values: [
      ws,
      before,
      batch,
      textArray(columns.kinds),
      textArray(columns.sources),
      textArray(columns.keys),
      uuidArray(columns.subjects),
      hashArray(columns.bodies),
      textArray(columns.currencies),
      int4Array(columns.plans),
      int8Array(columns.instants),
      int4Array(columns.accounts),
      int8Array(columns.amounts),
      dateArray(columns.days),
      int4Array(columns.first),
      int4Array(columns.last),
    ],
  };
}

function insertAccountPages(ws: number, batch: number, days: readonly AccountDay[]): Statement {
  let at = 0;
  const last = days.map((one) => {
    at += one.entries.length;
    return at;
  });
  return {
    name: "account_batch",
    text: `INSERT INTO partage.account_batch (ws, account, batch, available_on, delta, entries)
      SELECT $1, account, $2, day, delta, ($6::int[])[first:last]
      FROM unnest($3::int[], $4::date[], $5::bigint[], $7::int[], $8::int[]) AS d (account, day, delta, first, last)`,
    values: [
      ws,
      batch,
      int4Array(days.map((one) => one.account)),
      dateArray(days.map((one) => one.day)),
      int8Array(days.map((one) => one.delta)),
      int4Array(days.flatMap((one) => one.entries)),
      int4Array(days.map((one, i) => (last[i] as number) - one.entries.length + 1)),
      int4Array(last),
    ],
  };
}

function addToBalances(ws: number, days: readonly AccountDay[]): Statement {
  return {
    name: "balance",
    text: `INSERT INTO partage.balance AS b (ws, account, available_on, amount)
      SELECT $1, account, day, delta FROM unnest($2::int[], $3::date[], $4::bigint[]) AS d (account, day, delta)
      ON CONFLICT (ws, account, available_on) DO UPDATE SET amount = b.amount + excluded.amount`,
    values: [
      ws,
      int4Array(days.map((one) => one.account)),
      dateArray(days.map((one) => one.day)),
      int8Array(days.map((one) => one.delta)),
    ],
  };
}

// A day that lies two days behind has come in every time zone: what was available then is one row an account.
function markBalances(ws: number, batch: number, now: number): Statement {
  return {
    name: "balance_mark",
    text: `INSERT INTO partage.balance_mark (ws, batch, account, available_on, amount)
      SELECT $1, $2, account, greatest(available_on, $3::date), sum(amount) FROM partage.balance WHERE ws = $1
       GROUP BY account, greatest(available_on, $3::date)`,
    values: [ws, batch, new Date(now - 2 * 86_400_000).toISOString().slice(0, 10)],
  };
}
