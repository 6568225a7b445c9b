// A business speaks through several accounts: one that may accept adds others by mail, who look or accept as
// well; who only looks decides nothing; one that may accept always stays, however many press at once.
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { parsePublicId, type Uuid } from "../../src/base/id.ts";
import { sendPartyAccount } from "../../src/flows/send-party-account.ts";
import { openShop, type Shop } from "./open-shop.ts";
import { type Speaker, speaksFor } from "./speaks-for.ts";

type Parsed = ReturnType<typeof JSON.parse>;

describe("the accounts of a party", () => {
  let shop: Shop;
  let bruno: Speaker;
  const uuid = (id: string) => parsePublicId(id.split("_")[0] as string, id) as Uuid;
  const accounts = async () => (await bruno.get("/accounts")).data as Parsed[];

  beforeAll(async () => {
    shop = await openShop();
    bruno = await speaksFor(shop, "bruno");
  });
  afterAll(() => shop.door.close());

  test("another is added by address, mailed, and looks without deciding", async () => {
    const added = await bruno.post("/accounts", { email: "Rita@example.com", mayAccept: false });
    expect(added.status, JSON.stringify(added.body)).toBe(201);
    const rita = added.body.data[1];
    expect(rita).toMatchObject({ email: "rita@example.com", mayAccept: false, isYou: false });
    const again = await bruno.post("/accounts", { email: "rita@example.com", mayAccept: true });
    expect([again.status, again.body.code]).toEqual([409, "account_linked"]);

    const by = bruno.person.account;
    const about = { ws: shop.ws, party: uuid(bruno.party), account: uuid(rita.account), by };
    expect(await sendPartyAccount(shop.door.app, shop.door.mailing, about)).toBe(true);
    const mail = (shop.door.mails().at(-1) ?? "").replaceAll(/=\r?\n/g, "");
    expect(mail).toContain("rita@example.com");
    expect(mail).toContain("Deciding is left to who may accept");

    const token = await shop.door.identity.makeLinkToken("rita@example.com", 5);
    const signed = await shop.door.identity.redeemLinkToken(token as string, {});
    if (signed.kind !== "in") throw new Error("not signed in");
    const cookie = signed.signed.cookies.map((one) => one.split(";")[0]).join("; ");
    const as = async (method: "GET" | "POST" | "DELETE", path: string, payload?: object) => {
      const url = `/v1/partner/${bruno.party}${path}`;
      const headers = { cookie, "x-partage-client": "test" };
      return await shop.door.server.inject({ method, url, headers, ...(payload ? { payload } : {}) });
    };
    expect((await as("GET", "/sales")).statusCode).toBe(200);
    const adds = await as("POST", "/accounts", { email: "x@example.com", mayAccept: false });
    expect([adds.statusCode, adds.json().code]).toEqual([403, "may_not_accept"]);
    expect((await as("DELETE", `/accounts/${(await accounts())[0].account}`)).statusCode).toBe(403);
    // Leaving is free; then the portal is closed at once.
    expect((await as("DELETE", `/accounts/${rita.account}`)).json()).toEqual({ left: true });
    expect((await as("GET", "/sales")).statusCode).toBe(404);
    expect(await sendPartyAccount(shop.door.app, shop.door.mailing, about)).toBe(false);
  });

  test("one that may accept stays, also when two take each other away at once", async () => {
    const own = (await accounts())[0].account;
    for (const act of [
      () => bruno.send("PATCH", `/accounts/${own}`, { mayAccept: false }),
      () => bruno.send("DELETE", `/accounts/${own}`),
    ]) {
      const { status, body } = await act();
      expect([status, body.code]).toEqual([409, "last_to_accept"]);
    }
    const carla = await speaksFor(shop, "carla", { party: bruno.party });
    const other = (await accounts())[1].account;
    const both = await Promise.all([
      bruno.send("DELETE", `/accounts/${other}`),
      carla.send("DELETE", `/accounts/${own}`),
    ]);
    expect(both.map((one) => one.status).sort()).toEqual([200, expect.any(Number)]);
    const left = await Promise.all([bruno.send("GET", "/accounts"), carla.send("GET", "/accounts")]);
    const [kept] = left.filter((one) => one.status === 200);
    expect(kept?.body.data.filter((one: Parsed) => one.mayAccept)).toHaveLength(1);
  });

  test("each change is in the audit trail", async () => {
    const { data } = (await shop.get("/events?limit=100")).body;
    const types = data
      .map((one: Parsed) => one.type)
      .filter((one: string) => one.startsWith("party.account"));
    expect(new Set(types)).toEqual(new Set(["party.account_added", "party.account_removed"]));
  });
});
