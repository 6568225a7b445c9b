// The sources a workspace is connected to: their secrets, settings, state and health, and the addresses they
// send to. A new address makes the old one nobody's; a new secret leaves the old one good for a while. Never
// answers a secret. Example: listSources(tx, 7, now) → [{ name: "stripe", state: "active", parked: 14, … }].
import { sql } from "kysely";
import type { Tx } from "../db/transaction.ts";
import { hashAddress } from "./keep-delivery.ts";

const DAY_MS = 24 * 60 * 60 * 1000;

export interface ConnectedSource {
  name: string;
  state: "active" | "paused";
  settings: Record<string, unknown>;
  createdAt: Date;
  hasSecret: boolean;
  /** The old secret is good until then; null when there is none. */
  oldSecretUntil: Date | null;
  /** Sealed; null where it was made before addresses were kept. */
  address: Buffer | null;
  apiKeyHint: string | null;
  apiKeyProblem: string | null;
  /** Of the platform's own messages: those of our making do not count. */
  lastReceivedAt: Date | null;
  /** Deliveries that wait for a person. */
  parked: number;
  /** Deliveries that wait for their turn, or for the source to go on. */
  queued: number;
  /** Refused in the last 24 hours. */
  failed: number;
  /** Turned away at its address since the last good one. */
  turnedAway: { count: number; at: Date | null; code: string | null };
}

/** By name. */
export async function listSources(tx: Tx, ws: number, now: number): Promise<ConnectedSource[]> {
  const rows = await tx.selectFrom("source").selectAll().where("ws", "=", ws).orderBy("name").execute();
  const counts = await countDeliveries(tx, ws, now);
  return rows.map((row) => {
    const told = counts.get(row.name);
    const until = row.old_secret_until;
    return {
      name: row.name,
      state: row.state as ConnectedSource["state"],
      settings: row.settings as Record<string, unknown>,
      createdAt: row.created_at,
      hasSecret: row.secret !== null,
      oldSecretUntil: until !== null && until.getTime() > now ? until : null,
      address: row.address,
      apiKeyHint: row.api_key_hint,
      apiKeyProblem: row.api_key_problem,
      lastReceivedAt: told?.last ?? null,
      parked: told?.parked ?? 0,
      queued: told?.queued ?? 0,
      failed: told?.failed ?? 0,
      turnedAway: { count: row.turned_away, at: row.turned_away_at, code: row.turned_away_code },
    };
  });
}

export async function readSource(
  tx: Tx,
  ws: number,
  name: string,
  now: number,
): Promise<ConnectedSource | null> {
  return (await listSources(tx, ws, now)).find((one) => one.name === name) ?? null;
}

interface Counts {
  source: string;
  last: Date | null;
  parked: number;
  queued: number;
  failed: number;
}

async function countDeliveries(tx: Tx, ws: number, now: number): Promise<Map<string, Counts>> {
  const since = new Date(now - DAY_MS);
  const { rows } = await sql<Counts>`
    SELECT s.name AS source,
      (SELECT max(received_at) FROM partage.delivery d WHERE d.ws = s.ws AND d.source = s.name
        AND (d.type IS NULL OR d.type NOT ILIKE 'partage%')) AS last,
      (SELECT count(*)::int FROM partage.delivery d
        WHERE d.ws = s.ws AND d.state = 'parked' AND d.source = s.name) AS parked,
      (SELECT count(*)::int FROM partage.delivery d
        WHERE d.ws = s.ws AND d.state = 'stored' AND d.source = s.name) AS queued,
      (SELECT count(*)::int FROM partage.delivery d
        WHERE d.ws = s.ws AND d.state = 'refused' AND d.source = s.name AND d.received_at > ${since}) AS failed
    FROM partage.source s WHERE s.ws = ${ws}`.execute(tx);
  return new Map(rows.map((row) => [row.source, row]));
}

/** {} where the source is not connected any more. */
export async function readSourceSettings(tx: Tx, ws: number, name: string): Promise<Record<string, unknown>> {
  const query = tx.selectFrom("source").select("settings").where("ws", "=", ws).where("name", "=", name);
  return ((await query.executeTakeFirst())?.settings ?? {}) as Record<string, unknown>;
}

/** False also where it is not connected. */
export async function isPaused(tx: Tx, ws: number, name: string): Promise<boolean> {
  const query = tx.selectFrom("source").select("state").where("ws", "=", ws).where("name", "=", name);
  return (await query.executeTakeFirst())?.state === "paused";
}

export interface SourceChange {
  name: string;
  /** Left out: as it is. The one before stays good for `oldSecretMs`. */
  secret?: string | undefined;
  oldSecretMs?: number | undefined;
  settings?: Record<string, unknown> | undefined;
  state?: "active" | "paused" | undefined;
  /** Null: taken away. */
  apiKey?: { sealed: Buffer; hint: string } | null | undefined;
  at: number;
}

/** True when it was not connected before. */
export async function saveSource(tx: Tx, ws: number, change: SourceChange): Promise<boolean> {
  const { name, settings, state, apiKey, at } = change;
  const query = tx.selectFrom("source").select("secret").where("ws", "=", ws).where("name", "=", name);
  const before = await query.forUpdate().executeTakeFirst();
  const set = {
    ...secretsOf(change, before?.secret ?? null),
    ...(settings === undefined ? {} : { settings: JSON.stringify(settings) }),
    ...(state === undefined ? {} : { state }),
    ...(apiKey === undefined
      ? {}
      : { api_key: apiKey?.sealed ?? null, api_key_hint: apiKey?.hint ?? null, api_key_problem: null }),
  };
  if (before === undefined) {
    await tx
      .insertInto("source")
      .values({ ws, name, created_at: new Date(at), ...set })
      .execute();
    return true;
  }
  if (Object.keys(set).length > 0) {
    await tx.updateTable("source").set(set).where("ws", "=", ws).where("name", "=", name).execute();
  }
  return false;
}

/** The same secret again changes nothing: a form sent twice must not end the old one's time early. */
function secretsOf({ secret, oldSecretMs = 0, at }: SourceChange, before: string | null) {
  if (secret === undefined || secret === before) return {};
  const clean = { turned_away: 0, turned_away_at: null, turned_away_code: null };
  if (before === null || oldSecretMs <= 0) {
    return { ...clean, secret, old_secret: null, old_secret_until: null };
  }
  return { ...clean, secret, old_secret: before, old_secret_until: new Date(at + oldSecretMs) };
}

/** In place of every address it had; sealed, so that it can be shown again. */
export async function setAddress(
  tx: Tx,
  ws: number,
  source: string,
  address: string,
  sealed: Buffer | null,
): Promise<void> {
  await tx.deleteFrom("source_address").where("ws", "=", ws).where("source", "=", source).execute();
  await tx
    .insertInto("source_address")
    .values({ hash: hashAddress(address), ws, source })
    .execute();
  await tx
    .updateTable("source")
    .set({ address: sealed })
    .where("ws", "=", ws)
    .where("name", "=", source)
    .execute();
}

/** What comes to its addresses from now on finds nothing. False when it was not connected. */
export async function removeSource(tx: Tx, ws: number, name: string): Promise<boolean> {
  await tx.deleteFrom("source_address").where("ws", "=", ws).where("source", "=", name).execute();
  const result = await tx
    .deleteFrom("source")
    .where("ws", "=", ws)
    .where("name", "=", name)
    .executeTakeFirst();
  return result.numDeletedRows > 0n;
}
