// The ids by which the messages of one payment find each other: the charge, the sale, the payment intent,
// the invoice, the session. Never the buyer's or the subscription's: those join payments that are not one.
// Example: a refund of ch_1 and the charge ch_1 with pi_1 → ["ch_1"] and ["ch_1", "pi_1"].
import type { Message, SaleRef } from "./message.ts";

export function paymentRefs(messages: readonly Message[]): string[] {
  return [...new Set(messages.flatMap(refsOf))];
}

function refsOf(message: Message): string[] {
  switch (message.kind) {
    case "sale":
      return [message.externalId, message.chargeId, ...message.refs];
    case "enrich":
      return [...message.refs];
    case "refund":
    case "dispute_opened":
    case "dispute_closed":
    case "fee":
      return refsOfSale(message.sale);
    case "unreadable":
      return message.about ? [message.about] : [];
    default:
      return [];
  }
}

function refsOfSale({ externalId, chargeId, refs }: SaleRef): string[] {
  return [externalId, chargeId, ...refs].filter((ref) => ref !== null);
}
