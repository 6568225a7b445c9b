// The books as rows, for spreadsheets and for programs that take a table: every posting, or what each account
// got on each day as QuickBooks and Xero import journals. A page at a time; signs are those of other
// programs: what is owed is a credit.
// Example: quickbooks → 2026-03-08, "Owed: Bruno Lima", credit 5.82.
import { decimalText } from "../base/decimal-text.ts";
import { inWorkspace } from "../db/transaction.ts";
import { accountParts, type BookAccount } from "../ledger/books/book.ts";
import { type DayRow, readDayPage, readFirstAndLastDay } from "../ledger/books/read-books.ts";
import type { App } from "./app.ts";
import { type BookDays, beginBook, bookPages, subjectOf } from "./write-book.ts";

export type RowBook = "quickbooks" | "xero" | "postings";

export const BOOK_HEADS: Readonly<Record<RowBook, readonly string[]>> = {
  quickbooks: [
    ...["Journal No.", "Journal Date", "Account", "Debits", "Credits", "Description", "Name", "Currency"],
  ],
  xero: ["*Narration", "*Date", "Description", "*AccountCode", "*TaxRate", "*Amount"],
  postings: [
    ...["Entry", "Line", "Day", "Kind", "Source", "External id", "About", "Account", "Account kind", "Of"],
    ...["Currency", "Amount"],
  ],
};

/** A chart of accounts of our own kinds, to be mapped once in the other program. */
const CODES: Readonly<Record<string, string>> = {
  bank: "1000",
  processor: "1100",
  payable: "2000",
  reserved: "2010",
  in_transit: "2020",
  tax: "2100",
  platform_fees: "2200",
  processor_fees: "2210",
  fx: "3000",
  write_off: "6000",
};

const DAYS_AT_ONCE = 31;

export async function* writeBookRows(
  app: App,
  ws: number,
  book: RowBook,
  days: BookDays,
): AsyncGenerator<string[][]> {
  const { range, accounts } = await beginBook(app, ws, days);
  const known = new Map(accounts.map((one) => [one.number, one]));
  if (book === "postings") {
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
    return;
  }
  const { first, last } = await inWorkspace(app.db, ws, (tx) => readFirstAndLastDay(tx, ws, range));
  if (first === null || last === null) return;
  const write = book === "quickbooks" ? quickBooksRow : xeroRow;
  for (let day = shift(first, -1); day < last; day = shift(day, DAYS_AT_ONCE)) {
    const asked = { ...range, afterDay: day, days: DAYS_AT_ONCE };
    const rows = await inWorkspace(app.db, ws, (tx) => readDayPage(tx, ws, asked));
    yield rows.map((row) => write(row, known.get(row.account) as BookAccount));
  }
}

/** The same account may be one of several programs' parties: its name tells which. */
function quickBooksRow({ day, currency, amount }: DayRow, account: BookAccount): string[] {
  const figure = decimalText(Math.abs(amount), currency);
  const [debit, credit] = amount < 0 ? [figure, ""] : ["", figure];
  const name = accountParts(account).join(":");
  return [`${day} ${currency}`, day, name, debit, credit, `Partage ${day}`, account.of, currency];
}

function xeroRow({ day, currency, amount }: DayRow, account: BookAccount): string[] {
  const description = accountParts(account).slice(1).join(": ");
  const code = CODES[account.kind] ?? "";
  return [
    `Partage ${day} ${currency}`,
    day,
    description,
    code,
    "Tax Exempt",
    decimalText(0 - amount, currency),
  ];
}

function shift(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}
