// Adds a commission rule and ends one. Of a rule nothing else changes: a new rate is a new rule.
// Example: addCommissionRule(tx, 7, { id, product, party: carla, offer: null, rate: 400000, starts, … }).
import type { Selectable } from "kysely";
import type { Uuid } from "../base/id.ts";
import { instant } from "../base/instant.ts";
import type { Ppm } from "../base/rate.ts";
import type { CommissionRule as RuleRow } from "../db/tables.ts";
import type { Tx } from "../db/transaction.ts";
import type { CommissionRule } from "../engine/commission.ts";

export interface KeptRule extends CommissionRule {
  readonly product: Uuid;
  readonly createdAt: Date;
}

export interface NewCommissionRule {
  id: Uuid;
  product: Uuid;
  party: Uuid | null;
  offer: Uuid | null;
  rate: Ppm;
  /** Epoch milliseconds. */
  starts: number;
  ends: number | null;
  actor: string;
  at: number;
}

export async function addCommissionRule(tx: Tx, ws: number, rule: NewCommissionRule): Promise<void> {
  const { id, product, party, offer, rate, starts, ends, actor, at } = rule;
  await tx
    .insertInto("commission_rule")
    .values({
      ...{ ws, id, product, party, offer, rate },
      starts: new Date(starts),
      ends: ends === null ? null : new Date(ends),
      created_by: actor,
      created_at: new Date(at),
    })
    .execute();
}

/** Locked until the transaction ends; null when there is no such rule. */
export async function lockCommissionRule(tx: Tx, ws: number, id: Uuid): Promise<KeptRule | null> {
  const row = await tx
    .selectFrom("commission_rule")
    .selectAll()
    .where("ws", "=", ws)
    .where("id", "=", id)
    .forNoKeyUpdate()
    .executeTakeFirst();
  return row ? toRule(row) : null;
}

/** Every rule of a product, also those that are over; the newest made first. */
export async function listCommissionRules(
  tx: Tx,
  ws: number,
  { product, id, limit }: { product?: Uuid; id?: Uuid; limit: number },
): Promise<KeptRule[]> {
  let query = tx.selectFrom("commission_rule").selectAll().where("ws", "=", ws);
  if (product !== undefined) query = query.where("product", "=", product);
  if (id !== undefined) query = query.where("id", "=", id);
  const rows = await query.orderBy("created_at", "desc").orderBy("id", "desc").limit(limit).execute();
  return rows.map(toRule);
}

export async function endCommissionRule(tx: Tx, ws: number, id: Uuid, ends: number): Promise<void> {
  await tx
    .updateTable("commission_rule")
    .set({ ends: new Date(ends) })
    .where("ws", "=", ws)
    .where("id", "=", id)
    .execute();
}

function toRule(row: Selectable<RuleRow>): KeptRule {
  return {
    id: row.id,
    product: row.product as Uuid,
    party: row.party,
    offer: row.offer,
    rate: row.rate as Ppm,
    from: instant(row.starts.getTime()),
    until: row.ends === null ? null : instant(row.ends.getTime()),
    createdAt: row.created_at,
  };
}
