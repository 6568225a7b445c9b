// Counts failed tries by what they were aimed at, so that nobody guesses for long from many machines. A
// browser that has signed in before is counted apart: a stranger's guesses never lock a person out of their
// own browser, and the mailed link is never counted at all.
// Example: await countTry(kysely, "password ana@example.com", now, HOUR) → 21.
import { createHmac, timingSafeEqual } from "node:crypto";
import type { IncomingHttpHeaders } from "node:http";
import { sql } from "kysely";
import type { IdentityKysely } from "../db/identity-database.ts";

export const HOUR_MS = 3_600_000;
export const MOST_TRIES = 20;
const KNOWN_COOKIE = "partage.known";
const KNOWN_DAYS = 180;

/** Counted before it is looked at, so that many at once do not slip through; answers how many it makes. */
export async function countTry(kysely: IdentityKysely, target: string, now: number): Promise<number> {
  const from = new Date(now - HOUR_MS);
  const at = new Date(now);
  const { rows } = await sql<{ count: number }>`
    INSERT INTO identity.failed_try AS t (target, count, since) VALUES (${target}, 1, ${at})
    ON CONFLICT (target) DO UPDATE SET count = CASE WHEN t.since < ${from} THEN 1 ELSE t.count + 1 END,
      since = CASE WHEN t.since < ${from} THEN ${at} ELSE t.since END
    RETURNING count`.execute(kysely);
  return rows[0]?.count ?? 1;
}

export async function forgetTries(kysely: IdentityKysely, target: string): Promise<void> {
  await sql`DELETE FROM identity.failed_try WHERE target = ${target}`.execute(kysely);
}

/** Set-Cookie of a browser in which this address has signed in. Leads nowhere by itself. */
export function knownCookie(secret: string, email: string, isSecure: boolean): string {
  const value = markOf(secret, email);
  return `${KNOWN_COOKIE}=${value}; Max-Age=${KNOWN_DAYS * 86_400}; Path=/; HttpOnly; SameSite=Lax${isSecure ? "; Secure" : ""}`;
}

export function isKnownBrowser(secret: string, email: string, headers: IncomingHttpHeaders): boolean {
  const given = new RegExp(`(?:^|; *)${KNOWN_COOKIE.replace(".", "\\.")}=([A-Za-z0-9_-]+)`).exec(
    headers.cookie ?? "",
  )?.[1];
  const wanted = Buffer.from(markOf(secret, email));
  const got = Buffer.from(given ?? "");
  return got.length === wanted.length && timingSafeEqual(got, wanted);
}

function markOf(secret: string, email: string): string {
  return createHmac("sha256", secret).update(`known browser of ${email.toLowerCase()}`).digest("base64url");
}
