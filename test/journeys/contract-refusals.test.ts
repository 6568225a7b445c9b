// What cannot be proposed or accepted, each with a sentence that says what to do, and nothing half done: no
// proposal, no party and no contract is left behind.
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { parsePublicId, type Uuid } from "../../src/base/id.ts";
import { inWorkspace } from "../../src/db/transaction.ts";
import { watchContracts } from "../../src/flows/watch-contracts.ts";
import { AGREED, openShop, type Shop } from "./open-shop.ts";
import { ids, type TestPerson } from "./test-door.ts";

const DAY = 24 * 60 * 60 * 1000;
const at = (days: number) => new Date(Date.now() + days * DAY).toISOString();

describe("what cannot be agreed", () => {
  let shop: Shop;
  let ana: TestPerson;
  let product: string;
  let retired: string;
  const base = { renewals: "at_charge", tail: "none", termsOfUse: 1, share: "0.10" };
  const propose = async (more: object) => {
    const payload = { invitations: [{ product, email: "new@example.com", ...base, ...more }] };
    const url = `/v1/workspaces/${shop.workspace}/proposals`;
    const answer = await ana.send({ method: "POST", url, payload });
    return { status: answer.statusCode, body: answer.json() };
  };
  const count = async () => {
    const tables = ["proposal", "party", "contract"] as const;
    const rows = await inWorkspace(shop.door.db, shop.ws, (tx) =>
      Promise.all(
        tables.map((table) => tx.selectFrom(table).select("id").where("ws", "=", shop.ws).execute()),
      ),
    );
    return rows.map((list) => list.length);
  };

  beforeAll(async () => {
    shop = await openShop();
    ana = await shop.door.person("owner", { ws: shop.ws, id: parsePublicId("ws", shop.workspace) as Uuid });
    product = (await shop.make("/products", { name: "Piano" })).id;
    retired = (await shop.make("/products", { name: "Old" })).id;
    await shop.patch(`/products/${retired}`, { status: "inactive" });
    const bruno = await shop.make("/parties", { kind: "partner", name: "Bruno", email: "bruno@example.com" });
    await shop.make("/contracts", { product, party: bruno.id, share: "0.10", ...AGREED });
  });
  afterAll(() => shop.door.close());

  const cases: [string, () => object, number, string, string?][] = [
    ["a share of nothing", () => ({ share: "0" }), 422, "share_of_nothing", "share"],
    ["a negative share", () => ({ share: "-0.1" }), 400, "invalid_request"],
    ["seven decimals", () => ({ share: "0.1234567" }), 400, "invalid_request"],
    ["more than is left", () => ({ share: "0.61" }), 422, "cap_exceeded", "share"],
    ["an end before the start", () => ({ starts: at(9), ends: at(8) }), 422, "ends_before_start", "ends"],
    ["a start in the past", () => ({ starts: at(-2) }), 422, "starts_in_past", "starts"],
    ["an end in the past", () => ({ ends: at(-1) }), 422, "ends_in_past", "ends"],
    ["one's own address", () => ({ email: ana.email.toUpperCase() }), 422, "own_address", "email"],
    ["who shares it already", () => ({ email: "Bruno@Example.com" }), 409, "already_shared", "party"],
    ["a product that is not active", () => ({ product: retired }), 422, "product_inactive", "product"],
    ["terms of use that are not today's", () => ({ termsOfUse: 7 }), 422, "terms_of_use", "termsOfUse"],
    ["renewals not chosen", () => ({ renewals: undefined }), 400, "invalid_request"],
    ["the tail not chosen", () => ({ tail: undefined }), 400, "invalid_request"],
    ["an address that is none", () => ({ email: "bruno" }), 400, "invalid_request"],
  ];
  test.each(cases)("%s", async (_, more, status, code, path) => {
    const before = await count();
    const answer = await propose(more());
    expect(answer.body, JSON.stringify(answer.body)).toMatchObject({ status, code });
    if (path !== undefined) expect(answer.body.errors[0].path).toBe(path);
    expect(await count()).toEqual(before);
  });

  test("several at once are all sent or none: the second asks for too much", async () => {
    const before = await count();
    const one = (email: string, share: string) => ({ ...base, product, email, share });
    const payload = { invitations: [one("a@example.com", "0.30"), one("b@example.com", "0.31")] };
    const url = `/v1/workspaces/${shop.workspace}/proposals`;
    const answer = await ana.send({ method: "POST", url, payload });
    expect(answer.json()).toMatchObject({ code: "cap_exceeded", facts: { room: "0.3" } });
    expect(await count()).toEqual(before);
  });

  test("beside his contract a party may hold one for those he recruited; both count to the cap", async () => {
    const { body } = await propose({ email: "bruno@example.com", scope: "recruited", share: "0.20" });
    expect(body.data, JSON.stringify(body)).toHaveLength(1);
    const url = `/v1/workspaces/${shop.workspace}/proposals/${body.data[0].id}/withdraw`;
    expect((await ana.send({ method: "POST", url })).json().state).toBe("withdrawn");
  });

  test("what nobody answered in 14 days has lapsed, and its share is free again", async () => {
    const { body } = await propose({ email: "slow@example.com", share: "0.60" });
    const late = { ...ids, now: () => Date.now() + 15 * DAY };
    await watchContracts({ ...shop.door.app, ids: late }, shop.ws);
    const seen = await shop.get(`/proposals/${body.data[0].id}`);
    expect(seen.body.state).toBe("lapsed");
    const again = await propose({ email: "other@example.com", share: "0.60" });
    expect(again.status).toBe(201);
  });

  test("a contract ends by itself when its last day has come, and says so once", async () => {
    const other = (await shop.make("/products", { name: "Guitar" })).id;
    const carla = await shop.make("/parties", { kind: "partner", name: "Carla" });
    const term = { product: other, party: carla.id, share: "0.10", ends: at(5), ...AGREED };
    const contract = await shop.make("/contracts", term);
    const late = { ...shop.door.app, ids: { ...ids, now: () => Date.now() + 6 * DAY } };
    await watchContracts(late, shop.ws);
    await watchContracts(late, shop.ws);
    const events = await inWorkspace(shop.door.db, shop.ws, (tx) =>
      tx
        .selectFrom("event")
        .select("type")
        .where("ws", "=", shop.ws)
        .where("subject", "=", contract.id)
        .where("type", "=", "contract.ended")
        .execute(),
    );
    expect(events).toHaveLength(1);
  });
});
