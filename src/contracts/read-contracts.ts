// Reads contracts with all their versions: one, a page of them, and those of a product in order of
// acceptance. Never writes. Example: listContracts(tx, 7, { product, state: "active", now, limit: 26 }).
import { type SqlBool, sql } from "kysely";
import type { Uuid } from "../base/id.ts";
import type { Tx } from "../db/transaction.ts";
import { type Contract, toContract, toVersion } from "./contract.ts";

export interface ContractFilter {
  id?: Uuid | undefined;
  product?: Uuid | undefined;
  party?: Uuid | undefined;
  state?: "active" | "ended" | undefined;
  externalId?: string | undefined;
  /** When `state` is meant. */
  now: number;
  /** created_at and id of the last one shown. */
  after?: readonly [number, string] | undefined;
  limit: number;
}

export async function readContract(tx: Tx, ws: number, id: Uuid): Promise<Contract | null> {
  return (await listContracts(tx, ws, { id, now: 0, limit: 1 }))[0] ?? null;
}

/** Newest first. */
export async function listContracts(tx: Tx, ws: number, filter: ContractFilter): Promise<Contract[]> {
  let query = tx.selectFrom("contract").selectAll().where("ws", "=", ws);
  const { id, product, party, state, externalId, after } = filter;
  if (id !== undefined) query = query.where("id", "=", id);
  if (product !== undefined) query = query.where("product", "=", product);
  if (party !== undefined) query = query.where("party", "=", party);
  if (externalId !== undefined) query = query.where("external_id", "=", externalId);
  if (state !== undefined) {
    const hasEnded = sql<SqlBool>`coalesce((SELECT v.ends <= ${new Date(filter.now)} FROM partage.contract_version v
      WHERE v.ws = contract.ws AND v.contract = contract.id ORDER BY v.version DESC LIMIT 1), false)`;
    query = query.where(hasEnded, "=", state === "ended");
  }
  if (after !== undefined) {
    const [at, last] = after;
    query = query.where((is) => is(is.refTuple("created_at", "id"), "<", is.tuple(new Date(at), last)));
  }
  const rows = await query.orderBy("created_at", "desc").orderBy("id", "desc").limit(filter.limit).execute();
  const versions = await readVersions(
    tx,
    ws,
    rows.map((row) => row.id),
  );
  return rows.map((row) => toContract(row, versions.get(row.id) ?? []));
}

/** In order of acceptance. */
export async function contractsOf(tx: Tx, ws: number, product: Uuid): Promise<Contract[]> {
  return (await contractsByProduct(tx, ws, product)).get(product) ?? [];
}

/** By party, in order of acceptance. */
export async function contractsOfParties(
  tx: Tx,
  ws: number,
  parties: readonly Uuid[],
): Promise<Map<Uuid, Contract[]>> {
  if (parties.length === 0) return new Map();
  const rows = await tx
    .selectFrom("contract")
    .selectAll()
    .where("ws", "=", ws)
    .where("party", "in", [...parties])
    .orderBy("created_at")
    .orderBy("id")
    .execute();
  const versions = await readVersions(
    tx,
    ws,
    rows.map((row) => row.id),
  );
  const contracts = rows.map((row) => toContract(row, versions.get(row.id) ?? []));
  return Map.groupBy(contracts, (contract) => contract.party);
}

/** The contracts of every product, or of one, each in order of acceptance. */
export async function contractsByProduct(tx: Tx, ws: number, product?: Uuid): Promise<Map<Uuid, Contract[]>> {
  let query = tx.selectFrom("contract").selectAll().where("ws", "=", ws);
  if (product !== undefined) query = query.where("product", "=", product);
  const rows = await query.orderBy("product").orderBy("position").execute();
  const versions = await readVersions(
    tx,
    ws,
    rows.map((row) => row.id),
  );
  const contracts = rows.map((row) => toContract(row, versions.get(row.id) ?? []));
  return Map.groupBy(contracts, (contract) => contract.product);
}

/** Those that still say active though the end of their newest version has come; at most 100, locked. */
export async function contractsPastEnd(tx: Tx, ws: number, now: number): Promise<{ id: Uuid; ends: Date }[]> {
  const rows = await tx
    .selectFrom("contract")
    .innerJoin("contract_version", (join) =>
      join
        .onRef("contract_version.ws", "=", "contract.ws")
        .onRef("contract_version.contract", "=", "contract.id"),
    )
    .select(["contract.id", "contract_version.ends"])
    .where("contract.ws", "=", ws)
    .where("contract.state", "=", "active")
    .where("contract_version.ends", "<=", new Date(now))
    .where(
      sql<boolean>`contract_version.version = (SELECT max(v.version) FROM partage.contract_version v
        WHERE v.ws = contract.ws AND v.contract = contract.id)`,
    )
    .orderBy("contract.id")
    .limit(100)
    .forNoKeyUpdate("contract")
    .execute();
  return rows.map((row) => ({ id: row.id as Uuid, ends: row.ends as Date }));
}

async function readVersions(tx: Tx, ws: number, contracts: readonly string[]) {
  if (contracts.length === 0) return new Map<string, ReturnType<typeof toVersion>[]>();
  const rows = await tx
    .selectFrom("contract_version")
    .selectAll()
    .where("ws", "=", ws)
    .where("contract", "in", [...contracts])
    .orderBy("contract")
    .orderBy("version")
    .execute();
  const grouped = Map.groupBy(rows, (row) => row.contract);
  return new Map([...grouped].map(([id, group]) => [id, group.map(toVersion)]));
}
