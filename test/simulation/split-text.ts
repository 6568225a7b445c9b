// Reads plans, sales and refunds as domain §11 prescribes, exactly: a number keeps its digits as written,
// so 1e3 is 1000 and 0.99999999999999999999 is not an integer. What is not valid is thrown as `Invalid`.
// The form alone: who gets money is the auditor's to say, which is handed what is read here.
// Example: {"id":"s1","at":"2026-03-01T12:00:00Z","currency":"USD","paid":1e4} is a sale of 100.00 dollars.
import currencies from "currency-codes";
import { z } from "zod";
import { Q, total } from "./auditor-rational.ts";
import { inForce, inScope } from "./auditor-scope.ts";

/** Its message is the code. */
export class Invalid extends Error {}
export function refuse(code: string): never {
  throw new Invalid(code);
}
export const refuseIf = (wrong: boolean, code: string): unknown => wrong && refuse(code);

/** Numbers become symbols that describe themselves by their digits: nothing else of JSON does. */
function readJson(text: string, code: string): unknown {
  const keepDigits = (key: string, value: unknown, context?: { source: string }): unknown => {
    refuseIf(key === "__proto__", code);
    return typeof value === "number" ? Symbol(context?.source) : value;
  };
  try {
    return JSON.parse(text, keepDigits as (key: string, value: unknown) => unknown);
  } catch (error) {
    throw error instanceof Invalid ? error : new Invalid("invalid_json");
  }
}
function read<T>(shape: z.ZodType<T>, value: unknown, code: string): T {
  const { data, success } = shape.safeParse(value);
  return success ? data : refuse(code);
}

const as = <T>(find: (value: unknown) => T | undefined) =>
  z.unknown().transform((value, context) => find(value) ?? (context.addIssue("no") as never));
const text = z.string().min(1);
/** An integer of at most 10^15 in any spelling of JSON. */
const amount = (least: bigint) =>
  as((value) => {
    const digits = typeof value === "symbol" ? (value.description ?? "") : "";
    const [, sign, whole = "", part = "", power = "0"] =
      /^(-?)(\d+)(?:\.(\d+))?(?:e([+-]?\d+))?$/i.exec(digits) ?? [];
    const significant = (whole + part).replace(/^0+/, "").replace(/0+$/, "");
    const zeros = BigInt(power) - BigInt(part.length) + BigInt(/0*$/.exec(whole + part)?.[0].length ?? 0);
    if (significant === "") return whole === "" || least > 0n ? undefined : 0n;
    if (zeros < 0n || zeros > 15n || significant.length > 16) return undefined;
    const exact = BigInt(`${sign}${significant}`) * 10n ** zeros;
    return exact < least || exact > 10n ** 15n ? undefined : exact;
  });
const rateTo = (highest: Q) =>
  as((value) => {
    const m = typeof value === "string" && /^(\d+)(?:\.(\d{1,6}))?$/.exec(value);
    const exact = m ? new Q(BigInt(`${m[1]}${(m[2] ?? "").padEnd(6, "0")}`), 1_000_000n) : undefined;
    return exact === undefined || highest.below(exact) ? undefined : exact;
  });
const rate = rateTo(new Q(1n));
/** Metals, funds of accounting, tests and "none" have no minor units: nobody can be owed a number of them. */
const UNCOUNTED = /^X(A[GU]|B[A-D]|DR|P[DT]|SU|TS|UA|XX)$/;
const currency = z.string().refine((code) => currencies.codes().includes(code) && !UNCOUNTED.test(code));
/** Instants in attoseconds since 1970, so that nothing that was written is lost. */
const instant = as((value) => {
  const hour = "([01]\\d|2[0-3])";
  const zone = `(?:Z|([+-])${hour}:([0-5]\\d))`;
  const shape = new RegExp(`^(\\d{4}-\\d\\d-\\d\\d)T(${hour}(?::[0-5]\\d){2})(?:\\.(\\d+))?${zone}$`, "i");
  const m = typeof value === "string" && shape.exec(value);
  const local = m ? Date.parse(`${m[1]}T${m[2]}Z`) : Number.NaN;
  if (!m || Number.isNaN(local) || !new Date(local).toISOString().startsWith(`${m[1]}`)) return undefined;
  const offset = (m[5] === "-" ? -1 : 1) * (Number(m[6] ?? 0) * 60 + Number(m[7] ?? 0)) * 60_000;
  return BigInt(local - offset) * 10n ** 15n + BigInt((m[4] ?? "").padEnd(18, "0").slice(0, 18));
});
const timeZone = z.string().refine((zone) => {
  try {
    return /^\w/.test(zone) && new Intl.DateTimeFormat("en", { timeZone: zone });
  } catch {
    return false;
  }
});

