// Several plans and handed counters in one stream: each sale under the plan that was named last, refunds
// under the plan of their sale, line numbers of the whole stream, and nothing else of the format changed.
import { expect, test } from "vitest";
import { errors, PLAN, sale, split } from "./run-split.ts";

const amounts = (lines: readonly string[]) =>
  lines.map((line) => {
    const { id, allocations } = JSON.parse(line);
    return [id, ...allocations.map((one: { amount: number }) => one.amount)];
  });
const twenty = { ...PLAN, contracts: [{ ...PLAN.contracts[0], share: "0.20" }] };
const capped = { ...PLAN, contracts: [{ ...PLAN.contracts[0], clauses: [{ kind: "cap", earned: 150 }] }] };
const line = (value: object) => JSON.stringify(value);
const text = (...lines: string[]) => `${lines.join("\n")}\n`;

test("a sale is split by the plan that was named last, its refund by the plan of the sale", async () => {
  const refund = line({ refund: "s2", id: "r1", amount: 500 });
  const { status, out, err } = await split(
    text(sale("s1"), line({ plan: "p2", is: twenty }), sale("s2"), refund, sale("s3")),
  );
  expect(err).toEqual([]);
  expect(status).toBe(0);
  expect(amounts(out)).toEqual([
    ["s1", 900, 100],
    ["s2", 800, 200],
    ["r1", -400, -100],
    ["s3", 800, 200],
  ]);
});

test("counters that are handed hold for what follows", async () => {
  const { out, err } = await split(
    text(
      line({ plan: "capped", is: capped }),
      line({ counters: { "earned:term:USD:c1": 90 } }),
      sale("s1"),
      sale("s2"),
      line({ counters: {} }),
      sale("s3"),
    ),
  );
  expect(err).toEqual([]);
  expect(amounts(out)).toEqual([
    ["s1", 940, 60],
    ["s2", 1000],
    ["s3", 900, 100],
  ]);
});

test("what is wrong is said with its line, and the others go on", async () => {
  const { status, out, err } = await split(
    text(
      line({ plan: "none" }),
      line({ plan: "p2", is: { producer: "ana", share: 1 } }),
      line({ plan: "p3", is: twenty }),
      line({ plan: "p3", is: twenty }),
      line({ counters: { x: -1 } }),
      line({ counters: { "earned:USD:c1": 140 } }),
      line({ plan: "p3", more: 1 }),
      "not json",
      sale("s1"),
    ),
  );
  expect(status).toBe(1);
  expect(errors(err)).toEqual([
    "1 unknown_plan plan",
    "2 unknown_key is.share",
    "4 duplicate_plan plan",
    "5 invalid_line counters",
    "6 invalid_line counters.earned:USD:c1",
    "7 invalid_line more",
    "8 invalid_json",
  ]);
  expect(amounts(out)).toEqual([["s1", 800, 200]]);
});
