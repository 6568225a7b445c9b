// What a search adds up: exactly what fits while that is few, and nothing at all where it is too much to add
// up at once, never a part of it that looks like the whole.
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { inWorkspace } from "../../src/db/transaction.ts";
import { readSaleTotals } from "../../src/reports/sale-totals.ts";
import { openPianoShop, type PianoShop } from "./sell-piano.ts";

describe("The totals of a broad search", () => {
  let shop: PianoShop;

  beforeAll(async () => {
    shop = await openPianoShop();
    for (const [id, name, paid] of [
      ["s-1", "Ana Silva", 1000],
      ["s-2", "Bruno Silva", 2000],
      ["s-3", "Carla Silva", 4000],
      ["s-4", "Davi Souza", 8000],
    ] as const) {
      await shop.sell(id, { paid, buyer: { email: `${id}@example.com`, name } });
    }
  });
  afterAll(() => shop.door.close());

  const totals = (filter: object, most?: number) =>
    inWorkspace(shop.door.db, shop.ws, (tx) => readSaleTotals(tx, shop.ws, filter, null, most));

  test("what fits is added up whole, as many as there are", async () => {
    expect(await totals({ words: "silva" })).toMatchObject([{ sales: 3, paid: 7000 }]);
    expect(await totals({ words: "silva" }, 3)).toMatchObject([{ sales: 3, paid: 7000 }]);
    expect(await totals({ words: "nobody" }, 0)).toEqual([]);
  });

  test("one more than is added up, and nothing is", async () => {
    expect(await totals({ words: "silva" }, 2)).toBeNull();
    expect(await totals({ words: "silva", currency: "USD" }, 2)).toBeNull();
  });

  test("where something else leaves few, they are added up, however many the words fit", async () => {
    expect(await totals({ words: "silva", paidTo: 2000 }, 2)).toMatchObject([{ sales: 2, paid: 3000 }]);
    expect(await totals({ words: "silva", paidFrom: 8000 }, 2)).toEqual([]);
  });

  test("the answer says whether it is the whole", async () => {
    const found = await shop.get("/sales/totals?words=silva");
    expect(found.body).toEqual({
      complete: true,
      totals: [{ currency: "USD", sales: 3, paid: 7000, refunded: 0, disputed: 0 }],
    });
  });
});
