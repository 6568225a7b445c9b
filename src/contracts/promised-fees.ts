// What an active contract promises of its product's fees, beside its own terms: they define what the share is
// a share of. Says which edits could give a partner less; what can only give more asks nobody. Fees that the
// processor charges are not the producer's to promise. Pure.
// Example: platform fee 9.9 % shared → 12 % shared: ["platform_fee"]; → 12 % borne by the producer: [].
import type { Plan } from "../engine/plan.ts";

/** What of a plan is the product's own. */
export type Fees = Pick<Plan, "platformFee" | "processorFee" | "affiliate" | "unreturnedFees">;

export type Promised = "platform_fee" | "processor_fee" | "affiliate_base" | "unreturned_fees";

/** What could give partners less than before; empty where nothing could. */
export function lowersPromise(before: Fees, after: Fees): Promised[] {
  const lowered: Promised[] = [];
  if (raisesPlatformFee(before, after)) lowered.push("platform_fee");
  if (before.processorFee.bearer === "producer" && after.processorFee.bearer === "shared") {
    lowered.push("processor_fee");
  }
  if (before.affiliate.base === "net" && after.affiliate.base === "gross") lowered.push("affiliate_base");
  if (before.unreturnedFees === "producer" && after.unreturnedFees === "pro_rata") {
    lowered.push("unreturned_fees");
  }
  return lowered;
}

/** What could give affiliates less than before at the same rate; one who earns on the gross pays no fees. */
export function lowersCommission(before: Fees, after: Fees): Promised[] {
  const lowered: Promised[] = [];
  const isOnNet = after.affiliate.base === "net";
  if (isOnNet && before.affiliate.base === "gross") lowered.push("affiliate_base");
  if (isOnNet && raisesPlatformFee(before, after)) lowered.push("platform_fee");
  if (isOnNet && before.processorFee.bearer === "producer" && after.processorFee.bearer === "shared") {
    lowered.push("processor_fee");
  }
  if (before.unreturnedFees === "producer" && after.unreturnedFees === "pro_rata") {
    lowered.push("unreturned_fees");
  }
  return lowered;
}

/** Only what leaves before the split counts: a fee that the producer bears takes from nobody else. */
function raisesPlatformFee(before: Fees, after: Fees): boolean {
  const [old, next] = [sharedFee(before), sharedFee(after)];
  if (next.rate > old.rate) return true;
  return [...next.fixed].some(([currency, amount]) => amount > (old.fixed.get(currency) ?? 0));
}

function sharedFee({ platformFee: fee }: Fees): { rate: number; fixed: ReadonlyMap<string, number> } {
  if (fee === null || fee.bearer !== "shared") return { rate: 0, fixed: new Map() };
  return { rate: fee.rate, fixed: new Map<string, number>(fee.fixed) };
}
