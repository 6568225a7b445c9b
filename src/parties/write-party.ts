// Adds a party and changes one. Never changes its kind, and never removes one: money may stand on its name
// for ever.
// Example: addParty(tx, 7, { id, kind: "processor", name: "stripe", ref: "stripe", at }).
import type { Uuid } from "../base/id.ts";
import { Refusal } from "../base/refusal.ts";
import type { Tx } from "../db/transaction.ts";
import { type Party, type PartyKind, refuseTaken, TAX_REF, toParty } from "./party.ts";

export interface NewParty {
  id: Uuid;
  kind: PartyKind;
  name: string;
  email?: string | undefined;
  country?: string | undefined;
  ref?: string | undefined;
  externalId?: string | undefined;
  metadata?: Record<string, string> | undefined;
  at: number;
}

export async function addParty(tx: Tx, ws: number, party: NewParty): Promise<Party> {
  const row = await tx
    .insertInto("party")
    .values({
      ws,
      id: party.id,
      kind: party.kind,
      name: party.name,
      email: party.email ?? null,
      country: party.country ?? null,
      ref: party.ref ?? null,
      external_id: party.externalId ?? null,
      metadata: JSON.stringify(party.metadata ?? {}),
      created_at: new Date(party.at),
    })
    .returningAll()
    .executeTakeFirstOrThrow()
    .catch(refuseTaken);
  return toParty(row);
}

/** Left out (undefined): as it is. */
export interface PartyChange {
  name?: string | undefined;
  email?: string | null | undefined;
  country?: string | null | undefined;
  ref?: string | null | undefined;
  externalId?: string | null | undefined;
  metadata?: Record<string, string> | undefined;
}

/** Null when there is no such party. */
export async function changeParty(tx: Tx, ws: number, id: Uuid, change: PartyChange): Promise<Party | null> {
  const before = await tx
    .selectFrom("party")
    .selectAll()
    .where("ws", "=", ws)
    .where("id", "=", id)
    .forNoKeyUpdate()
    .executeTakeFirst();
  if (!before) return null;
  if (before.kind === "tax" && change.ref !== undefined && change.ref !== TAX_REF) {
    throw new Refusal(422, "ref_fixed", `The tax party is known by the ref ${TAX_REF}, always.`, {
      details: [{ path: "ref", code: "fixed", message: "cannot be changed" }],
    });
  }
  const row = await tx
    .updateTable("party")
    .set({
      name: change.name ?? before.name,
      email: change.email === undefined ? before.email : change.email,
      country: change.country === undefined ? before.country : change.country,
      ref: change.ref === undefined ? before.ref : change.ref,
      external_id: change.externalId === undefined ? before.external_id : change.externalId,
      metadata: JSON.stringify(change.metadata ?? before.metadata),
    })
    .where("ws", "=", ws)
    .where("id", "=", id)
    .returningAll()
    .executeTakeFirstOrThrow()
    .catch(refuseTaken);
  return toParty(row);
}

/** The processor known by `ref`, made when nobody is: many deliveries may ask at once, one makes it. */
export async function ensureProcessor(tx: Tx, ws: number, ref: string, id: Uuid, at: number): Promise<Party> {
  await tx
    .insertInto("party")
    .values({ ws, id, kind: "processor", name: ref.slice(0, 200), ref, created_at: new Date(at) })
    .onConflict((conflict) => conflict.columns(["ws", "ref"]).where("ref", "is not", null).doNothing())
    .execute();
  const row = await tx
    .selectFrom("party")
    .selectAll()
    .where("ws", "=", ws)
    .where("ref", "=", ref)
    .executeTakeFirstOrThrow();
  return toParty(row);
}
