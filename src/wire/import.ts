// Imports on the network: a CSV of sales, first looked at (columns and a guess at what they mean), then run,
// as a trial or for good. Run twice it makes each sale once; what fails is a row with its reason, never the
// whole file.
// Example: POST /v1/imports (multipart, field `file`) → a draft with `preview`; PATCH its mapping; POST
// …/start.
import { z } from "zod";
import { idOut } from "./id.ts";
import { instantOut } from "./instant.ts";
import { amountOut, currencyIn, currencyOut } from "./money.ts";
import { sourceName } from "./named.ts";
import { timeZoneIn } from "./workspace.ts";

/** What a column can mean. */
export const IMPORT_FIELDS = [
  "externalId",
  "at",
  "product",
  "offer",
  "currency",
  "paid",
  "tax",
  "shipping",
  "fee",
  "feeParty",
  "affiliate",
  "affiliateRate",
  "recruitedBy",
  "buyerEmail",
  "buyerName",
  "buyerReference",
  "charge",
  "paymentMethod",
  "coupon",
  "country",
  "partner",
  "partnerAmount",
] as const;

export const importField = z.enum(IMPORT_FIELDS).meta({ id: "ImportField" });

export const importMapping = z
  .strictObject({
    source: sourceName.meta({ description: "Under which name the sales' ids are unique." }),
    columns: z.partialRecord(importField, z.string().min(1).max(200)).meta({
      description: "Field → name of the column.",
      examples: [{ externalId: "Sale ID", paid: "Amount" }],
    }),
    currency: currencyIn.optional().meta({ description: "Where no column says it." }),
    amounts: z
      .enum(["decimal", "decimal_comma", "minor"])
      .default("decimal")
      .meta({ description: '"12.50", "12,50", or minor units.' }),
    dates: z
      .enum(["iso", "day_month_year", "month_day_year", "epoch_ms", "epoch_s"])
      .default("iso")
      .meta({ description: "How the column `at` is written." }),
    timeZone: timeZoneIn
      .optional()
      .meta({ description: "For dates that name none; the workspace's when left out." }),
    keepAs: z
      .enum(["sales", "history"])
      .optional()
      .meta({
        description:
          "history: sales from before, shown in performance, never split; `partner` (id, ref or e-mail) and " +
          "`partnerAmount` say what one was given. Left out: sales.",
      }),
  })
  .meta({ id: "ImportMapping" });

export const importChange = z.strictObject({ mapping: importMapping }).meta({ id: "ImportChange" });

export const importStart = z
  .strictObject({
    dryRun: z.boolean().default(false).meta({ description: "Checks every row, records nothing." }),
  })
  .meta({ id: "ImportStart" });

export const importPreview = z
  .object({
    columns: z.array(z.string()),
    rows: z.array(z.array(z.string())).meta({ description: "The first rows, as they are in the file." }),
    guess: z.partialRecord(importField, z.string()),
  })
  .meta({ id: "ImportPreview" });

export const importRun = z
  .object({
    id: idOut("import"),
    fileName: z.string(),
    state: z.enum(["draft", "running", "done", "failed", "stopped"]),
    dryRun: z.boolean(),
    mapping: z.record(z.string(), z.unknown()).nullable(),
    rowsTotal: z.int().nullable(),
    rowsDone: z.int(),
    rowsNew: z.int(),
    rowsKnown: z.int().meta({ description: "Sales that were recorded before." }),
    rowsFailed: z.int(),
    message: z.string().nullable(),
    createdBy: z.string(),
    createdAt: instantOut,
    finishedAt: instantOut.nullable(),
  })
  .meta({ id: "Import" });

export const importDetail = z
  .object({ ...importRun.shape, preview: importPreview })
  .meta({ id: "ImportDetail" });

export const importRow = z
  .object({
    row: z.int().meta({ description: "Counted from 1, without the header." }),
    kind: z.enum(["sale", "refund", "dispute", "nothing"]),
    externalId: z.string().nullable(),
    at: instantOut.nullable(),
    product: z.string().nullable(),
    currency: currencyOut.nullable(),
    paid: amountOut.nullable(),
    fee: amountOut.nullable(),
    affiliate: z.string().nullable(),
    buyer: z.string().nullable(),
    problem: z
      .object({
        field: z.string().nullable(),
        code: z.string(),
        message: z.string(),
        cell: z.string().nullable().meta({ description: "What stands in the file there." }),
      })
      .nullable(),
  })
  .meta({ id: "ImportRow", description: "A row as the mapping reads it." });

export const importRows = z.object({ rows: z.array(importRow) }).meta({ id: "ImportRows" });

export const importProblem = z
  .object({
    row: z.int().meta({ description: "Counted from 1, without the header." }),
    code: z.string(),
    message: z.string(),
    field: z.string().nullable(),
    record: z.record(z.string(), z.string()),
  })
  .meta({ id: "ImportProblem" });

export type ImportRun = z.input<typeof importRun>;
export type ImportMapping = z.output<typeof importMapping>;
