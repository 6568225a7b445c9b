// The order in which balances stand, a page at a time: by name, or by all that is a party's (available,
// pending, reserved and in transit) within each currency, since currencies are never held against each other.
// Reads nothing by itself: SQL for what lists name, party, currency and whole.
// Example: orderOf({ sort: "amount" }) → ORDER BY currency, whole DESC, name, party
import { type RawBuilder, sql } from "kysely";

/** Name, party, currency and whole of the last one shown. */
export type BalancePlace = readonly [string, string, string, number];

export interface BalanceOrder {
  /** By name when left out. */
  sort?: "name" | "amount" | undefined;
  /** Left out: names from A, amounts from the most. */
  direction?: "asc" | "desc" | undefined;
  after?: BalancePlace | undefined;
}

interface OrderSql {
  by: RawBuilder<unknown>;
  /** Whether it stands after the last one shown. */
  isAfter: RawBuilder<boolean>;
}

export function orderOf({ sort = "name", direction, after }: BalanceOrder): OrderSql {
  const way = direction ?? (sort === "name" ? "asc" : "desc");
  const ordered = way === "asc" ? sql`ASC` : sql`DESC`;
  const beyond = way === "asc" ? sql`>` : sql`<`;
  const by =
    sort === "name"
      ? sql`name ${ordered}, party ${ordered}, currency ${ordered}`
      : sql`currency, whole ${ordered}, name, party`;
  if (after === undefined) return { by, isAfter: sql<boolean>`true` };
  const [name, party, currency, whole] = after;
  const isAfter =
    sort === "name"
      ? sql<boolean>`(name, party, currency) ${beyond} (${name}::text, ${party}::uuid, ${currency}::text)`
      : sql<boolean>`(currency > ${currency}::text OR currency = ${currency}::text AND (
          whole ${beyond} ${whole}::bigint
          OR whole = ${whole}::bigint AND (name, party) > (${name}::text, ${party}::uuid)))`;
  return { by, isAfter };
}
