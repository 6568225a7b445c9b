// One person, several hats: producer in one business and co-producer in five others, who signs in once, by
// password, and goes from one to another without being asked again; nothing of one is answered under the
// address of another.
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { addMember } from "../../src/access/members.ts";
import { linkAccount } from "../../src/access/party-accounts.ts";
import { parsePublicId, type Uuid } from "../../src/base/id.ts";
import { inWorkspace } from "../../src/db/transaction.ts";
import { AGREED, openShop, type Shop } from "./open-shop.ts";
import { ids, openTestDoor, PASSWORD } from "./test-door.ts";

type Parsed = ReturnType<typeof JSON.parse>;

describe("one person in six businesses", () => {
  const shops: Shop[] = [];
  const parties: string[] = [];
  const sales: string[] = [];
  let cookie = "";

  const get = async (url: string) => {
    const answer = await (shops[0] as Shop).door.server.inject({ method: "GET", url, headers: { cookie } });
    return { status: answer.statusCode, body: answer.json() as Parsed };
  };

  beforeAll(async () => {
    const door = await openTestDoor();
    const email = "rita@example.com";
    const account = await door.identity.createAccount({
      email,
      name: "Rita",
      password: PASSWORD,
      verified: true,
    });
    for (let i = 0; i < 6; i++) {
      const shop = await openShop(door);
      shops.push(shop);
      const workspace = parsePublicId("ws", shop.workspace) as Uuid;
      if (i === 0) {
        const member = { account, ws: shop.ws, workspace, role: "owner" as const, at: ids.now() };
        await inWorkspace(door.db, null, (tx) => addMember(tx, member));
        continue;
      }
      const { id } = await shop.make("/parties", { kind: "partner", ref: "rita", name: `Rita ${i}` });
      const product = (await shop.make("/products", { name: `Product ${i}` })).id;
      const terms = { share: `0.${i}`, starts: "2020-01-01T00:00:00Z", ...AGREED };
      await shop.make("/contracts", { product, party: { ref: "rita" }, ...terms });
      const facts = { externalId: "s", product, currency: "USD", paid: 10_000 };
      sales.push((await shop.make("/sales", facts)).id);
      parties.push(id);
      const party = parsePublicId("party", id) as Uuid;
      const link = { account, email, workspace, ws: shop.ws, party, mayAccept: i !== 3, at: ids.now() + i };
      await inWorkspace(door.db, null, (tx) => linkAccount(tx, link));
    }
    const headers = { "x-partage-client": "test" };
    const payload = { email, password: PASSWORD };
    const signed = await door.server.inject({ method: "POST", url: "/v1/session", headers, payload });
    expect(signed.statusCode, signed.body).toBeLessThan(300);
    cookie = [signed.headers["set-cookie"] ?? []]
      .flat()
      .map((one) => one.split(";")[0])
      .join("; ");
  }, 60_000);
  afterAll(() => shops[0]?.door.close());

  test("one session names every business, and what the person is in it", async () => {
    const { body } = await get("/v1/session");
    expect(body.workspaces.map((one: Parsed) => [one.id, one.role])).toEqual([
      [shops[0]?.workspace, "owner"],
    ]);
    const own = body.parties.map((one: Parsed) => [one.id, one.workspace.id, one.mayAccept]);
    expect(own).toEqual(parties.map((party, i) => [party, shops[i + 1]?.workspace, i !== 2]));
  });

  test("the same session opens each of them, one after the other and all at once", async () => {
    expect((await get(`/v1/workspaces/${shops[0]?.workspace}/sales`)).status).toBe(200);
    const looks = await Promise.all(parties.map((party) => get(`/v1/partner/${party}/sales`)));
    looks.forEach(({ status, body }, i) => {
      expect(status).toBe(200);
      expect(body.data.map((one: Parsed) => [one.id, one.lines[0].amount])).toEqual([
        [sales[i], (i + 1) * 1000],
      ]);
    });
  });

  test("nothing of one business is found under another's address", async () => {
    expect((await get(`/v1/partner/${parties[0]}/sales/${sales[1]}`)).status).toBe(404);
    expect((await get(`/v1/workspaces/${shops[1]?.workspace}/sales`)).status).toBe(404);
    expect((await get(`/v1/workspaces/${shops[0]?.workspace}/sales/${sales[0]}`)).status).toBe(404);
  });
});
