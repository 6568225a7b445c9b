// Where a workspace wants to be told what happened: an address, which types, and how far its events were
// turned into messages. The secret signs every message and is shown once. A paused endpoint goes on where it
// stopped.
// Example: addEndpoint(tx, 7, { id, url: "https://example.com/hooks", types: ["sale.recorded"], secret, … }).
import type { Selectable } from "kysely";
import type { IdSource, Uuid } from "../base/id.ts";
import type { WebhookEndpoint as EndpointRow } from "../db/tables.ts";
import type { Tx } from "../db/transaction.ts";

export interface Endpoint {
  id: Uuid;
  url: string;
  secret: string;
  /** Empty: all. */
  types: string[];
  state: "active" | "paused" | "disabled";
  /** Signs beside the new one until then. */
  oldSecret: { secret: string; until: Date } | null;
  stopped: { at: Date; why: string } | null;
  /** Events up to here are messages already, or were before the endpoint was. */
  fromSeq: number;
  metadata: Record<string, string>;
  createdAt: Date;
}

/** As Standard Webhooks spells one: whsec_ and the base64 of 24 random bytes. */
export function makeSigningSecret(ids: IdSource): string {
  return `whsec_${Buffer.from(ids.random(24)).toString("base64")}`;
}

export interface NewEndpoint {
  id: Uuid;
  url: string;
  secret: string;
  types: readonly string[];
  metadata?: Record<string, string> | undefined;
  at: number;
}

/** Begins with what happens from now on. */
export async function addEndpoint(tx: Tx, ws: number, endpoint: NewEndpoint): Promise<Endpoint> {
  const head = await tx.selectFrom("event_head").select("seq").where("ws", "=", ws).executeTakeFirst();
  const row = await tx
    .insertInto("webhook_endpoint")
    .values({
      ws,
      id: endpoint.id,
      url: endpoint.url,
      secret: endpoint.secret,
      types: [...endpoint.types],
      state: "active",
      from_seq: head?.seq ?? 0,
      metadata: JSON.stringify(endpoint.metadata ?? {}),
      created_at: new Date(endpoint.at),
    })
    .returningAll()
    .executeTakeFirstOrThrow();
  return toEndpoint(row);
}

/** Left out (undefined): as it is. */
export interface EndpointChange {
  url?: string | undefined;
  types?: readonly string[] | undefined;
  state?: "active" | "paused" | undefined;
  metadata?: Record<string, string> | undefined;
}

/** Null when there is no such endpoint. */
export async function changeEndpoint(
  tx: Tx,
  ws: number,
  id: Uuid,
  change: EndpointChange,
): Promise<Endpoint | null> {
  const row = await tx
    .updateTable("webhook_endpoint")
    .set((is) => ({
      url: change.url ?? is.ref("url"),
      types: change.types ? [...change.types] : is.ref("types"),
      state: change.state ?? is.ref("state"),
      ...(change.state === undefined ? {} : { stopped_at: null, stopped_why: null }),
      ...(change.metadata === undefined ? {} : { metadata: JSON.stringify(change.metadata) }),
    }))
    .where("ws", "=", ws)
    .where("id", "=", id)
    .returningAll()
    .executeTakeFirst();
  return row ? toEndpoint(row) : null;
}

/** Switched off by the server, which says why; nothing is sent until somebody makes it active again. */
export async function stopEndpoint(
  tx: Tx,
  ws: number,
  id: Uuid,
  stop: { state: "paused" | "disabled"; why: string; at: number },
): Promise<boolean> {
  const done = await tx
    .updateTable("webhook_endpoint")
    .set({ state: stop.state, stopped_at: new Date(stop.at), stopped_why: stop.why })
    .where("ws", "=", ws)
    .where("id", "=", id)
    .where("state", "=", "active")
    .executeTakeFirst();
  return done.numUpdatedRows > 0n;
}

/**
 * The secret that was goes on signing beside the new one until `until`. Null when there is no such endpoint.
 */
export async function rotateEndpoint(
  tx: Tx,
  ws: number,
  id: Uuid,
  secret: string,
  until: number,
): Promise<Endpoint | null> {
  const row = await tx
    .updateTable("webhook_endpoint")
    .set((is) => ({ old_secret: is.ref("secret"), old_secret_until: new Date(until), secret }))
    .where("ws", "=", ws)
    .where("id", "=", id)
    .returningAll()
    .executeTakeFirst();
  return row ? toEndpoint(row) : null;
}

/** With its log. False when there was none. */
export async function removeEndpoint(tx: Tx, ws: number, id: Uuid): Promise<boolean> {
  await tx.deleteFrom("webhook_message").where("ws", "=", ws).where("endpoint", "=", id).execute();
  const done = await tx
    .deleteFrom("webhook_endpoint")
    .where("ws", "=", ws)
    .where("id", "=", id)
    .executeTakeFirst();
  return done.numDeletedRows > 0n;
}

/** Oldest first. */
export async function listEndpoints(
  tx: Tx,
  ws: number,
  filter: { id?: Uuid; after?: readonly [number, string] | undefined; limit?: number } = {},
): Promise<Endpoint[]> {
  let query = tx.selectFrom("webhook_endpoint").selectAll().where("ws", "=", ws);
  if (filter.id !== undefined) query = query.where("id", "=", filter.id);
  if (filter.after !== undefined) {
    const [at, id] = filter.after;
    query = query.where((is) => is(is.refTuple("created_at", "id"), ">", is.tuple(new Date(at), id)));
  }
  const rows = await query
    .orderBy("created_at")
    .orderBy("id")
    .limit(filter.limit ?? 1000)
    .execute();
  return rows.map(toEndpoint);
}

/** The active endpoints that nobody else is turning events into messages for, locked until the commit. */
export async function lockEndpoints(tx: Tx, ws: number): Promise<Endpoint[]> {
  const rows = await tx
    .selectFrom("webhook_endpoint")
    .selectAll()
    .where("ws", "=", ws)
    .where("state", "=", "active")
    .orderBy("id")
    .forUpdate()
    .skipLocked()
    .execute();
  return rows.map(toEndpoint);
}

export async function moveEndpoint(tx: Tx, ws: number, id: Uuid, toSeq: number): Promise<void> {
  await tx
    .updateTable("webhook_endpoint")
    .set({ from_seq: toSeq })
    .where("ws", "=", ws)
    .where("id", "=", id)
    .execute();
}

function toEndpoint(row: Selectable<EndpointRow>): Endpoint {
  return {
    id: row.id as Uuid,
    url: row.url,
    secret: row.secret,
    types: row.types,
    state: row.state as Endpoint["state"],
    oldSecret:
      row.old_secret !== null && row.old_secret_until !== null
        ? { secret: row.old_secret, until: row.old_secret_until }
        : null,
    stopped:
      row.stopped_at !== null && row.stopped_why !== null
        ? { at: row.stopped_at, why: row.stopped_why }
        : null,
    fromSeq: row.from_seq,
    metadata: row.metadata as Record<string, string>,
    createdAt: row.created_at,
  };
}
