// When is a delivery the same sale? When what affects a party agrees, not the bytes; what the second telling
// left open (the instant, an affiliate's looked-up rate) is taken from the first. Other facts under the same
// id are refused.
// Example: the same sale again with a later arrival time and no instant said → the same; with paid 9900 →
// 409.
import { Refusal } from "../base/refusal.ts";
import { saleBody } from "./canonical.ts";
import type { SaleFacts } from "./facts.ts";

export function isSameSale(first: SaleFacts, second: SaleFacts): boolean {
  const happenedAt = second.happenedAtStated ? second.happenedAt : first.happenedAt;
  const facts = { ...second, happenedAt };
  return saleBody(first) === saleBody(isLeftOpen(first, second) ? withAffiliatesOf(first, facts) : facts);
}

/** The second telling says no more of the affiliates than the first: what was found then stands. */
function isLeftOpen(first: SaleFacts, second: SaleFacts): boolean {
  if (second.leftOut === true) return true;
  if (second.attributed !== undefined || second.affiliate === null) {
    const wasFound = first.side?.judged === true || first.affiliate === null;
    return wasFound && cameBy(first) === cameBy(second);
  }
  return !second.affiliate.rateStated && sharesOf(first) === sharesOf(second);
}

/** What was said of how the buyer came. */
function cameBy({ side }: SaleFacts): string {
  const { clickId, visitorId, lead, coupon, coupons, subscription } = side ?? {};
  return JSON.stringify([clickId, visitorId, lead, coupon, coupons, subscription]);
}

function sharesOf({ affiliate, side }: SaleFacts): string {
  const several = side?.affiliates?.map(({ party, weight }) => [party, weight]);
  return JSON.stringify([several ?? affiliate?.party]);
}

function withAffiliatesOf(first: SaleFacts, facts: SaleFacts): SaleFacts {
  const { affiliates: _, ...side } = facts.side ?? {};
  const several = first.side?.affiliates;
  const shared = several === undefined ? side : { ...side, affiliates: several };
  return { ...facts, affiliate: first.affiliate, side: shared };
}

export function differs({ source, externalId }: SaleFacts): Refusal {
  const message = `Sale ${externalId} of ${source} is recorded with other facts. A sale never changes: refund it instead.`;
  return new Refusal(409, "sale_differs", message, { facts: { externalId, source } });
}

export function unknownProduct(): Refusal {
  const message = "This workspace has no such product.";
  return new Refusal(422, "unknown_product", message, {
    details: [{ path: "product", code: "unknown_product", message }],
  });
}
