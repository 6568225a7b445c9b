// Runs `partage split` as a child process on random plans and lines and compares every answer, error and exit
// status with the auditor's. Prints the first differences, each shrunk to few lines and contracts; exit 1.
// It decides nothing: where they differ, the domain page says which of the two is wrong.
// Example: node test/simulation/compare-split.ts --seed 1 --plans 500 --lines 40
//   options: --jobs 2 (children at a time), --explain (share of plans run with --explain, 0.1), --most 3,
//   --command "node other.ts" (what to run in place of bin/partage), --inside (in this process, much faster)
import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable, Writable } from "node:stream";
import { parseArgs } from "node:util";
import { runSplit } from "../../src/cli/split.ts";
import { auditText } from "./audit-text.ts";
import { randomCase } from "./random-plans.ts";
import { seeded } from "./seeded.ts";
import { type Case, shrink } from "./shrink-case.ts";

type Ran = { status: number | null; out: string[]; err: string[] };
type Difference = { where: string; line?: string | undefined; product: unknown; auditor: unknown };

const root = new URL("../..", import.meta.url).pathname;
const folder = mkdtempSync(join(tmpdir(), "compare-split-"));
const binary = join(root, "bin/partage");
const fallback = [process.execPath, join(root, "src/cli/main.ts")];
let runs = 0;

const cut = (text: string) => text.split("\n").filter((line) => line !== "");

async function run({ plan, lines }: Case, explain: boolean): Promise<Ran> {
  runs += 1;
  const file = join(folder, `plan-${runs}.json`);
  writeFileSync(file, plan);
  const argv = ["--plan", file, ...(explain ? ["--explain"] : []), "-"];
  const input = lines.map((line) => `${line}\n`).join("");
  const ran = values.inside ? await runInside(argv, input) : await runApart(argv, input);
  rmSync(file);
  return ran;
}

async function runInside(argv: string[], input: string): Promise<Ran> {
  const texts = { out: "", err: "" };
  const into = (key: "out" | "err") =>
    Object.assign(
      new Writable({
        write(chunk: Buffer, _encoding, done) {
          texts[key] += chunk.toString();
          done();
        },
      }),
      { isTTY: false },
    );
  const streams = { stdin: Readable.from([Buffer.from(input)]), stdout: into("out"), stderr: into("err") };
  const status = await runSplit(argv, streams);
  return { status, out: cut(texts.out), err: cut(texts.err) };
}

function runApart(argv: string[], input: string): Promise<Ran> {
  const given = values.command === "" ? undefined : values.command.split(" ");
  const [program, ...first] = given ?? (existsSync(binary) ? [binary] : fallback);
  const child = spawn(program ?? "", [...first, "split", ...argv]);
  const texts = { out: "", err: "" };
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    texts.out += text;
  });
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    texts.err += text;
  });
  child.stdin.on("error", () => undefined);
  child.stdin.end(input);
  return new Promise((done, fail) => {
    child.on("error", fail);
    child.on("close", (status) => done({ status, out: cut(texts.out), err: cut(texts.err) }));
  });
}

/** The same text for the same value, whatever the order of its keys. */
function plain(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) =>
    typeof inner === "object" && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
}
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return `not JSON: ${text}`;
  }
}
/** What of an error both sides must agree on: the line and the code; of a plan, that there is one. */
function errorKey(error: unknown): string {
  const { line, error: inner } = error as { line?: number; error?: { code?: string } };
  return line === undefined ? "plan" : `${line} ${inner?.code}`;
}

function withoutWhy(answer: unknown): { answer: unknown; sound: boolean } {
  const { why, ...rest } = answer as { why?: unknown };
  const isStep = (step: unknown): boolean =>
    ["step", "rule", "inputs", "exact", "amount"].every((key) => Object.hasOwn(step as object, key));
  const isSettlement = Object.hasOwn(rest, "settled");
  const isSound = Array.isArray(why) && (why.length > 0 || isSettlement) && why.every(isStep);
  return { answer: rest, sound: isSound };
}

