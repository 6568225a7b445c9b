// The division of one sale and the reversal of a part of it, in exact fractions (domain §2, §3, §6, §11).
// It keeps counters per contract and what each line still holds; it knows nothing of accounts.
// Example: 100.00 paid, platform 9.9 % + 0.50, affiliate 35 %, contract 10 %: 10.40, 31.36, 5.82, rest 52.42.
import { atLeast, divide, inProportion, Q, sum, total } from "./auditor-rational.ts";
import { inForce, inScope } from "./auditor-scope.ts";
import type { Contract, Plan, Sale } from "./split-text.ts";

/** `gone` counts the computed reversals; `bearer` is that of a fee line. */
export type Line = {
  party: string;
  role: string;
  given: bigint;
  gone: bigint;
  contract?: string;
  bearer?: string;
};
export type Periods = Record<Contract["volume"]["period"], string>;
export type Sold = {
  plan: Plan;
  currency: string;
  left: bigint;
  abated: boolean;
  lines: Line[];
  periods: Periods;
};

/** Sums per contract that outlive its versions: what it earned, its volume and its count per period. */
export class Counters {
  readonly #sums = new Map<string, bigint>();
  of = (...key: string[]) => this.#sums.get(JSON.stringify(key)) ?? 0n;
  add = (by: bigint, ...k: string[]) => this.#sums.set(JSON.stringify(k), atLeast(0n, this.of(...k) + by));
}

/** The day as the zone's calendar shows it, and the periods it lies in: 2026-03-01 lies in 2026-Q1. */
export function dayOf(at: bigint, timeZone: string): string {
  const shown = { year: "numeric", month: "numeric", day: "numeric", era: "short" } as const;
  const parts = new Intl.DateTimeFormat("en", { timeZone, ...shown }).formatToParts(
    Number(new Q(at, 10n ** 15n).floor()),
  );
  const part = (type: string) => parts.find((p) => p.type === type)?.value ?? "";
  const year = part("era") === "AD" ? Number(part("year")) : 1 - Number(part("year"));
  return `${`${year}`.padStart(4, "0")}-${part("month").padStart(2, "0")}-${part("day").padStart(2, "0")}`;
}
export function periodsOf(at: bigint, timeZone: string): Periods {
  const [year = "", number = ""] = dayOf(at, timeZone).split(/(?<=\d)-/);
  const quarter = `${year}-Q${Math.ceil(Number(number) / 3)}`;
  return { month: `${year}-${number}`, quarter, year, term: "term" };
}

/** Share × base, the base divided at the edges of the tiers it crosses. */
function quotaOf(c: Contract, base: Q, period: string, sale: Sale, counters: Counters): Q {
  const { currency } = sale;
  if (c.capsSales.some((most) => counters.of(c.id, "count", "term") >= most)) return Q.zero;
  const byVolume = c.volume.measure === "net";
  const start = new Q(counters.of(c.id, ...(byVolume ? ["volume", period, currency] : ["count", period])));
  const end = start.plus(byVolume ? base : new Q(1n));
  const upTo = (top: bigint | undefined) => (top === undefined ? end : new Q(top).atMost(end));
  const marginal = c.volume.tiers.map((step, i) => {
    const bottom = i === 0 ? Q.zero : upTo(c.volume.tiers[i - 1]?.upTo);
    const from = bottom.below(start) ? start : bottom;
    const inside = from.below(upTo(step.upTo)) ? upTo(step.upTo).minus(from) : Q.zero;
    const named = c.mix?.shares.find((one) => one.of === sale[c.mix?.by ?? "product"]);
    return (named ?? step).share.times(byVolume ? inside : inside.times(base));
  });
  const room = c.capsEarned.map((most) => new Q(atLeast(0n, most - counters.of(c.id, "earned", currency))));
  return room.reduce((quota, limit) => quota.atMost(limit), total(marginal));
}

