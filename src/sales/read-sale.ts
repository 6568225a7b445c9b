// Reads a sale back as the facts it was recorded with, and what was taken back of it so far.
// Never computes: what remains is kept by the flights that take back, and re-derived by verify.
import { type Selectable, sql } from "kysely";
import type { Uuid } from "../base/id.ts";
import type { Sale, SaleRemaining } from "../db/tables.ts";
import type { Tx } from "../db/transaction.ts";
import type { SaleFacts, SideFacts } from "./facts.ts";

export interface RecordedSale {
  id: Uuid;
  seq: number;
  facts: SaleFacts;
  /** What clauses were handed; null without clauses. */
  counters: unknown;
  /** Number of the plan it was split by. */
  plan: number;
  /** Of the entry's postings: the source's money first, then one a line. */
  availableOn: string[];
}

export type Remaining = Selectable<SaleRemaining>;

type Row = Selectable<Sale> & { source: string; key: string; plan: number | null; available_on: string[] };

// One array parameter however many ids: a batch asks for thousands.
export function anyOf(type: "uuid" | "text", values: readonly string[]) {
  return sql<string>`any(${[...new Set(values)]}::${sql.raw(type)}[])`;
}

export function saleOfRow(row: Row): RecordedSale {
  const parties = row.fee_parties ?? [];
  return {
    id: row.id as Uuid,
    seq: row.seq,
    counters: row.counters,
    plan: row.plan as number,
    availableOn: row.available_on,
    facts: {
      source: row.source,
      externalId: row.key,
      product: row.product as Uuid,
      offer: row.offer as Uuid | null,
      happenedAt: row.happened_at.getTime(),
      happenedAtStated: true,
      currency: row.currency,
      paid: row.paid,
      tax: row.tax,
      shipping: row.shipping,
      fees: parties.map((party, i) => ({ party: party as Uuid, amount: row.fee_amounts?.[i] as number })),
      affiliate:
        row.affiliate === null
          ? null
          : {
              party: row.affiliate as Uuid,
              rate: row.affiliate_rate as number,
              rateStated: true,
              recruitedBy: row.recruited_by as Uuid | null,
            },
      charge: row.charge,
      side: row.facts as SideFacts | null,
      metadata: row.metadata as Record<string, unknown> | null,
      buyer: null,
    },
  };
}

/** Sales with the source, key and plan of their entry. */
export function selectSales(tx: Tx, ws: number) {
  return tx
    .selectFrom("sale")
    .innerJoin("journal", (join) =>
      join.onRef("journal.ws", "=", "sale.ws").onRef("journal.seq", "=", "sale.seq"),
    )
    .where("sale.ws", "=", ws)
    .where("journal.ws", "=", ws)
    .selectAll("sale")
    .select(["journal.source", "journal.key", "journal.plan", "journal.available_on"]);
}

export async function readSales(tx: Tx, ws: number, ids: readonly Uuid[]): Promise<Map<Uuid, RecordedSale>> {
  if (ids.length === 0) return new Map();
  const rows = await selectSales(tx, ws).where("sale.id", "=", anyOf("uuid", ids)).execute();
  return new Map(rows.map((row) => [row.id as Uuid, saleOfRow(row)]));
}

export async function readRemaining(tx: Tx, ws: number, ids: readonly Uuid[]): Promise<Map<Uuid, Remaining>> {
  if (ids.length === 0) return new Map();
  const rows = await tx
    .selectFrom("sale_remaining")
    .selectAll()
    .where("ws", "=", ws)
    .where("sale", "=", anyOf("uuid", ids))
    .execute();
  return new Map(rows.map((row) => [row.sale as Uuid, row]));
}

export interface KnownEntry {
  seq: number;
  subject: Uuid;
  bodyHash: Buffer;
  /** Of its postings: the first of a refund is what was taken back, the second of a late fee is the fee. */
  amounts: number[];
}

/** The entries of one kind that these (source, key) pairs have already, by `source key`. */
export async function findEntries(
  tx: Tx,
  ws: number,
  kind: string,
  keys: readonly { source: string; externalId: string }[],
): Promise<Map<string, KnownEntry>> {
  const found = new Map<string, KnownEntry>();
  const bySource = Map.groupBy(keys, (one) => one.source);
  for (const [source, group] of bySource) {
    const rows = await tx
      .selectFrom("journal")
      .select(["seq", "key", "subject", "body_hash", "amounts"])
      .where("ws", "=", ws)
      .where("kind", "=", kind)
      .where("source", "=", source)
      .where(
        "key",
        "=",
        anyOf(
          "text",
          group.map((one) => one.externalId),
        ),
      )
      .execute();
    for (const row of rows) {
      const { seq, body_hash: bodyHash, amounts } = row;
      found.set(`${source} ${row.key}`, { seq, subject: row.subject as Uuid, bodyHash, amounts });
    }
  }
  return found;
}
