// API keys through the door: made by an owner, shown once, scoped, listed, revoked at once; no key makes
// another.
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { hashSecret } from "../../src/access/api-keys.ts";
import { inWorkspace } from "../../src/db/transaction.ts";
import { openTestDoor, type TestDoor, type TestPerson } from "./test-door.ts";

describe("API keys", () => {
  let door: TestDoor;
  let owner: TestPerson;
  let base: string;

  beforeAll(async () => {
    door = await openTestDoor();
    owner = await door.person("owner");
    base = `/v1/workspaces/${door.workspace.publicId}`;
  });
  afterAll(() => door.close());

  async function make(scopes: string[], headers: Record<string, string> = {}, name = "Shop") {
    return await owner.send({ method: "POST", url: `${base}/api-keys`, headers, payload: { name, scopes } });
  }

  function withKey(secret: string, url: string) {
    return door.server.inject({ method: "GET", url, headers: { authorization: `Bearer ${secret}` } });
  }

  test("an owner makes a key; its secret is shown once and only its hash is kept", async () => {
    const made = await make(["products:read", "products:read"]);
    expect(made.statusCode).toBe(201);
    const { id, secret, hint } = made.json();
    expect(secret).toMatch(/^partage_[0-9a-z]{40}$/);
    expect(secret.endsWith(hint)).toBe(true);

    const read = await owner.send({ method: "GET", url: `${base}/api-keys/${id}` });
    expect(read.json()).toMatchObject({ id, name: "Shop", scopes: ["products:read"], revokedAt: null });
    expect(read.body).not.toContain(secret);
    const { ws } = door.workspace;
    const kept = await inWorkspace(door.db, ws, async (tx) => [
      await tx.selectFrom("api_key").selectAll().execute(),
      await tx.selectFrom("api_key_hash").selectAll().execute(),
      await tx.selectFrom("event").selectAll().execute(),
    ]);
    expect(JSON.stringify(kept)).not.toContain(secret);
    const hashes = await inWorkspace(door.db, null, (tx) =>
      tx.selectFrom("api_key_hash").select("hash").execute(),
    );
    expect(hashes.some((row) => hashSecret(secret).equals(row.hash))).toBe(true);
  });

  test("a key does what its scopes say, in its own workspace, under both addresses", async () => {
    const { secret } = (await make(["workspace:read"])).json();
    const refused = await withKey(secret, "/v1/api-keys");
    expect(refused.json()).toMatchObject({
      status: 403,
      code: "not_permitted",
      facts: { permission: "keys:read" },
    });
    const other = await door.addWorkspace();
    expect((await withKey(secret, `/v1/workspaces/${other.publicId}/members`)).statusCode).toBe(404);
    expect((await withKey(secret, `${base}/members`)).statusCode).toBe(403);
  });

  test("no key can be given the power to make keys or members", async () => {
    for (const scope of ["keys:write", "keys:read", "members:write", "everything"]) {
      const made = await make([scope]);
      expect(made.json()).toMatchObject({ status: 400, errors: [{ path: "scopes[0]" }] });
    }
  });

  test("a revoked key is refused with the very next request", async () => {
    const { id, secret } = (await make(["workspace:read"])).json();
    expect((await withKey(secret, "/v1/api-keys")).statusCode).toBe(403);
    expect((await owner.send({ method: "DELETE", url: `${base}/api-keys/${id}` })).statusCode).toBe(204);
    const after = await withKey(secret, "/v1/api-keys");
    expect(after.json()).toMatchObject({ status: 401, code: "invalid_key" });
    expect(after.headers["www-authenticate"]).toContain("Bearer");
    const read = await owner.send({ method: "GET", url: `${base}/api-keys/${id}` });
    expect(read.json().revokedAt).toMatch(/Z$/);
    expect((await owner.send({ method: "DELETE", url: `${base}/api-keys/${id}` })).statusCode).toBe(204);
  });

  test("what is no key is refused without a word about why", async () => {
    const almost = `partage_${"0".repeat(40)}`;
    for (const authorization of ["Bearer x", `Bearer ${almost}`, "Basic YTpi", "Bearer", "partage_x"]) {
      const answer = await door.server.inject({
        method: "GET",
        url: "/v1/api-keys",
        headers: { authorization },
      });
      expect(answer.json()).toMatchObject({ status: 401, code: "invalid_key" });
    }
  });

  test("the last use is noted, once a minute, beside the request", async () => {
    const { id, secret } = (await make(["workspace:read"])).json();
    await withKey(secret, "/v1/api-keys");
    const read = async () =>
      (await owner.send({ method: "GET", url: `${base}/api-keys/${id}` })).json().lastUsedAt;
    await expect.poll(read).toMatch(/Z$/);
    const first = await read();
    await withKey(secret, "/v1/api-keys");
    await door.server.keys.settle();
    expect(await read()).toBe(first);
  });

  test("the list pages through all of them, newest first, and no other workspace's", async () => {
    const there = await door.addWorkspace();
    await door.key(["sales:read"], there.ws);
    for (let i = 0; i < 3; i++) await make(["sales:read"], {}, `Page ${i}`);
    const all: string[] = [];
    let cursor = "";
    do {
      const page = await owner.send({ method: "GET", url: `${base}/api-keys?limit=2${cursor}` });
      expect(page.statusCode).toBe(200);
      all.push(...page.json().data.map((one: { name: string }) => one.name));
      cursor = page.json().nextCursor === null ? "" : `&cursor=${page.json().nextCursor}`;
    } while (cursor !== "");
    expect(all.slice(0, 3)).toEqual(["Page 2", "Page 1", "Page 0"]);
    expect(new Set(all).has("Test")).toBe(false);
    const bad = await owner.send({ method: "GET", url: `${base}/api-keys?cursor=abc` });
    expect(bad.json()).toMatchObject({ status: 400, errors: [{ path: "cursor" }] });
  });

  test("a new secret for the same key: the old one works until its hours are over", async () => {
    const { id, secret: old } = (await make(["sales:read"], {}, "Rotated")).json();
    const rotate = (graceHours: number) =>
      owner.send({ method: "POST", url: `${base}/api-keys/${id}/rotate`, payload: { graceHours } });
    const works = async (secret: string) =>
      (await door.server.inject({ url: "/v1/sales", headers: { authorization: `Bearer ${secret}` } }))
        .statusCode;
    const second = (await rotate(1)).json();
    expect(second).toMatchObject({ id, scopes: ["sales:read"], oldUntil: expect.any(String) });
    expect([await works(old), await works(second.secret)]).toEqual([200, 200]);
    const third = (await rotate(0)).json();
    expect([await works(second.secret), await works(third.secret)]).toEqual([401, 200]);
    await owner.send({ method: "DELETE", url: `${base}/api-keys/${id}` });
    expect([await works(old), await works(third.secret)]).toEqual([401, 401]);
    expect((await rotate(1)).statusCode).toBe(404);
  });

  test("the same Idempotency-Key makes one key, and its secret is not kept to be told again", async () => {
    const headers = { "idempotency-key": "make-one" };
    const answers = await Promise.all(Array.from({ length: 5 }, () => make(["sales:read"], headers, "Once")));
    expect(new Set(answers.map((one) => one.statusCode))).toEqual(new Set([201]));
    expect(new Set(answers.map((one) => one.json().id)).size).toBe(1);
    const secrets = answers.map((one) => one.json().secret).filter((secret) => secret !== null);
    expect(secrets).toHaveLength(1);
    expect(answers.filter((one) => one.headers["idempotent-replay"] === "true")).toHaveLength(4);

    const other = await make(["sales:read"], headers, "Another");
    expect(other.json()).toMatchObject({ status: 409, code: "idempotency_key_reused" });
    const kept = await inWorkspace(door.db, door.workspace.ws, (tx) =>
      tx.selectFrom("idempotency").selectAll().execute(),
    );
    expect(JSON.stringify(kept)).not.toContain(secrets[0]);
  });
});
