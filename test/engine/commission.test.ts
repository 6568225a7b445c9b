// Which commission applies, when a changed one begins, and which renewals it is earned on: small tables.
import { describe, expect, test } from "vitest";
import { type Instant, parseInstant } from "../../src/base/instant.ts";
import type { Ppm } from "../../src/base/rate.ts";
import { type CommissionRule, earliestStart, earnsOn, ruleFor } from "../../src/engine/commission.ts";

const at = (text: string) => parseInstant(`${text}T00:00:00Z`) as Instant;

/** "all * 0.30 from 2026-01-01 until 2026-06-01": id, affiliate and offer (* is any), rate, days. */
function rules(text: string): CommissionRule[] {
  return text
    .trim()
    .split("\n")
    .map((line) => {
      const [id = "", party, offer, rate, , from, , until] = line.trim().split(/\s+/);
      return {
        id,
        party: party === "*" ? null : (party as string),
        offer: offer === "*" ? null : (offer as string),
        rate: (Number(rate) * 1e6) as Ppm,
        from: at(from ?? "2026-01-01"),
        until: until === undefined ? null : at(until),
      };
    });
}

const PROGRAMME = rules(`
  all       *     *      0.30
  yearly    *     yearly 0.25
  carla     carla *      0.40
  both      carla yearly 0.45 from 2026-03-01 until 2026-04-01
  promotion *     *      0.50 from 2026-05-01 until 2026-06-01
`);

const which = (party: string, offer: string | null, day: string) =>
  ruleFor(PROGRAMME, { party, offer, at: at(day) })?.id ?? "none";

describe("precedence", () => {
  test("affiliate and offer, affiliate, offer, all", () => {
    expect(which("dora", "monthly", "2026-02-01")).toBe("all");
    expect(which("dora", "yearly", "2026-02-01")).toBe("yearly");
    expect(which("dora", null, "2026-02-01")).toBe("all");
    expect(which("carla", "monthly", "2026-02-01")).toBe("carla");
    expect(which("carla", "yearly", "2026-02-01")).toBe("carla");
    expect(which("carla", "yearly", "2026-03-01")).toBe("both");
  });

  test("from inclusive, until exclusive; of several alike the one that began last", () => {
    expect(which("carla", "yearly", "2026-04-01")).toBe("carla");
    expect(which("dora", "monthly", "2026-05-01")).toBe("promotion");
    expect(which("dora", "monthly", "2026-06-01")).toBe("all");
    expect(which("dora", "yearly", "2026-05-15")).toBe("yearly");
    expect(which("dora", "monthly", "2025-12-31")).toBe("none");
    const twice = rules(`
      first  * * 0.10
      second * * 0.20
    `);
    expect(ruleFor(twice, { party: "dora", offer: null, at: at("2026-02-01") })?.id).toBe("second");
  });
});

describe("a change of rate", () => {
  const now = at("2026-05-15");
  const start = (party: string | null, offer: string | null, rate: number) =>
    earliestStart(
      PROGRAMME,
      { party, offer, rate: (rate * 1e6) as Ppm },
      now,
      ["carla", "dora"],
      ["monthly", "yearly"],
    );

  test("up is at once, down after three days, for whoever it speaks of", () => {
    expect(start(null, null, 0.6)).toBe(now);
    expect(start(null, null, 0.5)).toBe(now);
    expect(start(null, null, 0.49)).toBe(at("2026-05-18"));
    expect(start("dora", null, 0.49)).toBe(at("2026-05-18"));
    // For dora's yearly sales 0.50 is more than 0.25, and for all her others as much as today.
    expect(start("dora", null, 0.5)).toBe(now);
    expect(start("carla", null, 0.41)).toBe(now);
    expect(start("carla", "yearly", 0.39)).toBe(at("2026-05-18"));
  });

  test("one that a more particular rule covers wholly is no cut", () => {
    const covered = [...PROGRAMME, ...rules("dora dora * 0.35")];
    const asked = { party: null, offer: "yearly", rate: 100_000 as Ppm };
    expect(earliestStart(covered, asked, now, ["carla", "dora"], ["yearly"])).toBe(now);
    expect(earliestStart(covered, asked, now, ["carla", "dora", "eva"], ["yearly"])).toBe(at("2026-05-18"));
  });
});

test("renewals: the first only, all, so many charges, so many months", () => {
  const charge = (number: number, day: string, first = "2026-01-31") => ({
    number,
    first: at(first),
    at: at(day),
  });
  expect(earnsOn({ kind: "first" }, charge(1, "2026-01-31"))).toBe(true);
  expect(earnsOn({ kind: "first" }, charge(2, "2026-02-28"))).toBe(false);
  expect(earnsOn({ kind: "all" }, charge(99, "2034-01-31"))).toBe(true);
  expect(earnsOn({ kind: "charges", count: 3 }, charge(3, "2026-03-31"))).toBe(true);
  expect(earnsOn({ kind: "charges", count: 3 }, charge(4, "2026-04-30"))).toBe(false);
  // One month after January 31 is the end of February.
  expect(earnsOn({ kind: "months", count: 1 }, charge(2, "2026-02-27"))).toBe(true);
  expect(earnsOn({ kind: "months", count: 1 }, charge(2, "2026-02-28"))).toBe(false);
  expect(earnsOn({ kind: "months", count: 12 }, charge(13, "2027-01-30"))).toBe(true);
  expect(earnsOn({ kind: "months", count: 12 }, charge(13, "2027-01-31"))).toBe(false);
  expect(earnsOn({ kind: "months", count: 0 }, charge(1, "2026-01-31"))).toBe(true);
});
