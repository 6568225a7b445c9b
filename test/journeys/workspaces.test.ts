// Workspaces through the door: made by a signed-in person, who owns it; settings changed; what may not be is
// refused.
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { AGREED, openShop, type Shop } from "./open-shop.ts";

describe("Workspaces", () => {
  let shop: Shop;
  beforeAll(async () => {
    shop = await openShop();
  });
  afterAll(() => shop.door.close());

  test("somebody signed in makes one, owns it, and finds producer and tax party in it", async () => {
    const ana = await shop.door.person(null);
    const payload = { name: "Ana's", country: "BR", currency: "BRL", timeZone: "America/Sao_Paulo" };
    const made = await ana.send({ method: "POST", url: "/v1/workspaces", payload });
    expect(made.statusCode, made.body).toBe(201);
    const { id, producer } = made.json();
    expect(made.json()).toMatchObject({
      maxShared: "0.7",
      timeZoneFixed: false,
      demo: false,
      language: "en",
    });
    const parties = await ana.send({ method: "GET", url: `/v1/workspaces/${id}/parties` });
    expect(parties.json().data).toMatchObject([
      { kind: "producer", name: "Ana's", id: producer },
      { kind: "tax", name: "Tax", ref: "tax" },
    ]);
    const other = await shop.door.person("owner");
    expect((await other.send({ method: "GET", url: `/v1/workspaces/${id}/workspace` })).statusCode).toBe(404);
  });

  test("settings change, and say what is wrong with them", async () => {
    const changed = await shop.patch("/workspace", { name: "Piano", holds: { default: 2, card: 30 } });
    expect(changed.body).toMatchObject({ name: "Piano", holds: { default: 2, card: 30 } });
    const wrong = await shop.patch("/workspace", {
      timeZone: "Mars/Olympus",
      maxShared: "0.995",
      colour: "red",
    });
    expect(wrong.status).toBe(400);
    expect(wrong.body.errors.map((one: { path: string }) => one.path).sort()).toEqual([
      "colour",
      "maxShared",
      "timeZone",
    ]);
  });

  test("a cap below what is agreed is refused, with what is in the way", async () => {
    const product = await shop.make("/products", { name: "Piano in 30 days" });
    const bruno = await shop.make("/parties", { kind: "partner", name: "Bruno", ref: "bruno" });
    const terms = { product: product.id, party: bruno.id, share: "0.40", ...AGREED };
    const contract = await shop.make("/contracts", { ...terms, starts: "2030-01-01T00:00:00Z" });
    const low = await shop.patch("/workspace", { maxShared: "0.39" });
    expect(low).toMatchObject({ status: 422, body: { code: "cap_in_use" } });
    expect(low.body.facts.inTheWay[0]).toMatchObject({
      product: product.id,
      at: "2030-01-01T00:00:00.000Z",
      shares: [{ contract: contract.id, share: "0.4" }],
    });
    expect((await shop.patch("/workspace", { maxShared: "0.40" })).body.maxShared).toBe("0.4");
  });
});
