// What docs/split-format.md shows is what the command prints: its plan, its two lines, their answers and one
// step.
// Example: a refund of 4.00 of the sale of 100.00 → ana -202, bruno -22, carla -121, market -42, stripe -13.
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { file, run } from "./run-split.ts";

const page = readFileSync(new URL("../../docs/split-format.md", import.meta.url), "utf8");
const blocks = [...page.matchAll(/```json\n(.*?)```/gs)].map(([, text]) => text as string);

test("the page's examples are real", async () => {
  const [plan, input, answers, step] = blocks as [string, string, string, string];
  const lines = input.replaceAll("\n  ", " ");
  const path = file("page.json", plan);
  expect((await run(["--plan", path], [lines])).out).toEqual(answers.trim().split("\n"));
  const { out } = await run(["--explain", "--plan", path], [lines]);
  expect(out[0]).toContain(step.trim());
});

test("the page's clauses are real", async () => {
  const [plan, input, answers] = blocks.slice(4) as [string, string, string];
  const { out } = await run(["--plan", file("clauses.json", plan)], [input]);
  expect(out).toEqual(answers.trim().split("\n"));
});

test("the page's several affiliates are real", async () => {
  const [input, plan, answers] = blocks.slice(7) as [string, string, string];
  const { out } = await run(["--plan", file("several.json", plan)], [input.replaceAll("\n ", " ")]);
  expect(out).toEqual(answers.trim().split("\n"));
});

test("the page's weights are real: what recruiters count, and what is scaled to net", async () => {
  const [plan, input, answers] = blocks.slice(10) as [string, string, string];
  const { out } = await run(["--plan", file("weights.json", plan)], [input.replaceAll("\n  ", " ")]);
  expect(out).toEqual(answers.trim().split("\n"));
});

test("each figure of the page's several affiliates is derived as it says", async () => {
  const [input, plan] = blocks.slice(7) as [string, string];
  const lines = [input.replaceAll("\n ", " ")];
  const { out } = await run(["--explain", "--plan", file("derived.json", plan)], lines);
  const why: { step: string; inputs: Record<string, unknown>; exact: string; amount: number }[] = JSON.parse(
    out[0] as string,
  ).why;
  const of = (step: string) => why.filter((one) => one.step === step);
  expect(of("affiliate").map((one) => one.exact)).toEqual(["750/1", "1500/1"]);
  // A quarter of 77.50, the tie going to the rest; a tenth of it.
  expect(of("quota")).toMatchObject([{ inputs: { of: 1937 }, exact: "1937/10" }]);
});

test("the page's refusals are real", async () => {
  const told = page.split("\n").filter((line) => line.startsWith('    {"'));
  const contract = { id: "c1", party: "bruno", share: "0.4", from: "2026-01-01T00:00:00Z" };
  const other = { ...contract, id: "c2", share: "0.35", scope: "direct", from: "2026-02-01T00:00:00Z" };
  const broken = await run([
    "--plan",
    file("cap.json", JSON.stringify({ producer: "ana", contracts: [contract, other] })),
  ]);
  const plan = file("plain.json", '{"producer":"ana"}');
  const sale = '{"id":"s1","at":"2026-03-01T12:00:00Z","currency":"USD","paid":600}';
  const refused = await run(["--plan", plan], [`${sale}\n\n{"refund":"s1","id":"r1","amount":601}`]);
  expect([...broken.err, ...refused.err].map((line) => `    ${line}`)).toEqual(told);
});
