// The books as rows: every posting, for spreadsheets and programs that take a table, a page at a time; or
// what each kind of account got on each day, as QuickBooks and Xero import journals. Signs of journals are
// those of other programs: what is owed is a credit.
// Example: quickbooks → 03/08/2026, "Partage payable", credit 5.82.
import { decimalText } from "../base/decimal-text.ts";
import { Refusal } from "../base/refusal.ts";
import { inWorkspace } from "../db/transaction.ts";
import {
  type DaySum,
  type JournalForm,
  type JournalProgram,
  journalFiles,
  journalRow,
} from "../ledger/books/day-journals.ts";
import { readDaySums } from "../ledger/books/read-books.ts";
import { readLedgerHead } from "../reports/entries.ts";
import type { App } from "./app.ts";
import { type BookDays, beginBook, bookPages, subjectOf } from "./write-book.ts";

export const POSTING_HEAD = [
  ...["Entry", "Line", "Day", "Kind", "Source", "External id", "About", "Account", "Account kind", "Of"],
  ...["Currency", "Amount"],
] as const;

export async function* writePostingRows(app: App, ws: number, days: BookDays): AsyncGenerator<string[][]> {
  const { range, accounts } = await beginBook(app, ws, days);
  const known = new Map(accounts.map((one) => [one.number, one]));
  for await (const rows of bookPages(app, ws, range)) {
    yield rows.flatMap((row) =>
      row.accounts.map((account, i) => {
        const { kind = "", of = "" } = known.get(account) ?? {};
        return [
          ...[String(row.seq), String(i + 1), row.day, row.kind, row.source, row.key, subjectOf(row)],
          ...[String(account), kind, of, row.currency, decimalText(row.amounts[i] as number, row.currency)],
        ];
      }),
    );
  }
}

export interface JournalsAsked extends BookDays {
  program: JournalProgram;
  /** Left out: of all of them. */
  currency?: string | undefined;
}

/** One file of journals. Throws 404 `no_such_part`. */
export async function writeJournals(
  app: App,
  ws: number,
  asked: JournalsAsked,
  { part, ...form }: JournalForm & { part: number },
): Promise<string[][]> {
  const files = await readFiles(app, ws, asked);
  const file = files[part - 1];
  if (file === undefined) {
    const message = "There is no such part: so many files there are not.";
    throw new Refusal(404, "no_such_part", message, { facts: { parts: files.length } });
  }
  return file.map((sum) => journalRow(asked.program, sum, form));
}

/** How many files there are, and lines in all. */
export async function countJournals(
  app: App,
  ws: number,
  asked: JournalsAsked,
): Promise<{ parts: number; lines: number }> {
  const files = await readFiles(app, ws, asked);
  return { parts: files.length, lines: files.reduce((sum, file) => sum + file.length, 0) };
}

/** A dozen lines a day and currency at most, however many parties there are. */
async function readFiles(app: App, ws: number, asked: JournalsAsked): Promise<DaySum[][]> {
  const { program, currency, ...days } = asked;
  const sums = await inWorkspace(app.db, ws, async (tx) => {
    const upTo = (await readLedgerHead(tx, ws))?.seq ?? 0;
    return await readDaySums(tx, ws, { ...days, upTo, currency });
  });
  return journalFiles(program, sums);
}
