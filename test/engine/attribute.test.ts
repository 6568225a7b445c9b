// Who is credited, as small tables: rules and standing in a line, then touches and what became of each.
// Days count from the sale backwards; "2d carla" is a click of carla's link two days before it.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Instant } from "../../src/base/instant.ts";
import { type AttributionRules, attribute, type Standing, type Touch } from "../../src/engine/attribute.ts";

const SALE = Date.UTC(2026, 4, 10, 12) as Instant;
const DAY = 86_400_000;
const UNIT: Record<string, number> = { d: DAY, h: 3_600_000, ms: 1 };

/** "2d carla", "1h coupon dora", "-1h eva": before the sale, and after it with a minus. */
function touchOf(text: string, index: number): Touch {
  const [when = "", ...rest] = text.trim().split(" ");
  const [, minus, count, unit] = /^(-?)(\d+)(d|h|ms)$/.exec(when) as RegExpExecArray;
  const before = Number(count) * (UNIT[unit as string] as number) * (minus ? -1 : 1);
  const by = rest.length === 2 ? "coupon" : "link";
  return { id: `t${index}`, party: rest.at(-1) as string, at: (SALE - before) as Instant, by };
}

const STANDING: Record<string, Standing> = {
  carla: { state: "active", keys: ["mail:carla@example.com", "account:7"] },
  dora: { state: "active", keys: ["mail:dora@example.com"] },
  eva: { state: "active", keys: [] },
  sus: { state: "suspended", keys: [] },
  end: { state: "ended", keys: [] },
  req: { state: "requested", keys: [] },
  blo: { state: "blocked", keys: [] },
};

const RULES: AttributionRules = { model: "last", windowDays: 30, mayBuyOwn: false };

/** "carla 1" or "carla 0.5 · dora 0.5", and every touch with what became of it. */
function judge(
  touches: string,
  rules: Partial<AttributionRules> = {},
  keys: string[] = ["mail:buyer@example.com"],
) {
  const list = touches === "" ? [] : touches.split(",").map(touchOf);
  const sale = { at: SALE, keys };
  const { credits, journey } = attribute(sale, { ...RULES, ...rules }, list, (party) => STANDING[party]);
  const who = credits.map(({ party, weight }) => `${party} ${weight / 1e6}`).join(" · ");
  return [who, ...journey.map(({ touch, skipped }) => `${touch.party} ${skipped ?? "credited"}`)];
}

describe("models", () => {
  test("last, first", () => {
    expect(judge("9d carla,5d dora,1d eva")).toEqual([
      "eva 1",
      "carla not_last",
      "dora not_last",
      "eva credited",
    ]);
    expect(judge("9d carla,5d dora,1d eva", { model: "first" })).toEqual([
      "carla 1",
      "carla credited",
      "dora not_first",
      "eva not_first",
    ]);
  });

  test("first and last share; the same at both ends has all", () => {
    const model = "first_and_last";
    expect(judge("9d carla,5d dora,1d eva", { model })[0]).toBe("carla 0.5 · eva 0.5");
    expect(judge("9d carla,5d dora,1d eva", { model })).toContain("dora between");
    expect(judge("9d carla,5d dora,1d carla", { model })).toEqual([
      "carla 1",
      "carla credited",
      "dora between",
      "carla counted_already",
    ]);
    expect(judge("9d carla", { model })).toEqual(["carla 1", "carla credited"]);
  });

  test("linear is over affiliates, not clicks; an odd millionth goes to the earliest", () => {
    const model = "linear";
    expect(judge("9d carla,5d dora,1d eva", { model })[0]).toBe(
      "carla 0.333334 · dora 0.333333 · eva 0.333333",
    );
    expect(judge("9d carla,8d carla,1d dora", { model })).toEqual([
      "carla 0.5 · dora 0.5",
      "carla credited",
      "carla counted_already",
      "dora credited",
    ]);
  });

  test("touches of one instant count in the order they were given, whatever the list's", () => {
    expect(judge("1d carla,1d dora")[0]).toBe("dora 1");
    expect(judge("1d dora,1d carla,3d eva")[0]).toBe("carla 1");
  });
});

