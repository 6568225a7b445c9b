// Renewals and instalments (domain §4, §5): what the version that a subscription was first sold under says of
// them decides contract by contract; the tail after a contract's end; instalments follow their first charge.
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type PlanBody, renewalPlan } from "../../src/contracts/compose-plan.ts";
import type { ProductHistory } from "../../src/contracts/terms-history.ts";
import { openShop, type Shop } from "../journeys/open-shop.ts";

type Parsed = ReturnType<typeof JSON.parse>;

const day = (text: string) => Date.parse(`${text}T00:00:00Z`);
const terms = (share: string, renewals: "at_charge" | "at_signup", tail: "none" | number = "none") => ({
  share,
  base: "after_affiliate" as const,
  scope: "all" as const,
  mayBeAffiliate: true,
  clauses: [],
  invoices: "producer" as const,
  responsibilities: {},
  renewals,
  tail: tail === "none" ? ("none" as const) : { renewalsForDays: tail },
});

const BRUNO = "019a5c7e-5d3b-7c4e-8f00-0000000000b1";
const CARLA = "019a5c7e-5d3b-7c4e-8f00-0000000000c1";

function historyOf(
  ...contracts: [id: string, ...versions: [starts: string, ends: string | null, terms: Parsed][]][]
): ProductHistory {
  return {
    always: { producer: "ana" },
    terms: [
      { starts: day("2026-01-01"), body: {} },
      { starts: day("2026-07-01"), body: { unreturnedFees: "pro_rata" } },
    ],
    contracts: contracts.map(([id, ...versions]) => ({
      id: id as never,
      party: id as never,
      versions: versions.map(([starts, ends, agreed]) => ({
        starts: day(starts),
        ends: ends === null ? null : day(ends),
        terms: agreed,
      })),
    })),
  };
}

const shares = (plan: PlanBody | null) =>
  plan === null
    ? "as today"
    : ((plan.contracts ?? []) as { share: string }[]).map((one) => one.share).join(" ");

describe("the plan of a renewal", () => {
  const table: [string, ProductHistory, string, string, string][] = [
    [
      "at_charge: what is in force at the charge",
      historyOf([
        BRUNO,
        ["2026-01-01", null, terms("0.1", "at_charge")],
        ["2026-06-01", null, terms("0.2", "at_charge")],
      ]),
      "2026-05-03",
      "2026-08-03",
      "as today",
    ],
    [
      "at_signup: what was in force at the first charge",
      historyOf([
        BRUNO,
        ["2026-01-01", null, terms("0.1", "at_signup")],
        ["2026-06-01", null, terms("0.2", "at_signup")],
      ]),
      "2026-05-03",
      "2026-08-03",
      "0.1",
    ],
    [
      "the version it was first sold under says which, not today's",
      historyOf([
        BRUNO,
        ["2026-01-01", null, terms("0.1", "at_charge")],
        ["2026-06-01", null, terms("0.2", "at_signup")],
      ]),
      "2026-05-03",
      "2026-08-03",
      "as today",
    ],
    [
      "nothing has changed since: the plan of the day",
      historyOf([BRUNO, ["2026-01-01", null, terms("0.1", "at_signup")]]),
      "2026-05-03",
      "2026-08-03",
      "as today",
    ],
    [
      "ended, no tail: nothing",
      historyOf([BRUNO, ["2026-01-01", "2026-06-01", terms("0.1", "at_signup")]]),
      "2026-05-03",
      "2026-08-03",
      "as today",
    ],
    [
      "ended, within the tail: goes on earning",
      historyOf([BRUNO, ["2026-01-01", "2026-06-01", terms("0.1", "at_charge", 90)]]),
      "2026-05-03",
      "2026-08-03",
      "0.1",
    ],
    [
      "ended, the tail is over on its last day",
      historyOf([BRUNO, ["2026-01-01", "2026-06-01", terms("0.1", "at_charge", 90)]]),
      "2026-05-03",
      "2026-08-30",
      "as today",
    ],
    [
      "ended before the subscription began: no tail for it",
      historyOf([BRUNO, ["2026-01-01", "2026-05-01", terms("0.1", "at_charge", 900)]]),
      "2026-05-03",
      "2026-08-03",
      "as today",
    ],
    [
      "within the tail, at_charge: its last version; at_signup: its first",
      historyOf(
        [
          BRUNO,
          ["2026-01-01", null, terms("0.1", "at_charge", 90)],
          ["2026-05-10", "2026-06-01", terms("0.2", "at_charge", 90)],
        ],
        [
          CARLA,
          ["2026-01-01", null, terms("0.05", "at_signup", 90)],
          ["2026-05-10", "2026-06-01", terms("0.06", "at_signup", 90)],
        ],
      ),
      "2026-05-03",
      "2026-08-03",
      "0.2 0.05",
    ],
    [
      "who came after the sign-up counts by today's; the other by his sign-up",
      historyOf(
        [
          BRUNO,
          ["2026-01-01", null, terms("0.1", "at_signup")],
          ["2026-06-01", null, terms("0.2", "at_signup")],
        ],
        [CARLA, ["2026-07-01", null, terms("0.3", "at_charge")]],
      ),
      "2026-05-03",
      "2026-08-03",
      "0.1 0.3",
    ],
  ];
  test.each(table)("%s", (_, history, signup, charge, expected) => {
    const plan = renewalPlan(history, day(signup), day(charge));
    expect(shares(plan)).toBe(expected);
    if (plan !== null) expect(plan).toMatchObject({ producer: "ana", unreturnedFees: "pro_rata" });
  });
});

