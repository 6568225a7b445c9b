// Adds a contract with its first version, adds versions to one, and changes what decides nothing (metadata).
// Versions never change; what may be agreed is asked by check-agreement.ts, under the lock of the terms.
// Example: addContract(tx, 7, { id, product, party, at }) → its place in the order of acceptance.
import type { Uuid } from "../base/id.ts";
import { Refusal } from "../base/refusal.ts";
import { takenBy } from "../db/taken.ts";
import type { Tx } from "../db/transaction.ts";
import type { ContractTerms } from "./contract.ts";
import { replaceCounters } from "./counters.ts";

export interface NewContract {
  id: Uuid;
  product: Uuid;
  party: Uuid;
  externalId?: string | undefined;
  metadata?: Record<string, string> | undefined;
  at: number;
}

/** Call with the terms locked: the place in the order of acceptance is the next one. */
export async function addContract(tx: Tx, ws: number, contract: NewContract): Promise<void> {
  const last = await tx
    .selectFrom("contract")
    .select((is) => is.fn.max("position").as("position"))
    .where("ws", "=", ws)
    .where("product", "=", contract.product)
    .executeTakeFirst();
  await tx
    .insertInto("contract")
    .values({
      ws,
      id: contract.id,
      product: contract.product,
      party: contract.party,
      state: "active",
      accepted_at: new Date(contract.at),
      position: (last?.position ?? 0) + 1,
      external_id: contract.externalId ?? null,
      metadata: JSON.stringify(contract.metadata ?? {}),
      created_at: new Date(contract.at),
    })
    .execute()
    .catch(refuseTaken);
}

export interface NewVersion {
  contract: Uuid;
  version: number;
  starts: number;
  ends: number | null;
  terms: ContractTerms;
  evidence: string;
  actor: string;
  at: number;
}

/**
 * `counters`: what the contract's counters stand at where the version brings one that was not kept
 * (flows/keep-counters.ts); empty where it brings none, and for a first version.
 */
export async function addVersion(
  tx: Tx,
  ws: number,
  version: NewVersion,
  counters: ReadonlyMap<string, number>,
): Promise<void> {
  await replaceCounters(tx, ws, counters);
  await tx
    .insertInto("contract_version")
    .values({
      ws,
      contract: version.contract,
      version: version.version,
      starts: new Date(version.starts),
      ends: version.ends === null ? null : new Date(version.ends),
      terms: JSON.stringify(version.terms),
      evidence: version.evidence,
      created_by: version.actor,
      created_at: new Date(version.at),
    })
    .execute();
}

/** Left out (undefined): as it is. False when there is no such contract. */
export async function changeContract(
  tx: Tx,
  ws: number,
  id: Uuid,
  change: { externalId?: string | null | undefined; metadata?: Record<string, string> | undefined },
): Promise<boolean> {
  const result = await tx
    .updateTable("contract")
    .set({
      ...(change.externalId === undefined ? {} : { external_id: change.externalId }),
      ...(change.metadata === undefined ? {} : { metadata: JSON.stringify(change.metadata) }),
      state: (is) => is.ref("state"),
    })
    .where("ws", "=", ws)
    .where("id", "=", id)
    .executeTakeFirst()
    .catch(refuseTaken);
  return result.numUpdatedRows > 0n;
}

export async function markEnded(tx: Tx, ws: number, id: Uuid): Promise<void> {
  await tx
    .updateTable("contract")
    .set({ state: "ended" })
    .where("ws", "=", ws)
    .where("id", "=", id)
    .execute();
}

function refuseTaken(error: unknown): never {
  if (takenBy(error) !== "contract_external") throw error;
  throw new Refusal(409, "external_id_taken", "Another contract of this workspace has this externalId.", {
    details: [{ path: "externalId", code: "taken", message: "is another contract's" }],
  });
}
