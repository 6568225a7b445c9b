// Clause `tiers`: the share grows with the volume of a period, marginal and never retroactive. By `net`, a
// sale that crosses a boundary is divided exactly; by `sales`, the first `upTo` sales get the first tier.
// Example: up to 1,000.00 a month 10 %, above 20 %; 900.00 counted, a base of 300.00 → 100.00 × 10 % + 200.00
// × 20 %.
import type { Minor } from "../../base/amount.ts";
import { formatRate, type Ppm } from "../../base/rate.ts";
import { below, isObject, type JsonObject, type Problems } from "../problem.ts";
import { addShare, clear, type Quota } from "../quota.ts";
import { readAmount, readList, readRate, readWord } from "../read-value.ts";
import { type CounterSlot, type Inputs, PERIODS, type Period, type Rule, type SlotOf } from "./rule.ts";

export interface Tier {
  /** Inclusive upper end of the cumulative volume or count; null in the last. */
  readonly upTo: Minor | null;
  readonly share: Ppm;
}

export interface TiersClause {
  readonly kind: "tiers";
  readonly measure: "net" | "sales";
  readonly period: Period;
  readonly tiers: readonly Tier[];
}

const KEYS = new Set(["kind", "measure", "period", "tiers"]);
const TIER_KEYS = new Set(["upTo", "share"]);

export function readTiers(problems: Problems, object: JsonObject, path: string): TiersClause | undefined {
  problems.checkKeys(object, path, KEYS);
  const measure = readWord(problems, object.measure, path, "measure", ["net", "sales"]);
  const period = readWord(problems, object.period, path, "period", PERIODS);
  const list = readList(problems, object.tiers, path, "tiers");
  if (list === undefined) return undefined;
  const at = below(path, "tiers");
  const tiers = list.map((item, index) => readTier(problems, item, `${at}[${index}]`));
  checkOrder(problems, list, tiers, at);
  if (measure === undefined || period === undefined || tiers.includes(undefined)) return undefined;
  return { kind: "tiers", measure, period, tiers: tiers as Tier[] };
}

function readTier(problems: Problems, item: unknown, path: string): Tier | undefined {
  if (!isObject(item)) return problems.add(path, "invalid_object", "must be an object");
  problems.checkKeys(item, path, TIER_KEYS);
  const upTo = item.upTo !== undefined ? readAmount(problems, item.upTo, path, "upTo", 1) : null;
  const share = readRate(problems, item.share, path, "share");
  return upTo === undefined || share === undefined ? undefined : { upTo, share };
}

function checkOrder(
  problems: Problems,
  list: readonly unknown[],
  tiers: readonly (Tier | undefined)[],
  at: string,
): void {
  const last = list.length - 1;
  const isOpen = list.map((item) => isObject(item) && item.upTo === undefined);
  if (isOpen[last] !== true) {
    problems.add(
      last < 0 ? at : `${at}[${last}]`,
      "tiers_not_open",
      "the last tier must be open: without upTo",
    );
  }
  let highest = 0;
  tiers.forEach((tier, index) => {
    if (isOpen[index] && index !== last) {
      problems.add(`${at}[${index}].upTo`, "tiers_not_ascending", "only the last tier may be without upTo");
    }
    if (tier === undefined || tier.upTo === null) return;
    if (tier.upTo <= highest) {
      problems.add(
        `${at}[${index}].upTo`,
        "tiers_not_ascending",
        `must be above the tier before, ${highest}`,
      );
    }
    highest = Math.max(highest, tier.upTo);
  });
}

/** The canonical form: rates as parts per million, nothing that is a default. */
export function canonicalTiers(clause: TiersClause): unknown {
  const tiers = clause.tiers.map(({ upTo, share }) => (upTo === null ? { share } : { upTo, share }));
  return { kind: "tiers", measure: clause.measure, period: clause.period, tiers };
}

/** The form of plan.json: rates as decimal texts. */
export function writeTiers(clause: TiersClause): unknown {
  const tiers = clause.tiers.map(({ upTo, share }) =>
    upTo === null ? { share: formatRate(share) } : { upTo, share: formatRate(share) },
  );
  return { kind: "tiers", measure: clause.measure, period: clause.period, tiers };
}

export function tiersRule(clause: TiersClause, slotOf: SlotOf): Rule {
  const { measure, tiers } = clause;
  const slot = slotOf(measure === "net" ? "volume" : "sales", clause.period);
  const tierOfCount = () => tiers.findIndex(({ upTo }) => upTo === null || slot.value < upTo);
  return {
    kind: "tiers",
    setQuota(quota: Quota, base: number) {
      clear(quota);
      if (measure === "sales") addShare(quota, base, (tiers[tierOfCount()] as Tier).share);
      else eachSegment(tiers, slot, base, (tier, amount) => addShare(quota, amount, tier.share));
    },
    inputs(base: number): Inputs {
      const { period } = clause;
      if (measure === "sales") {
        const tier = tierOfCount();
        return { measure, period, salesBefore: slot.value, tier: tier + 1, share: shareOf(tiers[tier]) };
      }
      const parts: Inputs[] = [];
      eachSegment(tiers, slot, base, (tier, amount, index) => {
        parts.push({ tier: index + 1, amount, share: formatRate(tier.share) });
      });
      return { measure, period, volumeBefore: slot.value, parts };
    },
  };
}

function shareOf(tier: Tier | undefined): string {
  return formatRate((tier as Tier).share);
}

/** Cuts `base`, laid on top of the volume so far, at the boundaries of the tiers. */
function eachSegment(
  tiers: readonly Tier[],
  slot: CounterSlot,
  base: number,
  take: (tier: Tier, amount: number, index: number) => void,
): void {
  let from = slot.value;
  let left = base;
  for (let index = 0; left > 0; index++) {
    const tier = tiers[index] as Tier;
    const room = tier.upTo === null ? left : tier.upTo - from;
    if (room <= 0) continue;
    const amount = Math.min(left, room);
    take(tier, amount, index);
    from += amount;
    left -= amount;
  }
}
