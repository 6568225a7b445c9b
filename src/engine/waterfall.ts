// The waterfall of one sale (domain §3), step by step into one sheet of working figures: tax, shipping, fees,
// net, affiliate, rest, what is recouped first, contracts, abatement, allocation, advances. split.ts makes
// allocations of the sheet, explain.ts a derivation: both read the same figures. Example: 100.00 paid,
// platform 9.9 % + 0.50, affiliate 35 %, contract 10 % → net 8960, affiliate 3136, rest 5824, quota 582.4,
// parts [5242, 582].
import { allocateBig, giveUnits } from "../base/allocate.ts";
import { type Ppm, WHOLE } from "../base/rate.ts";
import { contractsForSeveral, countedOf, divideAmong, recruitedPart, type Several } from "./affiliates.ts";
import {
  type CompiledContract,
  type CompiledPlan,
  contractsFor,
  countedAffiliate,
  type Stretch,
} from "./compile-plan.ts";
import type { Counters } from "./counters.ts";
import type { PlatformFee } from "./plan.ts";
import { addShare, clear, limit, type Quota, roundHalfUp } from "./quota.ts";
import type { Sale, SaleAffiliate, WeighedAffiliate } from "./sale.ts";

/**
 * Working figures of the sale at hand, overwritten by the next: minor units, and quotas exact in millionths.
 */
export class Sheet {
  stretch: Stretch | undefined = undefined;
  /** paid − tax − shipping. */
  gross = 0;
  /** The platform's rate × gross before rounding, and with it rounded and the fixed part added. */
  readonly platformQuota: Quota = { whole: 0, part: 0 };
  platformFee = 0;
  processorFees = 0;
  sharedFees = 0;
  /** What the producer alone carries of the fees. */
  producerFees = 0;
  net = 0;
  affiliate: SaleAffiliate | null = null;
  readonly affiliateQuota: Quota = { whole: 0, part: 0 };
  /** The affiliate's quota was above the net and limited to it. */
  isAffiliateLimited = false;
  affiliatePart = 0;
  /** Where several share the commission. */
  several: Several | null = null;
  rest = 0;
  /** Per contract: what it recoups of the rest before anything is shared; filled where the plan recoups. */
  readonly firsts: number[] = [];
  /** The rates of the rest that are recouped first, exact; [0] is what is left to share. */
  readonly firstWholes: number[] = [];
  readonly firstMillionths: number[] = [];
  readonly firstParts: number[] = [];
  isFirstAbated = false;
  /** The rest less what is recouped first: what contracts and producer divide. */
  shared = 0;
  /** In force and in scope, in order of acceptance. */
  contracts: readonly CompiledContract[] = [];
  readonly quota: Quota = { whole: 0, part: 0 };
  /** Per contract: what its share is a share of. */
  readonly bases: number[] = [];
  /**
   * Per contract, [0] is the producer: quotas after clauses and before abatement, whole units and millionths.
   */
  readonly wholes: number[] = [];
  readonly millionths: number[] = [];
  /** The exact partner amounts exceeded the rest and were scaled to fit it. */
  isAbated = false;
  /** [0] the producer's part of the rest, then the contracts'. */
  readonly parts: number[] = [];
  /** Per contract: how much of its part goes back to the producer; filled where the plan recoups. */
  readonly advances: number[] = [];
  /** The producer's line: its part and the shipping, less the fees it carries. */
  producer = 0;
}

/**
 * Fills the sheet. Never fails because of what comes out: that is what abatement and the producer are for.
 */
export function runWaterfall(sheet: Sheet, compiled: CompiledPlan, sale: Sale, counters: Counters): void {
  const { plan } = compiled;
  const stretch = compiled.stretchAt(sale.at, sale.finer);
  sheet.stretch = stretch;
  sheet.gross = sale.paid - sale.tax - sale.shipping;
  takeFees(sheet, compiled, sale);
  sheet.affiliate = countedAffiliate(stretch, sale.affiliate);
  takeAffiliate(sheet, plan.affiliate.base);
  sheet.rest = sheet.net - sheet.affiliatePart;
  sheet.contracts = contractsFor(stretch, sheet.affiliate);
  sheet.several = null;
  if (sale.affiliates !== undefined) takeSeveral(sheet, stretch, sale.affiliates, plan.affiliate.base);
  sheet.shared = sheet.rest;
  sheet.isFirstAbated = false;
  if (compiled.recoups) takeFirst(sheet, compiled, sale, counters);
  takeQuotas(sheet, compiled, sale, counters);
  sheet.isAbated = sheet.net > 0 && divideShared(sheet);
  if (sheet.net <= 0) {
    for (let i = 0; i <= sheet.contracts.length; i++) sheet.parts[i] = i === 0 ? sheet.net : 0;
  }
  if (compiled.recoups) holdBack(sheet, sale);
  sheet.producer = (sheet.parts[0] as number) + sale.shipping - sheet.producerFees;
}