describe("windows", () => {
  test("to the millisecond, inclusive; unlimited has none", () => {
    expect(judge("30d carla")[0]).toBe("carla 1");
    expect(judge("2592000001ms carla")).toEqual(["", "carla outside_window"]);
    expect(judge("4000d carla", { windowDays: null })[0]).toBe("carla 1");
    expect(judge("61d carla,59d dora", { windowDays: 60, model: "first" })).toEqual([
      "dora 1",
      "carla outside_window",
      "dora credited",
    ]);
  });

  test("a touch after the sale is none of it; one at its instant is", () => {
    expect(judge("1d carla,-1h dora")).toEqual(["carla 1", "carla credited", "dora after_sale"]);
    expect(judge("0h carla")[0]).toBe("carla 1");
  });

  test("a coupon has no window", () => {
    expect(judge("90d coupon carla")[0]).toBe("carla 1");
  });
});

describe("coupons", () => {
  test("beat links, whatever the model, and the last coupon beats the others", () => {
    for (const model of ["last", "first", "first_and_last", "linear"] as const) {
      expect(judge("2h coupon carla,1h dora", { model })).toEqual([
        "carla 1",
        "carla credited",
        "dora coupon_beats_link",
      ]);
    }
    expect(judge("2h coupon carla,1h coupon dora")).toEqual(["dora 1", "carla not_last", "dora credited"]);
  });

  test("one that is not eligible beats nothing", () => {
    expect(judge("2h coupon sus,1h dora")).toEqual(["dora 1", "sus suspended", "dora credited"]);
  });
});

describe("who may not earn is skipped for the next", () => {
  test("suspended, ended, requested, blocked, unknown", () => {
    expect(judge("9d carla,5d sus,4d end,3d req,2d blo,1d nobody")).toEqual([
      "carla 1",
      "carla credited",
      "sus suspended",
      "end ended",
      "req requested",
      "blo blocked",
      "nobody not_affiliated",
    ]);
    expect(judge("5d sus")[0]).toBe("");
    expect(judge("")).toEqual([""]);
  });

  test("a purchase of one's own, by any key, unless the programme allows it", () => {
    expect(judge("2d dora,1d carla", {}, ["mail:carla@example.com"])).toEqual([
      "dora 1",
      "dora credited",
      "carla own_purchase",
    ]);
    expect(judge("1d carla", {}, ["account:7"])[0]).toBe("");
    expect(judge("1d carla", { mayBuyOwn: true }, ["account:7"])[0]).toBe("carla 1");
    expect(judge("1d eva", {}, [])[0]).toBe("eva 1");
  });

  test("with a shared model the weights are those of who is left", () => {
    expect(judge("9d carla,5d sus,1d eva", { model: "linear" })[0]).toBe("carla 0.5 · eva 0.5");
  });
});

test("always: credit adds up to 1 or is none, only the eligible have any, every touch is judged", () => {
  const touch = fc.record({
    party: fc.constantFrom(...Object.keys(STANDING), "nobody"),
    at: fc.integer({ min: -5, max: 100 }).map((days) => (SALE - days * DAY) as Instant),
    by: fc.constantFrom<Touch["by"]>("link", "coupon"),
  });
  const rules = fc.record({
    model: fc.constantFrom("last", "first", "first_and_last", "linear" as const),
    windowDays: fc.constantFrom(30, 60, 90, 180, null),
    mayBuyOwn: fc.boolean(),
  });
  fc.assert(
    fc.property(fc.array(touch, { maxLength: 12 }), rules, fc.boolean(), (list, one, isCarla) => {
      const touches = list.map((facts, i) => ({ id: `t${i}`, ...facts }));
      const sale = { at: SALE, keys: isCarla ? ["account:7"] : [] };
      const done = attribute(sale, one as AttributionRules, touches, (party) => STANDING[party]);
      const sum = done.credits.reduce((all, { weight }) => all + weight, 0);
      expect(done.journey.length).toBe(touches.length);
      expect(sum).toBe(done.credits.length === 0 ? 0 : 1_000_000);
      expect(new Set(done.credits.map(({ party }) => party)).size).toBe(done.credits.length);
      for (const { touch: judged, skipped, weight } of done.journey) {
        expect(weight > 0).toBe(skipped === null);
        if (skipped === null) expect(STANDING[judged.party]?.state).toBe("active");
      }
      const isAnyEligible = done.journey.some(({ skipped }) => skipped === null);
      expect(done.credits.length > 0).toBe(isAnyEligible);
    }),
    { numRuns: 500 },
  );
});
