// What decides the sales of one product over time: its own terms and the contracts on it, with all their
// versions. Read together, so that plans are composed of one state of things. Never writes.
// Example: readHistory(tx, 7, piano) → terms from May 2026; bruno's contract from July, open.
import { publicId, type Uuid } from "../base/id.ts";
import { assert } from "../base/refusal.ts";
import type { Tx } from "../db/transaction.ts";
import type { ContractTerms } from "./contract.ts";

export interface ProductTerms {
  /** Epoch milliseconds. */
  starts: number;
  /** platformFee, processorFee, affiliate, unreturnedFees, as in plan.json. */
  body: Record<string, unknown>;
}

export interface VersionOfHistory {
  starts: number;
  ends: number | null;
  terms: ContractTerms;
}

export interface ContractOfHistory {
  id: Uuid;
  party: Uuid;
  /** Oldest first. */
  versions: VersionOfHistory[];
}

export interface ProductHistory {
  /** What every plan of the workspace begins with. */
  always: Record<string, unknown>;
  /** Oldest first; at least one. */
  terms: ProductTerms[];
  /** In order of acceptance. */
  contracts: ContractOfHistory[];
}

/** Null when the workspace has no such product. */
export async function readHistory(tx: Tx, ws: number, product: Uuid): Promise<ProductHistory | null> {
  const terms = await readTerms(tx, ws, product);
  if (terms.length === 0) return null;
  return { always: await readAlways(tx, ws), terms, contracts: await readContracts(tx, ws, product) };
}

/** What every plan of the workspace begins with: whose it is, and its calendar. */
export async function readAlways(tx: Tx, ws: number): Promise<Record<string, unknown>> {
  const { producer, timeZone } = await readWorkspace(tx, ws);
  return { producer: publicId("party", producer), ...(timeZone === "UTC" ? {} : { timeZone }) };
}

async function readWorkspace(tx: Tx, ws: number): Promise<{ producer: Uuid; timeZone: string }> {
  const row = await tx
    .selectFrom("workspace")
    .innerJoin("party", "party.ws", "workspace.ws")
    .select(["party.id as producer", "workspace.time_zone"])
    .where("workspace.ws", "=", ws)
    .where("party.ws", "=", ws)
    .where("party.kind", "=", "producer")
    .executeTakeFirst();
  assert(row, `workspace ${ws} has no producer`);
  return { producer: row.producer as Uuid, timeZone: row.time_zone };
}

async function readTerms(tx: Tx, ws: number, product: Uuid): Promise<ProductTerms[]> {
  const rows = await tx
    .selectFrom("product_terms")
    .select(["starts", "body"])
    .where("ws", "=", ws)
    .where("product", "=", product)
    .orderBy("version")
    .execute();
  return rows.map((row) => ({ starts: row.starts.getTime(), body: row.body as Record<string, unknown> }));
}

async function readContracts(tx: Tx, ws: number, product: Uuid): Promise<ContractOfHistory[]> {
  const rows = await tx
    .selectFrom("contract")
    .innerJoin("contract_version", (join) =>
      join
        .onRef("contract_version.ws", "=", "contract.ws")
        .onRef("contract_version.contract", "=", "contract.id"),
    )
    .select(["contract.id", "contract.party", "contract_version.starts", "contract_version.ends", "terms"])
    .where("contract.ws", "=", ws)
    .where("contract.product", "=", product)
    .orderBy("contract.position")
    .orderBy("contract_version.version")
    .execute();
  const contracts = new Map<string, ContractOfHistory>();
  for (const row of rows) {
    const known = contracts.get(row.id) ?? { id: row.id as Uuid, party: row.party as Uuid, versions: [] };
    contracts.set(row.id, known);
    known.versions.push({
      starts: row.starts.getTime(),
      ends: row.ends === null ? null : row.ends.getTime(),
      terms: row.terms as ContractTerms,
    });
  }
  return [...contracts.values()];
}
