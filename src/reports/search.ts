// Finds products, parties and sales for what somebody typed: by name, id, external id, charge, e-mail
// address, buyer's reference or amount. Reads only, at most a handful of each; every way to a sale begins at
// an index, so that a million sales are no slower than a hundred.
// Example: findSales(tx, 7, "claire@example.com") → [{ id, fits: "email", paid: 10000, … }]
import { sql } from "kysely";
import { parsePublicId, type Uuid } from "../base/id.ts";
import { readSoughtAmounts } from "../base/read-sought-amount.ts";
import type { Tx } from "../db/transaction.ts";
import { selectSales } from "./sales.ts";
import { END } from "./sought-sales.ts";

export type Fits = "name" | "id" | "external_id" | "charge" | "email" | "reference" | "amount";

const MOST = 6;

export interface FoundNamed {
  id: Uuid;
  name: string;
  fits: Fits;
}

export interface FoundParty extends FoundNamed {
  kind: "producer" | "partner" | "platform" | "processor" | "tax";
}

export interface FoundSale {
  id: Uuid;
  product: Uuid;
  at: Date;
  paid: number;
  currency: string;
  source: string;
  externalId: string;
  buyer: string | null;
  fits: Fits;
}

export async function findProducts(tx: Tx, ws: number, sought: string): Promise<FoundNamed[]> {
  const id = parsePublicId("product", sought);
  const rows = await tx
    .selectFrom("product")
    .select(["id", "name", "external_id"])
    .where("ws", "=", ws)
    .where((is) =>
      is.or([
        sql<boolean>`position(${sought.toLowerCase()} in lower(name)) > 0`,
        is("external_id", "=", sought),
        ...(id === null ? [] : [is("id", "=", id)]),
      ]),
    )
    .orderBy(sql`position(${sought.toLowerCase()} in lower(name)) = 1`, "desc")
    .orderBy("name")
    .limit(MOST)
    .execute();
  return rows.map((row) => ({
    id: row.id as Uuid,
    name: row.name,
    fits: row.id === id ? "id" : row.external_id === sought ? "external_id" : "name",
  }));
}

export async function findParties(tx: Tx, ws: number, sought: string): Promise<FoundParty[]> {
  const id = parsePublicId("party", sought);
  const low = sought.toLowerCase();
  const rows = await tx
    .selectFrom("party")
    .select(["id", "name", "kind", "email", "ref", "external_id"])
    .where("ws", "=", ws)
    .where((is) =>
      is.or([
        sql<boolean>`position(${low} in lower(name)) > 0`,
        sql<boolean>`position(${low} in lower(coalesce(email, ''))) = 1`,
        is("ref", "=", sought),
        is("external_id", "=", sought),
        ...(id === null ? [] : [is("id", "=", id)]),
      ]),
    )
    .orderBy(sql`position(${low} in lower(name)) = 1`, "desc")
    .orderBy("name")
    .limit(MOST)
    .execute();
  return rows.map((row) => ({
    id: row.id as Uuid,
    name: row.name,
    kind: row.kind as FoundParty["kind"],
    fits: fitOfParty(row, sought, id),
  }));
}

function fitOfParty(
  row: { id: string; name: string; email: string | null; ref: string | null; external_id: string | null },
  sought: string,
  id: string | null,
): Fits {
  if (row.id === id) return "id";
  if (row.ref === sought || row.external_id === sought) return "external_id";
  return row.name.toLowerCase().includes(sought.toLowerCase()) ? "name" : "email";
}

