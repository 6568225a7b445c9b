// How an affiliation came to be as it is, step by step. One from before steps were kept has a single one: how
// it began. Never writes. Example: listSteps(tx, 7, carla) → requested, approved by ana, suspended by ana.
import type { Uuid } from "../base/id.ts";
import type { Tx } from "../db/transaction.ts";
import type { Affiliation, AffiliationState } from "./affiliation.ts";

export interface AffiliationStep {
  no: number;
  at: Date;
  state: AffiliationState;
  recruitedBy: Uuid | null;
  reason: string | null;
  /** The actor, as events name it. */
  by: string;
}

/** Oldest first. */
export async function listSteps(tx: Tx, ws: number, affiliation: Affiliation): Promise<AffiliationStep[]> {
  const rows = await tx
    .selectFrom("affiliation_step")
    .selectAll()
    .where("ws", "=", ws)
    .where("affiliation", "=", affiliation.id)
    .orderBy("no")
    .execute();
  if (rows.length === 0) {
    const { state, recruitedBy, reason, createdAt: at } = affiliation;
    return [{ no: 1, at, state, recruitedBy, reason, by: "system" }];
  }
  return rows.map(({ no, at, state, recruited_by, reason, by }) => ({
    ...{ no, at, reason, by, state: state as AffiliationState },
    recruitedBy: recruited_by as Uuid | null,
  }));
}
