// Hotmart's harder cases through the real webhook and queue: several products in one purchase, a chargeback
// that is won after all, a refund that does not say how much, both spellings of a co-producer, and
// commissions that differ from ours, which a person sees and marks as seen.
// Example: HP-1 of 97.00 BRL with the bump HP-2 of 27.00 → two sales of one charge; HP-2 refunded alone.
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { verifyBooks } from "../../src/flows/verify-books.ts";
import { APPROVED_AT, commission, money } from "../fixtures/sources/hotmart-deliveries.ts";
import { type ConnectedShop, openConnectedShop } from "./open-connected-shop.ts";

let shop: ConnectedShop;

beforeAll(async () => {
  shop = await openConnectedShop();
  await shop.product("Piano em 30 dias", [{ source: "hotmart", ref: "1234" }]);
  await shop.product("Caderno de partituras", [{ source: "hotmart", ref: "5678" }]);
});
afterAll(async () => {
  const { disagreements } = await verifyBooks(shop.door.app, shop.ws);
  await shop.door.close();
  expect(disagreements).toEqual([]);
});

interface Purchase {
  id: number;
  price: number;
  /** What Hotmart keeps, and pays to producer and co-producer. */
  shares: readonly [number, number, number];
  coproducer?: string;
  parent?: string;
  day?: number;
  status?: string;
}

const DAY = 86_400_000;

function purchase(transaction: string, facts: Purchase) {
  const [fee, producer, coproducer] = facts.shares;
  return {
    creation_date: APPROVED_AT + (facts.day ?? 0) * DAY + 60_000,
    data: {
      product: { id: facts.id, name: "x" },
      affiliates: [],
      commissions: [
        commission("MARKETPLACE", fee),
        commission("PRODUCER", producer),
        commission(facts.coproducer ?? "COPRODUCER", coproducer),
      ],
      purchase: {
        transaction,
        full_price: money(facts.price),
        price: money(facts.price),
        original_offer_price: money(facts.price),
        ...(facts.status === undefined ? {} : { status: facts.status }),
        order_bump: facts.parent
          ? { is_order_bump: true, parent_purchase_transaction: facts.parent }
          : { is_order_bump: false },
      },
    },
  };
}

/** 97.00: 10.60 to Hotmart, of 86.40 Bruno's contract gives 8.64. */
const PIANO: Purchase = { id: 1234, price: 97, shares: [10.6, 77.76, 8.64] };
/** 27.00: 3.20 to Hotmart, of 23.80 Bruno gets 2.38. */
const BUMP: Purchase = { id: 5678, price: 27, shares: [3.2, 21.42, 2.38] };

describe("several products in one purchase", () => {
  test("are a sale each that share the charge, and one is refunded alone", async () => {
    await shop.hot("PURCHASE_APPROVED", purchase("HP-2", { ...BUMP, parent: "HP-1" }));
    await shop.hot("PURCHASE_APPROVED", purchase("HP-1", PIANO));
    expect(await shop.sales("HP-1")).toMatchObject([
      { key: "HP-1", paid: 9700, reversed: 0 },
      { key: "HP-2", paid: 2700, reversed: 0 },
    ]);
    await shop.hot("PURCHASE_REFUNDED", purchase("HP-2", { ...BUMP, parent: "HP-1", day: 2 }));
    expect(await shop.sales("HP-1")).toMatchObject([
      { key: "HP-1", reversed: 0 },
      { key: "HP-2", reversed: 2700 },
    ]);
    await shop.hot("PURCHASE_CHARGEBACK", purchase("HP-1", { ...PIANO, day: 3 }));
    expect(await shop.sales("HP-1")).toMatchObject([
      { key: "HP-1", reversed: 9700, disputed: 0 },
      { key: "HP-2", reversed: 2700 },
    ]);
  });
});

