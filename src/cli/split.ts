// `partage split --plan plan.json [sales.ndjson | -]`: the engine without a database, one line in, one line
// out. Streams; keeps only what a later refund or duplicate of the same input needs (sale-book.ts). Exit
// status 0; 1 when a line was refused (each is named on standard error, the others go on); 2 when the plan or
// the call is wrong.
// Example: printf '%s\n' '{"id":"s1","at":"2026-03-01T12:00:00Z","currency":"USD","paid":100}' | partage
// split --plan p.json
import { closeSync, openSync, readFileSync, readSync } from "node:fs";
import type { Writable } from "node:stream";
import { parseArgs } from "node:util";
import { NotExact, parseExactJson } from "../engine/exact-json.ts";
import type { Plan } from "../engine/plan.ts";
import type { Problem } from "../engine/problem.ts";
import { readPlan } from "../engine/read-plan.ts";
import type { Stdio } from "./command.ts";
import { LineCutter } from "./cut-lines.ts";
import { Output } from "./output.ts";
import { Progress } from "./progress.ts";
import { PlanSwitch } from "./switch-plans.ts";

const USAGE = `Usage: partage split --plan plan.json [--explain] [sales.ndjson | -]

Reads sales and refunds, one JSON object a line, and prints how each is divided, one JSON object a line.
  --plan FILE   the plan: fees, affiliate rules, contracts
  --explain     adds "why" to every line: each step with its exact figures
docs/split-format.md describes every field.
`;

export async function runSplit(argv: readonly string[], stdio: Stdio): Promise<number> {
  const stderr = new Output(stdio.stderr);
  const refuse = async (text: string) => {
    await stderr.write(text);
    return 2;
  };
  let options: Options;
  try {
    options = readOptions(argv);
  } catch (error) {
    return refuse(`partage split: ${(error as Error).message}\n\n${USAGE}`);
  }
  const stdout = new Output(stdio.stdout);
  if (options.help) {
    await stdout.write(USAGE);
    return 0;
  }
  const plan = loadPlan(options.plan);
  if (!plan.ok)
    return refuse(plan.errors.map((error) => `${JSON.stringify({ error: spell(error) })}\n`).join(""));

  const isStandardInput = options.sales === "-";
  const input = isStandardInput ? stdio.stdin : readPieces(options.sales);
  try {
    return await stream(plan.plan, options.explain, input, stdout, stderr, stdio.stderr);
  } catch (error) {
    const { syscall, message } = error as NodeJS.ErrnoException;
    if (syscall === undefined) throw error;
    const what = syscall === "write" ? "write" : `read ${isStandardInput ? "standard input" : options.sales}`;
    return refuse(`partage split: cannot ${what}: ${message}\n`);
  }
}

async function stream(
  plan: Plan,
  explain: boolean,
  input: AsyncIterable<Buffer | string>,
  stdout: Output,
  stderr: Output,
  terminal: Writable & { readonly isTTY?: boolean },
): Promise<number> {
  const sales = new PlanSwitch(plan, explain);
  const cutter = new LineCutter((text, reason) => sales.take(text, reason));
  const progress = new Progress(terminal);
  const flush = async () => {
    const answers = sales.takeAnswers();
    const errors = sales.takeErrors();
    if (answers.length > 0 || errors !== "") progress.clear();
    if (errors !== "") await stderr.write(errors);
    if (answers.length > 0) await stdout.write(answers);
    progress.show(sales.lines, sales.refused);
  };
  for await (const piece of input) {
    cutter.push(typeof piece === "string" ? Buffer.from(piece) : piece);
    await flush();
    // Whoever read our answers has gone, as after `| head`: there is nothing left to do, and nothing to
    // complain of.
    if (stdout.isClosed) break;
  }
  if (!stdout.isClosed) {
    cutter.end();
    await flush();
  }
  progress.clear();
  return sales.refused > 0 ? 1 : 0;
}

/**
 * Small enough for its text to die young, and always the same bytes: a file of any size leaves no waste
 * behind.
 */
const PIECE = 1 << 16;

// Without leaving the thread: nothing else waits for it, and turns of the loop took a sixth of the time.
async function* readPieces(path: string): AsyncGenerator<Buffer> {
  const file = openSync(path, "r");
  try {
    const piece = Buffer.allocUnsafe(PIECE);
    for (;;) {
      const read = readSync(file, piece, 0, PIECE, null);
      if (read === 0) return;
      yield piece.subarray(0, read);
    }
  } finally {
    closeSync(file);
  }
}

interface Options {
  readonly help: boolean;
  readonly explain: boolean;
  readonly plan: string;
  readonly sales: string;
}

function readOptions(argv: readonly string[]): Options {
  const { values, positionals } = parseArgs({
    args: [...argv],
    allowPositionals: true,
    options: {
      plan: { type: "string" },
      explain: { type: "boolean" },
      help: { type: "boolean", short: "h" },
    },
  });
  const { plan = "", explain = false, help = false } = values;
  if (!help && plan === "") throw new Error("--plan is missing");
  if (positionals.length > 1) throw new Error(`one file of sales at a time, not ${positionals.length}`);
  return { help, explain, plan, sales: positionals[0] ?? "-" };
}

function loadPlan(path: string): { ok: true; plan: Plan } | { ok: false; errors: readonly Problem[] } {
  let text: string;
  try {
    text = new TextDecoder("utf-8", { fatal: true }).decode(readFileSync(path));
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    const isEncoding = error instanceof TypeError;
    const problem = isEncoding
      ? { code: "invalid_json", message: "is not UTF-8" }
      : { code: "unreadable_plan", message: `cannot be read: ${code ?? message}` };
    return { ok: false, errors: [{ path: "", ...problem }] };
  }
  try {
    return readPlan(parseExactJson(text));
  } catch (error) {
    if (!(error instanceof NotExact)) throw error;
    return { ok: false, errors: [{ path: error.path, code: error.code, message: error.message }] };
  }
}

function spell({ code, path, message }: Problem): Problem {
  return { code, message: `${path === "" ? "The plan" : path} ${message}`, path };
}
