// Imports and the rows of them that failed: kept, listed, moved on. The only writer of both tables. Progress
// moves by comparison with what was read, so that two runs of one import never count a row twice. Never reads
// a row of the file.
// Example: advance(tx, 7, run, { rowsDone: 2000, … }) → false when somebody stopped it meanwhile.
import { type Selectable, sql } from "kysely";
import { sha256 } from "../base/digest.ts";
import type { Uuid } from "../base/id.ts";
import type { Import as ImportRow } from "../db/tables.ts";
import type { Tx } from "../db/transaction.ts";
import type { StoredMapping } from "./columns-mapping.ts";

export type ImportState = "draft" | "running" | "done" | "failed" | "stopped";

export interface ImportCounts {
  /** Rows of the file read so far, the header not counted: a resumed run goes on behind them. */
  rowsDone: number;
  rowsNew: number;
  rowsKnown: number;
  rowsFailed: number;
}

export interface ImportRun extends ImportCounts {
  id: Uuid;
  fileName: string;
  state: ImportState;
  dryRun: boolean;
  mapping: StoredMapping;
  rowsTotal: number | null;
  message: string | null;
  createdBy: string;
  createdAt: Date;
  finishedAt: Date | null;
}

export interface RowProblem {
  /** Counted from 1, without the header. */
  row: number;
  code: string;
  message: string;
  field: string | null;
  record: Record<string, string>;
}

const COLUMNS = [
  "id",
  "file_name",
  "state",
  "dry_run",
  "mapping",
  "rows_total",
  "rows_done",
  "rows_new",
  "rows_known",
  "rows_failed",
  "message",
  "created_by",
  "created_at",
  "finished_at",
] as const;

function toRun(row: Pick<Selectable<ImportRow>, (typeof COLUMNS)[number]>): ImportRun {
  return {
    id: row.id as Uuid,
    fileName: row.file_name,
    state: row.state as ImportState,
    dryRun: row.dry_run,
    mapping: row.mapping as unknown as StoredMapping,
    rowsTotal: row.rows_total,
    rowsDone: row.rows_done,
    rowsNew: row.rows_new,
    rowsKnown: row.rows_known,
    rowsFailed: row.rows_failed,
    message: row.message,
    createdBy: row.created_by,
    createdAt: row.created_at,
    finishedAt: row.finished_at,
  };
}

export interface NewImport {
  id: Uuid;
  fileName: string;
  content: Uint8Array;
  mapping: StoredMapping;
  createdBy: string;
  at: number;
}

export async function addImport(tx: Tx, ws: number, added: NewImport): Promise<void> {
  await tx
    .insertInto("import")
    .values({
      ws,
      id: added.id,
      file_name: added.fileName,
      file_hash: sha256(added.content),
      content: Buffer.from(added.content),
      mapping: JSON.stringify(added.mapping),
      state: "draft",
      created_by: added.createdBy,
      created_at: new Date(added.at),
    })
    .execute();
}

/** `lock`: nobody else changes it until the transaction ends. */
export async function readImport(
  tx: Tx,
  ws: number,
  id: Uuid,
  { lock = false } = {},
): Promise<ImportRun | null> {
  const query = tx.selectFrom("import").select(COLUMNS).where("ws", "=", ws).where("id", "=", id);
  const row = await (lock ? query.forUpdate() : query).executeTakeFirst();
  return row ? toRun(row) : null;
}

/** Newest first; `after` is instant and id of the last one shown. */
export async function listImports(
  tx: Tx,
  ws: number,
  limit: number,
  after: readonly [number, string] | undefined,
): Promise<ImportRun[]> {
  let query = tx.selectFrom("import").select(COLUMNS).where("ws", "=", ws);
  if (after !== undefined) {
    const [at, id] = after;
    query = query.where((is) => is(is.refTuple("created_at", "id"), "<", is.tuple(new Date(at), id)));
  }
  const rows = await query.orderBy("created_at", "desc").orderBy("id", "desc").limit(limit).execute();
  return rows.map(toRun);
}

