// Contracts recorded, amended and ended while sales pour in: every sale is split by what was in force at its
// own instant, whatever was committed first. Nothing is retroactive, and no sale is split by superseded
// terms.
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { AGREED } from "./open-shop.ts";
import { amountsOf, openPianoShop, type PianoShop } from "./sell-piano.ts";

describe("Terms that change while sales pour in", () => {
  let shop: PianoShop;
  beforeAll(async () => {
    shop = await openPianoShop();
  });
  afterAll(() => shop.door.close());

  let sold = 0;
  let told = 0;
  /** Until a sale was sent after this moment and answered: each stretch of terms has sales of its own. */
  const someSales = async () => {
    const after = told + 20;
    while (told < after) await new Promise((resolve) => setTimeout(resolve, 10));
  };
  const pour = async (until: () => boolean): Promise<string[]> => {
    const made: string[] = [];
    while (!until()) {
      const some = await Promise.all(
        Array.from({ length: 10 }, () => shop.sell(`load-${sold++}`, { affiliate: undefined })),
      );
      for (const one of some) {
        expect(one.status, JSON.stringify(one.body)).toBe(201);
        made.push(one.body.id);
        told++;
      }
    }
    return made;
  };

  /** A sale of this very moment may have been posted: then it is simply said again. */
  const agree = async (path: string, body: object) => {
    for (let tries = 0; tries < 50; tries++) {
      const { status, body: answer } = await shop.post(path, body);
      if (status < 300) return answer;
      expect(answer.code).toBe("sales_already_posted");
    }
    throw new Error(`${path} was refused fifty times`);
  };

  test("a sale has davi's share exactly while his contract was in force", async () => {
    let done = false;
    const pouring = pour(() => done);
    const base = { ...AGREED, share: "0.05" };
    const { id } = await agree("/contracts", { product: shop.product, party: shop.party.davi, ...base });
    await someSales();
    await agree(`/contracts/${id}/versions`, { ...base, share: "0.20" });
    await someSales();
    await agree(`/contracts/${id}/end`, { evidence: "E-mail of both" });
    await someSales();
    done = true;
    const sales = await pouring;
    const { versions } = (await shop.get(`/contracts/${id}`)).body;
    const [starts, amended] = versions.map((one: { starts: string }) => Date.parse(one.starts));
    const ended = Date.parse(versions[2].ends);
    const counted = { none: 0, five: 0, twenty: 0 };
    for (const sale of sales) {
      const { body } = await shop.get(`/sales/${sale}`);
      const at = Date.parse(body.at);
      const share = at < starts || at >= ended ? "none" : at < amended ? "five" : "twenty";
      const expected = { none: undefined, five: 448, twenty: 1792 }[share];
      expect([share, amountsOf(body.lines).Davi]).toEqual([share, expected]);
      counted[share as keyof typeof counted]++;
    }
    expect(Object.values(counted).every((count) => count > 0)).toBe(true);
  });
});