export async function findSales(tx: Tx, ws: number, sought: string): Promise<FoundSale[]> {
  const id = parsePublicId("sale", sought);
  const found = new Map<Uuid, Fits>();
  const add = (fits: Fits, rows: readonly { id: string }[]) => {
    for (const row of rows) if (!found.has(row.id as Uuid)) found.set(row.id as Uuid, fits);
  };
  if (id !== null) add("id", [{ id }]);
  if (sought.includes("@")) add("email", await salesOfBuyer(tx, ws, "email_key", sought));
  else {
    add("external_id", await salesOfKey(tx, ws, sought));
    add("charge", await salesOfCharge(tx, ws, sought));
    add("reference", await salesOfBuyer(tx, ws, "reference", sought));
    add("amount", await salesOfAmount(tx, ws, sought));
    add("name", await salesOfBuyer(tx, ws, "name_key", sought));
    add("name", await salesOfBuyer(tx, ws, "surname_key", sought));
  }
  if (found.size === 0) return [];
  const rows = await selectSales(tx, ws)
    .where("sale.id", "in", [...found.keys()])
    .orderBy("sale.happened_at", "desc")
    .limit(MOST)
    .execute();
  return rows.map((row) => ({
    id: row.id as Uuid,
    product: row.product as Uuid,
    at: row.happened_at,
    paid: row.paid,
    currency: row.currency,
    source: row.source,
    externalId: row.key,
    buyer: row.name ?? row.email ?? row.reference,
    fits: found.get(row.id as Uuid) ?? "id",
  }));
}

type BuyerKey = "email_key" | "name_key" | "surname_key" | "reference";

/** A reference as it is; of an address or a name the beginning. */
async function salesOfBuyer(tx: Tx, ws: number, by: BuyerKey, sought: string) {
  const low = sought.toLowerCase();
  const rows = await tx
    .selectFrom("buyer")
    .innerJoin("sale", (join) => join.onRef("sale.ws", "=", "buyer.ws").onRef("sale.id", "=", "buyer.sale"))
    .select(["sale.id"])
    .where("buyer.ws", "=", ws)
    .where("sale.ws", "=", ws)
    .where((is) =>
      by === "reference" ? is(by, "=", sought) : is.and([is(by, ">=", low), is(by, "<", `${low}${END}`)]),
    )
    .orderBy("sale.happened_at", "desc")
    .limit(MOST)
    .execute();
  return rows;
}

/** Every source has an account of its own from its first sale on: the key is looked for in each. */
async function salesOfKey(tx: Tx, ws: number, sought: string): Promise<{ id: string }[]> {
  const { rows } = await sql<{ id: string }>`
    SELECT j.subject AS id FROM partage.journal j WHERE j.ws = ${ws} AND j.kind = 'sale' AND j.key = ${sought}
       AND j.source = ANY (ARRAY(SELECT DISTINCT a.source FROM partage.ledger_account a
                                  WHERE a.ws = ${ws} AND a.kind = 'processor')) LIMIT ${MOST}`.execute(tx);
  return rows;
}

async function salesOfCharge(tx: Tx, ws: number, sought: string): Promise<{ id: string }[]> {
  const rows = await tx
    .selectFrom("sale")
    .select("id")
    .where("ws", "=", ws)
    .where("charge", "=", sought)
    .limit(MOST)
    .execute();
  return rows;
}

async function salesOfAmount(tx: Tx, ws: number, sought: string): Promise<{ id: string }[]> {
  if (!/\d/.test(sought)) return [];
  const known = await tx
    .selectFrom("ledger_account")
    .select("currency")
    .distinct()
    .where("ws", "=", ws)
    .where("kind", "=", "processor")
    .execute();
  const amounts = readSoughtAmounts(
    sought,
    known.map((row) => row.currency),
  );
  const rows: { id: string }[] = [];
  for (const { currency, amount } of amounts.slice(0, 2 * MOST)) {
    if (rows.length >= MOST) break;
    const some = await tx
      .selectFrom("sale")
      .select("id")
      .where("ws", "=", ws)
      .where("paid", "=", amount)
      .where("currency", "=", currency)
      .orderBy("happened_at", "desc")
      .limit(MOST)
      .execute();
    rows.push(...some);
  }
  return rows;
}
