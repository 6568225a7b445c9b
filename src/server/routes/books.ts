// The books for other programs: plain-text accounting, journals for QuickBooks and Xero, every posting as
// CSV or NDJSON; of the whole workspace or of some days. Streams, so that memory stays small.
// Example: GET /v1/books/hledger?from=2026-01-01&to=2026-03-31 → a journal that hledger checks.
import { Readable } from "node:stream";
import { z } from "zod";
import type { App } from "../../flows/app.ts";
import { type BookDays, writeBook } from "../../flows/write-book.ts";
import { BOOK_HEADS, writeBookRows } from "../../flows/write-book-rows.ts";
import { BeancountBook } from "../../ledger/books/beancount.ts";
import { PlainTextBook } from "../../ledger/books/plain-text.ts";
import { DoorAnswer } from "../problem.ts";
import { resourceRoute } from "../resource-route.ts";
import type { Server } from "../server-type.ts";
import { writeCsv } from "./write-csv.ts";

export const BOOKS = ["hledger", "beancount", "ledger", "quickbooks", "xero", "csv", "ndjson"] as const;
const days = { from: z.iso.date().optional(), to: z.iso.date().optional() };

export function bookRoutes(server: Server): void {
  resourceRoute(server, {
    method: "GET",
    path: "/books",
    permission: "ledger:read",
    name: "exportBooks",
    tag: "Ledger",
    summary: "The books for another program, whole or of some days",
    description:
      "`hledger`, `beancount` and `ledger` end with the balance of every account, so that the program checks it. " +
      "`quickbooks` and `xero` hold what each account got on each day; `csv` and `ndjson` every posting.",
    query: { program: z.enum(BOOKS), ...days },
    answer: z.string(),
    produces: "text/plain",
    handle: async ({ app, caller, query: { program, from = null, to = null }, reply }) => {
      if (from !== null && to !== null && to < from) {
        throw new DoorAnswer(400, "invalid_request", "`to` must not be before `from`.", {
          errors: [{ path: "to", code: "invalid_days", message: "must not be before `from`" }],
        });
      }
      const asked = { from, to };
      const name = ["books", from, to].filter(Boolean).join("-");
      if (program === "hledger" || program === "ledger" || program === "beancount") {
        const writer = program === "beancount" ? new BeancountBook() : new PlainTextBook(program);
        reply
          .type("text/plain; charset=utf-8")
          .header("content-disposition", `attachment; filename="${name}.${writer.extension}"`);
        return Readable.from(writeBook(app, caller.ws, writer, asked)) as never;
      }
      if (program === "ndjson") {
        reply
          .type("application/x-ndjson; charset=utf-8")
          .header("content-disposition", `attachment; filename="${name}.ndjson"`);
        return Readable.from(linesOf(app, caller.ws, asked)) as never;
      }
      const book = program === "csv" ? "postings" : program;
      const rows = writeBookRows(app, caller.ws, book, asked);
      return writeCsv(reply, `${name}-${book}.csv`, BOOK_HEADS[book], rows) as never;
    },
  });
}

const KEYS = [
  "entry",
  "line",
  "day",
  "kind",
  "source",
  "externalId",
  "about",
  "account",
  "accountKind",
  "of",
];

async function* linesOf(app: App, ws: number, asked: BookDays): AsyncGenerator<string> {
  const keys = [...KEYS, "currency", "amount"];
  for await (const rows of writeBookRows(app, ws, "postings", asked)) {
    yield rows
      .map((row) => `${JSON.stringify(Object.fromEntries(keys.map((key, i) => [key, row[i]])))}\n`)
      .join("");
  }
}
