// What was taken back of sales, in ledger order, as it was asked: the amount and the fees of a refund, the
// lines of a lost dispute. Never recomputes what each line gave.
// Example: readReversals of sale_01… → [{ seq: 812, amount: 400, feesReturned: "all", lines: null }, …].
import type { Uuid } from "../base/id.ts";
import type { Tx } from "../db/transaction.ts";
import type { FeesReturned } from "./facts.ts";
import { anyOf } from "./read-sale.ts";

export interface Reversal {
  seq: number;
  amount: number;
  feesReturned: FeesReturned;
  /** Of a lost dispute: what each line of the split gave back. */
  lines: readonly number[] | null;
}

/** By sale; one that nothing was taken back of is missing. */
export async function readReversals(
  tx: Tx,
  ws: number,
  sales: readonly Uuid[],
): Promise<Map<Uuid, Reversal[]>> {
  if (sales.length === 0) return new Map();
  const refunds = await tx
    .selectFrom("refund")
    .select(["sale", "seq", "amount", "fees_returned"])
    .where("ws", "=", ws)
    .where("sale", "=", anyOf("uuid", sales))
    .execute();
  const lost = await tx
    .selectFrom("dispute")
    .select(["sale", "closed_seq", "remaining", "lines"])
    .where("ws", "=", ws)
    .where("sale", "=", anyOf("uuid", sales))
    .where("state", "=", "lost")
    .execute();
  const found = [
    ...refunds.map(({ sale, seq, amount, fees_returned }) => ({
      sale: sale as Uuid,
      seq,
      amount,
      feesReturned: fees_returned as FeesReturned,
      lines: null,
    })),
    ...lost.map(({ sale, closed_seq, remaining, lines }) => ({
      sale: sale as Uuid,
      seq: closed_seq as number,
      amount: remaining,
      feesReturned: "all" as const,
      lines,
    })),
  ].sort((a, b) => a.seq - b.seq);
  return Map.groupBy(found, (one) => one.sale);
}
