// Which rules a sale of an affiliate breaks, from what is known of it: pure, a table of thresholds. It
// accuses nobody: whatever it finds is looked at by a person.
// Example: bought 4 seconds after the click, least 10 → [{ rule: "tooFast", seconds: 4, least: 10 }].
import type { FindingRule, FraudRule, FraudSettings } from "./fraud-settings.ts";

/** What is known of one sale and one of its affiliates; null where nothing tells. */
export interface Signals {
  isOwnPurchase: boolean;
  /** Sales of the affiliate within a day from the same device or means of payment, this one too. */
  salesOfDevice: number;
  /** Clicks of the same visitor or device within the hour before, this one too. */
  clicksBefore: number;
  secondsAfterClick: number | null;
  /** The provider, where it is one of throwaway mail. */
  throwawayDomain: string | null;
  /** Of the affiliate on the product, ninety days. */
  commission: { given: number; taken: number; days: number };
  coupon: { code: string; unclicked: number; usual: number } | null;
}

export interface Evidence {
  rule: FindingRule;
  /** What was found, and what it was held against. */
  facts: Record<string, string | number>;
  /** Where it joined what was held already: when. */
  addedAt?: string;
}

export function judgeSignals(signals: Signals, settings: FraudSettings): Evidence[] {
  const found: Evidence[] = [];
  const say = (rule: FraudRule, facts: Evidence["facts"]) => {
    if (settings[rule].on) found.push({ rule, facts });
  };
  if (signals.isOwnPurchase) say("ownPurchase", {});
  const { deviceBurst, clickFlood, tooFast, refundRate, couponLeak } = settings;
  const { salesOfDevice, clicksBefore, secondsAfterClick, throwawayDomain, coupon } = signals;
  if (salesOfDevice >= deviceBurst.sales) {
    say("deviceBurst", { sales: salesOfDevice, most: deviceBurst.sales });
  }
  if (clicksBefore >= clickFlood.clicks) say("clickFlood", { clicks: clicksBefore, most: clickFlood.clicks });
  if (secondsAfterClick !== null && secondsAfterClick < tooFast.seconds) {
    say("tooFast", { seconds: secondsAfterClick, least: tooFast.seconds });
  }
  if (throwawayDomain !== null) say("throwawayMail", { domain: throwawayDomain });
  const { given, taken, days } = signals.commission;
  // Compared as products, so that nothing is rounded: a rate is parts per million.
  if (
    days >= refundRate.days &&
    given > 0 &&
    BigInt(taken) * 1_000_000n >= BigInt(given) * BigInt(refundRate.rate)
  ) {
    say("refundRate", { given, taken, days, most: refundRate.rate });
  }
  if (coupon !== null && coupon.unclicked >= Math.max(couponLeak.uses, couponLeak.times * coupon.usual)) {
    say("couponLeak", { code: coupon.code, uses: coupon.unclicked, usual: coupon.usual });
  }
  return found;
}
