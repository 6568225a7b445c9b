// The audit trail and what leaves with it, through the door: who changed what from what to what, by name also
// when the person has left and the key is revoked, narrowed by who, what and day; the file; and the whole
// workspace as lines, with no secret and no other workspace's row in it.
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { publicId } from "../../src/base/id.ts";
import { runSql } from "../run-sql.ts";
import { openTestDoor, type TestDoor, type TestPerson } from "./test-door.ts";

describe("the audit trail", () => {
  let door: TestDoor;
  let owner: TestPerson;
  let base: string;

  beforeAll(async () => {
    door = await openTestDoor();
    owner = await door.person("owner");
    base = `/v1/workspaces/${door.workspace.publicId}`;
  });
  afterAll(() => door.close());

  const get = async (path: string) => (await owner.send({ method: "GET", url: base + path })).json();
  const trail = async (query = "") => (await get(`/audit-trail${query}`)).data;
  const patch = (payload: object) => owner.send({ method: "PATCH", url: `${base}/workspace`, payload });

  test("a setting stands there before and after, with who it was", async () => {
    const address = "Rua A, 1\nSão Paulo";
    expect((await patch({ legalName: "Piano School Ltda", address, maxShared: "0.6" })).statusCode).toBe(200);
    expect(await get("/workspace")).toMatchObject({ legalName: "Piano School Ltda", address });
    const [last] = await trail();
    expect(last).toMatchObject({ type: "workspace.changed", actor: { kind: "account", email: owner.email } });
    expect(last.changes).toEqual([
      { field: "address", before: null, after: address },
      { field: "legalName", before: null, after: "Piano School Ltda" },
      { field: "maxShared", before: "0.7", after: "0.6" },
    ]);
    await patch({ taxId: "12.345/0001-90" });
    expect((await trail())[0].changes).toHaveLength(1);
  });

  test("fees of the workspace are what a product begins with that says nothing", async () => {
    const party = (
      await owner.send({
        method: "POST",
        url: `${base}/parties`,
        payload: { kind: "platform", name: "Market", ref: "market" },
      })
    ).json();
    const fees = {
      platformFee: { party: party.id, rate: "0.099", fixed: { USD: 50 }, bearer: "producer" },
      processorFee: { bearer: "producer" },
      unreturnedFees: "pro_rata",
    };
    expect((await patch({ fees })).json().fees).toMatchObject({
      ...fees,
      platformFee: { party: { name: "Market" }, rate: "0.099" },
    });
    const product = async (more = {}) =>
      (
        await owner.send({ method: "POST", url: `${base}/products`, payload: { name: "Piano", ...more } })
      ).json();
    expect((await product()).terms).toMatchObject({
      platformFee: { rate: "0.099", fixed: { USD: 50 }, bearer: "producer" },
      processorFee: { bearer: "producer" },
      unreturnedFees: "pro_rata",
    });
    expect((await product({ terms: {} })).terms).toMatchObject({
      platformFee: null,
      unreturnedFees: "producer",
    });
    const wrong = await patch({ fees: { platformFee: { party: { ref: "nobody" } } } });
    expect(wrong.json()).toMatchObject({ status: 422, errors: [{ path: "fees.platformFee.party" }] });
  });

  test("is narrowed by several kinds at once", async () => {
    const types = async (type: string): Promise<string[]> => {
      const found = (await trail(`?type=${type}`)) as { type: string }[];
      return [...new Set(found.map((one) => one.type.split(".")[0] as string))].sort();
    };
    expect(await types("product,party")).toEqual(["party", "product"]);
    expect(await types("product.created,workspace")).toEqual(["product", "workspace"]);
    expect(await types("proposal")).toEqual([]);
  });

  test("who has left and a key that is revoked still read by name, also when the account is gone", async () => {
    const carla = await door.person("admin");
    const made = await carla.send({
      method: "POST",
      url: `${base}/api-keys`,
      payload: { name: "Shop", scopes: ["parties:write"] },
    });
    const { id, secret } = made.json();
    const headers = { authorization: `Bearer ${secret}` };
    await door.server.inject({
      method: "POST",
      url: "/v1/parties",
      headers,
      payload: { kind: "partner", name: "Bruno" },
    });
    await owner.send({ method: "DELETE", url: `${base}/api-keys/${id}` });
    const account = publicId("account", carla.account);
    await owner.send({ method: "DELETE", url: `${base}/members/${account}` });
    await runSql(door.url, `DELETE FROM identity.person WHERE id = '${carla.account}'`);
    const byKey = await trail(`?actor=key:${id}`);
    expect(byKey[0]).toMatchObject({
      type: "party.created",
      subjectName: "Bruno",
      actor: { kind: "key", name: "Shop" },
    });
    const byCarla = await trail(`?actor=account:${account}`);
    expect(byCarla[0]).toMatchObject({
      type: "api_key.created",
      actor: { name: /^Person/, email: carla.email },
    });
    const actors = (await get("/audit-trail/actors")).data;
    expect(actors).toEqual(expect.arrayContaining([expect.objectContaining({ name: "Shop", kind: "key" })]));
  });

  test("narrowed by type, subject and day; read to its end page by page", async () => {
    expect((await trail("?type=api_key")).map((one: { type: string }) => one.type)).toEqual([
      "api_key.revoked",
      "api_key.created",
    ]);
    expect(await trail("?type=api_key.created")).toHaveLength(1);
    const today = new Date().toISOString().slice(0, 10);
    const all = await trail("?limit=100");
    expect(await trail(`?from=${today}&limit=100`)).toHaveLength(all.length);
    expect(await trail("?to=2020-01-01")).toEqual([]);
    const [first] = all;
    expect(
      (await trail(`?subject=${first.subject}`)).every(
        (one: { subject: string }) => one.subject === first.subject,
      ),
    ).toBe(true);
    const walked: number[] = [];
    for (let cursor = ""; ; ) {
      const page = await get(`/audit-trail?limit=3${cursor && `&cursor=${cursor}`}`);
      walked.push(...page.data.map((one: { seq: number }) => one.seq));
      if (page.nextCursor === null) break;
      cursor = page.nextCursor;
    }
    expect(walked).toEqual(all.map((one: { seq: number }) => one.seq));
  });

  test("as a file: the same lines, formulas as text", async () => {
    await patch({ name: "=HYPERLINK(1)" });
    const answer = await owner.send({ method: "GET", url: `${base}/audit-trail.csv?type=workspace` });
    expect(answer.headers["content-type"]).toContain("text/csv");
    const lines = answer.body.trim().split("\n");
    expect(lines[0]).toContain("seq,at,actor");
    expect(answer.body).toContain("workspace.changed");
    const viewer = await door.person("viewer");
    expect((await viewer.send({ method: "GET", url: `${base}/audit-trail.csv` })).statusCode).toBe(403);
  });

  test("the whole workspace as lines: every row of its own, none of another's, no secret", async () => {
    const url = `${base}/webhook-endpoints`;
    const endpoint = (
      await owner.send({ method: "POST", url, payload: { url: "https://example.com/h" } })
    ).json();
    const there = await door.addWorkspace();
    const { body, headers } = await owner.send({ method: "GET", url: `${base}/export.ndjson` });
    expect(headers["content-type"]).toContain("ndjson");
    const rows = body
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line));
    expect(new Set(rows.map((one) => one.row.ws))).toEqual(new Set([door.workspace.ws]));
    expect(body).not.toContain(there.id);
    const tables = new Set(rows.map((one) => one.table));
    for (const table of ["workspace", "party", "product", "event", "api_key", "webhook_endpoint"])
      expect(tables).toContain(table);
    expect(body).not.toContain(endpoint.secret);
    const written = await get("/audit-trail?type=workspace.exported");
    expect(written.data).toHaveLength(1);
    const admin = await door.person("admin");
    expect((await admin.send({ method: "GET", url: `${base}/export.ndjson` })).statusCode).toBe(403);
  });
});
