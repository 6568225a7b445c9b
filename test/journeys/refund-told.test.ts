// A refund that was recorded here for a platform's sale, and what the platform says of it later: only what
// goes beyond is booked, in whichever order it comes; the answer and the preview say that no money was moved.
// Example: 40.00 recorded here, Stripe says 40.00 in all → nothing more; then 100.00 in all → 60.00 more.
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { publicId } from "../../src/base/id.ts";
import { verifyBooks } from "../../src/flows/verify-books.ts";
import type { Changes } from "../fixtures/sources/changed.ts";
import { type ConnectedShop, charge, openConnectedShop, refundsOf } from "./open-connected-shop.ts";

describe("A refund recorded here, of a platform's sale", () => {
  let shop: ConnectedShop;

  beforeAll(async () => {
    shop = await openConnectedShop();
    const refs = [
      { source: "stripe", ref: "gold" },
      { source: "hotmart", ref: "777001" },
    ];
    const product = await shop.product("Gold course", refs);
    const carla = (await shop.make("/parties", { kind: "partner", name: "Carla", ref: "carla" })).id;
    await shop.make("/affiliations", { product, party: carla, code: "A1234567B", rate: "0.30" });
  });
  afterAll(async () => {
    const { disagreements } = await verifyBooks(shop.door.app, shop.ws);
    await shop.door.close();
    expect(disagreements).toEqual([]);
  });

  const saleId = async (of: string) => publicId("sale", (await shop.sales(of))[0]?.id as string);
  const here = async (of: string, externalId: string, amount: number) =>
    shop.make(`/sales/${await saleId(of)}/refunds`, { externalId, amount });
  /** Stripe's word: the list of refunds, or the cumulative total alone. */
  const stripe = (of: string, amounts: number[], isListed = true) => {
    const total = amounts.reduce((sum, one) => sum + one, 0);
    const list = isListed ? { refunds: refundsOf(of, amounts) } : {};
    return shop.stripe("charge.refunded", charge(of, { amount_refunded: total, ...list }));
  };
  const reversed = async (of: string) => (await shop.sales(of)).map((sale) => sale.reversed);
  const parked = async () => (await shop.deliveries("state=parked")).length;

  test("is a record only, and says so before and after", async () => {
    await shop.stripe("charge.succeeded", charge("ch_r"));
    const sale = await saleId("ch_r");
    const asked = await shop.post(`/sales/${sale}/refunds/preview`, { amount: 400 });
    expect(asked.body).toMatchObject({ source: "stripe", recordOnly: true, sourceTells: true });
    expect(await here("ch_r", "by-hand-r", 400)).toMatchObject({ recordOnly: true, amount: 400 });
    await stripe("ch_r", [400]);
    await stripe("ch_r", [400, 100]);
    const { body } = await shop.get(`/sales/${sale}/refunds`);
    expect(body.data.map((one: Changes) => [one.amount, one.recordOnly])).toEqual([
      [100, false],
      [400, true],
    ]);
  });

  test.each([true, false])(
    "Stripe then says so much, and more (its list of refunds: %s)",
    async (isListed) => {
      const of = `ch_more_${isListed}`;
      await shop.stripe("charge.succeeded", charge(of));
      await here(of, `by-hand-${of}`, 400);
      await stripe(of, [400], isListed);
      expect(await reversed(of)).toEqual([400]);
      await stripe(of, [400], isListed);
      expect(await reversed(of)).toEqual([400]);
      await stripe(of, [400, 600], isListed);
      expect(await reversed(of)).toEqual([1000]);
      expect(await parked()).toBe(0);
    },
  );

  test.each([true, false])("Stripe said so first, the rest is recorded here (list: %s)", async (isListed) => {
    const of = `ch_first_${isListed}`;
    await shop.stripe("charge.succeeded", charge(of));
    await stripe(of, [400], isListed);
    await here(of, `by-hand-${of}`, 600);
    expect(await reversed(of)).toEqual([1000]);
    await stripe(of, [400, 600], isListed);
    expect(await reversed(of)).toEqual([1000]);
    await stripe(of, [400, 600, 100], isListed);
    expect(await reversed(of)).toEqual([1100]);
    expect(await parked()).toBe(0);
  });

  test("Stripe does it in other parts than were recorded here: it ends at Stripe's total", async () => {
    await shop.stripe("charge.succeeded", charge("ch_parts"));
    await here("ch_parts", "by-hand-p1", 700);
    await stripe("ch_parts", [400]);
    expect(await reversed("ch_parts")).toEqual([700]);
    await stripe("ch_parts", [400, 600]);
    expect(await reversed("ch_parts")).toEqual([1000]);
    await here("ch_parts", "by-hand-p2", 2000);
    await stripe("ch_parts", [400, 600, 2000]);
    expect(await reversed("ch_parts")).toEqual([3000]);
    expect(await parked()).toBe(0);
  });

  test("two processes of ours: Stripe tells while it is recorded here, and it is counted once", async () => {
    for (let i = 0; i < 5; i++) {
      const of = `ch_race_${i}`;
      await shop.stripe("charge.succeeded", charge(of));
      await Promise.all([here(of, `by-hand-race-${i}`, 400), stripe(of, [300])]);
      await stripe(of, [300, 400]);
      const [sum] = await reversed(of);
      // Recorded here in between, the 300 of Stripe may be taken for part of it; its total settles it.
      expect(sum).toBe(700);
    }
  });

  const purchase = (transaction: string): Changes => ({ data: { purchase: { transaction } } });

  test("Hotmart's REFUNDED takes the rest of the purchase, or nothing where all was recorded here", async () => {
    await shop.hot("PURCHASE_APPROVED", purchase("HP7"));
    await here("HP7", "by-hand-h7", 4000);
    await shop.hot("PURCHASE_REFUNDED", purchase("HP7"));
    await shop.hot("PURCHASE_REFUNDED", purchase("HP7"));
    expect(await reversed("HP7")).toEqual([19_700]);
    await shop.hot("PURCHASE_APPROVED", purchase("HP8"));
    await here("HP8", "by-hand-h8", 19_700);
    await shop.hot("PURCHASE_REFUNDED", purchase("HP8"));
    expect(await reversed("HP8")).toEqual([19_700]);
    await shop.hot("PURCHASE_APPROVED", purchase("HP9"));
    await shop.hot("PURCHASE_REFUNDED", purchase("HP9"));
    const late = await shop.post(`/sales/${await saleId("HP9")}/refunds`, { externalId: "h9", amount: 1 });
    expect(late.body).toMatchObject({ code: "refund_exceeds_remaining" });
    expect(await parked()).toBe(0);
  });
});
