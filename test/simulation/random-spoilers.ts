// Makes plans and lines that are wrong, or look wrong and are not, for `random-plans.ts`.
// It never says which: that is the auditor's to judge.
// Example: spoilLine may turn "paid":100 into "paid":100.5, which no reader may take.
import type { Random } from "./seeded.ts";

type Json = Record<string, unknown>;
/** Put in place of a quoted "@…@" after JSON.stringify, so that any spelling can be written. */
const raw = (text: string): string => `@${text}@`;
const written = (value: unknown): string => JSON.stringify(value).replace(/"@([^"@]*)@"/g, "$1");

const wrongAmounts = [
  "-1",
  "1.5",
  "1e16",
  "1000000000000001",
  "1e400",
  "0.1",
  "1e-1",
  "-0.5",
  "true",
  "null",
  "{}",
];
const exactAmounts = [
  "100.00000000000000000001",
  "999999999999999.99",
  "1e15",
  "1E+2",
  "-0",
  "0.0e9",
  "120e-1",
];
const wrongWords = [raw("7"), raw("null"), raw("[]"), raw("false"), "", raw("{}")];
const wrongInstants = [
  "2026-02-30T00:00:00Z",
  "2026-03-01",
  "2026-03-01T12:00:00",
  "2026-03-01T24:00:01Z",
  "now",
].concat(
  ["2026-13-01T00:00:00Z", "2026-03-01T12:60:00Z", "2026-03-01T12:00Z", "2026-03-01T12:00:00+25:00", ""],
  ["2026-03-01T12:00:00+0100", "26-03-01T12:00:00Z", "2026-03-01T12:00:00.Z", "2100-02-29T00:00:00Z"],
);
const wrongRates = [
  "1.000001",
  "-0.1",
  "0.1234567",
  "ten",
  "",
  "1e-1",
  "35%",
  " 0.5",
  raw("0.5"),
  raw("null"),
  "0,5",
];
const wrongCodes = ["usd", "ZZZ", "DEM", "US", "", "USDD", raw("840"), raw("null")];
const notObjects = ["null", "7", '"sale"', "[]", "true", "[{}]", "{}"];

/** Of kinds that settle, recover or name products; some only look wrong. */
const recoup = { kind: "recoup", amount: 5, currency: "USD", from: "share" };
const minimum = { kind: "minimum", amount: 5, currency: "USD", period: "month" };
const milestone = { ...minimum, kind: "milestone", amount: undefined, measure: "sales", goal: 2, bonus: 5 };
const mix = { kind: "mix", by: "product", shares: [{ of: "piano", share: "0.01" }] };
const wrongClauses = [
  [recoup, recoup],
  [recoup, { ...recoup, from: "whole", rate: "0.01" }],
  [recoup, { ...recoup, from: "whole", rate: "0.99" }],
  [{ ...recoup, rate: "0.01" }],
  [{ ...recoup, from: "whole" }],
  [{ ...recoup, from: "rest" }],
  [{ ...recoup, amount: 0 }],
  [{ ...recoup, currency: "XXX" }],
  [minimum, { ...minimum, amount: 9 }],
  [minimum, { ...minimum, currency: "EUR" }, { ...minimum, period: "term" }],
  [{ ...minimum, period: "week" }],
  [{ ...minimum, amount: 0 }],
  [milestone, { ...milestone, bonus: 9 }],
  [milestone, { ...milestone, measure: "net" }, { ...milestone, goal: 3 }],
  [{ ...milestone, measure: "volume" }],
  [{ ...milestone, goal: 0 }],
  [{ ...milestone, bonus: 0.5 }],
  [mix, mix],
  [{ ...mix, by: "seller" }],
  [{ ...mix, shares: [] }],
  [{ ...mix, shares: [...mix.shares, ...mix.shares] }],
  [{ ...mix, shares: [{ of: "", share: "0.01" }] }],
  [{ ...mix, shares: [{ of: "piano", share: "0.9" }] }],
];

