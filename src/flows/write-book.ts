// Writes the books of a workspace, whole or of some days, for another program, a page at a time: memory stays
// small however many entries there are. Everything up to the entry that was the last one when it began.
// Example: for await (const text of writeBook(app, 7, new BeancountBook(), { from: null, to: null })) …
import { publicId, type Uuid } from "../base/id.ts";
import { inWorkspace } from "../db/transaction.ts";
import {
  type BookAccount,
  type BookEntry,
  type BookSums,
  type BookWriter,
  dayBefore,
} from "../ledger/books/book.ts";
import {
  type BookRange,
  type BookRow,
  readBookAccounts,
  readBookPage,
  readFirstAndLastDay,
  readSumsBefore,
  readSumsByPages,
} from "../ledger/books/read-books.ts";
import { readLedgerHead } from "../reports/entries.ts";
import { readNames } from "../reports/names.ts";
import { readWorkspace } from "../workspaces/read-workspace.ts";
import type { App } from "./app.ts";

export interface BookDays {
  from: string | null;
  to: string | null;
}

const AT_ONCE = 1000;
const SUBJECTS: Readonly<Record<string, string>> = {
  sale: "sale",
  refund: "sale",
  dispute_opened: "sale",
  dispute_won: "sale",
  dispute_lost: "sale",
  fee: "sale",
  settlement: "contract",
};

export async function* writeBook(
  app: App,
  ws: number,
  writer: BookWriter,
  days: BookDays,
): AsyncGenerator<string> {
  const begun = await beginBook(app, ws, days);
  const { range, accounts, opening, title, first } = begun;
  const from = range.from ?? first ?? "1970-01-01";
  yield writer.head({ title, from: opening.size > 0 ? dayBefore(from) : from, accounts });
  if (opening.size > 0) yield writer.opening(dayBefore(from), opening);
  const sums = new Map<number, number>(opening);
  let last = from;
  for await (const rows of bookPages(app, ws, range)) {
    for (const row of rows) {
      row.accounts.forEach((account, i) => {
        sums.set(account, (sums.get(account) ?? 0) + (row.amounts[i] as number));
      });
      if (row.day > last) last = row.day;
    }
    yield rows.map((row) => writer.entry(toEntry(row))).join("");
  }
  // Of the whole: what the pages of the accounts say, so that the other program checks one against the other.
  yield writer.closing(range.to ?? last, begun.byPages ?? sums);
}

interface Begun {
  range: BookRange;
  accounts: BookAccount[];
  opening: BookSums;
  byPages: BookSums | null;
  title: string;
  first: string | null;
}

export function beginBook(app: App, ws: number, { from, to }: BookDays): Promise<Begun> {
  return inWorkspace(app.db, ws, async (tx) => {
    const head = await readLedgerHead(tx, ws);
    const range = { from, to, upTo: head?.seq ?? 0 };
    const { name } = await readWorkspace(tx, ws);
    const found = await readBookAccounts(tx, ws);
    const names = await readNames(tx, ws, { parties: found.map((one) => one.owner) });
    const accounts = found.map(({ number, kind, owner, source, currency }) => ({
      ...{ number, kind, currency, of: owner === null ? (source ?? "") : names.party(owner) },
      tag: owner === null ? "" : publicId("party", owner as Uuid).slice(-10),
    }));
    return {
      ...{ range, accounts, title: `${name}: entries 1 to ${range.upTo}` },
      opening: from === null ? new Map() : await readSumsBefore(tx, ws, from, range.upTo),
      byPages: from === null && to === null ? await readSumsByPages(tx, ws, head?.batch ?? 0) : null,
      first: (await readFirstAndLastDay(tx, ws, range)).first,
    };
  });
}

/** In the order of the ledger. */
export async function* bookPages(app: App, ws: number, range: BookRange): AsyncGenerator<BookRow[]> {
  for (let after = 0; ; ) {
    const asked = { ...range, after, limit: AT_ONCE };
    const rows = await inWorkspace(app.db, ws, (tx) => readBookPage(tx, ws, asked));
    if (rows.length > 0) yield rows;
    const last = rows.at(-1);
    if (rows.length < AT_ONCE || last === undefined) return;
    after = last.seq;
  }
}

export function subjectOf({ kind, subject }: Pick<BookRow, "kind" | "subject">): string {
  const prefix = SUBJECTS[kind];
  return prefix === undefined ? "" : publicId(prefix, subject as Uuid);
}

function toEntry({ accounts, amounts, ...row }: BookRow): BookEntry {
  const postings = accounts.map((account, i) => ({ account, amount: amounts[i] as number }));
  return { ...row, subject: subjectOf(row), postings };
}
