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
  const isOpen = second.affiliate !== null && !second.affiliate.rateStated;
  const affiliate =
    isOpen && first.affiliate?.party === second.affiliate?.party ? first.affiliate : second.affiliate;
  return saleBody(first) === saleBody({ ...second, happenedAt, affiliate });
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
