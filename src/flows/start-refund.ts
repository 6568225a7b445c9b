// A refund that somebody starts here. It is booked, and the money itself is not moved by us: `recordOnly`
// says so, for a sale of any source. What a platform tells of it later counts only beyond what is booked
// (book-refund.ts). Where a platform can be told of a refund by its API, this is the place: tell it under the
// refund's own id, and book what it answers with `recordOnly: false`.
// Example: 40.00 of a Stripe sale → booked, recordOnly; Stripe then says 40.00 in all → nothing more.

import type { RefundFacts } from "../sales/facts.ts";
import { sourceNamed } from "../sources/registry.ts";
import type { App } from "./app.ts";
import type { Posted } from "./plan-sales.ts";
import { refundSale } from "./take-back.ts";

export type AskedRefund = Omit<RefundFacts, "recordOnly" | "origin">;

/** The facts under which a refund that is started here is booked. */
export function factsOfRefund(asked: AskedRefund): RefundFacts {
  return { ...asked, recordOnly: true, origin: "here" };
}

/** True for a platform that tells of a refund itself, once it is done there. */
export function tellsOfRefunds(source: string): boolean {
  return sourceNamed(source) !== undefined;
}

export function startRefund(app: App, ws: number, asked: AskedRefund, actor: string): Promise<Posted> {
  return refundSale(app, ws, factsOfRefund(asked), actor);
}