const line = (party = "", role: string, given: bigint): Line => ({ party, role, given, gone: 0n });
type Promoter = { party: string; rate: Q; weight: Q; recruitedBy?: string | undefined };
/** What is left of the net, and each affiliate's part, none of a rate above `most`. */
function promotedOf(promoters: readonly Promoter[], net: bigint, base: Q, most: Q): bigint[] {
  const wanted = promoters.map(({ rate, weight }) => weight.times(rate.atMost(most)).times(base));
  const all = total(wanted);
  const fit = net > 0n && new Q(net).below(all) ? new Q(net).over(all) : new Q(1n);
  const taken = wanted.map((part) => (net > 0n ? part.times(fit) : Q.zero));
  return divide(net, [new Q(net).minus(total(taken)), ...taken]);
}

/** Of the sale of several affiliates, what the weights of those that the party recruited make up. */
function recruitedPart(c: Contract, whole: bigint, promoters: readonly Promoter[]): bigint {
  if (c.scope !== "recruited") return whole;
  const own = promoters.filter((by) => by.recruitedBy === c.party);
  const theirs = new Q(whole).times(total(own.map((by) => by.weight)));
  return divide(whole, [new Q(whole).minus(theirs), theirs])[1] ?? 0n;
}

export function splitSale(plan: Plan, sale: Sale, counters: Counters): Sold {
  const { currency, paid, tax, shipping } = sale;
  const gross = paid - tax - shipping;
  const charge = paid === 0n ? undefined : plan.platformFee;
  const byRate = (charge?.rate ?? Q.zero).times(new Q(gross)).halfAway();
  const platform = byRate + (charge?.fixed?.get(currency) ?? 0n);
  const fees: Line[] = [
    { ...line(charge?.party, "platform_fee", platform), bearer: charge?.bearer ?? "" },
    ...sale.fees.map((f) => ({ ...line(f.party, "processor_fee", f.amount), ...plan.processorFee })),
  ];
  const borne = (by: string) => sum(fees.map((f) => (f.bearer === by ? f.given : 0n)));
  const net = gross - borne("shared");
  const live = plan.contracts.filter((c) => inForce(c, sale.at));
  const one = sale.affiliate === undefined ? [] : [{ ...sale.affiliate, weight: new Q(1n) }];
  const isBarred = (party: string) => live.some((c) => !c.mayBeAffiliate && c.party === party);
  const promoters = (sale.affiliates ?? one).filter(({ party }) => !isBarred(party));
  const rateBase = new Q(plan.affiliate.base === "net" ? net : gross);
  const promote = (most: Q) => promotedOf(promoters, net, rateBase, most);
  const [rest = 0n, ...promoted] = promote(new Q(1n));

  const periods = periodsOf(sale.at, plan.timeZone);
  const partners = live.filter((c) => inScope(c, promoters));
  const rests = partners.map((c) => atLeast(0n, promote(c.maxAffiliateRate)[0] ?? 0n));
  const firsts = partners.map((c) => {
    const { id, first } = c;
    if (first?.currency !== currency || rest <= 0n) return Q.zero;
    const open = new Q(atLeast(0n, first.amount - counters.of(id, "recoup", currency)));
    return first.rate.times(new Q(recruitedPart(c, rest, promoters))).atMost(open);
  });
  const [left = 0n, ...recouped] = divide(rest, [new Q(rest).minus(total(firsts)), ...firsts]);
  const quotas = partners.map((c, i) => {
    const after = (rests[i] ?? 0n) - (rest - left);
    const whole = atLeast(0n, { gross, net, after_affiliate: after }[c.base]);
    const base = recruitedPart(c, whole, promoters);
    const quota = quotaOf(c, new Q(base), periods[c.volume.period], sale, counters);
    for (const period of Object.values(periods)) {
      counters.add(base, c.id, "volume", period, currency);
      counters.add(1n, c.id, "count", period);
    }
    return net > 0n ? quota : Q.zero;
  });
  const wanted = total(quotas);
  const abated = net > 0n && new Q(left).below(wanted);
  const fitted = abated ? quotas.map((quota) => quota.times(new Q(left)).over(wanted)) : quotas;
  const [kept = 0n, ...parts] = divide(left, [new Q(left).minus(total(fitted)), ...fitted]);
  const partnerLines = partners.flatMap(({ id, party, scope, advance }, i) => {
    const part = parts[i] ?? 0n;
    const pays = advance?.currency === currency ? advance.amount : 0n;
    const owed = atLeast(0n, pays - counters.of(id, "advance", currency));
    const back = owed < part ? owed : part;
    const own = line(party, scope === "recruited" ? "manager" : "coproducer", part - back);
    const lines = [own, line(party, "recoup", recouped[i] ?? 0n), line(plan.producer, "advance", back)];
    return lines.map((one) => ({ ...one, contract: id }));
  });
  const lines: Line[] = [
    line(plan.producer, "producer", kept - borne("producer") + shipping),
    ...partnerLines,
    ...promoters.map((by, i) => line(by.party, "affiliate", promoted[i] ?? 0n)),
    ...fees,
    line("tax", "tax", tax),
  ];
  if (sum(lines.map((l) => l.given)) !== paid) throw new Error("the lines are not what was paid");
  const sold = { plan, currency, left: paid, abated, lines, periods };
  count(sold, held(sold), counters);
  return sold;
}

