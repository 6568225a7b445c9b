// The sales of a charge as they stand: what was paid, refunded, lost and disputed of each. Never writes.
// Example: salesOfCharges(tx, 7, "stripe", ["ch_1"]) → ch_1/li_1 with 2000 paid, ch_1/li_2 with 1000 paid.
import { sql } from "kysely";
import type { Uuid } from "../base/id.ts";
import type { Tx } from "../db/transaction.ts";
import { anyOf } from "./read-sale.ts";

export interface SaleOfCharge {
  id: Uuid;
  externalId: string;
  charge: string;
  product: Uuid;
  currency: string;
  paid: number;
  feesKnown: boolean;
  /** Refunded or lost in disputes. */
  reversed: number;
  disputed: number;
  /** Refunds alone, whoever booked them. */
  refunded: number;
}

/**
 * Sales of the source that share one of these charges, or have it as their own id; in the journal's order.
 */
export async function salesOfCharges(
  tx: Tx,
  ws: number,
  source: string,
  charges: readonly string[],
): Promise<SaleOfCharge[]> {
  if (charges.length === 0) return [];
  const any = anyOf("text", charges);
  const rows = await tx
    .selectFrom("sale")
    .innerJoin("journal", (join) =>
      join.onRef("journal.ws", "=", "sale.ws").onRef("journal.seq", "=", "sale.seq"),
    )
    .leftJoin("sale_remaining as left", (join) =>
      join.onRef("left.ws", "=", "sale.ws").onRef("left.sale", "=", "sale.id"),
    )
    .where("sale.ws", "=", ws)
    .where("journal.ws", "=", ws)
    .where("journal.source", "=", source)
    .where((is) =>
      is.or([
        is("sale.charge", "=", any),
        is(
          "sale.seq",
          "in",
          is
            .selectFrom("journal as own")
            .select("own.seq")
            .where("own.ws", "=", ws)
            .where("own.kind", "=", "sale")
            .where("own.source", "=", source)
            .where("own.key", "=", any),
        ),
      ]),
    )
    .select([
      "sale.id",
      "journal.key",
      "sale.charge",
      "sale.product",
      "sale.currency",
      "sale.paid",
      "sale.fee_parties",
    ])
    .select((is) => [
      is.fn.coalesce("left.reversed", sql<number>`0::bigint`).as("reversed"),
      is.fn.coalesce("left.disputed", sql<number>`0::bigint`).as("disputed"),
      sql<number>`coalesce((SELECT sum(r.amount) FROM partage.refund r
        WHERE r.ws = sale.ws AND r.sale = sale.id), 0)::bigint`.as("refunded"),
    ])
    .orderBy("sale.seq")
    .execute();
  return rows.map((row) => ({
    id: row.id as Uuid,
    externalId: row.key,
    charge: row.charge ?? row.key,
    product: row.product as Uuid,
    currency: row.currency,
    paid: row.paid,
    feesKnown: row.fee_parties !== null && row.fee_parties.length > 0,
    reversed: row.reversed,
    disputed: row.disputed,
    refunded: row.refunded,
  }));
}

/** An order bump shares its charge with other sales that have ids of their own. */
export function isOfSale(one: SaleOfCharge, externalId: string): boolean {
  return one.externalId === externalId || one.externalId.startsWith(`${externalId}/`);
}
