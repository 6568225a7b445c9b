// Which rules a sale breaks: each threshold at its edge, switched off, and several at once.
import { expect, test } from "vitest";
import { FRAUD_DEFAULTS } from "../../src/findings/fraud-settings.ts";
import { judgeSignals, type Signals } from "../../src/findings/judge-signals.ts";
import { throwawayDomainOf } from "../../src/findings/throwaway-mail.ts";

const CLEAN: Signals = {
  isOwnPurchase: false,
  salesOfDevice: 1,
  clicksBefore: 1,
  secondsAfterClick: null,
  throwawayDomain: null,
  commission: { given: 0, taken: 0, days: 0 },
  coupon: null,
};

const ROWS: readonly [what: string, signals: Partial<Signals>, rules: readonly string[]][] = [
  ["nothing", {}, []],
  ["an own purchase", { isOwnPurchase: true }, ["ownPurchase"]],
  ["two sales of one device", { salesOfDevice: 2 }, []],
  ["three sales of one device", { salesOfDevice: 3 }, ["deviceBurst"]],
  ["29 clicks before", { clicksBefore: 29 }, []],
  ["30 clicks before", { clicksBefore: 30 }, ["clickFlood"]],
  ["ten seconds after the click", { secondsAfterClick: 10 }, []],
  ["nine seconds after the click", { secondsAfterClick: 9 }, ["tooFast"]],
  ["throwaway mail", { throwawayDomain: "mailinator.com" }, ["throwawayMail"]],
  ["30 % taken back on five days", { commission: { given: 1000, taken: 300, days: 5 } }, ["refundRate"]],
  ["29.9 % taken back", { commission: { given: 1000, taken: 299, days: 5 } }, []],
  ["30 % taken back on four days", { commission: { given: 1000, taken: 300, days: 4 } }, []],
  ["nothing given", { commission: { given: 0, taken: 0, days: 9 } }, []],
  ["nine uses of a coupon", { coupon: { code: "A", unclicked: 9, usual: 0 } }, []],
  ["ten uses where none is usual", { coupon: { code: "A", unclicked: 10, usual: 0 } }, ["couponLeak"]],
  ["fourteen where three are usual", { coupon: { code: "A", unclicked: 14, usual: 3 } }, []],
  ["fifteen where three are usual", { coupon: { code: "A", unclicked: 15, usual: 3 } }, ["couponLeak"]],
  ["two at once", { secondsAfterClick: 0, clicksBefore: 90 }, ["clickFlood", "tooFast"]],
];

test.for(ROWS)("%s → %j", ([, signals, rules]) => {
  const found = judgeSignals({ ...CLEAN, ...signals }, FRAUD_DEFAULTS);
  expect(found.map((one) => one.rule)).toEqual(rules);
});

test("a rule that is switched off finds nothing", () => {
  const settings = { ...FRAUD_DEFAULTS, tooFast: { on: false, seconds: 10 } };
  expect(judgeSignals({ ...CLEAN, secondsAfterClick: 0 }, settings)).toEqual([]);
});

test("providers of throwaway mail are known, also below their domain; others are not", () => {
  expect(throwawayDomainOf("x@Mailinator.com")).toBe("mailinator.com");
  expect(throwawayDomainOf("ana@example.com")).toBeNull();
  expect(throwawayDomainOf("ana@gmail.com")).toBeNull();
});
