// The books for other programs: plain-text accounting, journals for QuickBooks and Xero, every posting as
// CSV or NDJSON; of the whole workspace or of some days. Streams, so that memory stays small.
// Example: GET /v1/books/hledger?from=2026-01-01&to=2026-03-31 → a journal that hledger checks.
import { Readable } from "node:stream";
import { z } from "zod";
import type { App } from "../../flows/app.ts";
import { type BookDays, writeBook } from "../../flows/write-book.ts";
import { countJournals, POSTING_HEAD, writeJournals, writePostingRows } from "../../flows/write-book-rows.ts";
import { BeancountBook } from "../../ledger/books/beancount.ts";
import { JOURNAL_HEADS } from "../../ledger/books/day-journals.ts";
import { PlainTextBook } from "../../ledger/books/plain-text.ts";
import { currencyIn } from "../../wire/money.ts";
import { DoorAnswer } from "../problem.ts";
import { resourceRoute } from "../resource-route.ts";
import type { Server } from "../server-type.ts";
import { paperQuery } from "./statements.ts";
import { writeCsv } from "./write-csv.ts";

export const BOOKS = ["hledger", "beancount", "ledger", "quickbooks", "xero", "csv", "ndjson"] as const;
const days = { from: z.iso.date().optional(), to: z.iso.date().optional() };
const journals = {
  ...days,
  currency: currencyIn.optional().meta({
    description:
      "Of `quickbooks` and `xero`: only what is in it. Their journals are in the books' own currency.",
  }),
};
const forms = {
  dates: z
    .enum(["month_first", "day_first"])
    .default("month_first")
    .meta({ description: "Of `quickbooks`: 03/08/2026 or 08/03/2026, as its company's country writes it." }),
  taxRate: z
    .string()
    .min(1)
    .max(100)
    .default("Tax Exempt")
    .meta({ description: "Of `xero`: what your Xero calls the rate of no tax." }),
  part: paperQuery.part.meta({
    description: "Of `xero`: which of its files, each of 300 lines at most. `/books/parts` says how many.",
    override: { type: "integer", minimum: 1, default: 1 },
  }),
};

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
      "`quickbooks` and `xero` hold what each kind of account got on each day; `csv` and `ndjson` every posting.",
    query: { program: z.enum(BOOKS), ...journals, ...forms },
    answer: z.string(),
    produces: "text/plain",
    handle: async ({ app, caller, query, reply }) => {
      const { program, currency, part, dates, taxRate } = query;
      const asked = daysOf(query);
      const name = ["books", asked.from, asked.to].filter(Boolean).join("-");
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
      if (program === "csv") {
        const rows = writePostingRows(app, caller.ws, asked);
        return writeCsv(reply, `${name}-postings.csv`, POSTING_HEAD, rows) as never;
      }
      const form = { part, dates, taxRate };
      const rows = await writeJournals(app, caller.ws, { ...asked, program, currency }, form);
      const which = [name, program, currency, part > 1 ? part : null].filter((one) => one != null).join("-");
      return writeCsv(reply, `${which}.csv`, JOURNAL_HEADS[program], onePage(rows)) as never;
    },
  });

  resourceRoute(server, {
    method: "GET",
    path: "/books/parts",
    permission: "ledger:read",
    name: "countBookParts",
    tag: "Ledger",
    summary: "How many files the journals for QuickBooks or Xero are",
    query: { program: z.enum(["quickbooks", "xero"]), ...journals },
    answer: z.object({ parts: z.int(), lines: z.int() }).meta({ id: "BookParts" }),
    handle: ({ app, caller, query }) =>
      countJournals(app, caller.ws, { ...daysOf(query), program: query.program, currency: query.currency }),
  });
}

function daysOf({
  from = null,
  to = null,
}: {
  from?: string | null | undefined;
  to?: string | null | undefined;
}): BookDays {
  if (from !== null && to !== null && to < from) {
    throw new DoorAnswer(400, "invalid_request", "`to` must not be before `from`.", {
      errors: [{ path: "to", code: "invalid_days", message: "must not be before `from`" }],
    });
  }
  return { from, to };
}

async function* onePage(rows: string[][]): AsyncGenerator<string[][]> {
  yield rows;
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
  for await (const rows of writePostingRows(app, ws, asked)) {
    yield rows
      .map((row) => `${JSON.stringify(Object.fromEntries(keys.map((key, i) => [key, row[i]])))}\n`)
      .join("");
  }
}
