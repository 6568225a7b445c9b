// Runs an import to its end: batches of a thousand rows, each recorded and then counted. Stopped, killed or
// run twice it goes on behind the last counted batch, and a batch that was recorded but not counted adds
// nothing the second time.
// Example: runImport(app, 7, id) → state "done", rowsNew 9994; the same again → nothing to do.
import type { Uuid } from "../base/id.ts";
import { Refusal } from "../base/refusal.ts";
import { addEvent } from "../db/events.ts";
import { inWorkspace } from "../db/transaction.ts";
import {
  advance,
  type ImportCounts,
  type ImportRun,
  readContent,
  readImport,
  saveState,
} from "../sources/imports.ts";
import { type CsvRow, readCsv, readRecords } from "../sources/read-csv.ts";
import type { App } from "./app.ts";
import { keepHistoryRows } from "./history-rows.ts";
import { subjectOf } from "./import-subject.ts";
import { type Look, lookAtRows, newLook } from "./look-at-rows.ts";
import { recordRows } from "./record-rows.ts";
import { rowNumber } from "./row-problem.ts";

export const RUN_IMPORT = "run_import";
const BATCH = 1000;

/** `onBatch` hears how far it is. Does nothing for one that is not running. */
export async function runImport(
  app: App,
  ws: number,
  id: Uuid,
  onBatch: (counts: ImportCounts) => void = () => undefined,
): Promise<void> {
  const run = await inWorkspace(app.db, ws, (tx) => readImport(tx, ws, id));
  if (run === null || run.state !== "running") return;
  try {
    if (await readRows(app, ws, run, onBatch)) await end(app, ws, run, "done", null);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    await end(app, ws, run, "failed", error.message);
  }
}

/** False when somebody stopped it. */
async function readRows(
  app: App,
  ws: number,
  run: ImportRun,
  onBatch: (counts: ImportCounts) => void,
): Promise<boolean> {
  const { csv } = run.mapping;
  const content = await inWorkspace(app.db, ws, (tx) => readContent(tx, ws, run.id));
  let rowsTotal = 0;
  for await (const record of readRecords([content], csv)) rowsTotal = rowNumber(record);
  await inWorkspace(app.db, ws, async (tx) => {
    const now = await readImport(tx, ws, run.id, { lock: true });
    if (now?.state === "running") await saveState(tx, ws, run.id, "running", { rowsTotal });
  });
  let counts: ImportCounts = run;
  let batch: CsvRow[] = [];
  const look = newLook();
  const flush = async (): Promise<boolean> => {
    const { rowsNew, rowsKnown, problems } = await takeRows(app, ws, run, batch, look);
    const after = {
      rowsDone: rowNumber(batch.at(-1) as CsvRow),
      rowsNew: counts.rowsNew + rowsNew,
      rowsKnown: counts.rowsKnown + rowsKnown,
      rowsFailed: counts.rowsFailed + problems.length,
    };
    const isOurs = await inWorkspace(app.db, ws, (tx) => advance(tx, ws, run.id, counts, after, problems));
    counts = after;
    batch = [];
    if (isOurs) onBatch(after);
    return isOurs;
  };
  for await (const row of readCsv([content], csv, { after: counts.rowsDone + 1 })) {
    batch.push(row);
    if (batch.length >= BATCH && !(await flush())) return false;
  }
  return batch.length === 0 || (await flush());
}

function takeRows(app: App, ws: number, run: ImportRun, batch: readonly CsvRow[], look: Look) {
  const { mapping, dryRun, createdBy: actor } = run;
  if (mapping.said.keepAs === "history") {
    return keepHistoryRows(app, ws, batch, mapping, { actor, import: run.id, dryRun });
  }
  const { columns } = mapping.said;
  return dryRun ? lookAtRows(app, ws, batch, columns, look) : recordRows(app, ws, batch, columns, actor);
}

async function end(
  app: App,
  ws: number,
  run: ImportRun,
  state: "done" | "failed",
  message: string | null,
): Promise<void> {
  const at = app.ids.now();
  await inWorkspace(app.db, ws, async (tx) => {
    const now = await readImport(tx, ws, run.id, { lock: true });
    if (now?.state !== "running") return;
    await saveState(tx, ws, run.id, state, { message, finishedAt: at });
    const { dryRun, rowsNew, rowsKnown, rowsFailed } = now;
    const payload = { fileName: now.fileName, state, dryRun, rowsNew, rowsKnown, rowsFailed };
    await addEvent(tx, ws, {
      type: `import.${state}`,
      subject: subjectOf(run.id),
      actor: run.createdBy,
      payload,
      at,
    });
  });
}
