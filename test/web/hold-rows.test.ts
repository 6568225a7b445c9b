// The rows of the holds form: saving one keeps all others, one taken away is gone, two of one name are told.
import { expect, test } from "vitest";
import {
  complaintsOf,
  holdsOf,
  startOf,
  withNewRow,
  withoutRow,
} from "../../src/web/console/pages/settings/hold-rows.ts";

const SAYS = { days: "days", method: "method", source: "source", twice: "twice" };
const twelve = Object.fromEntries(Array.from({ length: 12 }, (_, at) => [`method_${at}`, at + 1]));

test("more than eight come back as they were", () => {
  const holds = { default: 7, ...twelve, "hotmart:default": 30, "hotmart:card": 45 };
  const values = startOf({ holds, guaranteeDays: 7 });
  expect(values.rows).toBe("14");
  expect(holdsOf(values)).toEqual(holds);
});

test("one is taken away, and those behind it stay", () => {
  const values = startOf({ holds: { card: 14, pix: 1, boleto: 3 }, guaranteeDays: 0 });
  expect(holdsOf(withoutRow(values, 1))).toEqual({ default: 0, card: 14, boleto: 3 });
});

test("a new row is empty, and changes nothing until it is told", () => {
  const values = withNewRow(startOf({ holds: { card: 14 }, guaranteeDays: 0 }));
  expect([values.rows, values.method1, values.days1]).toEqual(["2", "", ""]);
  expect(holdsOf(values)).toEqual({ default: 0, card: 14 });
  expect(Object.values(complaintsOf(values, SAYS)).filter(Boolean)).toEqual([]);
});

test.each([
  [{ method1: "card", days1: "3" }, "method1", "twice"],
  [{ method1: "default", days1: "3" }, "method1", "twice"],
  [{ method1: "pix", days1: "soon" }, "days1", "days"],
  [{ method1: "Pix!", days1: "1" }, "method1", "method"],
  [{ source1: "Hot Mart", days1: "1" }, "source1", "source"],
])("%j is told at %s", (typed, field, says) => {
  const values = { ...withNewRow(startOf({ holds: { card: 14 }, guaranteeDays: 0 })), ...typed };
  expect(complaintsOf(values, SAYS)).toMatchObject({ [field]: says });
});