/** The file, or its first bytes. */
export async function readContent(tx: Tx, ws: number, id: Uuid, bytes?: number): Promise<Buffer> {
  const content =
    bytes === undefined ? sql<Buffer>`content` : sql<Buffer>`substring(content from 1 for ${bytes}::int)`;
  const row = await tx
    .selectFrom("import")
    .select(content.as("content"))
    .where("ws", "=", ws)
    .where("id", "=", id)
    .executeTakeFirstOrThrow();
  return row.content;
}

/** A new mapping makes it a draft again. */
export async function saveMapping(tx: Tx, ws: number, id: Uuid, mapping: StoredMapping): Promise<void> {
  await forgetRun(tx, ws, id, "draft", { mapping: JSON.stringify(mapping), dry_run: false });
}

/** Begins from the first row. */
export async function beginRun(tx: Tx, ws: number, id: Uuid, dryRun: boolean): Promise<void> {
  await forgetRun(tx, ws, id, "running", { dry_run: dryRun });
}

async function forgetRun(
  tx: Tx,
  ws: number,
  id: Uuid,
  state: ImportState,
  more: { mapping?: string; dry_run: boolean },
): Promise<void> {
  const counts = { rows_total: null, rows_done: 0, rows_new: 0, rows_known: 0, rows_failed: 0 };
  await tx
    .updateTable("import")
    .set({ ...counts, ...more, state, message: null, finished_at: null })
    .where("ws", "=", ws)
    .where("id", "=", id)
    .execute();
  await tx.deleteFrom("import_problem").where("ws", "=", ws).where("import", "=", id).execute();
}

/** Goes on, or ends. */
export async function saveState(
  tx: Tx,
  ws: number,
  id: Uuid,
  state: ImportState,
  more: { message?: string | null; finishedAt?: number | null; rowsTotal?: number } = {},
): Promise<void> {
  const { message = null, finishedAt = null, rowsTotal } = more;
  await tx
    .updateTable("import")
    .set({
      state,
      message,
      finished_at: finishedAt === null ? null : new Date(finishedAt),
      ...(rowsTotal === undefined ? {} : { rows_total: rowsTotal }),
    })
    .where("ws", "=", ws)
    .where("id", "=", id)
    .execute();
}

/** False when it was stopped, or another run of it is further: then nothing is saved. */
export async function advance(
  tx: Tx,
  ws: number,
  id: Uuid,
  before: ImportCounts,
  after: ImportCounts,
  problems: readonly RowProblem[],
): Promise<boolean> {
  const moved = await tx
    .updateTable("import")
    .set({
      rows_done: after.rowsDone,
      rows_new: after.rowsNew,
      rows_known: after.rowsKnown,
      rows_failed: after.rowsFailed,
    })
    .where("ws", "=", ws)
    .where("id", "=", id)
    .where("state", "=", "running")
    .where("rows_done", "=", before.rowsDone)
    .executeTakeFirst();
  if (moved.numUpdatedRows === 0n) return false;
  for (let from = 0; from < problems.length; from += 500) {
    const rows = problems.slice(from, from + 500).map(({ record, ...one }) => ({
      ws,
      import: id,
      ...one,
      record: JSON.stringify(record),
    }));
    await tx.insertInto("import_problem").values(rows).execute();
  }
  return true;
}

/** In the order of the file, behind row `after`. */
export async function listProblems(
  tx: Tx,
  ws: number,
  id: Uuid,
  limit: number,
  after = 0,
): Promise<RowProblem[]> {
  const rows = await tx
    .selectFrom("import_problem")
    .select(["row", "code", "message", "field", "record"])
    .where("ws", "=", ws)
    .where("import", "=", id)
    .where("row", ">", after)
    .orderBy("row")
    .limit(limit)
    .execute();
  return rows.map((one) => ({ ...one, record: one.record as Record<string, string> }));
}