/** What lines gave or, negative, gave back, on the counters of their contracts. */
function count({ lines, currency, periods }: Sold, amounts: bigint[], counters: Counters): void {
  lines.forEach(({ contract, role }, i) => {
    if (contract === undefined) return;
    const by = amounts[i] ?? 0n;
    if (role === "recoup" || role === "advance") counters.add(by, contract, role, currency);
    if (role === "recoup") return;
    counters.add(by, contract, "earned", currency);
    for (const period of Object.values(periods)) counters.add(by, contract, "earned in", period, currency);
  });
}

/** What each line still holds. */
export const held = (sold: Sold): bigint[] => sold.lines.map((l) => l.given - l.gone);

/** Takes back what was computed for each line; returns what each gives, kept fees borne by others. */
export function reverse(sold: Sold, computed: bigint[], returned: unknown, counters: Counters): bigint[] {
  const { lines, plan } = sold;
  const isKept = lines.map(({ role }) => /_fee$/.test(role) && returned !== true && returned !== role);
  const isShared = lines.map((l) => l.bearer === "shared" && plan.unreturnedFees === "pro_rata");
  const weights = computed.map((n, i) => (isKept[i] || lines[i]?.role === "tax" ? 0n : atLeast(0n, n)));
  const spread = sum(weights) > 0n ? computed.filter((_, i) => isKept[i] && isShared[i]) : [];
  const borne = inProportion(sum(spread), weights);
  const alone = sum(computed.filter((_, i) => isKept[i])) - sum(spread);
  const given = computed.map((n, i) => (isKept[i] ? 0n : n + (borne[i] ?? 0n) + (i === 0 ? alone : 0n)));
  lines.forEach((l, i) => {
    l.gone += computed[i] ?? 0n;
  });
  count(
    sold,
    given.map((n) => -n),
    counters,
  );
  sold.left -= sum(computed);
  return given;
}

type Head = { id: string; refundOf?: string; settled?: string };
export function answerOf(sold: Pick<Sold, "lines" | "currency" | "abated">, head: Head, amounts: bigint[]) {
  const allocations = sold.lines.flatMap(({ party, role, contract }, i) => {
    const amount = Number(amounts[i]);
    if (amount === 0 && role !== "producer") return [];
    return [{ party, role, ...(contract === undefined ? {} : { contract }), amount }];
  });
  const flag = sold.abated && head.refundOf === undefined ? { abated: true } : {};
  return { ...head, currency: sold.currency, paid: Number(sum(amounts)), allocations, ...flag };
}
export type Answer = ReturnType<typeof answerOf>;