const steps = z.array(z.strictObject({ upTo: amount(1n).optional(), share: rate })).refine((tiers) => {
  const tops = tiers.map((tier) => tier.upTo);
  const ascending = tops.every((top, i) => i === 0 || top === undefined || top > (tops[i - 1] ?? top));
  return ascending && tops.length > 0 && tops.indexOf(undefined) === tops.length - 1;
});
const period = z.enum(["month", "quarter", "year", "term"]);
const measure = z.enum(["net", "sales"]);
const mixed = z.array(z.strictObject({ of: text, share: rate })).min(1);
const isDistinct = (shares: z.output<typeof mixed>) =>
  new Set(shares.map((s) => s.of)).size === shares.length;
const by = z.enum(["product", "category", "offer"]);
const goal = z.enum(["net", "sales", "earned"]);
/** Clauses of one currency: the most or the least, and in what. */
const inCurrency = { amount: amount(1n), currency };
const recoup = { kind: z.literal("recoup"), ...inCurrency };
const clause = z.union([
  z.strictObject({ kind: z.literal("tiers"), measure, period, tiers: steps }),
  z.strictObject({ kind: z.literal("mix"), by, shares: mixed.refine(isDistinct) }),
  z.strictObject({ ...recoup, from: z.literal("share") }),
  z.strictObject({ ...recoup, from: z.literal("whole"), rate }),
  z.strictObject({ kind: z.literal("minimum"), ...inCurrency, period }),
  z.strictObject({
    kind: z.literal("milestone"),
    measure: goal,
    period,
    goal: amount(1n),
    bonus: amount(1n),
    currency,
  }),
  z
    .strictObject({ kind: z.literal("cap"), earned: amount(0n).optional(), sales: amount(0n).optional() })
    .refine((cap) => cap.earned !== undefined || cap.sales !== undefined),
]);
const terms = z.strictObject({
  id: text,
  party: text,
  share: rate.optional(),
  base: z.enum(["after_affiliate", "net", "gross"]).default("after_affiliate"),
  scope: z.enum(["all", "direct", "affiliate", "recruited"]).default("all"),
  from: instant,
  until: instant.nullable().default(null),
  mayBeAffiliate: z.boolean().default(true),
  maxAffiliateRate: rate.default(new Q(1n)),
  clauses: z.array(clause).default([]),
});
const contract = terms.transform((c, context) => {
  const of = <K extends z.output<typeof clause>["kind"]>(kind: K) =>
    c.clauses.filter((x): x is Extract<z.output<typeof clause>, { kind: K }> => x.kind === kind);
  const [[tiers], [mix]] = [of("tiers"), of("mix")];
  const settled = c.clauses.flatMap((x) => (x.kind === "minimum" || x.kind === "milestone" ? [x] : []));
  const once = [
    ...[...of("tiers"), ...of("mix")].map(() => "share"),
    ...of("recoup").map((x) => `recoup ${x.from}`),
    ...of("minimum").map((x) => `minimum ${x.period} ${x.currency}`),
    ...of("milestone").map((x) => `${x.measure} ${x.goal} ${x.period} ${x.currency}`),
  ];
  const isTwice = new Set(once).size < once.length;
  if (isTwice || (tiers ?? c.share) === undefined || (c.until ?? c.from + 1n) <= c.from)
    context.addIssue("no");
  const capsEarned = of("cap").flatMap((x) => (x.earned === undefined ? [] : [x.earned]));
  const capsSales = of("cap").flatMap((x) => (x.sales === undefined ? [] : [x.sales]));
  const open = [{ upTo: undefined, share: c.share ?? Q.zero }];
  const volume = tiers ?? ({ measure: "net", period: "term", tiers: open } as const);
  const [advance] = of("recoup").filter((x) => x.from === "share");
  const [first] = of("recoup").flatMap((x) => (x.from === "whole" ? [x] : []));
  return { ...c, volume, capsEarned, capsSales, mix, advance, first, settled };
});
const bearer = z.enum(["shared", "producer"]).default("shared");
const fixed = z.record(currency, amount(0n)).transform((by) => new Map(Object.entries(by)));
const fee = z.strictObject({ party: text, rate: rate.optional(), fixed: fixed.optional(), bearer });
const plan = z.strictObject({
  producer: text,
  maxShared: rateTo(new Q(99n, 100n)).default(new Q(7n, 10n)),
  platformFee: fee.optional(),
  processorFee: z.strictObject({ bearer }).default({ bearer: "shared" }),
  affiliate: z.strictObject({ base: z.enum(["net", "gross"]).default("net") }).default({ base: "net" }),
  contracts: z.array(contract).default([]),
  timeZone: timeZone.default("UTC"),
  unreturnedFees: z.enum(["producer", "pro_rata"]).default("producer"),
});
const promoted = { party: text, rate, recruitedBy: text.optional() };
const weighed = z.array(z.strictObject({ ...promoted, weight: rate })).refine((list) => {
  const isWhole = total(list.map((one) => one.weight)).minus(new Q(1n)).n === 0n;
  return isWhole && new Set(list.map((one) => one.party)).size === list.length;
});
const sale = z.strictObject({
  id: text,
  at: instant,
  currency,
  paid: amount(0n),
  tax: amount(0n).default(0n),
  shipping: amount(0n).default(0n),
  fees: z.array(z.strictObject({ party: text, amount: amount(0n) })).default([]),
  affiliate: z.strictObject(promoted).optional(),
  affiliates: weighed.optional(),
  product: text.optional(),
  category: text.optional(),
  offer: text.optional(),
});
const feesReturned = z.union([z.boolean(), z.enum(["platform_fee", "processor_fee"])]).default(true);
const refund = z.strictObject({ refund: text, id: text, amount: amount(1n), feesReturned });
const settle = z
  .string()
  .regex(/^(\d{4}|\d{4}-(0[1-9]|1[0-2]|Q[1-4])|term)$/)
  .transform((name) => ({ name, kind: kindOfPeriod(name) }));
