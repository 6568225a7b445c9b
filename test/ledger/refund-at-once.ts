// Twenty concurrent partial refunds of each of so many sales, from two processes: together never more than
// was paid, and once all is taken back every account stands at exactly zero. Example: refundAtOnce(shop, 200)
// in the long run.
import { expect } from "vitest";
import { Refusal } from "../../src/base/refusal.ts";
import { recordSale } from "../../src/flows/record-sale.ts";
import { refundSale } from "../../src/flows/take-back.ts";
import { ACTOR, type LedgerShop } from "./open-ledger-shop.ts";

const PAID = 1999;
const EACH = 107;

export async function refundAtOnce(shop: LedgerShop, sales: number): Promise<void> {
  const apps = [shop.app, shop.openAnother()];
  for (let n = 0; n < sales; n++) {
    const app = apps[n % 2] as typeof shop.app;
    const { id } = await recordSale(app, shop.ws, shop.sale(`sale ${n}`, PAID), ACTOR);
    const said = await Promise.all(
      Array.from({ length: 20 }, (_, i) => {
        const facts = shop.refund(id, `refund ${n} ${i}`, EACH);
        return refundSale(apps[i % 2] as typeof shop.app, shop.ws, facts, ACTOR).then(
          () => "booked",
          (error: unknown) => {
            if (error instanceof Refusal) return error.code;
            throw error;
          },
        );
      }),
    );
    const booked = said.filter((one) => one === "booked").length;
    expect(booked).toBe(Math.floor(PAID / EACH));
    expect(said.filter((one) => one === "refund_exceeds_remaining")).toHaveLength(20 - booked);
    await refundSale(app, shop.ws, shop.refund(id, `rest ${n}`, PAID - booked * EACH), ACTOR);
  }
  expect(await shop.balances()).toEqual({});
  expect(await shop.disagreements()).toEqual([]);
}