describe("money that comes back", () => {
  test("a protest that leads to nothing is released", async () => {
    await shop.hot("PURCHASE_APPROVED", purchase("HP-3", PIANO));
    await shop.hot("PURCHASE_PROTEST", purchase("HP-3", { ...PIANO, day: 1 }));
    expect(await sale("HP-3")).toMatchObject({ disputed: 9700 });
    await shop.hot("PURCHASE_COMPLETE", purchase("HP-3", { ...PIANO, day: 30 }));
    expect(await sale("HP-3")).toMatchObject({ disputed: 0, reversed: 0 });
  });

  test("a chargeback that is won after all is booked again, once, whatever order it is told in", async () => {
    await shop.hot("PURCHASE_APPROVED", purchase("HP-4", PIANO));
    await shop.hot("PURCHASE_CHARGEBACK", purchase("HP-4", { ...PIANO, day: 5 }));
    expect(await sale("HP-4")).toMatchObject({ reversed: 9700 });
    for (const day of [20, 40]) {
      await shop.hot("PURCHASE_APPROVED", purchase("HP-4", { ...PIANO, day }));
    }
    expect(await sale("HP-4")).toMatchObject({ reversed: 9700 });
    expect(await sale("HP-4:regained")).toMatchObject({ paid: 9700, reversed: 0 });
    const regained = (await shop.get("/sales?externalId=HP-4%3Aregained")).body.data;
    expect(regained).toMatchObject([{ at: new Date(APPROVED_AT).toISOString() }]);
    expect(await shop.deliveries("state=applied&reason=regained")).toHaveLength(2);
    expect(await shop.sales("HP-4")).toHaveLength(2);
  });

  test("where a part was refunded before, how much came back is not told: it waits for a person", async () => {
    await shop.hot("PURCHASE_APPROVED", purchase("HP-5", PIANO));
    const { id } = await sale("HP-5");
    await shop.make(`/sales/${id}/refunds`, { externalId: "by-hand", amount: 4000 });
    await shop.hot("PURCHASE_CHARGEBACK", purchase("HP-5", { ...PIANO, day: 5 }));
    expect(await sale("HP-5")).toMatchObject({ reversed: 9700 });
    await shop.hot("PURCHASE_APPROVED", purchase("HP-5", { ...PIANO, day: 9 }));
    expect(await shop.deliveries("state=parked")).toMatchObject([{ reason: "regained_in_part" }]);
  });
});

describe("what Hotmart leaves open", () => {
  test("a partial refund that does not say how much leads to its sale, and a later whole one takes the rest", async () => {
    await shop.hot("PURCHASE_APPROVED", purchase("HP-6", PIANO));
    const status = "PARTIALLY_REFUNDED";
    await shop.hot("PURCHASE_REFUNDED", purchase("HP-6", { ...PIANO, day: 2, status }));
    const { id } = await sale("HP-6");
    expect(await shop.deliveries(`state=refused&sale=${id}`)).toMatchObject([
      { reason: "partial_amount_unknown" },
    ]);
    await shop.make(`/sales/${id}/refunds`, { externalId: "of-the-panel", amount: 3000 });
    await shop.hot("PURCHASE_REFUNDED", purchase("HP-6", { ...PIANO, day: 4 }));
    expect(await sale("HP-6")).toMatchObject({ reversed: 9700 });
  });

  test.each(["COPRODUCER", "CO_PRODUCER"])("%s is the co-producer, paid there", async (coproducer) => {
    const before = await shop.owed(shop.bruno, "BRL");
    await shop.hot("PURCHASE_APPROVED", purchase(`HP-7-${coproducer}`, { ...PIANO, coproducer }));
    expect((await shop.owed(shop.bruno, "BRL")) - before).toBe(0);
    const { id } = await sale(`HP-7-${coproducer}`);
    expect(await shop.deliveries(`sale=${id}&reason=commissions_differ`)).toEqual([]);
  });

  test("commissions that differ from ours are told where people look, until somebody has looked", async () => {
    const before = (await shop.get("/attention")).body.commissions;
    const shares = [10.6, 69.12, 17.28] as const;
    await shop.hot("PURCHASE_APPROVED", purchase("HP-8", { ...PIANO, shares }));
    const { id } = await sale("HP-8");
    const [remark] = await shop.deliveries(`sale=${id}&state=applied&reason=commissions_differ&open=true`);
    expect(remark?.message).toContain("17.28");
    expect((await shop.get("/attention")).body.commissions).toBe(before + 1);
    const seen = await shop.post(`/deliveries/${remark?.id}/review`, {});
    expect([seen.status, seen.body.reviewed]).toEqual([200, true]);
    expect((await shop.get("/attention")).body.commissions).toBe(before);
  });
});

async function sale(externalId: string) {
  const { body } = await shop.get(`/sales?externalId=${encodeURIComponent(externalId)}`);
  const [found] = body.data;
  const charge = found.charge ?? externalId;
  return { ...found, ...(await shop.sales(charge)).find((one) => one.key === externalId), id: found.id };
}
