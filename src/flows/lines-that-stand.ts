// What became of each line of a sale: given back, and in the reserve, for open disputes and for held
// commissions. A commission that was taken back counts as given back by its affiliate and as the producer's.
// Example: 17.92 held → reserved 1792 of dora's line; taken back → reversed 1792 of hers, −1792 of the
// producer's.
import type { Uuid } from "../base/id.ts";
import type { Tx } from "../db/transaction.ts";
import type { Finding } from "../findings/finding.ts";
import { listFindingsOf } from "../findings/read-findings.ts";
import type { RecalledSale } from "./recall-sales.ts";
import { standingReserve } from "./reserved-lines.ts";

export interface StandingLines {
  /** Per line of the split. */
  reversed: number[];
  reserved: number[];
}

/** Findings that the transaction sees: a partner its own. */
export async function linesThatStand(
  tx: Tx,
  ws: number,
  sales: ReadonlyMap<Uuid, RecalledSale>,
): Promise<Map<Uuid, StandingLines>> {
  const findings = Map.groupBy(await listFindingsOf(tx, ws, [...sales.keys()]), (one) => one.sale);
  return new Map([...sales].map(([id, sale]) => [id, standing(sale, findings.get(id) ?? [])]));
}

function standing(sale: RecalledSale, findings: readonly Finding[]): StandingLines {
  const reserved = standingReserve(sale);
  const reversed = sale.posted.map((_, i) => sale.taken[i] ?? 0);
  const producer = sale.posted.findIndex((line) => line.role === "producer");
  for (const { party, state, taken } of findings) {
    const line = sale.posted.findIndex((one) => one.role === "affiliate" && one.party === party);
    if (line < 0 || state !== "taken_back") continue;
    const before = reversed[line] ?? 0;
    // What was refunded after it the producer gave: the line gives back no more than it had.
    const moved = Math.min(sale.posted[line]?.amount ?? 0, before + (taken ?? 0)) - before;
    reversed[line] = before + moved;
    if (producer >= 0) reversed[producer] = (reversed[producer] ?? 0) - moved;
  }
  return { reversed, reserved };
}
