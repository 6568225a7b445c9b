// The filter of the audit trail holds every event there is, and offers no choice that could find nothing.
import { expect, test } from "vitest";
import { AUDIT_KINDS, typesOf } from "../../src/web/console/pages/settings/audit-kinds.ts";
import words from "../../src/web/words/en.json" with { type: "json" };
import { EVENT_TYPES } from "../../src/wire/event-types.ts";

const said = Object.keys(words).flatMap((key) => /^event\.(.+)$/.exec(key)?.[1] ?? []);
const happens = new Set([...EVENT_TYPES, ...said].map((type) => type.split(".")[0] as string));

test("every event has one kind, and every kind an event", () => {
  const chosen = Object.values(AUDIT_KINDS).flat() as string[];
  expect(chosen.toSorted()).toEqual([...happens].toSorted());
});

test("a kind is asked for by all its events, a type as it is", () => {
  expect(typesOf("contract")).toBe("contract,template");
  expect(typesOf("offer.changed")).toBe("offer.changed");
  expect(typesOf(undefined)).toBeUndefined();
});
