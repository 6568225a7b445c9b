// The second factor of an account: a key in an authenticator app, and ten recovery codes for the day the
// phone is gone. The key is sealed with a secret that is not in the database, codes are kept as hashes; every
// code counts once. Nothing asks for it before it was proved with a first code.
// Example: begin() → the key; confirm("287082") → ten recovery codes; check("287082") again → null.
import { createCipheriv, createDecipheriv, createHash, hkdfSync } from "node:crypto";
import { sql } from "kysely";
import type { IdSource, Uuid } from "../base/id.ts";
import type { IdentityKysely } from "../db/identity-database.ts";
import { findStep, keyAddress, toBase32 } from "./one-time-code.ts";

const CODES = 10;
const LETTERS = "abcdefghjkmnpqrstuvwxyz023456789";

export interface SecondFactorState {
  on: boolean;
  since: Date | null;
  codesLeft: number;
}

interface Row {
  secret: Buffer;
  confirmed_at: Date | null;
}

export class SecondFactor {
  readonly #kysely: IdentityKysely;
  readonly #ids: IdSource;
  readonly #key: Buffer;

  constructor(kysely: IdentityKysely, ids: IdSource, secret: string) {
    this.#kysely = kysely;
    this.#ids = ids;
    this.#key = Buffer.from(hkdfSync("sha256", secret, "", "partage second factor", 32));
  }

  async read(account: Uuid): Promise<SecondFactorState> {
    const row = await this.#row(account);
    if (!row?.confirmed_at) return { on: false, since: null, codesLeft: 0 };
    const { rows } = await sql<{ left: number }>`SELECT count(*)::int AS left FROM identity.recovery_code
      WHERE person = ${account} AND used_at IS NULL`.execute(this.#kysely);
    return { on: true, since: row.confirmed_at, codesLeft: rows[0]?.left ?? 0 };
  }

  /**
   * A new key, shown once; the one in use is not touched before this one is proved. Null when it is on
   * already.
   */
  async begin(account: Uuid, email: string): Promise<{ key: string; address: string } | null> {
    const secret = this.#ids.random(20);
    const { numAffectedRows } = await sql`
      INSERT INTO identity.second_factor AS f (person, secret, created_at)
      VALUES (${account}, ${this.#seal(secret)}, ${new Date(this.#ids.now())})
      ON CONFLICT (person) DO UPDATE SET secret = excluded.secret, last_step = 0, created_at = excluded.created_at
      WHERE f.confirmed_at IS NULL`.execute(this.#kysely);
    if (numAffectedRows === 0n) return null;
    return { key: toBase32(secret), address: keyAddress(secret, email) };
  }

  /** The first code proves the key: the recovery codes, or null. */
  async confirm(account: Uuid, code: string): Promise<string[] | null> {
    const row = await this.#row(account);
    if (!row || row.confirmed_at) return null;
    if (!(await this.#takeCode(account, row, code))) return null;
    await sql`UPDATE identity.second_factor SET confirmed_at = ${new Date(this.#ids.now())}
      WHERE person = ${account}`.execute(this.#kysely);
    return await this.makeCodes(account);
  }

  /** Which kind of code it was; null when it is none, or was used. */
  async check(account: Uuid, code: string): Promise<"app" | "recovery" | null> {
    const row = await this.#row(account);
    if (!row?.confirmed_at) return null;
    if (await this.#takeCode(account, row, code)) return "app";
    const { numAffectedRows } =
      await sql`UPDATE identity.recovery_code SET used_at = ${new Date(this.#ids.now())}
      WHERE person = ${account} AND hash = ${hashCode(account, code)} AND used_at IS NULL`.execute(
        this.#kysely,
      );
    return numAffectedRows === 1n ? "recovery" : null;
  }

  /** Ten new ones in the place of the old. */
  async makeCodes(account: Uuid): Promise<string[]> {
    const codes = Array.from({ length: CODES }, () => makeCode(this.#ids));
    const hashes = codes.map((code) => hashCode(account, code));
    await this.#kysely.transaction().execute(async (tx) => {
      await sql`DELETE FROM identity.recovery_code WHERE person = ${account}`.execute(tx);
      await sql`INSERT INTO identity.recovery_code (person, hash)
        SELECT ${account}, h FROM unnest(${hashes}::bytea[]) h`.execute(tx);
    });
    return codes;
  }

  async turnOff(account: Uuid): Promise<void> {
    await this.#kysely.transaction().execute(async (tx) => {
      await sql`DELETE FROM identity.recovery_code WHERE person = ${account}`.execute(tx);
      await sql`DELETE FROM identity.second_factor WHERE person = ${account}`.execute(tx);
    });
  }

  async #row(account: Uuid): Promise<Row | undefined> {
    const { rows } = await sql<Row>`SELECT secret, confirmed_at FROM identity.second_factor
      WHERE person = ${account}`.execute(this.#kysely);
    return rows[0];
  }

  /** True once for each step, also when two bring the same code at once. */
  async #takeCode(account: Uuid, row: Row, code: string): Promise<boolean> {
    const step = findStep(this.#open(row.secret), code, this.#ids.now());
    if (step === null) return false;
    const { numAffectedRows } = await sql`UPDATE identity.second_factor SET last_step = ${step}
      WHERE person = ${account} AND last_step < ${step}`.execute(this.#kysely);
    return numAffectedRows === 1n;
  }

  #seal(secret: Uint8Array): Buffer {
    const nonce = Buffer.from(this.#ids.random(12));
    const cipher = createCipheriv("aes-256-gcm", this.#key, nonce);
    const sealed = Buffer.concat([cipher.update(secret), cipher.final()]);
    return Buffer.concat([nonce, cipher.getAuthTag(), sealed]);
  }

  #open(sealed: Buffer): Buffer {
    const opener = createDecipheriv("aes-256-gcm", this.#key, sealed.subarray(0, 12));
    opener.setAuthTag(sealed.subarray(12, 28));
    return Buffer.concat([opener.update(sealed.subarray(28)), opener.final()]);
  }
}

/** Eighty random bits, in four groups that a person can copy by hand. */
function makeCode(ids: IdSource): string {
  const letters = Array.from(ids.random(16), (byte) => LETTERS[byte & 31]).join("");
  return (letters.match(/.{4}/g) as string[]).join("-");
}

function hashCode(account: Uuid, code: string): Buffer {
  const plain = code.toLowerCase().replace(/[^a-z0-9]/g, "");
  return createHash("sha256").update(`${account} ${plain}`).digest();
}
