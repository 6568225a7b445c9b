// A balance that stays below zero over three statements: paid out, refunded, carried over from paper to
// paper, paid by no run, recovered from later sales alone, and what is left written off after the set time by
// a person.
// Example: 90.05 paid out and refunded; closes at −90.05, at −54.06, and after a write-off of 45.10 at zero.
import { afterAll, beforeAll, expect, test } from "vitest";
import { parsePublicId, type Uuid } from "../../src/base/id.ts";
import { openSafe } from "../../src/base/seal.ts";
import { openPosting } from "../../src/flows/posting.ts";
import { tellNotices } from "../../src/flows/tell-notices.ts";
import { verifyBooks } from "../../src/flows/verify-books.ts";
import { watchBalances } from "../../src/flows/watch-balances.ts";
import { AGREED, openShop, type Shop } from "./open-shop.ts";
import { type Speaker, speaksFor } from "./speaks-for.ts";
import { ids, openTestDoor, type TestPerson } from "./test-door.ts";

const DAY = 86_400_000;
/** The first of the month after next: three whole months lie ahead of it. */
const NOW = new Date();
const START = [NOW.getUTCFullYear(), NOW.getUTCMonth() + 2] as const;

let shop: Shop;
let ana: TestPerson;
let fay: TestPerson;
let bruno: Speaker;
let product: string;
let second: string;
let shift = 0;

const clock = { ...ids, now: () => Date.now() + shift };
const instantOf = (month: number, day: number) => Date.UTC(START[0], START[1] + month, day, 12);
const goTo = (month: number, day: number) => {
  shift = instantOf(month, day) - Date.now();
};
const lastDayOf = (month: number) => new Date(Date.UTC(START[0], START[1] + month + 1, 0)).toISOString();
const send = async (who: TestPerson, path: string, payload: object = {}) => {
  const url = `/v1/workspaces/${shop.workspace}${path}`;
  const answer = await who.send({ method: "POST", url, payload });
  return { status: answer.statusCode, body: answer.json() };
};
const sell = (externalId: string, paid: number) =>
  shop.make("/sales", { externalId, product, currency: "USD", paid });
const leftOut = async () =>
  (await shop.post("/payout-runs/preview", {})).body.leftOut
    .filter((one: { party: { id: string } }) => one.party.id === bruno.party)
    .map(({ reason, amount }: { reason: string; amount: number }) => `${reason} ${amount}`);
/** Issued on the next month's second day: from opening to closing, zeros left out. */
const state = async (month: number) => {
  goTo(month + 1, 2);
  const until = lastDayOf(month).slice(0, 10);
  const one = await shop.make("/statements", { party: bruno.party, currency: "USD", until });
  const moved = Object.entries(one.sections).filter(([, amount]) => amount !== 0);
  return {
    opening: one.opening,
    ...Object.fromEntries(moved),
    closing: one.closing,
    available: one.available,
  };
};

beforeAll(async () => {
  const door = await openTestDoor({
    app: (db) => ({
      ...{ db, ids: clock, posting: openPosting(db, clock) },
      safe: openSafe("a secret of the tests, long enough for cookies", clock.random),
    }),
  });
  shop = await openShop(door);
  const where = { ws: shop.ws, id: parsePublicId("ws", shop.workspace) as Uuid };
  ana = await door.person("owner", where);
  fay = await door.person("finance", where);
  bruno = await speaksFor(shop, "bruno");
  const market = await shop.make("/parties", { kind: "platform", name: "Market", ref: "market" });
  const platformFee = { party: { ref: "market" }, rate: "0.099", fixed: { USD: 50 } };
  expect(market.id).toBeDefined();
  product = (await shop.make("/products", { name: "Piano", externalId: "piano", terms: { platformFee } })).id;
  const agreed = { product, party: bruno.party, share: "0.10", starts: "2020-01-01T00:00:00Z", ...AGREED };
  await shop.make("/contracts", agreed);
  const method = { kind: "paypal", email: "bruno@example.com" };
  expect((await bruno.post("/payout-method", { method })).status).toBe(200);
  expect((await shop.patch("/workspace", { writeOffDays: 50 })).status).toBe(200);
});
afterAll(() => shop?.door.close());

