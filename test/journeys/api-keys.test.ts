// API keys through the door: made by an owner, shown once, scoped, listed, revoked at once; no key makes another.
import { afterAll, beforeAll, describe, expect, test } from "vitest";
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

  test("an owner makes a key; its secret is shown once and works", async () => {
    const made = await owner.send({
      method: "POST",
      url: `${base}/api-keys`,
      payload: { name: "Shop", scopes: ["products:read"] },
    });
    expect(made.statusCode).toBe(201);
    const { id, secret, hint } = made.json();
    expect(secret).toMatch(/^partage_[0-9a-z]{40}$/);
    expect(secret.endsWith(hint)).toBe(true);

    const read = await owner.send({ method: "GET", url: `${base}/api-keys/${id}` });
    expect(read.json()).toMatchObject({ id, name: "Shop", scopes: ["products:read"], revokedAt: null });
    expect(read.body).not.toContain(secret);
    const dump = await door.db.pool.query("SELECT (SELECT jsonb_agg(k) FROM partage.api_key k)::text AS text");
    expect(dump.rows[0].text).not.toContain(secret);
  });
});
