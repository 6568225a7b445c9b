// What the portal says of the next payout is what the schedule then pays, to the cent: what becomes available
// by that day and not a day later, less what a rolling reserve holds by then; from six in the morning where
// the business is, and not a minute before.
// Example: on Thursday 90.05 is available and 122.42 expected on Monday; on Monday the run pays 122.42.
import { afterAll, beforeAll, expect, test } from "vitest";
import { parsePublicId, type Uuid } from "../../src/base/id.ts";
import { openSafe } from "../../src/base/seal.ts";
import { openPosting } from "../../src/flows/posting.ts";
import { schedulePayouts } from "../../src/flows/schedule-payouts.ts";
import { AGREED, openShop, type Shop } from "./open-shop.ts";
import { type Speaker, speaksFor } from "./speaks-for.ts";
import { ids, openTestDoor, type TestPerson } from "./test-door.ts";

const DAY = 86_400_000;
const HOUR = DAY / 24;
const TODAY = Math.floor(Date.now() / DAY);
const MONDAY = TODAY + 21 - ((TODAY + 3) % 7);
const dayText = (day: number) => new Date(day * DAY).toISOString().slice(0, 10);

let shop: Shop;
let ana: TestPerson;
let bruno: Speaker;
let product: string;
let shift = 0;

const clock = { ...ids, now: () => Date.now() + shift };
/** Hours of the UTC day so many days from that Monday. */
const goTo = (days: number, hours = 12) => {
  shift = (MONDAY + days) * DAY + hours * HOUR - Date.now();
};
const as = async (method: "GET" | "PUT" | "PATCH", path: string, payload?: object) => {
  const url = `/v1/workspaces/${shop.workspace}${path}`;
  const answer = await ana.send({ method, url, ...(payload ? { payload } : {}) });
  expect(answer.statusCode, answer.body).toBeLessThan(300);
  return answer.json();
};
const sell = (externalId: string, paid: number) =>
  shop.make("/sales", { externalId, product, currency: "USD", paid });
const forecast = async () => (await bruno.get("/payout-details")).owed[0];
const schedule = () => schedulePayouts(shop.door.app, shop.ws);

beforeAll(async () => {
  const door = await openTestDoor({
    app: (db) => ({
      ...{ db, ids: clock, posting: openPosting(db, clock) },
      safe: openSafe("a secret of the tests, long enough for cookies", clock.random),
    }),
  });
  // Six in the morning is nine by UTC.
  shop = await openShop(door, "America/Sao_Paulo");
  ana = await door.person("owner", { ws: shop.ws, id: parsePublicId("ws", shop.workspace) as Uuid });
  bruno = await speaksFor(shop, "bruno");
  await shop.make("/parties", { kind: "platform", name: "Market", ref: "market" });
  const platformFee = { party: { ref: "market" }, rate: "0.099", fixed: { USD: 50 } };
  product = (await shop.make("/products", { name: "Piano", externalId: "piano", terms: { platformFee } })).id;
  const agreed = { product, party: bruno.party, share: "0.10", starts: "2020-01-01T00:00:00Z", ...AGREED };
  await shop.make("/contracts", agreed);
  expect((await shop.patch("/workspace", { guaranteeDays: 7 })).status).toBe(200);
  await as("PATCH", "/payout-policy", { fourEyes: true, schedule: "weekly" });
  await as("PATCH", `/parties/${bruno.party}/payout-settings`, { minimum: 10_000 });
  await as("PUT", `/parties/${bruno.party}/reserve`, { rate: "0.20", days: 30 });
  const method = { kind: "paypal", email: "bruno@example.com" };
  expect((await bruno.post("/payout-method", { method })).status).toBe(200);
});
afterAll(() => shop?.door.close());

test("what is expected on Monday is what Monday's run pays", async () => {
  goTo(-11);
  await sell("available on Thursday", 100_000);
  goTo(-7);
  await sell("available on Monday itself", 50_000);
  goTo(-6);
  await sell("available on Tuesday", 20_000);
  goTo(-4);
  // 90.05 and 45.00 come until Monday, 17.97 after it. A fifth of all is 30.60, of which 12.63 is held by
  // then.
  const told = await forecast();
  expect(told).toMatchObject({ available: 9005, nextOn: dayText(MONDAY), expected: 9005 + 4500 - 1263 });
  // Too little today, enough on Monday.
  expect(told).toMatchObject({ least: 10_000, whyNot: null });
  goTo(0, 8.98);
  expect(await schedule()).toBeNull();
  expect((await forecast()).nextOn).toBe(dayText(MONDAY));
  goTo(0, 9.01);
  expect(await schedule()).not.toBeNull();
  const [run] = (await as("GET", "/payout-runs")).data;
  expect(run).toMatchObject({
    scheduled: true,
    sums: [{ count: 1, amount: told.expected, currency: "USD" }],
  });
  // This Monday is over: the next one is told of.
  expect((await forecast()).nextOn).toBe(dayText(MONDAY + 7));
  expect(await schedule()).toBeNull();
});

test("what will be too little then is said so, and the run leaves it out for that reason", async () => {
  const { owed } = await as("GET", `/parties/${bruno.party}/payout-details`);
  expect(owed[0].nextOn).toBe(dayText(MONDAY + 7));
  await as("PATCH", `/parties/${bruno.party}/payout-settings`, { minimum: 20_000 });
  expect((await forecast()).whyNot).toEqual({
    reason: "below_minimum",
    facts: { minimum: 20_000, currency: "USD" },
  });
  await as("PATCH", `/parties/${bruno.party}/payout-settings`, { schedule: "on_demand" });
  expect(await forecast()).toMatchObject({ nextOn: null, expected: null });
  goTo(7, 9.5);
  const [before] = (await as("GET", "/payout-runs")).data;
  expect(await schedule()).toBeNull();
  const [after] = (await as("GET", "/payout-runs")).data;
  expect(after.id).toBe(before.id);
});
