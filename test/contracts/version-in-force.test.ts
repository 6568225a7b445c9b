// Which version of a contract holds when: tables of text, then the same against the plain sentence, instant
// by instant.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { largestShareOf } from "../../src/contracts/agreed-terms.ts";
import { type AgreedVersion, versionInForce, versionsInForce } from "../../src/contracts/version-in-force.ts";

/** "1-" from instant 1, open; "3-5" from 3 until 5. */
function versionsOf(text: string): AgreedVersion[] {
  return text.split(" ").map((one) => {
    const [starts, ends] = one.split("-");
    const terms = { share: "0.1", base: "net", scope: "all", mayBeAffiliate: true, clauses: [] } as const;
    return {
      starts: Number(starts),
      ends: ends === "" ? null : Number(ends),
      terms: { ...terms, clauses: [] },
    };
  });
}

describe("The version of a contract in force", () => {
  // Versions, oldest first → the number of the one that holds at 0, 1, 2, …; a dot where none does.
  test.each([
    ["1-", ".1111111"],
    ["1-4", ".111...."],
    ["1- 3-", ".1122222"],
    ["1- 3-5", ".1122..."],
    ["1-4 5-", ".111.222"],
    ["1- 5- 3-", ".1133333"],
    ["1- 5- 3-6", ".11333.."],
    ["2- 1-", ".2222222"],
    ["2-3 2-3", "..2....."],
  ])("%s holds as %s", (text, expected) => {
    const versions = versionsOf(text);
    const found = Array.from({ length: 8 }, (_, at) => {
      const starts = versionInForce(versions, at);
      const number = versions.findIndex((one) => starts !== null && one.terms === starts.terms);
      return number < 0 ? "." : String(number + 1);
    });
    expect(found.join("")).toBe(expected);
  });

  test("at every instant it is the newest that has started, unless its own end has come", () => {
    const version = fc.tuple(fc.nat(12), fc.option(fc.integer({ min: 1, max: 8 })));
    fc.assert(
      fc.property(fc.array(version, { maxLength: 6 }), (drawn) => {
        const text = drawn.map(([starts, length]) => `${starts}-${length === null ? "" : starts + length}`);
        const versions = text.length === 0 ? [] : versionsOf(text.join(" "));
        for (let at = -1; at < 25; at++) {
          const started = versions.filter((one) => one.starts <= at).at(-1);
          const holds = started !== undefined && (started.ends === null || at < started.ends);
          expect(versionInForce(versions, at)?.terms ?? null).toBe(holds ? started.terms : null);
        }
        const stretches = versionsInForce(versions).sort((a, b) => a.starts - b.starts);
        stretches.forEach((one, i) => {
          const next = stretches[i + 1];
          if (next) expect(one.until ?? Number.POSITIVE_INFINITY).toBeLessThanOrEqual(next.starts);
        });
      }),
    );
  });

  test("tiers count for the cap with their largest share", () => {
    const tiers = [{ upTo: 5, share: "0.2" }, { upTo: 9, share: "0.35" }, { share: "0.1" }];
    const clause = { kind: "tiers", measure: "net", period: "month", tiers } as const;
    expect(largestShareOf({ clauses: [{ ...clause, tiers: [...tiers] }] })).toBe(350_000);
    expect(largestShareOf({ share: "0.25", clauses: [] })).toBe(250_000);
  });
});
