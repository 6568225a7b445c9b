// Reports through the door: exact figures of a small business in two currencies, by day, product, party and
// role, what was owed at a past instant, and every total against the entries themselves.
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { inWorkspace } from "../../src/db/transaction.ts";
import { verifyTotals } from "../../src/sales/verify-totals.ts";
import { openPianoShop, type PianoShop } from "./sell-piano.ts";

describe("Reports", () => {
  let shop: PianoShop;
  const sales: Record<string, string> = {};
  let between = "";

  beforeAll(async () => {
    shop = await openPianoShop("America/Sao_Paulo");
    const sell = async (id: string, more: object) => {
      const { status, body } = await shop.sell(id, more);
      expect(status, JSON.stringify(body)).toBe(201);
      sales[id] = body.id;
    };
    await sell("s-1", { at: "2026-03-01T12:00:00Z" });
    // 23:30 of 28 February in São Paulo.
    await sell("s-2", { at: "2026-03-01T02:30:00Z" });
    await sell("s-3", { at: "2026-03-05T12:00:00Z", currency: "EUR", paid: 2000 });
    await sell("s-4", { at: "2026-03-05T13:00:00Z", fees: [{ party: { ref: "stripe" }, amount: 320 }] });
    await shop.make(`/sales/${sales["s-1"]}/refunds`, {
      externalId: "r-1",
      amount: 4000,
      at: "2026-03-07T12:00:00Z",
    });
    between = (await shop.get("/entries?limit=1")).body.data[0].recordedAt;
    await new Promise((resolve) => setTimeout(resolve, 20));
    const dispute = await shop.make(`/sales/${sales["s-4"]}/disputes`, {
      externalId: "d-1",
      amount: 10000,
      at: "2026-03-08T12:00:00Z",
    });
    await shop.send("POST", `/disputes/${dispute.id}/close`, {
      outcome: "lost",
      fee: 9000,
      at: "2026-03-09T12:00:00Z",
    });
  });
  afterAll(() => shop.door.close());

  const get = async (path: string) => {
    const { status, body } = await shop.get(path);
    expect(status, JSON.stringify(body)).toBe(200);
    return body;
  };

  test("sold and taken back, each on its own day where the business is, never two currencies in one", async () => {
    const march = await get("/reports/sold?from=2026-03-01&to=2026-03-31&by=day");
    expect(march.totals).toEqual([
      { currency: "EUR", sales: 1, paid: 2000, takeBacks: 0, taken: 0, disputeFees: 0 },
      { currency: "USD", sales: 2, paid: 20000, takeBacks: 2, taken: 14000, disputeFees: 9000 },
    ]);
    expect(
      march.series.map((one: { currency: string; at: string; paid: number; taken: number }) => [
        one.currency,
        one.at,
        one.paid,
        one.taken,
      ]),
    ).toEqual([
      ["EUR", "2026-03-05", 2000, 0],
      ["USD", "2026-03-01", 10000, 0],
      ["USD", "2026-03-05", 10000, 0],
      ["USD", "2026-03-07", 0, 4000],
      ["USD", "2026-03-09", 0, 10000],
    ]);
    const february = await get("/reports/sold?from=2026-02-28&to=2026-02-28");
    expect(february.totals).toMatchObject([{ sales: 1, paid: 10000 }]);
    expect((await shop.get("/reports/sold?from=2026-03-02&to=2026-03-01")).body).toMatchObject({
      status: 400,
      errors: [{ path: "to" }],
    });
  });

  test("what sales come to is the same however it is added up", async () => {
    const ever = await get("/sales/totals");
    expect(ever.totals).toEqual([
      { currency: "EUR", sales: 1, paid: 2000, refunded: 0, disputed: 0 },
      { currency: "USD", sales: 3, paid: 30000, refunded: 14000, disputed: 0 },
    ]);
    expect(await get("/sales/totals?from=2020-01-01T03:00:00Z")).toEqual(ever);
    expect(await get("/sales/totals?from=2020-01-01T03:00:01Z")).toEqual(ever);
    expect((await get("/sales/totals?state=taken_back")).totals).toMatchObject([
      { sales: 2, refunded: 14000 },
    ]);
  });

  test("a party's earnings by product, by day and by month", async () => {
    const { bruno } = shop.party;
    const by = await get(
      `/reports/earnings-by-product?party=${bruno}&from=2026-02-01&to=2026-03-31&currency=USD`,
    );
    // 582 + 582 + 562, less 233 of the refund and 562 of the lost dispute.
    expect(by.data).toEqual([
      {
        product: { id: shop.product, name: "Piano in 30 days" },
        currency: "USD",
        given: 1726,
        taken: 795,
        kept: 931,
        atSource: 0,
      },
    ]);
    const months = await get(
      `/reports/earnings-by-time?party=${bruno}&from=2026-02-01&to=2026-03-31&currency=USD`,
    );
    expect(months.series.map((one: { at: string; kept: number }) => [one.at, one.kept])).toEqual([
      ["2026-02-01", 582],
      ["2026-03-01", 349],
    ]);
    expect(months.totals).toMatchObject([{ currency: "USD", kept: 931 }]);
    const parties = await get(
      "/reports/earnings-by-party?from=2026-02-01&to=2026-03-31&currency=USD&limit=2",
    );
    const rest = await get(
      `/reports/earnings-by-party?from=2026-02-01&to=2026-03-31&currency=USD&limit=100&cursor=${parties.nextCursor}`,
    );
    const all = [...parties.data, ...rest.data];
    expect(all.map((one) => one.party.name).sort()).toEqual([
      "Bruno",
      "Carla",
      "Market",
      "Piano School",
      "stripe",
    ]);
    expect(all.map((one) => one.kept)).toEqual(all.map((one) => one.kept).toSorted((a, b) => b - a));
  });

  test("the flow of a period adds up: paid less taken less dispute fees is what all keep", async () => {
    const { flows } = await get("/reports/flow?from=2026-02-01&to=2026-03-31");
    for (const flow of flows) {
      const kept = flow.roles.reduce((sum: number, one: { kept: number }) => sum + one.kept, 0);
      expect([flow.currency, kept]).toEqual([flow.currency, flow.paid - flow.taken - flow.disputeFees]);
      expect(flow.kept).toBe(kept);
    }
    const usd = flows.find((one: { currency: string }) => one.currency === "USD");
    expect(usd.roles.map((one: { role: string }) => one.role)).toEqual([
      "affiliate",
      "coproducer",
      "platform_fee",
      "processor_fee",
      "producer",
    ]);
    expect(usd.kept).toBe(30000 - 14000 - 9000);
  });

  test("what was owed at an instant is what had been recorded by then", async () => {
    const now = await get(`/balances?party=${shop.party.bruno}&currency=USD`);
    expect(now.data).toMatchObject([{ available: 931, pending: 0, reserved: 0 }]);
    const then = await get(`/balances?party=${shop.party.bruno}&currency=USD&at=${between}`);
    expect(then.data).toMatchObject([{ available: 1493, reserved: 0 }]);
    expect((await get("/balances?at=2020-01-01T00:00:00Z")).data).toEqual([]);
  });

  test("who owes comes first where asked: the dispute fee takes the producer below zero", async () => {
    const { data } = await get("/balances?negative=true");
    const all = (await get("/balances?limit=100")).data;
    const below = all.filter(
      (one: { available: number; pending: number; reserved: number }) =>
        one.available + one.pending + one.reserved < 0,
    );
    expect(below).toMatchObject([{ party: { kind: "producer" }, available: -613 }]);
    expect(data).toEqual(below);
    expect((await get("/balances?search=BRU")).data.map((one: { currency: string }) => one.currency)).toEqual(
      ["EUR", "USD"],
    );
  });

  test("balances by what is owed in all, a currency after the other, whole however they are paged", async () => {
    type Owed = Record<"available" | "pending" | "reserved" | "inTransit", number> & { currency: string };
    const whole = (one: Owed) => one.available + one.pending + one.reserved + one.inTransit;
    const paged = async (asked: string) => {
      const found: Owed[] = [];
      for (let cursor: string | null = ""; cursor !== null; ) {
        const { data, nextCursor } = await get(`/balances?limit=2&${asked}${cursor && `&cursor=${cursor}`}`);
        found.push(...data);
        cursor = nextCursor;
      }
      return found;
    };
    for (const of of ["", `at=${between}&`, "include=all&"]) {
      const byName = (await get(`/balances?${of}limit=100`)).data as (Owed & { party: { name: string } })[];
      expect(byName.length).toBeGreaterThan(4);
      expect(await paged(`${of}sort=name&direction=desc`)).toEqual(byName.toReversed());
      for (const [direction, way] of [
        ["desc", -1],
        ["asc", 1],
      ] as const) {
        const expected = byName.toSorted(
          (a, b) => a.currency.localeCompare(b.currency) || way * (whole(a) - whole(b)),
        );
        expect(await paged(`${of}sort=amount&direction=${direction}`)).toEqual(expected);
      }
      expect(await paged(`${of}sort=amount`)).toEqual(await paged(`${of}sort=amount&direction=desc`));
    }
  });

  test("a party's figure leads to the sales it is made of: the part of each, and the same sum", async () => {
    const { bruno, market } = shop.party;
    const days = "from=2026-03-01T03:00:00Z&to=2026-04-01T03:00:00Z";
    for (const party of [bruno, market]) {
      const told = await get(
        `/reports/earnings-by-product?party=${party}&from=2026-03-01&to=2026-03-31&currency=USD`,
      );
      const [{ given, taken }] = told.data;
      const { totals } = await get(`/sales/totals?party=${party}&currency=USD&${days}`);
      expect(totals[0].part).toEqual({ given, taken });
      const { data } = await get(`/sales?party=${party}&currency=USD&${days}`);
      const sum = (key: "given" | "taken") =>
        data.reduce((all: number, one: { part: Record<string, number> }) => all + (one.part[key] ?? 0), 0);
      expect([sum("given"), sum("taken")]).toEqual([given, taken]);
      expect(given).toBeGreaterThan(0);
    }
    const narrowed = await get(`/sales/totals?party=${bruno}&state=paid`);
    expect(narrowed.totals[0].part).toBeUndefined();
    expect((await get("/sales?limit=1")).data[0].part).toBeUndefined();
  });

  test("the totals agree with the entries, and a cent that is off is found", async () => {
    const look = () => inWorkspace(shop.door.db, shop.ws, (tx) => verifyTotals(tx, shop.ws));
    expect(await look()).toEqual([]);
    await inWorkspace(shop.door.db, shop.ws, (tx) =>
      tx
        .updateTable("line_day")
        .set((is) => ({ given: is("given", "+", 1) }))
        .where("ws", "=", shop.ws)
        .where("role", "=", "coproducer")
        .where("currency", "=", "EUR")
        .execute(),
    );
    expect(await look()).toMatchObject([{ check: "line_day", expected: "117 0 0", found: "118 0 0" }]);
  });
});
