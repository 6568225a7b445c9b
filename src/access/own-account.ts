// What a person sees and changes of their own account beside signing in: name, language, display of time,
// address, sessions. On identity's own tables; never reads a workspace. A place is never made up: none is
// kept.
// Example: await own.listSessions(account) → [{ id, createdAt, seenAt, userAgent: "Mozilla/5.0 …" }].
import { createHash } from "node:crypto";
import { sql } from "kysely";
import { type IdSource, newUuid, type Uuid } from "../base/id.ts";
import { emailDigests } from "../base/person-key.ts";
import type { IdentityKysely } from "../db/identity-database.ts";

export const DATE_STYLES = ["words", "numbers", "iso"] as const;
export type DateStyle = (typeof DATE_STYLES)[number];

export interface Profile {
  /** Any that the pages are there in; mails fall back. */
  language: string | null;
  timeZone: string | null;
  dateStyle: DateStyle | null;
}

export interface OwnSession {
  id: string;
  createdAt: Date;
  /** To the hour. */
  seenAt: Date;
  userAgent: string | null;
}

const EMAIL_HOURS = 24;

export class OwnAccount {
  readonly #kysely: IdentityKysely;
  readonly #ids: IdSource;

  constructor(kysely: IdentityKysely, ids: IdSource) {
    this.#kysely = kysely;
    this.#ids = ids;
  }

  async readProfile(account: Uuid): Promise<Profile> {
    const { rows } = await sql<{
      language: string | null;
      time_zone: string | null;
      date_style: string | null;
    }>`
      SELECT language, time_zone, date_style FROM identity.profile WHERE person = ${account}`.execute(
      this.#kysely,
    );
    const row = rows[0];
    return {
      language: row?.language ?? null,
      timeZone: row?.time_zone ?? null,
      dateStyle: (row?.date_style ?? null) as DateStyle | null,
    };
  }

  /** Left out: as it is; null: as the browser and the workspace have it. */
  async changeProfile(account: Uuid, change: Partial<Profile> & { name?: string }): Promise<void> {
    const { name, ...rest } = change;
    const profile = { ...(await this.readProfile(account)), ...rest };
    await sql`INSERT INTO identity.profile (person, language, time_zone, date_style)
      VALUES (${account}, ${profile.language}, ${profile.timeZone}, ${profile.dateStyle})
      ON CONFLICT (person) DO UPDATE SET language = excluded.language, time_zone = excluded.time_zone,
        date_style = excluded.date_style`.execute(this.#kysely);
    if (name === undefined) return;
    await sql`UPDATE identity.person SET name = ${name}, updated_at = ${new Date(this.#ids.now())}
      WHERE id = ${account}`.execute(this.#kysely);
  }

  /** Newest sign of life first; those that ran out are left out. */
  async listSessions(account: Uuid): Promise<OwnSession[]> {
    const { rows } = await sql<{ id: string; created_at: Date; updated_at: Date; user_agent: string | null }>`
      SELECT id, created_at, updated_at, user_agent FROM identity.session
      WHERE person = ${account} AND expires_at > ${new Date(this.#ids.now())}
      ORDER BY updated_at DESC, id LIMIT 100`.execute(this.#kysely);
    return rows.map((row) => ({
      id: row.id,
      createdAt: row.created_at,
      seenAt: row.updated_at,
      userAgent: row.user_agent === "" ? null : row.user_agent,
    }));
  }

  /** False when there is no such session of this account. */
  async endSession(account: Uuid, id: string): Promise<boolean> {
    const { numAffectedRows } = await sql`DELETE FROM identity.session
      WHERE person = ${account} AND id = ${id}`.execute(this.#kysely);
    return numAffectedRows === 1n;
  }

  /** All but the one told, or all. */
  async endSessions(account: Uuid, but: string | null): Promise<void> {
    await sql`DELETE FROM identity.session
      WHERE person = ${account} AND id IS DISTINCT FROM ${but}::text`.execute(this.#kysely);
  }

  async hasPassword(account: Uuid): Promise<boolean> {
    const { rows } = await sql`SELECT 1 FROM identity.credential
      WHERE person = ${account} AND password IS NOT NULL`.execute(this.#kysely);
    return rows.length > 0;
  }

  /** A single-use token that confirms a new address, for the mail to it alone; an earlier one ends. */
  async makeEmailToken(account: Uuid, email: string): Promise<string> {
    const token = Buffer.from(this.#ids.random(32)).toString("base64url");
    const expires = new Date(this.#ids.now() + EMAIL_HOURS * 3_600_000);
    const value = JSON.stringify({ account, email });
    await sql`DELETE FROM identity.token WHERE identifier LIKE 'email %'
      AND value::jsonb ->> 'account' = ${account}`.execute(this.#kysely);
    await sql`INSERT INTO identity.token (id, identifier, value, expires_at)
      VALUES (${newUuid(this.#ids)}, ${nameOf(token)}, ${value}, ${expires})`.execute(this.#kysely);
    return token;
  }

  /**
   * Changes the address; null when the token is unknown, used, too old, or the address was taken meanwhile.
   * In the same statement it becomes one that the account is known by, beside the old one, which stays known:
   * a purchase of one's own is one under any of them.
   */
  async redeemEmailToken(token: string): Promise<{ account: Uuid; from: string; to: string } | null> {
    const { rows } = await sql<{ value: string }>`DELETE FROM identity.token
      WHERE identifier = ${nameOf(token)} AND expires_at > ${new Date(this.#ids.now())}
      RETURNING value`.execute(this.#kysely);
    if (rows[0] === undefined) return null;
    const { account, email } = JSON.parse(rows[0].value) as { account: Uuid; email: string };
    const now = new Date(this.#ids.now());
    const known = await sql<{ from: string }>`SELECT email AS from FROM identity.person
      WHERE id = ${account}`.execute(this.#kysely);
    const from = known.rows[0]?.from;
    if (from === undefined) return null;
    const keys = [...emailDigests(from), ...emailDigests(email)];
    try {
      const changed = await sql`UPDATE identity.person SET email = ${email}, email_verified = true,
          updated_at = ${now} WHERE id = ${account} AND email = ${from}
        RETURNING partage.know_address(${account}::text, ${keys}::text[], ${now}::timestamptz)`.execute(
        this.#kysely,
      );
      return changed.rows[0] ? { account, from, to: email } : null;
    } catch (error) {
      if ((error as { code?: string }).code === "23505") return null;
      throw error;
    }
  }
}

function nameOf(token: string): string {
  return `email ${createHash("sha256").update(token).digest("base64url")}`;
}
