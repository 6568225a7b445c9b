// A plan keeps its name through writing and reading, and loses it with anything that decides a split.
// Example: a plan of producer ana alone is sha256('plan/1\\n{"producer":"ana"}').
import { describe, expect, test } from "vitest";
import { canonicalPlan, planHash, writePlan } from "../../src/engine/plan-hash.ts";
import { planOf } from "./table.ts";

type Json = Record<string, unknown>;

const contract = (more: Json = {}): Json => ({
  id: "c1",
  party: "bruno",
  share: "0.10",
  from: "2026-01-01T00:00:00Z",
  ...more,
});

const tiers = (list: unknown, more: Json = {}): Json => ({
  kind: "tiers",
  measure: "net",
  period: "month",
  tiers: list,
  ...more,
});

describe("the name of a plan", () => {
  const full = {
    producer: "ana",
    maxShared: "0.99",
    platformFee: { party: "market", rate: "0.0990", fixed: { USD: 50, EUR: 0 }, bearer: "producer" },
    processorFee: { bearer: "producer" },
    affiliate: { base: "gross" },
    unreturnedFees: "pro_rata",
    timeZone: "America/Sao_Paulo",
    contracts: [
      contract({
        until: "2027-01-01T00:00:00+01:00",
        base: "net",
        scope: "affiliate",
        mayBeAffiliate: false,
      }),
      contract({
        id: "c2",
        share: "0.5",
        clauses: [
          tiers([{ upTo: 10, share: "0.1" }, { share: "0.20" }]),
          { kind: "cap", earned: 5, sales: 6 },
        ],
      }),
    ],
  };

  test("is the SHA-256 of plan/1 and its canonical JSON", () => {
    expect(canonicalPlan(planOf({ producer: "ana" }))).toBe('{"producer":"ana"}');
    expect(planHash(planOf({ producer: "ana" }))).toBe(
      "4f3a2465b026fd3986b7231dc80e540bef081ac85e275eafdcf6b5c688f03cc2",
    );
    expect(canonicalPlan(planOf(full))).toBe(
      '{"affiliate":{"base":"gross"},"contracts":[' +
        '{"base":"net","from":"2026-01-01T00:00:00.000Z","id":"c1","mayBeAffiliate":false,"party":"bruno","scope":"affiliate","share":100000,"until":"2026-12-31T23:00:00.000Z"},' +
        '{"clauses":[{"kind":"tiers","measure":"net","period":"month","tiers":[{"share":100000,"upTo":10},{"share":200000}]},{"earned":5,"kind":"cap","sales":6}],' +
        '"from":"2026-01-01T00:00:00.000Z","id":"c2","party":"bruno"}],' +
        '"maxShared":990000,"platformFee":{"bearer":"producer","fixed":{"USD":50},"party":"market","rate":99000},' +
        '"processorFee":{"bearer":"producer"},"producer":"ana","timeZone":"America/Sao_Paulo","unreturnedFees":"pro_rata"}',
    );
  });

  test("does not change when defaults are written out", () => {
    const bare = { producer: "ana", platformFee: { party: "market" }, contracts: [contract()] };
    const spelled = {
      contracts: [
        contract({
          base: "after_affiliate",
          scope: "all",
          until: null,
          mayBeAffiliate: true,
          clauses: [],
          share: "0.100000",
          from: "2025-12-31T21:00:00.000-03:00",
        }),
      ],
      producer: "ana",
      maxShared: "0.7",
      platformFee: { party: "market", rate: "0", fixed: {}, bearer: "shared" },
      processorFee: { bearer: "shared" },
      affiliate: { base: "net" },
      unreturnedFees: "producer",
      timeZone: "UTC",
    };
    expect(planHash(planOf(spelled))).toBe(planHash(planOf(bare)));
  });

  test("survives writing and reading, digits below the millisecond included", () => {
    const finer = { from: "2026-01-01T00:00:00.00070Z", until: "2026-01-01T00:00:00.00071Z" };
    const exact = planOf({ producer: "ana", contracts: [contract(finer)] });
    expect(planOf(writePlan(exact))).toEqual(exact);
    const plan = planOf(full);
    expect(planOf(writePlan(plan))).toEqual({
      ...plan,
      platformFee: { ...plan.platformFee, fixed: new Map([["USD", 50]]) },
    });
    expect(planHash(planOf(writePlan(plan)))).toBe(planHash(plan));
  });

  test("changes with everything that decides a split", () => {
    const [c1, c2] = full.contracts as [Json, Json];
    const others: Json[] = [
      { producer: "bia" },
      { timeZone: "UTC" },
      { platformFee: { ...full.platformFee, rate: "0.1" } },
      { platformFee: undefined },
      { processorFee: undefined },
      { contracts: [c2, c1] },
      { contracts: [{ ...c1, share: "0.11" }, c2] },
      { contracts: [c1, { ...c2, clauses: [] }] },
      { contracts: [{ ...c1, from: "2026-01-01T00:00:00.0000001Z" }, c2] },
      { contracts: [{ ...c1, until: "2026-12-31T23:00:00.0000001Z" }, c2] },
    ];
    const hashes = [full, ...others.map((other) => ({ ...full, ...other }))].map((json) =>
      planHash(planOf(json)),
    );
    expect(new Set(hashes).size).toBe(hashes.length);
  });
});
