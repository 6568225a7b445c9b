// The first rows of a file as a mapping reads them, in our own terms, with what is wrong in each: so that a
// person sees a wrong column before anything is tried. Records nothing and keeps nothing.
// Example: previewImport(app, 7, id, said) → [{ row: 1, kind: "sale", product: "piano", paid: 2500, currency:
// "USD", problem: null }].
import type { Uuid } from "../base/id.ts";
import { inWorkspace } from "../db/transaction.ts";
import { layOver, type SaidMapping } from "../sources/columns-mapping.ts";
import { readContent, readImport } from "../sources/imports.ts";
import type { Message } from "../sources/message.ts";
import { previewCsv } from "../sources/preview-csv.ts";
import type { CsvRow } from "../sources/read-csv.ts";
import type { App } from "./app.ts";
import { keepHistoryRows } from "./history-rows.ts";
import { noSuchImport } from "./import-subject.ts";
import { lookAtRows, newLook } from "./look-at-rows.ts";
import { rowNumber } from "./row-problem.ts";
import { LOOKED_AT } from "./start-import.ts";

export interface ReadRow {
  row: number;
  kind: "sale" | "refund" | "dispute" | "nothing";
  externalId: string | null;
  at: number | null;
  product: string | null;
  currency: string | null;
  paid: number | null;
  fee: number | null;
  affiliate: string | null;
  buyer: string | null;
  /** `cell`: what stands in the file there. */
  problem: { field: string | null; code: string; message: string; cell: string | null } | null;
}

const ROWS = 8;

/** Throws 404, and 422 `invalid_mapping` with the path of what is missing. */
export async function previewImport(app: App, ws: number, id: Uuid, said: SaidMapping): Promise<ReadRow[]> {
  const found = await inWorkspace(app.db, ws, async (tx) => {
    const run = await readImport(tx, ws, id);
    if (run === null) throw noSuchImport();
    return { mapping: run.mapping.csv, start: await readContent(tx, ws, id, LOOKED_AT) };
  });
  const options = { timeZone: found.mapping.timeZone, currency: null };
  const { headers } = await previewCsv(found.start, { ...options, mapping: found.mapping, rows: 0 });
  const mapping = layOver(found.mapping, said, headers);
  const { rows } = await previewCsv(found.start, { ...options, mapping, rows: ROWS });
  const stored = { said, csv: mapping, guess: {} };
  const { problems } =
    said.keepAs === "history"
      ? await keepHistoryRows(app, ws, rows, stored, { actor: "preview", import: id, dryRun: true })
      : await lookAtRows(app, ws, rows, said.columns, newLook());
  const cells: Record<string, unknown> = { ...said.columns };
  const cellOf = (field: string | null, record: Readonly<Record<string, string>>) =>
    field === null ? null : (record[String(cells[field] ?? field)] ?? null);
  const wrong = new Map(
    problems.map(({ row, field, code, message, record }) => [
      row,
      { field, code, message, cell: cellOf(field, record) },
    ]),
  );
  return rows.map((row) => ({ ...readRow(row), problem: wrong.get(rowNumber(row)) ?? null }));
}

function readRow(row: CsvRow): Omit<ReadRow, "problem"> {
  const sale = row.messages.find((message) => message.kind === "sale");
  const taken = row.messages.find((message) => message.kind === "refund");
  const fees = sale?.fees?.reduce((sum, fee) => sum + fee.amount, 0) ?? null;
  return {
    row: rowNumber(row),
    kind: kindOf(row.messages),
    externalId: sale?.externalId ?? taken?.externalId ?? null,
    at: sale?.at ?? taken?.at ?? null,
    product: sale?.product?.name ?? sale?.product?.ref ?? null,
    currency: sale?.currency ?? taken?.currency ?? null,
    paid: sale?.paid ?? (taken?.taken.kind === "part" ? -taken.taken.amount : null),
    fee: fees === 0 ? null : fees,
    affiliate: sale?.affiliate?.ref ?? null,
    buyer: sale?.buyer?.email ?? sale?.buyer?.name ?? sale?.buyer?.reference ?? null,
  };
}

function kindOf(messages: readonly Message[]): ReadRow["kind"] {
  const kinds = messages.map((message) => message.kind);
  if (kinds.includes("dispute_opened")) return "dispute";
  if (kinds.includes("refund")) return "refund";
  return kinds.includes("sale") ? "sale" : "nothing";
}
