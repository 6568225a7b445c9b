// A refund is seen before it is asked for: the preview says what the refund then does, to the unit, with the
// fees a source keeps and on whom they fall; it refuses what the refund would refuse, and stores nothing.
// Example: 4.00 of 10.00 → 712 | 427, 79 | 47, 209 | 126 before it is booked, and the same after.
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { parsePublicId, type Uuid } from "../../src/base/id.ts";
import { AGREED, openShop, type Shop } from "./open-shop.ts";
import { PASSWORD } from "./test-door.ts";

interface Previewed {
  party: { name: string };
  role: string;
  before: number;
  taken: number;
  fromReserve: number;
  after: number;
  bears: number;
}

const at = "2026-03-02T12:00:00Z";

describe("The preview of a refund", () => {
  let shop: Shop;
  const products: Record<string, string> = {};
  let named = 0;

  beforeAll(async () => {
    shop = await openShop();
    await shop.make("/parties", { kind: "platform", name: "Market", ref: "market" });
    const bruno = (await shop.make("/parties", { kind: "partner", name: "Bruno", ref: "bruno" })).id;
    const policies = {
      producer: {},
      pro_rata: { unreturnedFees: "pro_rata" },
      borne: { unreturnedFees: "pro_rata", processorFee: { bearer: "producer" } },
    };
    for (const [name, more] of Object.entries(policies)) {
      const terms = { platformFee: { party: { ref: "market" }, fixed: { USD: 209 } }, ...more };
      products[name] = (await shop.make("/products", { name, terms })).id;
      const starts = "2020-01-01T00:00:00Z";
      await shop.make("/contracts", {
        ...AGREED,
        product: products[name],
        party: bruno,
        share: "0.10",
        starts,
      });
    }
  });
  afterAll(() => shop.door.close());

  const sell = async (product: string, more: object = {}) => {
    const facts = { externalId: `s-${++named}`, product: products[product], currency: "USD", paid: 1000 };
    return (await shop.make("/sales", { ...facts, at: "2026-03-01T12:00:00Z", ...more })).id;
  };
  const preview = async (sale: string, body: object) =>
    await shop.post(`/sales/${sale}/refunds/preview`, { at, ...body });
  const sides = (lines: Previewed[]) => lines.map(({ before, taken, after }) => [before, taken, after]);

  test("4.00 of 10.00: before, taken, after, as the domain works it out; and the rest", async () => {
    const sale = await sell("producer");
    const head = (await shop.get("/ledger-head")).body;
    const { status, body } = await preview(sale, { amount: 400 });
    expect([status, body]).toMatchObject([
      200,
      {
        sale,
        currency: "USD",
        amount: 400,
        before: 1000,
        after: 600,
        recordOnly: true,
        sourceTells: false,
        kept: [],
      },
    ]);
    expect(body.lines.map((line: Previewed) => [line.party.name, line.role])).toEqual([
      ["Piano School", "producer"],
      ["Bruno", "coproducer"],
      ["Market", "platform_fee"],
    ]);
    expect(sides(body.lines)).toEqual([
      [712, 285, 427],
      [79, 32, 47],
      [209, 83, 126],
    ]);
    expect((await shop.get("/ledger-head")).body).toEqual(head);
    await shop.make(`/sales/${sale}/refunds`, { externalId: "p-1", amount: 400, at });
    expect(sides((await preview(sale, { amount: 600 })).body.lines)).toEqual([
      [427, 427, 0],
      [47, 47, 0],
      [126, 126, 0],
    ]);
  });

  test("a fee that the source keeps falls on the producer, or on all who give back", async () => {
    const none = { amount: 1000, feesReturned: "none" };
    const alone = (await preview(await sell("producer"), none)).body;
    expect(sides(alone.lines)).toEqual([
      [712, 921, -209],
      [79, 79, 0],
      [209, 0, 209],
    ]);
    expect(alone.kept).toMatchObject([{ party: { name: "Market" }, amount: 209, fallsOn: "producer" }]);
    expect(alone.lines.map((line: Previewed) => line.bears)).toEqual([209, 0, 0]);
    // 209 over 712 and 79: 188.127 and 20.873.
    const shared = (await preview(await sell("pro_rata"), none)).body;
    expect(sides(shared.lines)).toEqual([
      [712, 900, -188],
      [79, 100, -21],
      [209, 0, 209],
    ]);
    expect(shared.kept).toMatchObject([{ role: "platform_fee", amount: 209, fallsOn: "pro_rata" }]);
    expect(shared.lines.map((line: Previewed) => line.bears)).toEqual([188, 21, 0]);
    const fees = [{ party: { ref: "stripe" }, amount: 60 }];
    const mixed = (await preview(await sell("borne", { fees }), none)).body;
    expect(mixed.kept).toMatchObject([
      { role: "platform_fee", amount: 209, fallsOn: "pro_rata" },
      { role: "processor_fee", amount: 60, fallsOn: "producer" },
    ]);
  });

  test("says what the refund then does, part after part, whatever comes back of the fees", async () => {
    for (const product of Object.keys(products)) {
      const sale = await sell(product, { tax: 100, fees: [{ party: { ref: "stripe" }, amount: 61 }] });
      for (const [i, feesReturned] of ["none", "platform_fee", "all", "processor_fee", "none"].entries()) {
        const body = { amount: i === 4 ? 558 : 100 + i * 7, feesReturned };
        const said = (await preview(sale, body)).body;
        await shop.make(`/sales/${sale}/refunds`, { externalId: `p-${++named}`, at, ...body });
        const { lines, refunded } = (await shop.get(`/sales/${sale}`)).body;
        const kept = lines.map((line: { amount: number; reversed: number }) => line.amount - line.reversed);
        expect([product, i, kept]).toEqual([product, i, said.lines.map((line: Previewed) => line.after)]);
        expect(said.after).toBe(1000 - refunded);
        const taken = said.lines.reduce((sum: number, line: Previewed) => sum + line.taken, 0);
        expect(taken).toBe(body.amount);
      }
      expect((await preview(sale, { amount: 1 })).body).toMatchObject({ code: "refund_exceeds_remaining" });
    }
  });

  test("shows no earnings to who may not see them, and still what it comes to", async () => {
    const sale = await sell("producer");
    const { door, ws, workspace } = shop;
    const support = await door.person(
      "support",
      { ws, id: parsePublicId("ws", workspace) as Uuid },
      PASSWORD,
    );
    const url = `/v1/workspaces/${workspace}/sales/${sale}/refunds/preview`;
    const asked = await support.send({ method: "POST", url, payload: { amount: 400 } });
    expect([asked.statusCode, asked.json()]).toMatchObject([
      200,
      { before: 1000, after: 600, lines: [], kept: [], earningsHidden: true },
    ]);
  });

  test("refuses what the refund would refuse, with the same words", async () => {
    const sale = await sell("producer");
    const both = async (body: object) => {
      const asked = await preview(sale, body);
      const done = await shop.post(`/sales/${sale}/refunds`, { externalId: `p-${++named}`, at, ...body });
      const { instance: _, requestId: __, ...one } = asked.body;
      const { instance: ___, requestId: ____, ...other } = done.body;
      expect([asked.status, one]).toEqual([done.status, other]);
      return asked;
    };
    expect((await both({ amount: 1001 })).body.code).toBe("refund_exceeds_remaining");
    expect((await both({ amount: 0 })).status).toBe(400);
    expect((await both({ amount: 1, feesReturned: "some" })).status).toBe(400);
    await shop.make(`/sales/${sale}/disputes`, { externalId: "d-1", amount: 500 });
    expect((await both({ amount: 1 })).body.code).toBe("dispute_open");
    const other = await openShop(shop.door);
    expect((await other.post(`/sales/${sale}/refunds/preview`, { amount: 1 })).status).toBe(404);
  });
});