describe("renewals on a real ledger", () => {
  let shop: Shop;
  let product: string;
  let bruno: string;
  let sales = 0;
  const charge = async (ref: string, at: string, more: object = {}) => {
    const subscription = { ref, charge: ++sales };
    const body = {
      externalId: `c${sales}`,
      product,
      at: `${at}T12:00:00Z`,
      currency: "USD",
      paid: 1000,
      subscription,
    };
    const { id } = await shop.make("/sales", { ...body, ...more });
    const { body: sale } = await shop.get(`/sales/${id}`);
    return [sale.lines.find((line: Parsed) => line.party.id === bruno)?.amount ?? 0, sale.plan, id];
  };

  beforeAll(async () => {
    shop = await openShop();
    product = (await shop.make("/products", { name: "Piano" })).id;
    bruno = (await shop.make("/parties", { kind: "partner", name: "Bruno" })).id;
    const contract = {
      product,
      party: bruno,
      renewals: "at_signup",
      tail: { renewalsForDays: 60 },
      evidence: "x",
    };
    const { id } = await shop.make("/contracts", {
      ...contract,
      share: "0.10",
      starts: "2031-01-01T00:00:00Z",
    });
    const { product: _, party: __, ...again } = contract;
    await shop.make(`/contracts/${id}/versions`, { ...again, share: "0.30", starts: "2031-06-01T00:00:00Z" });
    await shop.post(`/contracts/${id}/end`, { ends: "2031-09-01T00:00:00Z", evidence: "x" });
  });
  afterAll(() => shop.door.close());

  test("each charge by its sign-up, through the tail and not beyond; others by the day", async () => {
    const [first, ofMay] = await charge("s1", "2031-05-03");
    const [second, ofJuly] = await charge("s1", "2031-07-03");
    const [fresh, ofDay] = await charge("s2", "2031-07-03");
    expect([first, second, fresh]).toEqual([100, 100, 300]);
    expect(new Set([ofMay, ofJuly, ofDay]).size).toBe(3);
    expect((await charge("s1", "2031-10-03"))[0]).toBe(100);
    expect((await charge("s2", "2031-10-03"))[0]).toBe(300);
    expect((await charge("s3", "2031-10-03"))[0]).toBe(0);
    expect((await charge("s1", "2031-11-03"))[0]).toBe(0);
    expect((await charge("s1", "2031-07-04", { source: "shop" }))[0]).toBe(300);
  });

  test("a batch that holds the first charge and its renewals knows its own", async () => {
    const lines = [
      { externalId: "b1", at: "2031-05-05T00:00:00Z", ref: "s9", charge: 1 },
      { externalId: "b2", at: "2031-07-05T00:00:00Z", ref: "s9", charge: 2 },
      { externalId: "b3", at: "2031-07-05T00:00:00Z", ref: "s10", charge: 1 },
    ].map(({ ref, charge: no, ...one }) => {
      const body = { ...one, product, currency: "USD", paid: 1000, subscription: { ref, charge: no } };
      return JSON.stringify(body);
    });
    const key = await shop.door.key(undefined, shop.ws);
    const headers = { authorization: `Bearer ${key}`, "content-type": "application/x-ndjson" };
    const request = { method: "POST" as const, url: "/v1/sales/batch", headers, payload: lines.join("\n") };
    const answer = await shop.door.server.inject(request);
    expect(answer.statusCode, answer.body).toBe(200);
    const parts = await Promise.all(
      ["b2", "b3"].map(async (externalId) => {
        const { body } = await shop.get(`/sales?externalId=${externalId}`);
        const { body: whole } = await shop.get(`/sales/${body.data[0].id}`);
        return [externalId, whole.lines.find((line: Parsed) => line.party.id === bruno)?.amount];
      }),
    );
    expect(Object.fromEntries(parts)).toEqual({ b2: 100, b3: 300 });
  });

  test("instalments of one purchase follow their first charge, its fees and its contracts", async () => {
    const offer = { name: "In 12 parts", currency: "USD", price: 12_000, kind: "instalments" };
    const { id } = await shop.make(`/products/${product}/offers`, offer);
    expect((await charge("i1", "2031-05-07", { offer: id }))[0]).toBe(100);
    expect((await charge("i1", "2031-07-07", { offer: id }))[0]).toBe(100);
    // Long after the contract and its tail: the purchase is one.
    expect((await charge("i1", "2032-04-07", { offer: id }))[0]).toBe(100);
  });

  test("a refund of a renewal takes back by the plan that split it", async () => {
    const [, , id] = await charge("s1", "2031-08-03");
    await shop.make(`/sales/${id}/refunds`, { externalId: "r1", amount: 1000, at: "2031-08-09T00:00:00Z" });
    const { body } = await shop.get(`/sales/${id}`);
    expect(body.lines.map((line: Parsed) => line.amount - line.reversed)).toEqual([0, 0]);
  });
});
