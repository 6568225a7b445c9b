// Reads the commission rules of a product's programme: for all, for an offer, for an affiliate, with their
// days; those that never began are left out. Which one applies is the engine's to say (ruleFor). Never
// writes.
// Example: readCommissionRules(tx, 7, piano) → [30 % for all, 40 % for carla]; none without a programme.
import type { Uuid } from "../base/id.ts";
import { instant } from "../base/instant.ts";
import type { Ppm } from "../base/rate.ts";
import type { Tx } from "../db/transaction.ts";
import type { CommissionRule } from "../engine/commission.ts";

/** In order of their making, so that of two alike the later one wins. */
export async function readCommissionRules(tx: Tx, ws: number, product: Uuid): Promise<CommissionRule[]> {
  const rows = await tx
    .selectFrom("commission_rule")
    .selectAll()
    .where("ws", "=", ws)
    .where("product", "=", product)
    .orderBy("created_at")
    .orderBy("id")
    .execute();
  return rows
    .filter((row) => row.ends === null || row.ends > row.starts)
    .map((row) => ({
      id: row.id,
      party: row.party,
      offer: row.offer,
      rate: row.rate as Ppm,
      from: instant(row.starts.getTime()),
      until: row.ends === null ? null : instant(row.ends.getTime()),
    }));
}