function takeFees(sheet: Sheet, { plan }: CompiledPlan, sale: Sale): void {
  // A sale of amount 0 has no platform fee, not even the fixed part.
  sheet.platformFee =
    plan.platformFee === null || sale.paid === 0 ? 0 : platformFeeOf(sheet, plan.platformFee, sale);
  let processorFees = 0;
  for (const fee of sale.fees) processorFees += fee.amount;
  sheet.processorFees = processorFees;
  const isPlatformShared = plan.platformFee?.bearer === "shared";
  const isProcessorShared = plan.processorFee.bearer === "shared";
  sheet.sharedFees = (isPlatformShared ? sheet.platformFee : 0) + (isProcessorShared ? processorFees : 0);
  sheet.producerFees = sheet.platformFee + processorFees - sheet.sharedFees;
  sheet.net = sheet.gross - sheet.sharedFees;
}

function platformFeeOf(sheet: Sheet, fee: PlatformFee, sale: Sale): number {
  clear(sheet.platformQuota);
  addShare(sheet.platformQuota, sheet.gross, fee.rate);
  return roundHalfUp(sheet.platformQuota) + (fee.fixed.get(sale.currency) ?? 0);
}

function takeAffiliate(sheet: Sheet, base: "net" | "gross"): void {
  const { affiliate, affiliateQuota: quota } = sheet;
  clear(quota);
  sheet.isAffiliateLimited = false;
  if (affiliate !== null && sheet.net > 0) {
    addShare(quota, base === "net" ? sheet.net : sheet.gross, affiliate.rate);
    sheet.isAffiliateLimited = limit(quota, sheet.net);
  }
  sheet.affiliatePart = roundHalfDown(quota);
}

/** Rates of the rest, limited to what is left to recover; allocated beside what is left to share. */
function takeFirst(sheet: Sheet, compiled: CompiledPlan, sale: Sale, counters: Counters): void {
  const { contracts, quota, firsts, firstWholes, firstMillionths, firstParts } = sheet;
  for (let i = 0; i < contracts.length; i++) {
    const contract = contracts[i] as CompiledContract;
    const { takesFirst, slots } = contract;
    for (const slot of slots) slot.load(counters, compiled.calendar, sale.at, sale.currency);
    clear(quota);
    if (takesFirst !== undefined && sheet.net > 0) {
      addShare(quota, countedPart(sheet, contract, sheet.rest), takesFirst.rate);
      limit(quota, takesFirst.room(sale.currency));
    }
    firstWholes[i + 1] = quota.whole;
    firstMillionths[i + 1] = quota.part;
  }
  const count = contracts.length + 1;
  if (sheet.net > 0) {
    sheet.isFirstAbated = divide(sheet.rest, firstWholes, firstMillionths, firstParts, count);
    sheet.shared = firstParts[0] as number;
  }
  for (let i = 0; i < contracts.length; i++) firsts[i] = sheet.net > 0 ? (firstParts[i + 1] as number) : 0;
}

function takeSeveral(
  sheet: Sheet,
  stretch: Stretch,
  affiliates: readonly WeighedAffiliate[],
  base: "net" | "gross",
): void {
  const counted = countedOf(stretch, affiliates);
  const { net, gross } = sheet;
  sheet.several = divideAmong(counted, net, base === "net" ? net : gross);
  sheet.rest = sheet.several.rest;
  sheet.contracts = contractsForSeveral(stretch, counted);
}

/** One of two parts, the other first: the unit goes to the larger fraction, on a tie to the other. */
function roundHalfDown({ whole, part }: Quota): number {
  return part > WHOLE / 2 ? whole + 1 : whole;
}

