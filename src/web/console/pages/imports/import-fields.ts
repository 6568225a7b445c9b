// What a column of a file can mean, in the order that people are asked: what every sale needs, then the rest.
// Types come from the wire; a field that is added there and not here is simply not asked for.
// Example: [...NEEDED, ...OTHERS][0] → "externalId", the id of the sale at its source.
import type { ImportField } from "../../data/imports.ts";

export const NEEDED: readonly ImportField[] = ["externalId", "at", "product", "paid", "currency"];
export const OTHERS: readonly ImportField[] = [
  "tax",
  "shipping",
  "fee",
  "feeParty",
  "affiliate",
  "affiliateRate",
  "recruitedBy",
  "buyerEmail",
  "buyerName",
  "buyerReference",
  "offer",
  "charge",
  "paymentMethod",
  "coupon",
  "country",
];
/** Of sales from before: what a partner was given. */
export const OF_HISTORY: readonly ImportField[] = ["partner", "partnerAmount"];
