// The auditor itself, held against the figures that the domain page works out and sums that must hold:
// entries cancel, a sale taken back in full leaves nothing, a won dispute changes nothing.
// It never compares with the product: that is `compare-split.ts`.
// Example: 7.12 / 0.79 / 2.09 gives back 2.85 / 0.32 / 0.83 of a refund of 4.00.
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { auditText } from "./audit-text.ts";
import { Auditor } from "./auditor.ts";
import { randomCase } from "./random-plans.ts";
import { seeded } from "./seeded.ts";

const at = "2026-03-01T12:00:00Z";
const contract = (party: string, share: string) => ({
  id: party,
  party,
  share,
  from: "2026-01-01T00:00:00Z",
});
const carla = (rate: string) => ({ party: "carla", rate });
const market = (rate: string, fixed: number) => ({
  platformFee: { party: "market", rate, fixed: { USD: fixed } },
});
const stripe = (amount: number) => [{ party: "stripe", amount }];

function amounts(plan: object, ...lines: object[]): string[] {
  const texts = lines.map((line) =>
    JSON.stringify("refund" in line ? line : { id: "s", at, currency: "USD", ...line }),
  );
  const { answers, errors } = auditText(JSON.stringify({ producer: "ana", ...plan }), texts);
  const shown = answers.map((answer) =>
    answer.allocations.map((line) => `${line.party} ${line.amount}`).join(", "),
  );
  return [...shown, ...errors.map((error) => `line ${error.line} ${error.error.code}`)];
}

test.each([
  [
    { ...market("0.099", 50), contracts: [contract("b", "0.10")] },
    { paid: 10000, affiliate: carla("0.35") },
    "ana 5242, b 582, carla 3136, market 1040",
  ],
  [
    { ...market("0.07", 100), contracts: [contract("b", "0.40")] },
    { paid: 10000 },
    "ana 5520, b 3680, market 800",
  ],
  [
    { affiliate: { base: "gross" }, contracts: [contract("b", "0.50")] },
    { paid: 20000, affiliate: carla("0.3") },
    "ana 7000, b 7000, carla 6000",
  ],
  [
    { contracts: [contract("b", "0.333333"), contract("d", "0.333333")] },
    { paid: 10000, tax: 1597, fees: stripe(890), affiliate: carla("0.5") },
    "ana 1253, b 1252, d 1252, carla 3756, stripe 890, tax 1597",
  ],
  [{ contracts: [contract("b", "0.50")] }, { paid: 1000, fees: stripe(209) }, "ana 396, b 395, stripe 209"],
  [{}, { paid: 3, affiliate: carla("0.2") }, "ana 2, carla 1"],
])("the worked cases of the domain: %j %j", (plan, sale, expected) => {
  expect(amounts(plan, sale)).toEqual([expected]);
});

test("a refund takes from what is still un-reversed, and one unit more is refused", () => {
  const plan = { contracts: [contract("b", "0.1")] };
  const refund = (id: string, amount: number) => ({ refund: "s", id, amount });
  const given = amounts(
    plan,
    { paid: 1000, fees: stripe(209) },
    refund("r1", 400),
    refund("r2", 600),
    refund("r3", 1),
  );
  expect(given).toEqual([
    "ana 712, b 79, stripe 209",
    "ana -285, b -32, stripe -83",
    "ana -427, b -47, stripe -126",
    "line 4 refund_exceeds_remaining",
  ]);
});

function sums(auditor: Auditor): Map<string, number> {
  const by = new Map<string, number>();
  for (const { currency, amount } of auditor.balances()) by.set(currency, (by.get(currency) ?? 0) + amount);
  return by;
}

test("whatever is sold, refunded and disputed, entries cancel, and taken back in full nothing is left", () => {
  let disputed = 0;
  for (let seed = 1; seed <= 60; seed++) {
    const { plan, lines } = randomCase(seed, 25);
    if (auditText(plan, []).errors.length > 0) continue;
    const r = seeded(seed);
    const auditor = new Auditor();
    const left = new Map<string, number>();
    for (const [i, line] of lines.entries()) {
      const told = auditor.entry({ source: "api", plan, line });
      if (!("answer" in told)) continue;
      const id = told.answer.refundOf ?? told.answer.id;
      left.set(id, (left.get(id) ?? 0) + told.answer.paid);
      if (!r.chance(0.4) || left.get(id) === 0) continue;
      const before = auditor.balances();
      const part = r.chance(0.5) ? {} : { amount: 1 + r.below(left.get(id) ?? 1) };
      expect(auditor.disputeOpened({ source: "api", sale: id, id: `d${i}`, ...part })).toHaveProperty(
        "answer",
      );
      auditor.disputeClosed({ source: "api", id: `d${i}`, outcome: "won" });
      expect(auditor.balances()).toEqual(before);
      disputed += 1;
    }
    for (const [id, amount] of left) {
      if (amount === 0) continue;
      const [first, second] = [Math.ceil(amount / 3), Math.floor(amount / 3)];
      const refunded = Math.ceil(amount / 2);
      auditor.disputeOpened({ source: "api", sale: id, id: `1 of ${id}`, amount: first });
      if (second > 0) auditor.disputeOpened({ source: "api", sale: id, id: `2 of ${id}`, amount: second });
      const refund = (name: string, part: number) =>
        auditor.refund({
          source: "api",
          line: JSON.stringify({ refund: id, id: `${name} ${id}`, amount: part }),
        });
      expect(refund("half", refunded)).toHaveProperty("answer");
      for (const n of [1, 2]) auditor.disputeClosed({ source: "api", id: `${n} of ${id}`, outcome: "lost" });
      const rest = amount - Math.max(refunded, first + second);
      expect(refund("too much", rest + 1)).toEqual({ error: { code: "refund_exceeds_remaining" } });
      if (rest > 0) expect(refund("rest", rest)).toHaveProperty("answer");
    }
    for (const [currency, sum] of sums(auditor)) expect([seed, currency, sum]).toEqual([seed, currency, 0]);
    for (const { kind, amount } of auditor.balances())
      if (kind === "reserved") expect([seed, amount]).toEqual([seed, 0]);
    const held = auditor.balances().filter(({ kind }) => kind === "tax" || kind.startsWith("processor:"));
    expect([seed, held]).toEqual([seed, []]);
  }
  expect(disputed).toBeGreaterThan(100);
});

test.each([
  ["of splits and balances", ["", "-split", "-scope", "-settle", "-rational"]],
  ["of agreements", ["-terms", "-room", "-fees", "-dues"]],
])("the auditor %s stays small enough to be read in one sitting: 500 lines", (_, parts) => {
  const sizes = parts.map((part) => {
    const text = readFileSync(new URL(`auditor${part}.ts`, import.meta.url), "utf8");
    expect(text).not.toMatch(/from "[^"]*\/src\//);
    return text.split("\n").length - 1;
  });
  expect(sizes.reduce((sum, one) => sum + one)).toBeLessThanOrEqual(500);
});
