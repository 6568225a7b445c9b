// Gathers what a batch of refunds, disputes and late fees is decided on: the sales as they stand, the disputes they
// end, and which of them were told before. One transaction for the whole batch.
import type { Uuid } from "../base/id.ts";
import { Refusal } from "../base/refusal.ts";
import type { Database } from "../db/pool.ts";
import { inWorkspace, type Tx } from "../db/transaction.ts";
import type { DisputeEnd } from "../sales/facts.ts";
import { findDisputes, findRefunds, type RecordedDispute } from "../sales/read-disputes.ts";
import { findEntries, type KnownEntry } from "../sales/read-sale.ts";
import { type RecalledSale, recallSales } from "./recall-sales.ts";
import type { TakeBackOrder } from "./take-back-order.ts";
import type { WorkspaceTerms } from "./workspace-terms.ts";

export interface Gathered {
  /** The i-th order's sale; null where there is none. */
  saleOf(index: number): RecalledSale | null;
  disputeOf(facts: DisputeEnd): RecordedDispute;
  /** What was posted for the same id before; refuses other facts under it. */
  known(order: TakeBackOrder): { id: Uuid; seq: number } | null;
}

export async function gatherTakeBacks(
  db: Database,
  terms: WorkspaceTerms,
  orders: readonly TakeBackOrder[],
): Promise<Gathered> {
  return inWorkspace(db, terms.ws, async (tx) => {
    const entries = await findKnown(tx, terms.ws, orders);
    const disputeKeys = orders.filter((one) => one.is === "dispute" || one.is === "dispute_end");
    const disputes = await findDisputes(
      tx,
      terms.ws,
      disputeKeys.map((one) => one.facts),
    );
    const refundSeqs = [...entries]
      .filter(([key]) => key.startsWith("refund "))
      .map(([, entry]) => entry.seq);
    const refunds = await findRefunds(tx, terms.ws, refundSeqs);
    const disputeOf = (facts: { source: string; externalId: string }) =>
      disputes.get(`${facts.source} ${facts.externalId}`);
    const saleIds = orders.map((order) =>
      order.is === "dispute_end" ? (disputeOf(order.facts)?.sale as Uuid | undefined) : order.facts.sale,
    );
    const sales = await recallSales(
      tx,
      terms.ws,
      terms,
      saleIds.filter((id) => id !== undefined),
    );
    return {
      saleOf: (index) => sales.get(saleIds[index] as Uuid) ?? null,
      disputeOf(facts) {
        const dispute = disputeOf(facts);
        if (dispute === undefined)
          throw new Refusal(404, "unknown_dispute", "This workspace has no such dispute.");
        return dispute;
      },
      known(order) {
        const entry = entries.get(`${kindOf(order)} ${order.facts.source} ${order.facts.externalId}`);
        if (entry === undefined) return null;
        refuseOtherFacts(order, entry, sales, disputeOf(order.facts));
        const id = refunds.get(entry.seq) ?? disputeOf(order.facts)?.id ?? entry.subject;
        return { id: id as Uuid, seq: entry.seq };
      },
    };
  });
}

function kindOf(order: TakeBackOrder): string {
  if (order.is === "dispute") return "dispute_opened";
  return order.is === "dispute_end" ? `dispute_${order.facts.outcome}` : order.is;
}

async function findKnown(
  tx: Tx,
  ws: number,
  orders: readonly TakeBackOrder[],
): Promise<Map<string, KnownEntry>> {
  const found = new Map<string, KnownEntry>();
  for (const [kind, group] of Map.groupBy(orders, kindOf)) {
    const entries = await findEntries(
      tx,
      ws,
      kind,
      group.map((order) => order.facts),
    );
    for (const [key, entry] of entries) found.set(`${kind} ${key}`, entry);
  }
  return found;
}

// Told twice is the same fact when it speaks of the same sale and the same amount; the instant of arrival may differ.
function refuseOtherFacts(
  order: TakeBackOrder,
  entry: KnownEntry,
  sales: ReadonlyMap<Uuid, RecalledSale>,
  dispute: RecordedDispute | undefined,
): void {
  if (order.is === "dispute_end") return;
  const told = order.facts.amount;
  const before = order.is === "dispute" ? dispute?.amount : entry.amounts[order.is === "refund" ? 0 : 1];
  if (entry.subject === order.facts.sale && before === told && sales.has(order.facts.sale)) return;
  const message = `${order.facts.externalId} of ${order.facts.source} is recorded with other facts.`;
  throw new Refusal(409, `${order.is}_differs`, message);
}
