// `partage import-programme`: brings affiliates, links or open balances along from another tool's CSV export,
// beside a running server or without one. The same file again makes nothing twice.
// Example: bin/partage import-programme links links.csv --product piano → "496 new, 3 known, 1 failed"
import { readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { IMPORT_KINDS, type ImportColumns, type ImportKind } from "../affiliates/import-columns.ts";
import { Refusal } from "../base/refusal.ts";
import type { App } from "../flows/app.ts";
import { type BroughtRow, importProgramme } from "../flows/import-programme.ts";
import { chooseWorkspace } from "./choose-workspace.ts";
import type { Stdio } from "./command.ts";
import { sayWhy } from "./find-database.ts";
import { Progress } from "./progress.ts";
import { withApp } from "./with-app.ts";

const HELP = `Usage: partage import-programme affiliates|links|balances FILE [--product ID] [--workspace ws_…]
       [--columns '{"code":"Token"}'] [--rate 30] [--fractions] [--currency USD] [--as-of 2025-12-31] [--dry-run]

Brings what a running programme had in another tool along. Links keep their codes; balances wait for the affiliate's yes.
--product    your own id of the product (externalId): of affiliates and links
--columns    field → column, where the header does not say it by itself
--rate       commission of rows that say none; in percent, or as 0.30 with --fractions
--dry-run    tries every row and takes all of it back
DATABASE_URL or DATA_DIR say which database. Ends with 1 when rows failed, with 2 when the file could not be taken.
`;

const BY = { actor: "command line", name: "command line", email: null };
const SLICE = 500;
const SHOWN = 20;

interface Asked {
  kind: ImportKind;
  file: string;
  workspace: string | undefined;
  product: string | undefined;
  columns: ImportColumns | undefined;
  rate: string | undefined;
  rates: "percent" | "fraction";
  currency: string | undefined;
  asOf: string | undefined;
  dryRun: boolean;
}

export async function runImportProgramme(argv: readonly string[], stdio: Stdio): Promise<number> {
  const asked = readArguments(argv);
  if (asked === null) {
    const isHelp = argv.includes("--help");
    (isHelp ? stdio.stdout : stdio.stderr).write(HELP);
    return isHelp ? 0 : 2;
  }
  try {
    return await withApp((app) => bringFile(app, asked, stdio));
  } catch (error) {
    const why = error instanceof Refusal ? error.message : sayWhy(error);
    if (why === null) throw error;
    stdio.stderr.write(`partage import-programme: ${why}\n`);
    return 2;
  }
}

/** Null when the words cannot be a call, or ask for help. */
function readArguments(argv: readonly string[]): Asked | null {
  const text = { type: "string" } as const;
  const flag = { type: "boolean", default: false } as const;
  const options = {
    ...{ workspace: text, product: text, columns: text, rate: text, currency: text, "as-of": text },
    ...{ fractions: flag, "dry-run": flag, help: flag },
  } as const;
  try {
    const { values, positionals } = parseArgs({ args: [...argv], options, allowPositionals: true });
    const [kind, file, ...more] = positionals;
    const known = IMPORT_KINDS.find((one) => one === kind);
    if (values.help || known === undefined || file === undefined || more.length > 0) return null;
    const { workspace, product, rate, currency } = values;
    const columns = values.columns === undefined ? undefined : (JSON.parse(values.columns) as ImportColumns);
    const rates = values.fractions ? "fraction" : "percent";
    const rest = { columns, rates, asOf: values["as-of"], dryRun: values["dry-run"] } as const;
    return { kind: known, file, workspace, product, rate, currency, ...rest };
  } catch {
    return null;
  }
}

async function bringFile(app: App, asked: Asked, { stdout, stderr }: Stdio): Promise<number> {
  const csv = readNamed(asked.file);
  const { ws } = await chooseWorkspace(app.db, asked.workspace);
  const { product, ...rest } = asked;
  const named = product === undefined ? undefined : { externalId: product };
  const progress = new Progress(stderr);
  const counts = { new: 0, known: 0, failed: 0 };
  const failed: BroughtRow[] = [];
  try {
    for (let skip = 0; ; skip += SLICE) {
      const slice = await importProgramme(app, ws, { ...rest, product: named, csv, skip, rows: SLICE }, BY);
      for (const row of slice.rows) counts[row.result] += 1;
      failed.push(...slice.rows.filter((row) => row.result === "failed"));
      progress.show(skip + slice.rows.length, counts.failed);
      if (skip + SLICE >= slice.total) break;
    }
  } finally {
    progress.clear();
  }
  const word = asked.dryRun ? "tried: " : "";
  stdout.write(`${word}${counts.new} new, ${counts.known} known, ${counts.failed} failed\n`);
  for (const { row, field, message } of failed.slice(0, SHOWN)) {
    stderr.write(`  row ${row}: ${field === null ? "" : `${field} `}${message}\n`);
  }
  if (failed.length > SHOWN) stderr.write(`  … and ${failed.length - SHOWN} more\n`);
  return counts.failed === 0 ? 0 : 1;
}

function readNamed(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    const { code } = error as { code?: string };
    throw new Refusal(422, "no_such_file", `${path} cannot be read (${code ?? "unknown error"}).`);
  }
}
