// Takes back: a refund, the opening and the end of a dispute, a fee that became known late. Each is one entry
// of its own, decided on the sale as it stands at the ledger's head; told twice, it is booked once.
import type { DisputeEnd, DisputeFacts, LateFee, RefundFacts } from "../sales/facts.ts";
import type { App } from "./app.ts";
import type { Posted } from "./plan-sales.ts";

export function refundSale(app: App, ws: number, facts: RefundFacts, actor: string): Promise<Posted> {
  return app.posting.post(ws, { is: "refund", facts, actor });
}

export function openDispute(app: App, ws: number, facts: DisputeFacts, actor: string): Promise<Posted> {
  return app.posting.post(ws, { is: "dispute", facts, actor });
}

export function closeDispute(app: App, ws: number, facts: DisputeEnd, actor: string): Promise<Posted> {
  return app.posting.post(ws, { is: "dispute_end", facts, actor });
}

export function recordLateFee(app: App, ws: number, facts: LateFee, actor: string): Promise<Posted> {
  return app.posting.post(ws, { is: "fee", facts, actor });
}