/** Lines that end a period, or nearly. */
export function spoilSettlement(r: Random, line: Json): string {
  const wrongPeriods = [
    "2026-13",
    "2026-00",
    "2026-Q5",
    "2026-Q0",
    "26",
    "2026-1",
    "2026-q1",
    "Term",
    "2026-03-01",
  ];
  return r.pick([
    () => written({ ...line, settle: r.pick([...wrongPeriods, ...wrongWords]) }),
    () => written({ ...line, id: r.pick(wrongWords) }),
    () => written({ ...line, currency: r.pick(wrongCodes) }),
    () => written({ ...line, currency: undefined }),
    () => written({ ...line, amount: 1 }),
    () => written({ ...line, refund: "s1" }),
  ])();
}

export function spoilLine(r: Random, line: Json, text: string): string {
  const isRefund = "refund" in line;
  const amountKey = isRefund ? "amount" : r.pick(["paid", "tax", "shipping", "paid"]);
  const affiliate = { party: "promo", rate: "0.1" };
  const spoils: (() => string)[] = [
    () => r.pick(["", " ", "\t\r"]),
    () => text.slice(0, r.below(text.length)),
    () => `${text}${r.pick(["}", ",", " x", text])}`,
    () => r.pick(notObjects),
    () => text.replace("{", '{"__proto__":{},'),
    () => written({ ...line, [r.pick(["note", "Id", "toString", "constructor", "refunds"])]: 1 }),
    () => written({ ...line, [r.pick(Object.keys(line))]: undefined }),
    () => written({ ...line, [amountKey]: raw(r.pick(wrongAmounts)) }),
    () => written({ ...line, [amountKey]: raw(r.pick(exactAmounts)) }),
    () => written({ ...line, [amountKey]: r.pick(["100", "", "1e2"]) }),
    () => written({ ...line, id: r.pick(wrongWords) }),
    () => text.replace('"id"', '"\\u0069d"'),
  ];
  const ofRefund: (() => string)[] = [
    () => written({ ...line, amount: 0 }),
    () => written({ ...line, refund: r.pick(wrongWords) }),
    () =>
      written({
        ...line,
        feesReturned: r.pick(["yes", "true", "tax", raw("null"), raw("1"), raw("[true]")]),
      }),
    () => written({ ...line, currency: "USD" }),
  ];
  const ofSale: (() => string)[] = [
    () => written({ ...line, at: r.pick([...wrongInstants, raw("1767225600000")]) }),
    () => written({ ...line, currency: r.pick(wrongCodes) }),
    () => written({ ...line, tax: line.paid, shipping: 1 }),
    () =>
      written({
        ...line,
        fees: r.pick([raw("{}"), raw("null"), raw("[null]"), raw("[[]]"), "", [{ party: "x" }]]),
      }),
    () =>
      written({
        ...line,
        fees: [{ party: r.pick(["p", ...wrongWords]), amount: raw(r.pick(wrongAmounts)) }],
      }),
    () =>
      written({
        ...line,
        fees: [{ party: "p", amount: raw(r.pick(exactAmounts)), [r.pick(["x", "amount"])]: 1 }],
      }),
    () => written({ ...line, affiliate: r.pick([raw("null"), raw("[]"), "promo", {}, { party: "promo" }]) }),
    () => written({ ...line, affiliate: { ...affiliate, rate: r.pick(wrongRates) } }),
    () => written({ ...line, affiliate: { ...affiliate, party: r.pick(wrongWords) } }),
    () => written({ ...line, affiliate: { ...affiliate, recruitedBy: r.pick(wrongWords) } }),
    () => written({ ...line, affiliate: { ...affiliate, base: "net" } }),
  ];
  return r.pick([...spoils, ...(isRefund ? ofRefund : ofSale)])();
}

