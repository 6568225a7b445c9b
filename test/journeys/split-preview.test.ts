// What a sale would give each party, asked through the door: the domain's worked figures, and why; nothing is
// stored.
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { AGREED, openShop, type Shop } from "./open-shop.ts";

describe("Split preview", () => {
  let shop: Shop;
  let product: string;

  beforeAll(async () => {
    shop = await openShop();
    await shop.make("/parties", { kind: "platform", name: "Market", ref: "market" });
    for (const ref of ["bruno", "carla", "davi"]) {
      await shop.make("/parties", { kind: "partner", name: ref, ref, externalId: `their-${ref}` });
    }
    const platformFee = { party: { ref: "market" }, rate: "0.099", fixed: { USD: 50 } };
    const made = await shop.make("/products", { name: "Piano", externalId: "piano", terms: { platformFee } });
    product = made.id;
    await shop.make("/contracts", { product, party: { ref: "bruno" }, share: "0.10", ...AGREED });
    const carla = { product, party: { externalId: "their-carla" }, code: "CARLA", rate: "0.35" };
    await shop.make("/affiliations", { ...carla, recruitedBy: { ref: "davi" } });
  });
  afterAll(() => shop.door.close());

  const preview = (more: object) =>
    shop.post("/split-preview", { product, currency: "USD", paid: 10000, ...more });
  const amounts = (body: { lines: { party: { name: string }; amount: number }[] }) =>
    Object.fromEntries(body.lines.map((line) => [line.party.name, line.amount]));

  test("100.00, platform 9.9 % + 0.50, affiliate 35 %, co-producer 10 %", async () => {
    const { status, body } = await preview({
      affiliate: { code: "carla" },
      product: { externalId: "piano" },
    });
    expect(status, JSON.stringify(body)).toBe(200);
    expect(amounts(body)).toEqual({ "Piano School": 5242, bruno: 582, carla: 3136, Market: 1040 });
    const affiliate = body.why.find((step: { step: string }) => step.step === "affiliate");
    expect(affiliate).toMatchObject({ exact: "3136/1", amount: 3136, inputs: { rate: "0.35", of: 8960 } });
  });

  test("an affiliate by party, with a rate of one's own, and direct", async () => {
    const stated = await preview({ affiliate: { party: { ref: "carla" }, rate: "0.5" } });
    expect(amounts(stated.body)).toMatchObject({ carla: 4480 });
    const direct = await preview({});
    expect(amounts(direct.body)).toEqual({ "Piano School": 8064, bruno: 896, Market: 1040 });
  });

  test("a suspended affiliate is skipped: the sale counts as direct", async () => {
    const { body } = await shop.get("/affiliations?code=cArLa");
    const change = (state: string) =>
      shop.patch(`/affiliations/${body.data[0].id}`, { state, reason: "We look into a complaint." });
    expect((await change("suspended")).body.state).toBe("suspended");
    expect(amounts((await preview({ affiliate: { code: "CARLA" } })).body)).not.toHaveProperty("carla");
    await change("approved");
    expect(amounts((await preview({ affiliate: { code: "CARLA" } })).body)).toHaveProperty("carla", 3136);
  });

  test("names that lead nowhere, and amounts that cannot be, are refused with their path", async () => {
    const wrong = async (more: object) => {
      const { status, body } = await preview(more);
      return [status, body.code, body.errors[0]?.path];
    };
    expect(await wrong({ affiliate: { code: "NOBODY" } })).toEqual([
      422,
      "unknown_affiliate",
      "affiliate.code",
    ]);
    expect(await wrong({ affiliate: { party: { ref: "bruno" } } })).toEqual([
      422,
      "unknown_affiliate",
      "affiliate.rate",
    ]);
    expect(await wrong({ product: { ref: "piano" } })).toEqual([422, "unknown_product", "product"]);
    expect(await wrong({ fees: [{ party: { ref: "stripe" }, amount: 1 }] })).toEqual([
      422,
      "unknown_party",
      "fees[0].party",
    ]);
    expect(await wrong({ tax: 10001 })).toEqual([400, "invalid_request", "tax"]);
    expect(await wrong({ paid: 12.5 })).toEqual([400, "invalid_request", "paid"]);
    expect(await wrong({ affiliate: { code: "A", party: { ref: "carla" } } })).toEqual([
      400,
      "invalid_request",
      "affiliate",
    ]);
    expect((await shop.get("/parties?ref=stripe")).body.data).toEqual([]);
  });
});
