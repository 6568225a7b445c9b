// Refunds and disputes as lists show them, newest first. Reads only; what they took from whom is the sale's
// to say.
// Example: listRefunds(tx, 7, { sale }) → two refunds of the sale, with source and external id.
import type { Uuid } from "../base/id.ts";
import type { Tx } from "../db/transaction.ts";

export interface ListedRefund {
  id: Uuid;
  seq: number;
  sale: Uuid;
  source: string;
  externalId: string;
  at: Date;
  currency: string;
  amount: number;
  feesReturned: "all" | "none" | "platform_fee" | "processor_fee";
  reason: string | null;
  recordOnly: boolean;
  metadata: Record<string, string>;
}

export interface RefundFilter {
  id?: Uuid | undefined;
  sale?: Uuid | undefined;
  /** seq of the last one shown: refunds are listed as they were recorded. */
  after?: number | undefined;
  limit: number;
}

export async function listRefunds(tx: Tx, ws: number, filter: RefundFilter): Promise<ListedRefund[]> {
  let query = tx
    .selectFrom("refund")
    .innerJoin("journal", (join) =>
      join.onRef("journal.ws", "=", "refund.ws").onRef("journal.seq", "=", "refund.seq"),
    )
    .where("refund.ws", "=", ws)
    .where("journal.ws", "=", ws)
    .selectAll("refund")
    .select(["journal.source", "journal.key", "journal.currency"]);
  const { id, sale, after } = filter;
  if (id !== undefined) query = query.where("refund.id", "=", id);
  if (sale !== undefined) query = query.where("refund.sale", "=", sale);
  if (after !== undefined) query = query.where("refund.seq", "<", after);
  const rows = await query.orderBy("refund.seq", "desc").limit(filter.limit).execute();
  return rows.map((row) => ({
    id: row.id as Uuid,
    seq: row.seq,
    sale: row.sale as Uuid,
    source: row.source,
    externalId: row.key,
    at: row.happened_at,
    currency: row.currency,
    amount: row.amount,
    feesReturned: row.fees_returned as ListedRefund["feesReturned"],
    reason: row.reason,
    recordOnly: row.record_only,
    metadata: (row.metadata ?? {}) as Record<string, string>,
  }));
}

export interface ListedDispute {
  id: Uuid;
  sale: Uuid;
  source: string;
  externalId: string;
  currency: string;
  amount: number;
  remaining: number;
  fee: number;
  state: "open" | "won" | "lost";
  reason: string | null;
  openedAt: Date;
  closedAt: Date | null;
  openedSeq: number;
  metadata: Record<string, string>;
}

export interface DisputeFilter {
  id?: Uuid | undefined;
  sale?: Uuid | undefined;
  state?: ListedDispute["state"] | undefined;
  /** Seq of the opening entry of the last one shown. */
  after?: number | undefined;
  limit: number;
}

export async function listDisputes(tx: Tx, ws: number, filter: DisputeFilter): Promise<ListedDispute[]> {
  let query = tx
    .selectFrom("dispute")
    .innerJoin("sale", (join) =>
      join.onRef("sale.ws", "=", "dispute.ws").onRef("sale.id", "=", "dispute.sale"),
    )
    .where("dispute.ws", "=", ws)
    .where("sale.ws", "=", ws)
    .selectAll("dispute")
    .select("sale.currency");
  const { id, sale, state, after } = filter;
  if (id !== undefined) query = query.where("dispute.id", "=", id);
  if (sale !== undefined) query = query.where("dispute.sale", "=", sale);
  if (state !== undefined) query = query.where("dispute.state", "=", state);
  if (after !== undefined) query = query.where("dispute.opened_seq", "<", after);
  const rows = await query.orderBy("dispute.opened_seq", "desc").limit(filter.limit).execute();
  return rows.map((row) => ({
    id: row.id as Uuid,
    sale: row.sale as Uuid,
    source: row.source,
    externalId: row.key,
    currency: row.currency,
    amount: row.amount,
    remaining: row.remaining,
    fee: row.fee,
    state: row.state as ListedDispute["state"],
    reason: row.reason,
    openedAt: row.opened_at,
    closedAt: row.closed_at,
    openedSeq: row.opened_seq,
    metadata: (row.metadata ?? {}) as Record<string, string>,
  }));
}