export function spoilPlan(r: Random, plan: Json): string {
  const fee = { party: "market", rate: "0.1" };
  const term = { id: "x", party: "bruno", share: "0.01", from: "2030-01-01T00:00:00Z" };
  const contracts = plan.contracts as Json[];
  const withTerm = (more: Json): Json => ({ ...plan, contracts: [...contracts, { ...term, ...more }] });
  const tiers = (...list: unknown[]): Json => ({
    kind: "tiers",
    measure: "net",
    period: "month",
    tiers: list,
  });
  const open = { share: "0.01" };
  const clauses = [
    [tiers(open), tiers(open)],
    [tiers()],
    [tiers({ upTo: 5, share: "0.01" })],
    [tiers(open, open)],
    [tiers(open, { upTo: 5, share: "0.01" })],
    [tiers({ upTo: 5, share: "0.01" }, { upTo: 5, share: "0.01" }, open)],
    [tiers({ upTo: 5, share: "0.01" }, { upTo: 4, share: "0.01" }, open)],
    [tiers({ upTo: 5.5, share: "0.01" }, open)],
    [tiers({ upTo: 5, share: "0.9999999" }, open)],
    [{ ...tiers(open), period: "week" }],
    [{ ...tiers(open), measure: "gross" }],
    [{ ...tiers(open), x: 1 }],
    [{ kind: "cap" }],
    [{ kind: "cap", earned: -1 }],
    [{ kind: "cap", sales: "3" }],
    [{ kind: "cap", earned: 1, per: "month" }],
    [{ kind: "bonus" }],
    ...wrongClauses,
    [null],
    {},
  ];
  const spoiled: unknown = r.pick<() => unknown>([
    () => ({ ...plan, [r.pick(["name", "Producer", "contract", "constructor"])]: 1 }),
    () => ({ ...plan, producer: r.pick([undefined, ...wrongWords]) }),
    () => ({ ...plan, maxShared: r.pick(["0.990001", "1", "-0.1", raw("0.7"), "x"]) }),
    () => ({ ...plan, timeZone: r.pick(["Mars/Olympus", "", raw("0"), raw("null")]) }),
    () => ({ ...plan, unreturnedFees: r.pick(["shared", raw("true")]) }),
    () => ({ ...plan, processorFee: r.pick([raw("null"), { bearer: "affiliate" }, { party: "stripe" }]) }),
    () => ({ ...plan, affiliate: r.pick([{ base: "after_affiliate" }, { rate: "0.1" }, raw("[]")]) }),
    () => ({ ...plan, platformFee: { ...fee, rate: r.pick(wrongRates) } }),
    () => ({ ...plan, platformFee: { ...fee, party: undefined } }),
    () => ({ ...plan, platformFee: { ...fee, fixed: { [r.pick(["usd", "ZZZ", ""])]: 1 } } }),
    () => ({
      ...plan,
      platformFee: { ...fee, fixed: { USD: raw(r.pick([...wrongAmounts, ...exactAmounts])) } },
    }),
    () => ({ ...plan, platformFee: { ...fee, bearer: "all" } }),
    () => ({ ...plan, contracts: r.pick([raw("{}"), raw("null"), "", raw("[null]")]) }),
    () => withTerm({ share: r.pick([undefined, ...wrongRates]) }),
    () => withTerm({ share: "0.99" }),
    () => withTerm({ from: r.pick([undefined, ...wrongInstants]) }),
    () =>
      withTerm({ until: r.pick([term.from, "2029-12-31T23:59:59.999Z", "2030-01-01T01:00:00+01:00", ""]) }),
    () => withTerm({ until: "2030-01-01T00:00:00.001Z" }),
    () => withTerm({ maxAffiliateRate: r.pick([...wrongRates, "0", "1"]) }),
    () => withTerm({ share: undefined, clauses: r.pick([[mix], [minimum]]) }),
    () => withTerm({ mayBeAffiliate: r.pick([raw("null"), "true", raw("1")]) }),
    () => withTerm({ scope: r.pick(["none", "All", raw("null")]) }),
    () => withTerm({ base: r.pick(["paid", raw("null"), ""]) }),
    () => withTerm({ clauses: r.pick(clauses) }),
    () => withTerm({ id: r.pick([undefined, ...contracts.map((c) => c.id), ...wrongWords]) }),
    () => withTerm({ party: r.pick([undefined, ...wrongWords]) }),
    () => withTerm({ role: "coproducer" }),
    () => r.pick([raw("null"), raw("7"), [], [plan], "plan"]),
  ])();
  return r.chance(0.05) ? written(plan).slice(0, -1) : written(spoiled);
}
