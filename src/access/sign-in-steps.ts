// The steps of signing in, around better-auth's one: tries are counted, and where the account has a second
// factor the session that a right password or link would give is thrown away and a challenge answered
// instead, until its code came. A challenge alone opens nothing and ends after five tries or ten minutes.
// Example: byPassword("ana@example.com", "…", headers) → { kind: "code", challenge } → byCode(challenge,
// "287082", …).

import { createHash } from "node:crypto";
import type { IncomingHttpHeaders } from "node:http";
import { sql } from "kysely";
import { type IdSource, newUuid, type Uuid } from "../base/id.ts";
import type { IdentityKysely } from "../db/identity-database.ts";
import { countTry, forgetTries, isKnownBrowser, knownCookie, MOST_TRIES } from "./failed-tries.ts";
import { hashToken } from "./hash-session-tokens.ts";
import type { Signed, SignIn } from "./identity.ts";
import type { SecondFactor } from "./second-factor.ts";

const CHALLENGE_MS = 10 * 60_000;
const CODE_TRIES = 5;

interface Doors {
  readonly kysely: IdentityKysely;
  readonly ids: IdSource;
  readonly secret: string;
  readonly isSecure: boolean;
  readonly secondFactor: SecondFactor;
  byPassword(email: string, password: string, headers: IncomingHttpHeaders): Promise<Signed | null>;
  byToken(token: string, headers: IncomingHttpHeaders): Promise<Signed | null>;
  makeToken(email: string): Promise<string | null>;
}

interface Challenge {
  account: Uuid;
  email: string;
}

export class SignInSteps {
  readonly #doors: Doors;

  constructor(doors: Doors) {
    this.#doors = doors;
  }

  async byPassword(email: string, password: string, headers: IncomingHttpHeaders): Promise<SignIn> {
    const { kysely, ids } = this.#doors;
    const target = this.#target("password", email, headers);
    if ((await countTry(kysely, target, ids.now())) > MOST_TRIES) return { kind: "wait" };
    const signed = await this.#doors.byPassword(email, password, headers);
    if (signed === null) return { kind: "no" };
    await forgetTries(kysely, target);
    return await this.#orChallenge(signed);
  }

  async byLink(token: string, headers: IncomingHttpHeaders): Promise<SignIn> {
    const signed = await this.#doors.byToken(token, headers);
    return signed === null ? { kind: "no" } : await this.#orChallenge(signed);
  }

  async byCode(challenge: string, code: string, headers: IncomingHttpHeaders): Promise<SignIn> {
    const { kysely, ids, secondFactor } = this.#doors;
    const name = nameOf(challenge);
    const found = await this.#readChallenge(name);
    if (found === null) return { kind: "wait" };
    if ((await countTry(kysely, name, ids.now())) > CODE_TRIES) {
      await this.#endChallenge(name);
      return { kind: "wait" };
    }
    const target = this.#target("code", found.email, headers);
    if ((await countTry(kysely, target, ids.now())) > MOST_TRIES) return { kind: "wait" };
    const used = await secondFactor.check(found.account, code);
    if (used === null) return { kind: "no" };
    if (!(await this.#endChallenge(name))) return { kind: "wait" };
    await forgetTries(kysely, target);
    const token = await this.#doors.makeToken(found.email);
    const signed = token === null ? null : await this.#doors.byToken(token, headers);
    return signed === null ? { kind: "wait" } : { kind: "in", signed: this.#known(signed), used };
  }

  /** Known browsers are counted apart from all others. */
  #target(what: string, email: string, headers: IncomingHttpHeaders): string {
    const known = isKnownBrowser(this.#doors.secret, email, headers);
    return `${what} ${email.toLowerCase()}${known ? " known" : ""}`;
  }

  async #orChallenge(signed: Signed): Promise<SignIn> {
    const { account, email } = signed.person;
    if (!(await this.#doors.secondFactor.read(account)).on)
      return { kind: "in", signed: this.#known(signed) };
    await this.#throwAway(signed);
    return { kind: "code", challenge: await this.#makeChallenge({ account, email }) };
  }

  /** Nobody was handed its cookie, and nobody ever will be. */
  async #throwAway(signed: Signed): Promise<void> {
    const cookie = signed.cookies.find((one) => /session_token=/.test(one)) ?? "";
    const value = decodeURIComponent(/session_token=([^;]+)/.exec(cookie)?.[1] ?? "");
    const token = value.slice(0, value.lastIndexOf("."));
    await sql`DELETE FROM identity.session WHERE token = ${hashToken(token)}`.execute(this.#doors.kysely);
  }

  #known(signed: Signed): Signed {
    const { secret, isSecure } = this.#doors;
    return { ...signed, cookies: [...signed.cookies, knownCookie(secret, signed.person.email, isSecure)] };
  }

  async #makeChallenge(about: Challenge): Promise<string> {
    const { kysely, ids } = this.#doors;
    const challenge = Buffer.from(ids.random(32)).toString("base64url");
    await sql`INSERT INTO identity.token (id, identifier, value, expires_at)
      VALUES (${newUuid(ids)}, ${nameOf(challenge)}, ${JSON.stringify(about)},
        ${new Date(ids.now() + CHALLENGE_MS)})`.execute(kysely);
    return challenge;
  }

  async #readChallenge(name: string): Promise<Challenge | null> {
    const { kysely, ids } = this.#doors;
    const { rows } = await sql<{ value: string }>`SELECT value FROM identity.token
      WHERE identifier = ${name} AND expires_at > ${new Date(ids.now())}`.execute(kysely);
    return rows[0] ? (JSON.parse(rows[0].value) as Challenge) : null;
  }

  /** True for the one that ended it. */
  async #endChallenge(name: string): Promise<boolean> {
    const { kysely } = this.#doors;
    await forgetTries(kysely, name);
    const done = await sql`DELETE FROM identity.token WHERE identifier = ${name}`.execute(kysely);
    return done.numAffectedRows === 1n;
  }
}

function nameOf(challenge: string): string {
  return `challenge ${createHash("sha256").update(challenge).digest("base64url")}`;
}
