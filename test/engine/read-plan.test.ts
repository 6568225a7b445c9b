// What is wrong with a plan is said all at once, each with its path.
// Example: an unknown key, a share of 1.1 and tiers out of order → three problems, three paths.
import { describe, expect, test } from "vitest";
import { readPlan } from "../../src/engine/read-plan.ts";
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

/** "path code" of everything wrong. */
function wrong(plan: unknown): string[] {
  const read = readPlan(plan);
  return read.ok ? [] : read.errors.map(({ path, code }) => `${path} ${code}`.trim());
}

const inContract = (more: Json) => wrong({ producer: "ana", contracts: [contract(more)] });
const withTiers = (list: unknown, more: Json = {}) => inContract({ clauses: [tiers(list, more)] });

describe("a plan that is valid", () => {
  test("may leave out all but the producer", () => {
    expect(planOf({ producer: "ana" })).toEqual({
      producer: "ana",
      maxShared: 700_000,
      platformFee: null,
      processorFee: { bearer: "shared" },
      affiliate: { base: "net" },
      contracts: [],
      unreturnedFees: "producer",
      timeZone: "UTC",
    });
    expect(
      wrong({ producer: "ana", platformFee: { party: "market" }, processorFee: {}, affiliate: {} }),
    ).toEqual([]);
    expect(
      inContract({ until: null, clauses: [], base: "gross", scope: "recruited", mayBeAffiliate: false }),
    ).toEqual([]);
  });

  test("needs no share where tiers set it, and one open tier is enough", () => {
    expect(inContract({ share: undefined, clauses: [tiers([{ share: "0.5" }])] })).toEqual([]);
    expect(
      inContract({
        clauses: [
          { kind: "cap", earned: 0 },
          { kind: "cap", sales: 5, earned: 1 },
        ],
      }),
    ).toEqual([]);
  });
});

