// Of which time a rule counts: a day for one device, an hour for a flood of clicks, a week for a coupon,
// ninety days for refunds. What lies before it is not counted, what lies in it is. One affiliate a rule.
import { afterAll, beforeAll, expect, test } from "vitest";
import { changeFraudSettings } from "../../src/flows/decide-finding.ts";
import { watchFraud } from "../../src/flows/watch-fraud.ts";
import { type Affiliates, openAffiliates } from "./open-affiliates.ts";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
let world: Affiliates;

beforeAll(async () => {
  world = await openAffiliates();
  const { app } = world.door;
  await watchFraud(app, world.ws);
  const clickFlood = { on: true, clicks: 3 };
  const couponLeak = { on: true, uses: 3, times: 1 };
  await changeFraudSettings(app, world.ws, { clickFlood, couponLeak }, "system");
});
afterAll(() => world.door.close());

let sold = 0;
/** So long ago; or before another instant. */
const sell = async (ago: number, more: object, now = Date.now()) =>
  (await world.buy(`s-${++sold}`, { at: new Date(now - ago).toISOString(), ...more })).body.id as string;

async function promoter(code: string): Promise<string> {
  const party = await world.make("/parties", { kind: "partner", name: code, ref: code });
  const facts = { product: world.product, party: party.id, code, rate: "0.20" };
  return (await world.make("/affiliations", facts)).id;
}

/** Rules that hold the commission of a sale. */
async function rulesOf(sale: string): Promise<string[]> {
  await watchFraud(world.door.app, world.ws);
  const { body } = await world.get(`/findings?sale=${sale}`);
  return body.data.flatMap((one: { evidence: { rule: string }[] }) => one.evidence.map(({ rule }) => rule));
}

test.each<[hours: number, rules: string[]]>([
  [25, []],
  [23, ["deviceBurst"]],
])("three sales of one card, the first %i hours ago: %s", async (hours, rules) => {
  const code = `CARD${hours}`;
  await promoter(code);
  const bought = { affiliate: { code }, buyer: { fingerprint: code } };
  await sell(hours * HOUR, bought);
  await sell(2 * HOUR, bought);
  expect(await rulesOf(await sell(0, bought))).toEqual(rules);
});

test.each<[minutes: number, rules: string[]]>([
  [61, []],
  [59, ["clickFlood"]],
])("three clicks of one visitor, the first %i minutes before the last: %s", async (minutes, rules) => {
  const code = `flood-${minutes}`;
  const affiliation = await promoter(`FLOOD${minutes}`);
  await world.make("/links", { affiliation, code });
  const click = (ago: number, visitor?: string) =>
    world.make("/clicks", {
      code,
      at: new Date(Date.now() - ago * MINUTE).toISOString(),
      ...(visitor ? { visitor } : {}),
    });
  const first = await click(minutes + 5);
  await click(30, first.visitor);
  const { id: clickId } = await click(5, first.visitor);
  const sale = await sell(0, { clickId });
  expect((await world.journey(sale)).body.touches).toHaveLength(3);
  expect(await rulesOf(sale)).toEqual(rules);
});

test.each<[days: number, rules: string[]]>([
  [8, []],
  [6, ["couponLeak"]],
])("three uses of a coupon without a click, the first %i days ago: %s", async (days, rules) => {
  const coupon = `LEAK${days}`;
  await world.make("/coupons", { affiliation: await promoter(coupon), code: coupon });
  // Nobody is credited before they promote: the days are those to come.
  const then = Date.now() + 10 * DAY;
  const uses = [];
  for (const ago of [days * DAY, 2 * HOUR, 0]) uses.push(await sell(ago, { coupon }, then));
  const body = (await world.get("/coupons")).body.data.find((one: { code: string }) => one.code === coupon);
  expect(body.uses).toBe(3);
  expect(await rulesOf(uses.at(-1) as string)).toEqual(rules);
});

test.each<[days: number, rules: string[]]>([
  [100, []],
  [80, ["refundRate"]],
])("two of six commissions taken back %i days ago: %s", async (days, rules) => {
  const code = `BACK${days}`;
  await promoter(code);
  const bought = { affiliate: { code } };
  for (const more of [1, 2]) {
    const sale = await sell((days + more) * DAY, bought);
    const at = new Date(Date.now() - days * DAY).toISOString();
    await world.make(`/sales/${sale}/refunds`, { externalId: `r ${code} ${more}`, amount: 10_000, at });
  }
  for (const ago of [10, 9, 8]) await sell(ago * DAY, bought);
  expect(await rulesOf(await sell(0, bought))).toEqual(rules);
});

test("a card that was used with an own address before makes a purchase one's own", async () => {
  const card = (fingerprint: string, email: string) => ({ buyer: { email, fingerprint } });
  await sell(3 * HOUR, card("her card", "dora@example.com"));
  const named = { affiliate: { code: "DORA" } };
  const other = await sell(0, { ...named, ...card("another card", "claire@example.com") });
  expect(await rulesOf(other)).toEqual([]);
  const own = await sell(0, { ...named, ...card("her card", "nobody@example.com") });
  expect(await rulesOf(own)).toEqual(["ownPurchase"]);
});
