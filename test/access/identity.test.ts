// Identity in the database: the tables are those that better-auth's options ask for, and its role and the
// application role see nothing of each other.

import { createHash, createHmac } from "node:crypto";
import { getMigrations } from "better-auth/db/migration";
import { sql } from "kysely";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { betterAuthOptions } from "../../src/access/better-auth-options.ts";
import type { Identity, Signed, SignIn } from "../../src/access/identity.ts";
import { openIdentity } from "../../src/access/open-identity.ts";
import { type IdentityDatabase, openIdentityDatabase } from "../../src/db/identity-database.ts";
import { type TestDatabase, testDatabase } from "../database.ts";
import { ids, PUBLIC_URL } from "../journeys/test-door.ts";

const SECRET = "a secret of the tests, long enough for cookies";

function mustBeIn(tried: SignIn): Signed {
  if (tried.kind !== "in") throw new Error(`signing in answered ${tried.kind}`);
  return tried.signed;
}

describe("identity", () => {
  let place: TestDatabase;
  let database: IdentityDatabase;
  let identity: Identity;

  beforeAll(async () => {
    place = await testDatabase();
    database = openIdentityDatabase(place.url);
    identity = openIdentity({ url: place.url, ids, secret: SECRET, publicUrl: PUBLIC_URL });
  });
  afterAll(async () => {
    await identity.close();
    await database.close();
    await place.close();
  });

  test("the migration makes what better-auth asks for, and nothing is missing", async () => {
    const options = betterAuthOptions({
      kysely: database.kysely,
      ids,
      secret: SECRET,
      publicUrl: PUBLIC_URL,
    });
    const { toBeCreated, toBeAdded } = await getMigrations(options);
    expect({ toBeCreated, toBeAdded }).toEqual({ toBeCreated: [], toBeAdded: [] });
  });

  test("works under its own role, which sees no workspace; the application role sees no password", async () => {
    const role = await database.kysely.selectNoFrom((is) => is.lit(1).as("one")).executeTakeFirst();
    expect(role).toEqual({ one: 1 });
    const nosy = database.kysely.withSchema("partage").selectFrom("member").selectAll().execute();
    await expect(nosy).rejects.toMatchObject({ code: "42501" });

    const client = new pg.Client({ connectionString: place.url });
    await client.connect();
    await client.query("SET ROLE partage_app");
    await expect(client.query("SELECT * FROM identity.credential")).rejects.toMatchObject({ code: "42501" });
    await client.end();
  });

  test("the database holds a hash of a session's token, and the cookie works by the token alone", async () => {
    const email = "hashed@example.com";
    await identity.createAccount({ email, name: "Hana", verified: true });
    const token = await identity.makeLinkToken(email, 5);
    const signed = await identity.redeemLinkToken(token ?? "", {});
    if (signed?.kind !== "in") throw new Error("not signed in");
    const cookie = signed.signed.cookies.map((one) => one.split(";")[0]).join("; ");
    const value = decodeURIComponent(/session_token=([^;]+)/.exec(cookie)?.[1] ?? "");
    const own = value.slice(0, value.lastIndexOf("."));
    const { rows } = await sql<{ token: string }>`SELECT token FROM identity.session`.execute(
      database.kysely,
    );
    const kept = rows.map((row) => row.token);
    expect(kept).toContain(createHash("sha256").update(own).digest("hex"));
    expect(kept).not.toContain(own);
    expect(kept.every((one) => /^[0-9a-f]{64}$/.test(one))).toBe(true);
    expect((await identity.readSession({ cookie }, true))?.person.email).toBe(email);
    // What stands in the database opens nothing, also where somebody could sign it.
    const hash = createHash("sha256").update(own).digest("hex");
    const signature = createHmac("sha256", SECRET).update(hash).digest("base64");
    const forged = `partage.session_token=${encodeURIComponent(`${hash}.${signature}`)}`;
    expect(await identity.readSession({ cookie: forged }, true)).toBeNull();
    const mine = createHmac("sha256", SECRET).update(own).digest("base64");
    const rebuilt = `partage.session_token=${encodeURIComponent(`${own}.${mine}`)}`;
    expect((await identity.readSession({ cookie: rebuilt }, true))?.person.email).toBe(email);
    await identity.signOut({ cookie });
    expect(await identity.readSession({ cookie }, true)).toBeNull();
  });

  test("one account an address, in whatever case, also when two are made at once", async () => {
    const make = (email: string) => identity.createAccount({ email, name: "Ana", verified: false });
    const made = await Promise.allSettled([
      make("ana@example.com"),
      make("ANA@example.com"),
      make("Ana@Example.com"),
    ]);
    expect(made.filter((one) => one.status === "fulfilled")).toHaveLength(1);
    for (const one of made) {
      if (one.status === "rejected") expect(one.reason).toMatchObject({ status: 409, code: "email_taken" });
    }
  });

  test("a link that reaches an unproven address takes away what was set before: no account waits for its victim", async () => {
    const email = "victim@example.com";
    await identity.createAccount({ email, name: "Mallory", password: "set by mallory", verified: false });
    const before = mustBeIn(await identity.signIn(email, "set by mallory", {}));
    const token = (await identity.makeLinkToken(email, 15)) as string;
    expect(mustBeIn(await identity.redeemLinkToken(token, {})).person.verified).toBe(true);
    expect(await identity.signIn(email, "set by mallory", {})).toEqual({ kind: "no" });
    const cookie = before.cookies.map((one) => one.split(";", 1)[0]).join("; ");
    expect(await identity.readSession({ cookie }, true)).toBeNull();
  });

  test.each([
    ["http://127.0.0.1:4000", "partage.", ""],
    ["https://money.example", "__Secure-partage.", "Secure"],
  ])(
    "at %s every cookie is out of reach of scripts and of other sites",
    async (publicUrl, prefix, secure) => {
      const own = openIdentity({ url: place.url, ids, secret: SECRET, publicUrl });
      const email = `flags${prefix.length}@example.com`;
      await own.createAccount({ email, name: "Flags", password: "a word of flags", verified: true });
      const { cookies } = mustBeIn(await own.signIn(email, "a word of flags", {}));
      const parts = cookies.map((one) => one.split("; "));
      const names = parts.map(([pair = ""]) => pair.split("=", 1)[0]);
      // The mark of a browser that signed in before leads nowhere: it needs no prefix.
      expect(names.sort()).toEqual(
        [`${prefix}session_data`, `${prefix}session_token`, "partage.known"].sort(),
      );
      for (const [pair, ...flags] of parts) {
        expect(flags.filter((flag) => !flag.startsWith("Max-Age=")).sort(), pair).toEqual(
          ["Path=/", "HttpOnly", "SameSite=Lax", ...(secure === "" ? [] : [secure])].sort(),
        );
      }
      // What is remembered of a session without asking the database is forgotten within a minute.
      const data = parts.find(([pair]) => pair?.includes("session_data="));
      expect(data).toContain("Max-Age=60");
      const gone = await own.signOut({ cookie: parts.map(([pair]) => pair).join("; ") });
      const ended = gone.filter((one) => one.includes("Max-Age=0")).map((one) => one.split("=", 1)[0]);
      expect(ended).toEqual(expect.arrayContaining([`${prefix}session_data`, `${prefix}session_token`]));
      await own.close();
    },
  );

  test("a cookie that was changed or signed with another secret is nobody's", async () => {
    const email = "carla@example.com";
    await identity.createAccount({ email, name: "Carla", password: "carla's own word", verified: true });
    const signed = mustBeIn(await identity.signIn(email, "carla's own word", {}));
    const cookie = signed.cookies.map((one) => one.split(";", 1)[0]).join("; ");
    expect((await identity.readSession({ cookie }, false))?.person.email).toBe(email);
    expect(
      await identity.readSession(
        {
          cookie: cookie.replace(
            /(session_token=)(.)/,
            (_, name, first) => name + (first === "x" ? "y" : "x"),
          ),
        },
        false,
      ),
    ).toBeNull();
    const other = openIdentity({ url: place.url, ids, secret: SECRET.toUpperCase(), publicUrl: PUBLIC_URL });
    expect(await other.readSession({ cookie }, false)).toBeNull();
    await other.close();
  });
});
