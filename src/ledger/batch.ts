// Words the statements of a page of entries: head swap first, then batch, new accounts, journal, account
// pages, balances. Pure: reads and writes nothing. Every array has one element a row, for unnest.
// Example: 1,000 sales of 8 postings → six statements, 1,000 journal rows, some thirty account and balance
// rows.
import { dateArray, int4Array, int8Array } from "../db/array.ts";
import { Int4Column } from "../db/column.ts";
import type { Statement } from "../db/flight.ts";
import type { AccountDay, Head, JournalPage } from "./journal-page.ts";

/** So many batches lie at most between an instant of the past and the mark before it. */
const MARK_EVERY = 1000;

/** `epoch` is the terms_epoch that the entries were planned under; `now` is when the batch is recorded. */
export function numberBatch(
  ws: number,
  page: JournalPage,
  epoch: number,
  now: number,
): { head: Head; statements: Statement[] } {
  const { book, head: from } = page;
  const head = page.nextHead();
  const days = page.accountDays();
  const fresh = book.freshStatement();
  const statements = [
    moveHead(ws, from, head, book.highest, epoch),
    insertBatch(ws, from, head, now),
    ...(fresh ? [fresh] : []),
    insertJournal(ws, page, head.batch),
    insertAccountPages(ws, head.batch, days),
    addToBalances(ws, days),
    ...(head.batch % MARK_EVERY === 0 ? [markBalances(ws, head.batch, now)] : []),
  ];
  return { head, statements };
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

// A set-returning function a column in the list of what is selected: in FROM each would first be kept whole.
const INSERT_JOURNAL = `INSERT INTO partage.journal (ws, seq, batch, kind, source, key, subject, body_hash, currency,
    plan, happened_at, accounts, amounts, available_on)
  SELECT $1, $2::bigint + n, $3, kind, source, key, subject, body, currency, plan, at,
    ($12::int[])[first:last], ($13::bigint[])[first:last], ($14::date[])[first:last]
  FROM (SELECT generate_series(1, cardinality($15::int[])) AS n, unnest($4::text[]) AS kind,
    unnest($5::text[]) AS source, unnest($6::text[]) AS key, unnest($7::uuid[]) AS subject, unnest($8::bytea[]) AS body,
    unnest($9::text[]) AS currency, unnest($10::int[]) AS plan, unnest($11::timestamptz[]) AS at,
    unnest($15::int[]) AS first, unnest($16::int[]) AS last) AS e`;

function insertJournal(ws: number, { head, columns }: JournalPage, batch: number): Statement {
  return {
    name: "journal",
    text: INSERT_JOURNAL,
    values: [
      ws,
      head.seq,
      batch,
      columns.kind.toBuffer(),
      columns.source.toBuffer(),
      columns.key.toBuffer(),
      columns.subject.toBuffer(),
      columns.bodyHash.toBuffer(),
      columns.currency.toBuffer(),
      columns.plan.toBuffer(),
      columns.happenedAt.toBuffer(),
      columns.account.toBuffer(),
      columns.amount.toBuffer(),
      columns.day.toBuffer(),
      columns.first.toBuffer(),
      columns.last.toBuffer(),
    ],
  };
}

function insertAccountPages(ws: number, batch: number, days: readonly AccountDay[]): Statement {
  const entries = new Int4Column(8 * days.length);
  const first: number[] = [];
  const last: number[] = [];
  for (const one of days) {
    first.push(entries.count + 1);
    for (const entry of one.entries) entries.push(entry);
    last.push(entries.count);
  }
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
      entries.toBuffer(),
      int4Array(first),
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
