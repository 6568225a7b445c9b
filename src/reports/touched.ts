// What a change of who shares a product touches today, counted: so that nobody is surprised by what hangs on
// it.
// Example: { affiliates: 20, imports: 1, sources: ["hotmart"], unpaid: [{ currency: "BRL", amount: 12300 }],
// … }.
import { sql } from "kysely";
import type { Uuid } from "../base/id.ts";
import type { Ppm } from "../base/rate.ts";
import type { Tx } from "../db/transaction.ts";

export interface Touched {
  /** Approved affiliations of the product. */
  affiliates: number;
  /** Running now. */
  imports: number;
  /** Platforms that report sales of the workspace. */
  sources: string[];
  /** What the party is owed and was not paid. Minor units. */
  unpaid: { currency: string; amount: number }[];
}

export async function readTouched(tx: Tx, ws: number, product: Uuid, party: Uuid | null): Promise<Touched> {
  const affiliates = await tx
    .selectFrom("affiliation")
    .select((is) => is.fn.countAll<number>().as("count"))
    .where("ws", "=", ws)
    .where("product", "=", product)
    .where("state", "=", "approved")
    .executeTakeFirstOrThrow();
  const imports = await tx
    .selectFrom("import")
    .select((is) => is.fn.countAll<number>().as("count"))
    .where("ws", "=", ws)
    .where("state", "=", "running")
    .executeTakeFirstOrThrow();
  const sources = await tx.selectFrom("source").select("name").where("ws", "=", ws).orderBy("name").execute();
  const unpaid = party === null ? [] : await readUnpaid(tx, ws, party);
  return {
    affiliates: Number(affiliates.count),
    imports: Number(imports.count),
    sources: sources.map((row) => row.name),
    unpaid,
  };
}

/**
 * The highest rate at which somebody may promote the product today, in parts per million; null without any.
 */
export async function readHighestRate(tx: Tx, ws: number, product: Uuid): Promise<Ppm | null> {
  const row = await tx
    .selectFrom("affiliation")
    .select((is) => is.fn.max("rate").as("rate"))
    .where("ws", "=", ws)
    .where("product", "=", product)
    .where("state", "=", "approved")
    .executeTakeFirst();
  return (row?.rate ?? null) as Ppm | null;
}

/** The products that a party may promote today. */
export async function readPromoted(tx: Tx, ws: number, party: Uuid): Promise<Uuid[]> {
  const rows = await tx
    .selectFrom("affiliation")
    .select("product")
    .where("ws", "=", ws)
    .where("party", "=", party)
    .where("state", "=", "approved")
    .execute();
  return rows.map((row) => row.product as Uuid);
}

async function readUnpaid(tx: Tx, ws: number, party: Uuid): Promise<Touched["unpaid"]> {
  return await tx
    .selectFrom("ledger_account as a")
    .innerJoin("balance as b", (join) => join.onRef("b.ws", "=", "a.ws").onRef("b.account", "=", "a.account"))
    .select(["a.currency", sql<number>`sum(b.amount)::bigint`.as("amount")])
    .where("a.ws", "=", ws)
    .where("b.ws", "=", ws)
    .where("a.owner", "=", party)
    .where("a.kind", "in", ["payable", "reserved"])
    .groupBy("a.currency")
    .having(sql<boolean>`sum(b.amount) <> 0`)
    .orderBy("a.currency")
    .execute();
}
