// How long a sale's money waits for the buyer's guarantee (domain §7): of its offer; where it names none, the
// longest of its product's offers; where there is none to tell by, what the business has settled on.
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openShop, type Shop } from "./open-shop.ts";

describe("Guarantee", () => {
  let shop: Shop;
  beforeAll(async () => {
    shop = await openShop();
  });
  afterAll(() => shop.door.close());

  const at = "2026-03-01T12:00:00Z";
  let sold = 0;
  /** The day from which a sale of 1 March may be paid out. */
  const freeOf = async (product: string, offer?: string, more: object = {}): Promise<string> => {
    const facts = { externalId: `g-${++sold}`, product, currency: "USD", paid: 1000, at, offer, ...more };
    const { id } = await shop.make("/sales", facts);
    return (await shop.get(`/sales/${id}`)).body.availableOn;
  };
  const offerOf = async (product: string, more: object = {}) =>
    await shop.make(`/products/${product}/offers`, { name: "Whole", currency: "USD", price: 1000, ...more });

  test("a product without offers waits as long as the business says, from the next sale on", async () => {
    const { id } = await shop.make("/products", { name: "Bare" });
    expect(await freeOf(id)).toBe("2026-03-01");
    await shop.patch("/workspace", { guaranteeDays: 30 });
    expect(await freeOf(id)).toBe("2026-03-31");
    await shop.patch("/workspace", { holds: { default: 45 } });
    expect(await freeOf(id)).toBe("2026-04-15");
    await shop.patch("/workspace", { holds: {} });
  });

  test("new offers begin with it: made alone, with their product, and for what waited", async () => {
    const offers = [{ name: "Whole", currency: "USD", price: 1000 }];
    const { id } = await shop.make("/products", { name: "Begun", offers });
    await offerOf(id, { name: "Short", guaranteeDays: 0 });
    await offerOf(id, { name: "Alone" });
    const made = (await shop.get(`/products/${id}/offers`)).body.data as {
      name: string;
      guaranteeDays: number;
    }[];
    const days = Object.fromEntries(made.map((one) => [one.name, one.guaranteeDays]));
    expect(days).toEqual({ Whole: 30, Short: 0, Alone: 30 });
    const { status, body } = await shop.post("/parked-products", {
      source: "hotmart",
      ref: "1234",
      product: { name: "Waited", offer: { name: "Whole", currency: "USD", price: 1000 } },
    });
    expect(status, JSON.stringify(body)).toBe(201);
    const [waited] = (await shop.get(`/products/${body.product}/offers`)).body.data;
    expect(waited.guaranteeDays).toBe(30);
  });

  test("a source may hold longer than others, also by method", async () => {
    const { id } = await shop.make("/products", { name: "Twice sold" });
    await offerOf(id, { guaranteeDays: 0 });
    const holds = { default: 1, card: 2, "courses:default": 9, "courses:card": 31 };
    expect((await shop.patch("/workspace", { holds })).body.holds).toEqual(holds);
    const of = (source: string, paymentMethod?: string) => freeOf(id, undefined, { source, paymentMethod });
    expect(await of("shop", "card")).toBe("2026-03-03");
    expect(await of("shop", "pix")).toBe("2026-03-02");
    expect(await of("courses", "card")).toBe("2026-04-01");
    expect(await of("courses", "pix")).toBe("2026-03-10");
    expect(await of("courses")).toBe("2026-03-10");
    expect((await shop.patch("/workspace", { holds: { "courses:": 3 } })).status).toBe(400);
    await shop.patch("/workspace", { holds: {} });
  });

  test("a sale that names no offer waits for the longest guarantee on sale", async () => {
    const { id } = await shop.make("/products", { name: "Two prices" });
    const short = await offerOf(id, { name: "Short", guaranteeDays: 7 });
    const long = await offerOf(id, { name: "Long", guaranteeDays: 14 });
    expect(await freeOf(id, short.id)).toBe("2026-03-08");
    expect(await freeOf(id)).toBe("2026-03-15");
    await shop.patch(`/offers/${long.id}`, { status: "inactive" });
    expect(await freeOf(id)).toBe("2026-03-08");
    await shop.patch(`/offers/${short.id}`, { status: "inactive" });
    expect(await freeOf(id)).toBe("2026-03-15");
  });
});
