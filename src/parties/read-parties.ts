// Reads parties: one, a page of them, by the names callers use, and who somebody is by id. Never writes.
// Example: findParty(tx, 7, { ref: "stripe" }) → the processor, or null.
import { sql } from "kysely";
import type { Uuid } from "../base/id.ts";
import { Refusal } from "../base/refusal.ts";
import type { Tx } from "../db/transaction.ts";
import { type Party, type PartyKind, type PartyName, toParty } from "./party.ts";

export async function findParty(tx: Tx, ws: number, name: PartyName): Promise<Party | null> {
  const [column, value] = columnOf(name);
  const row = await tx
    .selectFrom("party")
    .selectAll()
    .where("ws", "=", ws)
    .where(column, "=", value)
    .executeTakeFirst();
  return row ? toParty(row) : null;
}

function columnOf(name: PartyName): ["id" | "external_id" | "ref", string] {
  if (typeof name === "string") return ["id", name];
  return "ref" in name ? ["ref", name.ref] : ["external_id", name.externalId];
}

/** Those of these ids. */
export async function readParties(tx: Tx, ws: number, ids: readonly Uuid[]): Promise<Map<Uuid, Party>> {
  if (ids.length === 0) return new Map();
  const rows = await tx
    .selectFrom("party")
    .selectAll()
    .where("ws", "=", ws)
    .where("id", "in", [...ids])
    .execute();
  return new Map(rows.map((row) => [row.id as Uuid, toParty(row)]));
}

/** Throws 422 `unknown_party` at `path` when there is none. */
export async function mustFindParty(tx: Tx, ws: number, name: PartyName, path: string): Promise<Party> {
  const found = await findParty(tx, ws, name);
  if (found !== null) return found;
  const message = "names no party of this workspace";
  throw new Refusal(422, "unknown_party", `${path} ${message}.`, {
    details: [{ path, code: "unknown_party", message }],
  });
}

/**
 * As mustFindParty, for a party that earns: a co-producer, affiliate or manager. Throws 422 `not_a_partner`.
 */
export async function mustFindPartner(tx: Tx, ws: number, name: PartyName, path: string): Promise<Party> {
  const party = await mustFindParty(tx, ws, name, path);
  if (party.kind === "partner") return party;
  const message = `is the ${party.kind}, not a partner`;
  throw new Refusal(422, "not_a_partner", `${path} ${message}.`, {
    details: [{ path, code: "not_a_partner", message }],
  });
}

/** The oldest of this name. */
export async function findPlatform(tx: Tx, ws: number, name: string): Promise<Party | null> {
  const row = await tx
    .selectFrom("party")
    .selectAll()
    .where("ws", "=", ws)
    .where("kind", "=", "platform")
    .where("name", "=", name)
    .orderBy("id")
    .limit(1)
    .executeTakeFirst();
  return row ? toParty(row) : null;
}

export interface PartyFilter {
  kind?: PartyKind | undefined;
  /** Part of the name, the e-mail address or the ref. */
  search?: string | undefined;
  ref?: string | undefined;
  externalId?: string | undefined;
  /** Name and id of the last one shown. */
  after?: readonly [string, string] | undefined;
  limit: number;
}

/** By name. */
export async function listParties(tx: Tx, ws: number, filter: PartyFilter): Promise<Party[]> {
  let query = tx.selectFrom("party").selectAll().where("ws", "=", ws);
  const { kind, search, ref, externalId, after } = filter;
  if (kind !== undefined) query = query.where("kind", "=", kind);
  if (ref !== undefined) query = query.where("ref", "=", ref);
  if (externalId !== undefined) query = query.where("external_id", "=", externalId);
  if (search !== undefined) {
    query = query.where(
      sql<boolean>`position(lower(${search}) in lower(concat_ws(' ', name, email, ref))) > 0`,
    );
  }
  if (after !== undefined) {
    const [name, id] = after;
    query = query.where((is) => is(is.refTuple("name", "id"), ">", is.tuple(name, id)));
  }
  const rows = await query.orderBy("name").orderBy("id").limit(filter.limit).execute();
  return rows.map(toParty);
}
