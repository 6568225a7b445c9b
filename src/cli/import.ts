// `partage import`: records a CSV file of sales, with progress, beside a running server or without one. The
// same file again adds nothing; interrupted, it is stopped where it is and can be gone on with in the
// console.
// Example: bin/partage import sales.csv --mapping mapping.json → "9994 rows: 9994 new, 0 known, 0 failed"
import { readFileSync } from "node:fs";
import { basename } from "node:path";
import { parseArgs } from "node:util";
import type { Uuid } from "../base/id.ts";
import { Refusal } from "../base/refusal.ts";
import { inWorkspace } from "../db/transaction.ts";
import type { App } from "../flows/app.ts";
import { runImport } from "../flows/run-import.ts";
import { startImport, stopImport, uploadImport } from "../flows/start-import.ts";
import { type ImportRun, listProblems, readImport } from "../sources/imports.ts";
import { type ImportMapping, importMapping } from "../wire/import.ts";
import { chooseWorkspace } from "./choose-workspace.ts";
import type { Stdio } from "./command.ts";
import { sayWhy } from "./find-database.ts";
import { Progress } from "./progress.ts";
import { withApp } from "./with-app.ts";

const HELP = `Usage: partage import FILE [--workspace ws_…] [--mapping mapping.json] [--dry-run]

Records the sales of a CSV file. Without --mapping it takes what the headers say by themselves.
--mapping   what the columns mean, as PATCH /v1/imports/… takes it: { "source", "columns": { "paid": "Amount", … }, … }
--dry-run   checks every row and records nothing
DATABASE_URL or DATA_DIR say which database. Ends with 1 when rows failed, with 2 when the file could not be taken.
`;

const ACTOR = "command line";
const SHOWN = 20;

interface Asked {
  file: string;
  workspace: string | undefined;
  mapping: string | undefined;
  dryRun: boolean;
}

export async function runImportCommand(argv: readonly string[], stdio: Stdio): Promise<number> {
  const asked = readArguments(argv);
  if (asked === null) {
    const isHelp = argv.includes("--help");
    (isHelp ? stdio.stdout : stdio.stderr).write(HELP);
    return isHelp ? 0 : 2;
  }
  try {
    return await withApp((app) => importFile(app, asked, stdio));
  } catch (error) {
    const why = sayWhy(error);
    if (why === null) throw error;
    const details = error instanceof Refusal ? error.details : [];
    const lines = details.map(({ path, message }) => `  ${path ?? ""}: ${message}\n`);
    stdio.stderr.write(`partage import: ${why}\n${lines.join("")}`);
    return 2;
  }
}

/** Null when the words cannot be a call, or ask for help. */
function readArguments(argv: readonly string[]): Asked | null {
  const options = {
    workspace: { type: "string" },
    mapping: { type: "string" },
    "dry-run": { type: "boolean", default: false },
    help: { type: "boolean" },
  } as const;
  try {
    const { values, positionals } = parseArgs({ args: [...argv], options, allowPositionals: true });
    const [file, ...more] = positionals;
    if (values.help || file === undefined || more.length > 0) return null;
    const { workspace, mapping } = values;
    return { file, workspace, mapping, dryRun: values["dry-run"] };
  } catch {
    return null;
  }
}

async function importFile(app: App, asked: Asked, { stdout, stderr }: Stdio): Promise<number> {
  const content = readNamed(asked.file);
  const mapping = asked.mapping === undefined ? undefined : readMapping(asked.mapping);
  const { ws } = await chooseWorkspace(app.db, asked.workspace);
  const id = await uploadImport(app, ws, { name: basename(asked.file), content }, ACTOR, mapping);
  await startImport(app, ws, id, { dryRun: asked.dryRun, inline: true }, ACTOR);
  const progress = new Progress(stderr);
  const stop = () => void stopImport(app, ws, id, ACTOR);
  process.once("SIGINT", stop);
  try {
    await runImport(app, ws, id, ({ rowsDone, rowsFailed }) => progress.show(rowsDone, rowsFailed));
  } finally {
    process.off("SIGINT", stop);
    progress.clear();
  }
  const run = await inWorkspace(app.db, ws, (tx) => readImport(tx, ws, id));
  if (run === null || run.state === "failed") {
    stderr.write(`partage import: ${run?.message ?? "the import is gone"}\n`);
    return 2;
  }
  stdout.write(sayCounts(run));
  stderr.write(await sayProblems(app, ws, id, run.rowsFailed));
  return run.state === "done" && run.rowsFailed === 0 ? 0 : 1;
}

function sayCounts({ state, dryRun, rowsDone, rowsNew, rowsKnown, rowsFailed }: ImportRun): string {
  const word = state === "stopped" ? "stopped after " : dryRun ? "tried " : "";
  return `${word}${rowsDone} rows: ${rowsNew} new, ${rowsKnown} known, ${rowsFailed} failed\n`;
}

async function sayProblems(app: App, ws: number, id: Uuid, failed: number): Promise<string> {
  const problems = await inWorkspace(app.db, ws, (tx) => listProblems(tx, ws, id, SHOWN));
  const lines = problems.map(({ row, message }) => `  row ${row}: ${message}\n`);
  const more = failed - problems.length;
  return `${lines.join("")}${more > 0 ? `  and ${more} more: see the import in the console\n` : ""}`;
}

function readNamed(file: string): Buffer {
  try {
    return readFileSync(file);
  } catch (error) {
    throw new Refusal(422, "file_not_read", `${file} cannot be read: ${(error as Error).message}`);
  }
}

function readMapping(file: string): ImportMapping {
  let value: unknown;
  try {
    value = JSON.parse(readNamed(file).toString("utf8"));
  } catch (error) {
    if (error instanceof Refusal) throw error;
    throw new Refusal(422, "invalid_mapping", `${file} is not JSON: ${(error as Error).message}`);
  }
  const parsed = importMapping.safeParse(value);
  if (parsed.success) return parsed.data;
  const details = parsed.error.issues.map((issue) => {
    return { path: issue.path.join("."), code: "invalid", message: issue.message };
  });
  throw new Refusal(422, "invalid_mapping", `${file} is not a mapping.`, { details });
}