const settlement = z.strictObject({ settle, id: text, currency });
function kindOfPeriod(name: string): z.output<typeof period> {
  if (name === "term" || name.length === 4) return name === "term" ? "term" : "year";
  return name.includes("Q") ? "quarter" : "month";
}

export type Contract = z.output<typeof contract>;
export type Plan = z.output<typeof plan>;
export type Sale = z.output<typeof sale>;
export type Settlement = z.output<typeof settlement>;

/** A plan composed for a renewal may share more than any agreement may. */
export function readPlan(json: string, isComposed = false): Plan {
  const valid = read(plan, readJson(json, "invalid"), "invalid");
  const { contracts } = valid;
  refuseIf(new Set(contracts.map((c) => c.id)).size < contracts.length, "invalid");
  const highest = (shares: Q[]) => shares.reduce((a, b) => (a.below(b) ? b : a));
  const top = ({ volume, mix, first }: Contract) =>
    highest([...volume.tiers, ...(mix?.shares ?? [])].map((t) => t.share)).plus(first?.rate ?? Q.zero);
  for (const { from } of contracts)
    for (const kind of [[], [{}], ...contracts.map((c) => [{ recruitedBy: c.party }])]) {
      const could = contracts.filter((c) => inForce(c, from) && inScope(c, kind));
      refuseIf(!isComposed && valid.maxShared.below(total(could.map(top))), "cap_exceeded");
    }
  return valid;
}

type Line = { sale: Sale } | { refund: z.output<typeof refund> } | { settlement: Settlement };
/** One line: a sale, or what a key `refund` or `settle` says. */
export function readLine(json: string): Line {
  const line = readJson(json, "invalid_line");
  if (Object.hasOwn(Object(line), "settle")) return { settlement: read(settlement, line, "invalid_line") };
  if (Object.hasOwn(Object(line), "refund")) return { refund: read(refund, line, "invalid_line") };
  const valid = read(sale, line, "invalid_line");
  refuseIf(valid.tax + valid.shipping > valid.paid, "invalid_line");
  refuseIf(valid.affiliate !== undefined && valid.affiliates !== undefined, "invalid_line");
  return { sale: valid };
}