function differenceOf({ plan, lines }: Case, ran: Ran, explain: boolean): Difference | undefined {
  const audit = auditText(plan, lines);
  const inPlan = audit.errors.some((error) => error.line === undefined);
  const errors = ran.err.map(parsed);
  const status = inPlan ? 2 : audit.errors.length > 0 ? 1 : 0;
  const codes = errors.map((error) => (error as { error?: { code?: string } }).error?.code);
  const overCap = audit.errors[0]?.error.code === "cap_exceeded" && !codes.includes("cap_exceeded");
  if (
    inPlan &&
    (status !== ran.status || overCap || ran.out.length > 0 || !errors.map(errorKey).includes("plan"))
  )
    return {
      where: "plan",
      product: { status: ran.status, out: ran.out, err: ran.err },
      auditor: audit.errors,
    };
  if (inPlan) return undefined;
  for (let i = 0; i < Math.max(audit.answers.length, ran.out.length); i++) {
    const printed = ran.out[i] === undefined ? undefined : parsed(ran.out[i] ?? "");
    const split =
      explain && typeof printed === "object" ? withoutWhy(printed) : { answer: printed, sound: true };
    const [product, auditor] = [split.answer, audit.answers[i]];
    const at = auditor ?? (product as { id?: string; refundOf?: string } | undefined);
    const line = lines.find(
      (text) => text.includes(`"${at?.id}"`) && text.includes("refund") === (at && "refundOf" in at),
    );
    const seen =
      ran.out.length < audit.answers.length && i >= ran.out.length ? { product, err: ran.err } : product;
    if (plain(product ?? null) !== plain(auditor ?? null))
      return { where: `answer ${i + 1}`, line, product: seen, auditor };
    if (!split.sound) return { where: `why of answer ${i + 1}`, line, product: printed, auditor: "steps" };
  }
  for (let i = 0; i < Math.max(audit.errors.length, errors.length); i++) {
    const [product, auditor] = [errors[i], audit.errors[i]];
    const line = lines[(auditor?.line ?? (product as { line?: number } | undefined)?.line ?? 0) - 1];
    const equal = product !== undefined && auditor !== undefined && errorKey(product) === errorKey(auditor);
    if (!equal) return { where: `error ${i + 1}`, line, product, auditor };
  }
  return status === ran.status ? undefined : { where: "status", product: ran.status, auditor: status };
}

async function compare(seed: number, count: number, explainShare: number): Promise<string | undefined> {
  const start = randomCase(seed, count);
  const explain = seeded(seed ^ 0x5eed).chance(explainShare);
  const differs = async (c: Case) => differenceOf(c, await run(c, explain), explain);
  const atFirst = await differs(start);
  if (atFirst === undefined) return undefined;
  const small = await shrink(start, async (c) => (await differs(c)) !== undefined);
  const found = (await differs(small)) ?? { ...atFirst, where: `${atFirst.where}, and not when run again` };
  const lines = small.lines.map((line) => `  ${line}`).join("\n");
  const report = Object.entries(found).map(([key, value]) => `${key}: ${JSON.stringify(value)}`);
  return `seed ${seed}${explain ? " --explain" : ""}\nplan ${small.plan}\nlines\n${lines}\n${report.join("\n")}\n`;
}

const option = (fallback: string) => ({ type: "string", default: fallback }) as const;
const { values } = parseArgs({
  options: {
    seed: option("1"),
    plans: option("200"),
    lines: option("40"),
    jobs: option("2"),
    explain: option("0.1"),
    most: option("3"),
    command: option(""),
    inside: { type: "boolean", default: false },
  },
});
const [first, plans, count] = [Number(values.seed), Number(values.plans), Number(values.lines)];
const reports: string[] = [];
let next = first;
const worker = async (): Promise<void> => {
  while (next < first + plans && reports.length < Number(values.most)) {
    const report = await compare(next++, count, Number(values.explain));
    if (report !== undefined) reports.push(report);
  }
};
try {
  await Promise.all(Array.from({ length: Number(values.jobs) }, worker));
} finally {
  rmSync(folder, { recursive: true, force: true });
}
for (const report of reports) console.log(report);
console.log(`compared ${next - first} plans of ${count} lines from seed ${first}: ${reports.length} differ`);
process.exitCode = reports.length > 0 ? 1 : 0;