function takeQuotas(sheet: Sheet, compiled: CompiledPlan, sale: Sale, counters: Counters): void {
  const { contracts, quota } = sheet;
  for (let i = 0; i < contracts.length; i++) {
    const contract = contracts[i] as CompiledContract;
    const { base } = contract;
    const amount =
      base === "after_affiliate"
        ? restFor(sheet, contract.maxAffiliateRate, compiled.plan.affiliate.base)
        : base === "net"
          ? sheet.net
          : sheet.gross;
    sheet.bases[i] = countedPart(sheet, contract, amount);
    for (const slot of contract.slots) slot.load(counters, compiled.calendar, sale.at, sale.currency);
    clear(quota);
    if (sheet.net > 0) applyContract(quota, contract, sheet.bases[i] as number, sale);
    sheet.wholes[i + 1] = quota.whole;
    sheet.millionths[i + 1] = quota.part;
  }
}

/**
 * What is left to share, as a contract counts it: an affiliate above the highest rate that its terms allow
 * for lowers it no more than that rate would.
 */
function restFor(sheet: Sheet, most: Ppm | null, base: "net" | "gross"): number {
  const { affiliate, net, shared, rest, several } = sheet;
  if (most !== null && several !== null && net > 0) {
    const counted = divideAmong(several.counted, net, base === "net" ? net : sheet.gross, most);
    return Math.max(0, counted.rest - (rest - shared));
  }
  if (most === null || affiliate === null || affiliate.rate <= most || net <= 0) return shared;
  const quota = { whole: 0, part: 0 };
  addShare(quota, base === "net" ? net : sheet.gross, most);
  limit(quota, net);
  return Math.max(0, net - roundHalfDown(quota) - (rest - shared));
}

/** What of an amount counts for a contract: of several affiliates' sale, a recruiter's part of it. */
export function countedPart({ several }: Sheet, { contract }: CompiledContract, amount: number): number {
  if (several === null || contract.scope !== "recruited") return amount;
  return recruitedPart(several.counted, contract.party, amount);
}

/** The order of effects of domain §11: the quota, then what forbids it, then what limits it. */
function applyContract(quota: Quota, contract: CompiledContract, amount: number, sale: Sale): void {
  if (contract.setter === undefined) addShare(quota, amount, contract.share);
  else contract.setter(quota, amount, sale);
  for (const admits of contract.gates) if (!admits()) clear(quota);
  for (const ceiling of contract.ceilings) limit(quota, ceiling());
}

function divideShared(sheet: Sheet): boolean {
  const { shared, wholes, millionths, parts, contracts } = sheet;
  return divide(shared, wholes, millionths, parts, contracts.length + 1);
}

/**
 * Largest remainder over [what is left, the others…] on a whole; abated first where the quotas exceed it.
 * Quotas stand from [1] on; [0] and the parts are filled. True where it was abated.
 */
function divide(
  total: number,
  wholes: number[],
  millionths: number[],
  parts: number[],
  count: number,
): boolean {
  let whole = 0;
  let part = 0;
  for (let i = 1; i < count; i++) {
    whole += wholes[i] as number;
    part += millionths[i] as number;
  }
  // What the quotas need beyond their floors, rounded up: the first one's own fraction fills the last unit.
  // Because the total is whole, it is exceeded exactly when the floors and these units exceed it.
  const units = Math.ceil(part / WHOLE);
  if (whole + units > total) {
    abate(total, wholes, millionths, parts, count);
    return true;
  }
  parts[0] = total - whole - units;
  wholes[0] = parts[0];
  millionths[0] = units * WHOLE - part;
  for (let i = 1; i < count; i++) parts[i] = wholes[i] as number;
  giveUnits(parts, millionths, units, count);
  return false;
}

/** Scales the quotas to the total: the first one's is 0. Rare, so exact in BigInt. */
function abate(total: number, wholes: number[], millionths: number[], parts: number[], count: number): void {
  wholes[0] = 0;
  millionths[0] = 0;
  const weights = [0n];
  for (let i = 1; i < count; i++) {
    weights.push(BigInt(wholes[i] as number) * BigInt(WHOLE) + BigInt(millionths[i] as number));
  }
  allocateBig(total, weights).forEach((amount, i) => {
    parts[i] = amount;
  });
}

/** What a party got in advance goes back out of its part, in whole units, after everything else. */
function holdBack(sheet: Sheet, sale: Sale): void {
  const { contracts, parts, advances } = sheet;
  for (let i = 0; i < contracts.length; i++) {
    const { holdsBack } = contracts[i] as CompiledContract;
    advances[i] = holdsBack === undefined ? 0 : Math.min(parts[i + 1] as number, holdsBack(sale.currency));
  }
}
