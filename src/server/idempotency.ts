// Idempotency-Key on a POST: the first answer is kept for a day per workspace, route and key, and given
// again. Claim, act and answer are one transaction: a crash leaves either all of it or nothing, and a second
// request with the same key waits for the first. Refusals are not kept: nothing happened, so trying again is
// right. Never used where the source's own id is the key for ever (sales, refunds, disputes): those routes
// say so.
import { createHash } from "node:crypto";
import { sql } from "kysely";
import { inWorkspace, type Tx } from "../db/transaction.ts";
import type { App } from "../flows/app.ts";
import { DoorAnswer } from "./problem.ts";

/** A day. */
export const KEPT_MS = 24 * 60 * 60 * 1000;
const KEY = /^[\x21-\x7e]{1,255}$/;

export interface KeptAnswer {
  status: number;
  answer: unknown;
  /** True when it was given before. */
  again: boolean;
}

export interface Claim {
  /** 0 for the few routes that stand outside a workspace; their route name carries the account. */
  ws: number;
  route: string;
  key: string;
  /** What was asked, so that the same key with another request is refused. */
  asked: unknown;
}

/** The header's value, or null when it was not sent. */
export function readIdempotencyKey(header: string | string[] | undefined): string | null {
  if (header === undefined) return null;
  if (typeof header === "string" && KEY.test(header)) return header;
  throw new DoorAnswer(400, "invalid_request", "Idempotency-Key must be 1 to 255 visible ASCII characters.", {
    errors: [
      {
        path: "Idempotency-Key",
        code: "invalid_format",
        message: "must be 1 to 255 visible ASCII characters",
      },
    ],
  });
}

/**
 * Runs `act` once for the key; `keep` says what of the answer may be stored (a secret shown once may not).
 */
export async function answerOnce(
  app: App,
  claim: Claim,
  act: (app: App) => Promise<{ status: number; answer: unknown }>,
  keep: (answer: unknown) => unknown = (answer) => answer,
): Promise<KeptAnswer> {
  const hash = createHash("sha256").update(JSON.stringify(claim.asked)).digest();
  const now = app.ids.now();
  return await inWorkspace(app.db, claim.ws, async (tx) => {
    const before = await takeClaim(tx, claim, hash, now);
    if (before) return { ...before, again: true };
    const db = { ...app.db, joined: { ws: claim.ws, tx } };
    const done = await act(Object.create(app, { db: { value: db, enumerable: true } }) as App);
    await tx
      .updateTable("idempotency")
      .set({ status: done.status, answer: JSON.stringify(keep(done.answer) ?? null) })
      .where("ws", "=", claim.ws)
      .where("route", "=", claim.route)
      .where("key", "=", claim.key)
      .execute();
    return { ...done, again: false };
  });
}

/** Null when the key is ours now; else what was answered to it. Waits while another request holds the key. */
async function takeClaim(tx: Tx, claim: Claim, hash: Buffer, now: number) {
  const { ws, route, key } = claim;
  await sql`SELECT set_config('lock_timeout', '15s', true)`.execute(tx);
  await tx
    .deleteFrom("idempotency")
    .where("ws", "=", ws)
    .where("route", "=", route)
    .where("key", "=", key)
    .where("created_at", "<", new Date(now - KEPT_MS))
    .execute();
  const taken = await tx
    .insertInto("idempotency")
    .values({ ws, route, key, request_hash: hash, status: 0, answer: "null", created_at: new Date(now) })
    .onConflict((conflict) => conflict.doNothing())
    .returning("status")
    .executeTakeFirst();
  if (taken) return null;
  const kept = await tx
    .selectFrom("idempotency")
    .select(["request_hash", "status", "answer"])
    .where("ws", "=", ws)
    .where("route", "=", route)
    .where("key", "=", key)
    .executeTakeFirstOrThrow();
  if (!hash.equals(kept.request_hash)) {
    throw new DoorAnswer(
      409,
      "idempotency_key_reused",
      "This Idempotency-Key was used for another request.",
      {
        errors: [{ path: "Idempotency-Key", code: "reused", message: "was used for another request" }],
      },
    );
  }
  return { status: kept.status, answer: kept.answer as unknown };
}
