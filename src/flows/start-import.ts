// A file of sales from upload to start: kept with a guess at its mapping, the mapping corrected, set going as
// a job, or stopped. Never reads its rows: that is run-import's. Only a new mapping or a run from the top
// forgets what was counted.
// Example: startImport(app, 7, id, { dryRun: true }, actor) → state "running"; a stopped one goes on where it
// was.
import { newUuid, type Uuid } from "../base/id.ts";
import { Refusal } from "../base/refusal.ts";
import { addEvent } from "../db/events.ts";
import { addJob } from "../db/job-queue.ts";
import { inWorkspace } from "../db/transaction.ts";
import { layOver, refuseGaps, type SaidMapping, sayMapping } from "../sources/columns-mapping.ts";
import {
  addImport,
  beginRun,
  type ImportRun,
  readContent,
  readImport,
  saveMapping,
  saveState,
} from "../sources/imports.ts";
import { previewCsv } from "../sources/preview-csv.ts";
import { readWorkspace } from "../workspaces/read-workspace.ts";
import type { App } from "./app.ts";
import { noSuchImport, subjectOf } from "./import-subject.ts";
import { RUN_IMPORT } from "./run-import.ts";

/** As much of a file as is looked at for its preview. */
export const LOOKED_AT = 262_144;

/** `said` instead of what would be guessed. Throws 422 `empty_file`, `not_csv`, `invalid_mapping`. */
export async function uploadImport(
  app: App,
  ws: number,
  file: { name: string; content: Uint8Array },
  actor: string,
  said?: SaidMapping,
): Promise<Uuid> {
  const id = newUuid(app.ids);
  const at = app.ids.now();
  const { timeZone, currency } = await inWorkspace(app.db, ws, (tx) => readWorkspace(tx, ws));
  const { headers, guess } = await previewCsv(file.content, { timeZone, currency, rows: 0 });
  const first = sayMapping(guess.mapping);
  const csv = said === undefined ? guess.mapping : layOver(guess.mapping, said, headers);
  const mapping = { said: said ?? first, csv, guess: first.columns };
  const fileName = [...file.name.replaceAll("\0", "").toWellFormed()].slice(0, 200).join("") || "file.csv";
  await inWorkspace(app.db, ws, async (tx) => {
    await addImport(tx, ws, { id, fileName, content: file.content, mapping, createdBy: actor, at });
    const payload = { fileName };
    await addEvent(tx, ws, { type: "import.uploaded", subject: subjectOf(id), actor, payload, at });
  });
  return id;
}

/** Throws 422 `invalid_mapping`, 409 `import_running`. */
export async function changeImportMapping(app: App, ws: number, id: Uuid, said: SaidMapping): Promise<void> {
  const headers = await headersOf(app, ws, id);
  await inWorkspace(app.db, ws, async (tx) => {
    const { mapping } = idle(await readImport(tx, ws, id, { lock: true }));
    const csv = layOver(mapping.csv, said, headers);
    await saveMapping(tx, ws, id, { said, csv, guess: mapping.guess });
  });
}

async function headersOf(app: App, ws: number, id: Uuid): Promise<string[]> {
  const found = await inWorkspace(app.db, ws, async (tx) => {
    const run = await readImport(tx, ws, id);
    if (run === null) throw noSuchImport();
    return { mapping: run.mapping.csv, start: await readContent(tx, ws, id, LOOKED_AT) };
  });
  const { mapping, start } = found;
  const { timeZone } = mapping;
  return (await previewCsv(start, { timeZone, currency: null, mapping, rows: 0 })).headers;
}

/**
 * A run that was stopped or failed goes on; another one begins from the first row. Throws 409
 * `import_running`.
 */
export async function startImport(
  app: App,
  ws: number,
  id: Uuid,
  options: { dryRun: boolean; inline?: boolean },
  actor: string,
): Promise<void> {
  const { dryRun, inline = false } = options;
  const at = app.ids.now();
  const headers = await headersOf(app, ws, id);
  await inWorkspace(app.db, ws, async (tx) => {
    const run = idle(await readImport(tx, ws, id, { lock: true }));
    refuseGaps(run.mapping.csv, run.mapping.said, headers);
    const goesOn = (run.state === "stopped" || run.state === "failed") && run.dryRun === dryRun;
    if (goesOn) await saveState(tx, ws, id, "running");
    else await beginRun(tx, ws, id, dryRun);
    if (!inline) await addJob(tx, RUN_IMPORT, { ws, import: id }, { key: `import ${id}` });
    const payload = { fileName: run.fileName, dryRun };
    await addEvent(tx, ws, { type: "import.started", subject: subjectOf(id), actor, payload, at });
  });
}

/** What is recorded stays; a run that has ended is left as it is. */
export async function stopImport(app: App, ws: number, id: Uuid, actor: string): Promise<void> {
  const at = app.ids.now();
  await inWorkspace(app.db, ws, async (tx) => {
    const run = await readImport(tx, ws, id, { lock: true });
    if (run === null) throw noSuchImport();
    if (run.state !== "running") return;
    await saveState(tx, ws, id, "stopped", { finishedAt: at });
    const payload = { fileName: run.fileName, rowsDone: run.rowsDone };
    await addEvent(tx, ws, { type: "import.stopped", subject: subjectOf(id), actor, payload, at });
  });
}

function idle(run: ImportRun | null): ImportRun {
  if (run === null) throw noSuchImport();
  if (run.state !== "running") return run;
  throw new Refusal(409, "import_running", "This import is running. Stop it first, or wait until it ends.");
}
