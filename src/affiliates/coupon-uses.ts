// Which coupons the buyers of sales used: written by the flight that posts the sale, never changed. Counted
// for limits, and held against clicks where a coupon seems to have leaked.
// Example: CARLA10 on sale_… → { counted: true, clicked: false }: carla has the sale, nobody followed her
// link.
import type { Uuid } from "../base/id.ts";
import { uuidArray } from "../db/array.ts";
import type { Statement } from "../db/flight.ts";
import type { Tx } from "../db/transaction.ts";

interface Use {
  coupon: Uuid;
  party: Uuid;
  /** The buyer had followed a link of the same affiliate. */
  clicked: boolean;
  /** It earned the affiliate the sale. */
  counted: boolean;
}

interface SaleWithUses {
  id: Uuid;
  facts: { happenedAt: number; attributed?: { used: readonly Use[] } };
}

/** Null when no coupon of an affiliate was used. */
export function insertUses(ws: number, sales: readonly SaleWithUses[]): Statement | null {
  const uses = sales.flatMap(({ id, facts }) => {
    return (facts.attributed?.used ?? []).map((use) => ({ ...use, sale: id, at: facts.happenedAt }));
  });
  if (uses.length === 0) return null;
  return {
    name: "coupon_use",
    text: `INSERT INTO partage.coupon_use (ws, coupon, sale, party, at, clicked, counted)
      SELECT $1, c, s, p, to_timestamp(a / 1000.0), k, n FROM unnest($2::uuid[], $3::uuid[], $4::uuid[],
        $5::double precision[], $6::boolean[], $7::boolean[]) AS r (c, s, p, a, k, n)`,
    values: [
      ws,
      uuidArray(uses.map((use) => use.coupon)),
      uuidArray(uses.map((use) => use.sale)),
      uuidArray(uses.map((use) => use.party)),
      uses.map((use) => use.at),
      uses.map((use) => use.clicked),
      uses.map((use) => use.counted),
    ],
  };
}

/** How often each of these earned its affiliate a sale; those that never did are not in the answer. */
export async function countUses(tx: Tx, ws: number, coupons: readonly Uuid[]): Promise<Map<Uuid, number>> {
  if (coupons.length === 0) return new Map();
  const rows = await tx
    .selectFrom("coupon_use")
    .select(["coupon", (is) => is.fn.countAll<string>().as("uses")])
    .where("ws", "=", ws)
    .where("coupon", "in", [...coupons])
    .where("counted", "=", true)
    .groupBy("coupon")
    .execute();
  return new Map(rows.map((row) => [row.coupon as Uuid, Number(row.uses)]));
}
