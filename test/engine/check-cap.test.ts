// The cap, held against a plain definition: at every instant and for every kind of sale, add up what could
// apply.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Instant } from "../../src/base/instant.ts";
import { type CapEntry, checkCap } from "../../src/engine/check-cap.ts";

const entry = (
  share: number,
  scope: CapEntry["scope"],
  from: number,
  until: number | null = null,
  party = "bruno",
) => ({ party, share, scope, from: from as Instant, until: until as Instant | null }) satisfies CapEntry;

const spell = (entries: CapEntry[], most: number) =>
  checkCap(entries, most).map(
    ({ at, kind, recruitedBy, shared }) =>
      `${at} ${kind}${recruitedBy === null ? "" : ` by ${recruitedBy}`} ${shared}`,
  );

describe("the cap", () => {
  test("holds up to itself and breaks one millionth above", () => {
    expect(spell([entry(400_000, "all", 0), entry(300_000, "all", 0)], 700_000)).toEqual([]);
    expect(spell([entry(400_000, "all", 0), entry(300_001, "all", 0)], 700_000)).toEqual([
      "0 direct 700001",
      "0 affiliate 700001",
    ]);
  });

  test("direct and affiliate sales are different kinds, recruiters are apart from each other", () => {
    expect(spell([entry(40, "direct", 0), entry(40, "affiliate", 0)], 70)).toEqual([]);
    expect(
      spell([entry(40, "recruited", 0, null, "davi"), entry(40, "recruited", 0, null, "eva")], 70),
    ).toEqual([]);
    expect(
      spell([entry(40, "recruited", 0, null, "davi"), entry(40, "recruited", 5, null, "davi")], 70),
    ).toEqual(["5 recruited by davi 80"]);
    expect(spell([entry(40, "affiliate", 0), entry(40, "recruited", 5, null, "davi")], 70)).toEqual([
      "5 recruited by davi 80",
    ]);
    expect(spell([entry(40, "direct", 0), entry(40, "recruited", 5, null, "davi")], 70)).toEqual([]);
  });

  test("one ends as the next starts: until is exclusive", () => {
    expect(spell([entry(40, "all", 0, 5), entry(40, "all", 5)], 70)).toEqual([]);
    expect(spell([entry(40, "all", 0, 6), entry(40, "all", 5)], 70)).toEqual([
      "5 direct 80",
      "5 affiliate 80",
    ]);
  });

  test("each breach is named once, where it begins, with who takes part", () => {
    const entries = [entry(50, "all", 0), entry(30, "all", 3, 9), entry(10, "direct", 4)];
    expect(spell(entries, 70)).toEqual(["3 direct 80", "3 affiliate 80", "4 direct 90"]);
    expect(checkCap(entries, 70)[2]?.entries).toEqual([0, 1, 2]);
  });

  const scopes = fc.constantFrom<CapEntry["scope"]>("all", "direct", "affiliate", "recruited");
  const anEntry = fc
    .tuple(
      fc.nat(50),
      scopes,
      fc.nat(10),
      fc.option(fc.integer({ min: 1, max: 5 })),
      fc.constantFrom("davi", "eva"),
    )
    .map(([share, scope, from, length, party]) =>
      entry(share, scope, from, length === null ? null : from + length, party),
    );

  test("breaks exactly when some instant and kind of sale adds up to more", () => {
    fc.assert(
      fc.property(fc.array(anEntry, { maxLength: 8 }), (entries) => {
        const kinds: ((one: CapEntry) => boolean)[] = [
          ({ scope }) => scope === "all" || scope === "direct",
          ({ scope }) => scope === "all" || scope === "affiliate",
          ...["davi", "eva"].map(
            (by) =>
              ({ scope, party }: CapEntry) =>
                scope === "all" || scope === "affiliate" || (scope === "recruited" && party === by),
          ),
        ];
        let isOver = false;
        for (let at = 0; at <= 16; at++) {
          for (const applies of kinds) {
            const sum = entries
              .filter((one) => applies(one) && one.from <= at && (one.until === null || at < one.until))
              .reduce((total, one) => total + one.share, 0);
            if (sum > 70) isOver = true;
          }
        }
        expect(checkCap(entries, 70).length > 0).toBe(isOver);
      }),
    );
  });

  test("of what holds and what is proposed for one contract, the worse of both worlds counts", () => {
    const contract = fc.tuple(fc.array(anEntry, { maxLength: 2 }), fc.array(anEntry, { maxLength: 2 }));
    fc.assert(
      fc.property(fc.array(contract, { maxLength: 4 }), (contracts) => {
        // Versions of one world never overlap, as versionsInForce leaves them.
        const apart = (world: CapEntry[]) => world.slice(0, 1);
        const worlds = contracts.reduce<CapEntry[][]>(
          (all, [holds, proposed]) =>
            all.flatMap((one) => [
              [...one, ...apart(holds)],
              [...one, ...apart(proposed)],
            ]),
          [[]],
        );
        const entries = contracts.flatMap(([holds, proposed], index) =>
          [...apart(holds), ...apart(proposed)].map((one) => ({ ...one, contract: `c${index}` })),
        );
        const isOver = worlds.some((world) => checkCap(world, 70).length > 0);
        expect(checkCap(entries, 70).length > 0).toBe(isOver);
      }),
      { numRuns: 500 },
    );
  });
});