test("the first month: paid out in full, refunded in full, closes below zero", async () => {
  goTo(0, 1);
  const { id: sale } = await sell("s1", 100_000);
  goTo(0, 25);
  const run = await send(ana, "/payout-runs");
  expect(run.status, JSON.stringify(run.body)).toBe(201);
  expect((await send(fay, `/payout-runs/${run.body.id}/approve`)).status).toBe(200);
  const [payout] = (await shop.get(`/payouts?run=${run.body.id}`)).body.data;
  expect(payout).toMatchObject({ amount: 9005, state: "in_transit" });
  const ended = await send(ana, `/payouts/${payout.id}/end`, { how: "settled" });
  expect(ended.status, JSON.stringify(ended.body)).toBe(200);
  goTo(0, 26);
  await shop.make(`/sales/${sale}/refunds`, { externalId: "r1", amount: 100_000 });
  await watchBalances(shop.door.app, shop.ws);
  expect(await leftOut()).toEqual(["negative -9005"]);
  expect(await state(0)).toEqual({
    ...{ opening: 0, sales: 9005, refunds: -9005, payouts: -9005, closing: -9005, available: -9005 },
  });
});

test("the second: opens below zero, a sale pays some of it back, no run pays, closes below zero", async () => {
  goTo(1, 3);
  second = (await sell("s2", 40_000)).id;
  goTo(1, 27);
  expect(await leftOut()).toEqual(["negative -5406"]);
  const run = await send(ana, "/payout-runs");
  expect([run.status, run.body.code]).toEqual([409, "nothing_to_pay"]);
  expect(await state(1)).toEqual({ opening: -9005, sales: 3599, closing: -5406, available: -5406 });
});

test("the third: after the set time what is left is proposed as a write-off, and a person's to approve", async () => {
  const { app, identity } = shop.door;
  const proposed = async () => (await shop.get(`/adjustments?party=${bruno.party}&kind=write_off`)).body.data;
  await watchBalances(app, shop.ws);
  expect(await proposed()).toEqual([]);
  await sell("s3", 10_000);
  goTo(2, 26);
  expect(instantOf(2, 26) - instantOf(0, 26)).toBeGreaterThan(50 * DAY);
  await watchBalances(app, shop.ws);
  await watchBalances(app, shop.ws);
  const [off, ...more] = await proposed();
  expect(more).toEqual([]);
  expect(off).toMatchObject({ state: "proposed", amount: 4510, createdBy: "Partage" });
  expect(await leftOut()).toEqual(["negative -4510"]);
  expect((await send(fay, `/adjustments/${off.id}/approve`)).status).toBe(200);
  expect(await leftOut()).not.toContain("negative -4510");
  expect(await state(2)).toEqual({ opening: -5406, sales: 896, adjustments: 4510, closing: 0, available: 0 });
  // Both sides were told once that it fell below zero, and no more each month.
  await tellNotices(app, identity, shop.ws);
  const { data } = (await bruno.person.send({ method: "GET", url: "/v1/inbox" })).json();
  expect(data.filter((one: { kind: string }) => one.kind === "balance_negative")).toHaveLength(1);
  const [line] = (await bruno.get("/statements")).data;
  const found = await bruno.get(`/statements/${line.id}/lines?section=adjustments`);
  expect(found.data).toMatchObject([{ kind: "write_off", amount: 4510, adjustment: off.id }]);
  const why = await bruno.get(`/adjustments/${off.id}`);
  expect(why).toMatchObject({ kind: "write_off", reason: "Not recovered in time", proposedBy: "Partage" });
  expect((await verifyBooks(app, shop.ws)).disagreements).toEqual([]);
});

test("below zero once more it is told and proposed once more; what was declined is not proposed again", async () => {
  const { app, identity } = shop.door;
  const told = async () =>
    (await bruno.person.send({ method: "GET", url: "/v1/inbox" }))
      .json()
      .data.filter((one: { kind: string }) => one.kind === "balance_negative").length;
  const proposed = async () =>
    (await shop.get(`/adjustments?party=${bruno.party}&kind=write_off`)).body.data.map(
      ({ state, amount }: { state: string; amount: number }) => `${state} ${amount}`,
    );
  const look = async () => {
    await watchBalances(app, shop.ws);
    await watchBalances(app, shop.ws);
    await tellNotices(app, identity, shop.ws);
  };
  await look();
  await shop.make(`/sales/${second}/refunds`, { externalId: "r2", amount: 40_000 });
  await look();
  expect(await told()).toBe(2);
  expect(await proposed()).toEqual(["posted 4510"]);
  goTo(5, 20);
  await look();
  expect(await proposed()).toEqual(["proposed 3599", "posted 4510"]);
  const [one] = (await shop.get(`/adjustments?party=${bruno.party}&kind=write_off&state=proposed`)).body.data;
  const no = await send(fay, `/adjustments/${one.id}/decline`, { answer: "He sells again in June" });
  expect(no.status, JSON.stringify(no.body)).toBe(200);
  goTo(9, 20);
  await look();
  expect(await proposed()).toEqual(["declined 3599", "posted 4510"]);
  expect(await told()).toBe(2);
});
