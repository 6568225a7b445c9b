// The single-use secret of an invitation's link: 32 random bytes, kept only as a SHA-256. A new one of the
// same proposal ends the older; a mail's never one that was handed over. It shows the terms; it never accepts
// by being opened.
// Example: issueToken(tx, ids, 7, proposal) → "k3V…" (43 characters), to be mailed once and forgotten.
import { createHash } from "node:crypto";
import type { IdSource, Uuid } from "../base/id.ts";
import type { Tx } from "../db/transaction.ts";

const BYTES = 32;
const TOKEN = /^[A-Za-z0-9_-]{43}$/;

/** Answers the only copy there is. Runs outside a workspace or inside the proposal's. */
export async function issueToken(
  tx: Tx,
  ids: IdSource,
  ws: number,
  proposal: Uuid,
  byHand = false,
): Promise<string> {
  const token = Buffer.from(ids.random(BYTES)).toString("base64url");
  await endTokens(tx, ws, proposal, byHand ? "all" : "mailed");
  await tx
    .insertInto("invitation_token")
    .values({ hash: hashOf(token), ws, proposal, by_hand: byHand })
    .execute();
  return token;
}

/** The links of this proposal open nothing any more: every one, or those that were mailed. */
export async function endTokens(
  tx: Tx,
  ws: number,
  proposal: Uuid,
  which: "all" | "mailed" = "all",
): Promise<void> {
  const all = tx.deleteFrom("invitation_token").where("ws", "=", ws).where("proposal", "=", proposal);
  await (which === "all" ? all : all.where("by_hand", "=", false)).execute();
}

/** Whose link it is; null when it is none, cut off, used or replaced. */
export async function findToken(
  tx: Tx,
  token: string,
): Promise<{ ws: number; proposal: Uuid; byHand: boolean } | null> {
  if (!TOKEN.test(token)) return null;
  const row = await tx
    .selectFrom("invitation_token")
    .select(["ws", "proposal", "by_hand"])
    .where("hash", "=", hashOf(token))
    .executeTakeFirst();
  if (row === undefined) return null;
  return { ws: row.ws, proposal: row.proposal as Uuid, byHand: row.by_hand };
}

function hashOf(token: string): Buffer {
  return createHash("sha256").update(token).digest();
}
