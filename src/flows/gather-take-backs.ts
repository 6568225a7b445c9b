// Gathers what a batch of refunds, disputes and late fees is decided on: the sales as they stand, the
// disputes they end, and which of them were told before. One transaction for the whole batch.
import type { Uuid } from "../base/id.ts";
import { Refusal } from "../base/refusal.ts";
import type { Database } from "../db/pool.ts";
import { inWorkspace, type Tx } from "../db/transaction.ts";
import type { DisputeEnd } from "../sales/facts.ts";
import { findDisputes, findRefunds, type RecordedDispute } from "../sales/read-disputes.ts";
import { findEntries, type KnownEntry } from "../sales/read-sale.ts";
import { giveForfeited } from "./give-forfeited.ts";
import { type RecalledSale, recallSales } from "./recall-sales.ts";
import type { TakeBackAct } from "./take-back-act.ts";
import type { WorkspaceTerms } from "./workspace-terms.ts";

export interface Gathered {
  /** The i-th act's sale; null where there is none. */
  saleOf(index: number): RecalledSale | null;
  disputeOf(facts: DisputeEnd): RecordedDispute;
  /** What was posted for the same id before; refuses other facts under it. */
  known(act: TakeBackAct): { id: Uuid; seq: number } | null;
}

export async function gatherTakeBacks(
  db: Database,
  terms: WorkspaceTerms,
  acts: readonly TakeBackAct[],
): Promise<Gathered> {
  return inWorkspace(db, terms.ws, async (tx) => {
    const entries = await findKnown(tx, terms.ws, acts);
    const disputeKeys = acts.filter((one) => one.is === "dispute" || one.is === "dispute_end");
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
    const saleIds = acts.map((act) =>
      act.is === "dispute_end" ? (disputeOf(act.facts)?.sale as Uuid | undefined) : act.facts.sale,
    );
    const sales = await recallSales(
      tx,
      terms.ws,
      terms,
      saleIds.filter((id) => id !== undefined),
    );
    await giveForfeited(tx, terms.ws, terms, sales);
    return {
      saleOf: (index) => sales.get(saleIds[index] as Uuid) ?? null,
      disputeOf(facts) {
        const dispute = disputeOf(facts);
        if (dispute === undefined)
          throw new Refusal(404, "unknown_dispute", "This workspace has no such dispute.");
        return dispute;
      },
      known(act) {
        const entry = entries.get(`${kindOf(act)} ${act.facts.source} ${act.facts.externalId}`);
        if (entry === undefined) return null;
        refuseOtherFacts(act, entry, sales, disputeOf(act.facts));
        const id = refunds.get(entry.seq) ?? disputeOf(act.facts)?.id ?? entry.subject;
        return { id: id as Uuid, seq: entry.seq };
      },
    };
  });
}

function kindOf(act: TakeBackAct): string {
  if (act.is === "dispute") return "dispute_opened";
  return act.is === "dispute_end" ? `dispute_${act.facts.outcome}` : act.is;
}

async function findKnown(tx: Tx, ws: number, acts: readonly TakeBackAct[]): Promise<Map<string, KnownEntry>> {
  const found = new Map<string, KnownEntry>();
  for (const [kind, group] of Map.groupBy(acts, kindOf)) {
    const entries = await findEntries(
      tx,
      ws,
      kind,
      group.map((act) => act.facts),
    );
    for (const [key, entry] of entries) found.set(`${kind} ${key}`, entry);
  }
  return found;
}

// Told twice is the same fact when it speaks of the same sale and the same amount; the instant of arrival may
// differ.
function refuseOtherFacts(
  act: TakeBackAct,
  entry: KnownEntry,
  sales: ReadonlyMap<Uuid, RecalledSale>,
  dispute: RecordedDispute | undefined,
): void {
  if (act.is === "dispute_end") return;
  const told = act.facts.amount;
  const before = act.is === "dispute" ? dispute?.amount : entry.amounts[act.is === "refund" ? 0 : 1];
  if (entry.subject === act.facts.sale && before === told && sales.has(act.facts.sale)) return;
  const message = `${act.facts.externalId} of ${act.facts.source} is recorded with other facts.`;
  throw new Refusal(409, `${act.is}_differs`, message);
}
