// The audit trail with names: each event with who did it as people know them, also when the account is gone
// or the key revoked, what it is about by name where that is known, and what was changed from what to what.
// Example: readTrail(app, identity, 7, { limit: 50 }) → [{ type: "offer.changed", actor: { name: "Ana" },
// changes }].
import { readActorNames } from "../access/actor-names.ts";
import type { Identity } from "../access/identity.ts";
import { parsePublicId } from "../base/id.ts";
import { inWorkspace, type Tx } from "../db/transaction.ts";
import { type AuditFilter, readActors, readAudit } from "../reports/audit.ts";
import type { HappenedEvent } from "../reports/events.ts";
import { nameSubjects, type SubjectName } from "../reports/subject-names.ts";
import type { App } from "./app.ts";

export interface Actor {
  id: string;
  kind: "account" | "key" | "source" | "system" | "party";
  name: string | null;
  email: string | null;
}

export interface TrailEntry extends HappenedEvent {
  who: Actor;
  subjectName: string | null;
  /** Beside the name: a run's number, a payout's amount. */
  subjectFacts: Omit<SubjectName, "name"> | null;
  changes: { field: string; before: unknown; after: unknown }[];
}

const MOST_ACTORS = 300;

export async function readTrail(
  app: App,
  identity: Identity,
  ws: number,
  filter: AuditFilter,
): Promise<TrailEntry[]> {
  const { events, remembered, subjects } = await inWorkspace(app.db, ws, async (tx) => {
    const events = await readAudit(tx, ws, filter);
    const ids = [...new Set(events.flatMap((event) => [event.actor, actorOf(event.subject)]))];
    return {
      events,
      remembered: await rememberedNames(tx, ws, ids),
      subjects: await nameSubjects(
        tx,
        ws,
        events.map((event) => event.subject),
      ),
    };
  });
  const who = await nameActors(identity, remembered, [
    ...events.flatMap((event) => [event.actor, actorOf(event.subject)]),
  ]);
  return events.map((event) => {
    const { name = null, ...facts } = subjects.get(event.subject) ?? {};
    const isTold = "number" in facts && (facts.number !== null || facts.amount !== null);
    return {
      ...event,
      who: who.get(event.actor) as Actor,
      subjectName: name ?? who.get(actorOf(event.subject))?.name ?? null,
      subjectFacts: isTold ? (facts as Omit<SubjectName, "name">) : null,
      changes: changesOf(event.payload),
    };
  });
}

/** Everybody who ever did something here. */
export async function listActors(app: App, identity: Identity, ws: number): Promise<Actor[]> {
  const { ids, remembered } = await inWorkspace(app.db, ws, async (tx) => {
    const ids = await readActors(tx, ws, MOST_ACTORS);
    return { ids, remembered: await rememberedNames(tx, ws, ids) };
  });
  return [...(await nameActors(identity, remembered, ids)).values()];
}

/** A subject that is a person or a key is named as an actor is. */
function actorOf(subject: string): string {
  if (subject.startsWith("account_")) return `account:${subject}`;
  return subject.startsWith("key_") ? `key:${subject}` : subject;
}

type Remembered = ReadonlyMap<string, { name: string; email: string | null }>;

/** People by what was kept of them, keys by their row, which a revocation leaves. */
async function rememberedNames(tx: Tx, ws: number, ids: readonly string[]): Promise<Remembered> {
  const names = new Map(await readActorNames(tx, ws, ids));
  const keys = ids.flatMap((id) => parsePublicId("key", id.replace(/^key:/, "")) ?? []);
  if (keys.length === 0) return names;
  const rows = await tx
    .selectFrom("api_key")
    .select(["id", "name"])
    .where("ws", "=", ws)
    .where("id", "in", keys)
    .execute();
  const byId = new Map<string, string>(rows.map((row) => [row.id, row.name]));
  for (const id of ids) {
    const name = byId.get(parsePublicId("key", id.replace(/^key:/, "")) ?? "");
    if (name !== undefined) names.set(id, { name, email: null });
  }
  return names;
}

async function nameActors(
  identity: Identity,
  remembered: Remembered,
  ids: readonly string[],
): Promise<Map<string, Actor>> {
  const accounts = ids.flatMap((id) => parsePublicId("account", id.replace(/^account:/, "")) ?? []);
  const people = await identity.readPeople([...new Set(accounts)]);
  return new Map(
    ids.map((id) => {
      const account = parsePublicId("account", id.replace(/^account:/, ""));
      const person = account === null ? undefined : people.get(account);
      const kept = remembered.get(id);
      const name = person ? person.name || person.email : (kept?.name ?? null);
      return [id, { id, kind: kindOf(id), name, email: person?.email ?? kept?.email ?? null }];
    }),
  );
}

function kindOf(actor: string): Actor["kind"] {
  const kind = actor.split(":", 1)[0];
  return kind === "account" || kind === "key" || kind === "source" || kind === "party" ? kind : "system";
}

/** { before, after } side by side, { from, to } as one change. */
function changesOf(payload: unknown): TrailEntry["changes"] {
  const { before, after, from, to } = (payload ?? {}) as Record<string, unknown>;
  if (isObject(before) && isObject(after)) {
    const fields = [...new Set([...Object.keys(before), ...Object.keys(after)])];
    return fields
      .map((field) => ({ field, before: before[field] ?? null, after: after[field] ?? null }))
      .filter((one) => JSON.stringify(one.before) !== JSON.stringify(one.after));
  }
  return typeof from === "string" && typeof to === "string"
    ? [{ field: "role", before: from, after: to }]
    : [];
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