describe("everything wrong at once", () => {
  test("unknown keys, wherever they stand", () => {
    const plan = {
      producer: "ana",
      Producer: "x",
      platformFee: { party: "m", fee: 1 },
      processorFee: { party: "p" },
      affiliate: { rate: "0.1" },
      contracts: [
        contract({
          untill: null,
          clauses: [tiers([{ share: "0.1", from: 0 }], { unit: "USD" }), { kind: "cap", sales: 1, x: 1 }],
        }),
      ],
    };
    expect(wrong(plan)).toEqual([
      "Producer unknown_key",
      "platformFee.fee unknown_key",
      "processorFee.party unknown_key",
      "affiliate.rate unknown_key",
      "contracts[0].untill unknown_key",
      "contracts[0].clauses[0].unit unknown_key",
      "contracts[0].clauses[0].tiers[0].from unknown_key",
      "contracts[0].clauses[1].x unknown_key",
    ]);
    expect(wrong(JSON.parse('{"producer":"ana","__proto__":{"a":1}}'))).toEqual(["__proto__ unknown_key"]);
  });

  test("what is missing and what is of another kind", () => {
    expect(wrong({})).toEqual(["producer missing"]);
    expect(wrong([])).toEqual(["invalid_object"]);
    expect(wrong(null)).toEqual(["invalid_object"]);
    expect(wrong({ producer: "", contracts: [{}], platformFee: {}, timeZone: "+01:00" })).toEqual([
      "producer invalid_text",
      "platformFee.party missing",
      "timeZone invalid_time_zone",
      "contracts[0].share missing",
      "contracts[0].from missing",
      "contracts[0].id missing",
      "contracts[0].party missing",
    ]);
    expect(
      wrong({
        producer: 1,
        contracts: {},
        platformFee: null,
        processorFee: [],
        affiliate: "x",
        unreturnedFees: "me",
      }),
    ).toEqual([
      "producer invalid_text",
      "platformFee invalid_object",
      "processorFee invalid_object",
      "affiliate invalid_object",
      "unreturnedFees invalid_word",
      "contracts invalid_list",
    ]);
    expect(
      inContract({ base: "Net", scope: null, mayBeAffiliate: 1, clauses: {}, from: "2026-01-01" }),
    ).toEqual([
      "contracts[0].clauses invalid_list",
      "contracts[0].from invalid_instant",
      "contracts[0].base invalid_word",
      "contracts[0].scope invalid_word",
      "contracts[0].mayBeAffiliate invalid_flag",
    ]);
  });

  test("rates and fees out of range", () => {
    expect(wrong({ producer: "ana", maxShared: "1" })).toEqual(["maxShared invalid_rate"]);
    expect(wrong({ producer: "ana", maxShared: "0.99" })).toEqual([]);
    const fixed = { USD: -1, usd: 1, EUR: 0.5, XXX: 1, BRL: 1e15, JPY: 1e15 + 1 };
    expect(wrong({ producer: "ana", platformFee: { party: "m", rate: 0.1, fixed, bearer: "none" } })).toEqual(
      [
        "platformFee.rate invalid_rate",
        "platformFee.bearer invalid_word",
        "platformFee.fixed.USD invalid_amount",
        "platformFee.fixed.usd unknown_currency",
        "platformFee.fixed.EUR invalid_amount",
        "platformFee.fixed.XXX unknown_currency",
        "platformFee.fixed.JPY invalid_amount",
      ],
    );
    expect(inContract({ share: "1.1" })).toEqual(["contracts[0].share invalid_rate"]);
  });

  test("terms that end before they start, ids used twice", () => {
    expect(inContract({ until: "2026-01-01T00:00:00Z" })).toEqual(["contracts[0].until ends_before_start"]);
    expect(inContract({ until: "2026-01-01T00:00:00.001Z" })).toEqual([]);
    expect(inContract({ until: "2026-01-01T00:00:00.0000001Z" })).toEqual([]);
    const within = (from: string, until: string) =>
      inContract({ from: `2026-01-01T00:00:00${from}Z`, until: `2026-01-01T00:00:00${until}Z` });
    expect(within(".0002", ".0005")).toEqual([]);
    expect(within(".0005", ".00050")).toEqual(["contracts[0].until ends_before_start"]);
    expect(within(".0005", ".00049")).toEqual(["contracts[0].until ends_before_start"]);
    expect(wrong({ producer: "ana", contracts: [contract(), contract({ share: "0.2" })] })).toEqual([
      "contracts[1].id duplicate_contract",
    ]);
  });

  test("tiers with gaps, out of order, closed at the end, or twice", () => {
    expect(withTiers([])).toEqual(["contracts[0].clauses[0].tiers tiers_not_open"]);
    expect(withTiers([{ upTo: 5, share: "0.1" }])).toEqual([
      "contracts[0].clauses[0].tiers[0] tiers_not_open",
    ]);
    const disorder = [
      { upTo: 5, share: "0.1" },
      { upTo: 5, share: "0.1" },
      { upTo: 4, share: "0.1" },
      { share: "0.1" },
    ];
    expect(withTiers(disorder)).toEqual([
      "contracts[0].clauses[0].tiers[1].upTo tiers_not_ascending",
      "contracts[0].clauses[0].tiers[2].upTo tiers_not_ascending",
    ]);
    expect(withTiers([{ share: "0.1" }, { share: "0.2" }])).toEqual([
      "contracts[0].clauses[0].tiers[0].upTo tiers_not_ascending",
    ]);
    expect(withTiers([{ upTo: 0, share: "0.1" }, { upTo: null, share: "2" }, 7])).toEqual([
      "contracts[0].clauses[0].tiers[0].upTo invalid_amount",
      "contracts[0].clauses[0].tiers[1].upTo invalid_amount",
      "contracts[0].clauses[0].tiers[1].share invalid_rate",
      "contracts[0].clauses[0].tiers[2] invalid_object",
      "contracts[0].clauses[0].tiers[2] tiers_not_open",
    ]);
    expect(withTiers([{ share: "0.1" }], { measure: "gross", period: "week" })).toEqual([
      "contracts[0].clauses[0].measure invalid_word",
      "contracts[0].clauses[0].period invalid_word",
    ]);
    expect(inContract({ clauses: [tiers([{ share: "0.1" }]), tiers([{ share: "0.1" }])] })).toEqual([
      "contracts[0].clauses[1] two_tiers",
    ]);
  });

  test("clauses that are unknown or say nothing", () => {
    expect(
      inContract({
        clauses: [{ kind: "cap" }, { kind: "bonus" }, {}, 1, { kind: "cap", earned: -1, sales: "3" }],
      }),
    ).toEqual([
      "contracts[0].clauses[0] missing",
      "contracts[0].clauses[1].kind unknown_clause",
      "contracts[0].clauses[2].kind unknown_clause",
      "contracts[0].clauses[3] invalid_object",
      "contracts[0].clauses[4].earned invalid_amount",
      "contracts[0].clauses[4].sales invalid_amount",
    ]);
  });

  test("shares over the cap, with the instant and the kind of sale", () => {
    const read = readPlan({
      producer: "ana",
      contracts: [
        contract({ share: "0.4" }),
        contract({ id: "c2", share: "0.35", scope: "direct", from: "2026-02-01T00:00:00Z" }),
        contract({
          id: "c3",
          share: undefined,
          from: "2026-03-01T00:00:00Z",
          scope: "recruited",
          party: "davi",
          clauses: [tiers([{ upTo: 1, share: "0.3" }, { share: "0.31" }])],
        }),
      ],
    });
    expect(read.ok ? [] : read.errors).toEqual([
      {
        path: "contracts[1]",
        code: "cap_exceeded",
        message:
          "direct sales from 2026-02-01T00:00:00.000Z on would share 0.75, more than 0.7: c1 0.4, c2 0.35",
      },
      {
        path: "contracts[2]",
        code: "cap_exceeded",
        message:
          "affiliate sales recruited by davi from 2026-03-01T00:00:00.000Z on would share 0.71, more than 0.7: c1 0.4, c3 0.31",
      },
    ]);
  });

  test("the cap is looked at to the last digit of an instant", () => {
    const following = (from: string) => ({
      producer: "ana",
      contracts: [
        contract({ share: "0.4", until: "2026-02-01T00:00:00.0005Z" }),
        contract({ id: "c2", share: "0.4", from }),
      ],
    });
    expect(wrong(following("2026-02-01T00:00:00.0005Z"))).toEqual([]);
    const read = readPlan(following("2026-02-01T00:00:00.0004Z"));
    expect(read.ok ? [] : read.errors.map(({ message }) => message)).toEqual([
      "direct sales from 2026-02-01T00:00:00.0004Z on would share 0.8, more than 0.7: c1 0.4, c2 0.4",
      "affiliate sales from 2026-02-01T00:00:00.0004Z on would share 0.8, more than 0.7: c1 0.4, c2 0.4",
    ]);
  });

  test("the cap is not asked of a plan that nobody is offered", () => {
    const json = { producer: "ana", contracts: [contract({ share: "0.9" })] };
    expect(wrong(json)).toEqual(["contracts[0] cap_exceeded", "contracts[0] cap_exceeded"]);
    expect(readPlan(json, { checkCap: false }).ok).toBe(true);
  });
});
