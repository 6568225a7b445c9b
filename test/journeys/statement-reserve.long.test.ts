// The rolling reserve on a statement is that of its last day: as it was set when that day ended, however it
// was set when the statement is issued, and of what was earned by then. Against a table worked out by hand.
import { afterAll, beforeAll, expect, test } from "vitest";
import { parsePublicId, publicId, type Uuid } from "../../src/base/id.ts";
import { openSafe } from "../../src/base/seal.ts";
import type { Database } from "../../src/db/pool.ts";
import type { App } from "../../src/flows/app.ts";
import { issueStatement } from "../../src/flows/issue-statement.ts";
import { openPosting } from "../../src/flows/posting.ts";
import { setReserve } from "../../src/flows/set-reserve.ts";
import { SECRET } from "../payouts/open-payout-shop.ts";
import { AGREED, openShop, type Shop } from "./open-shop.ts";
import { speaksFor } from "./speaks-for.ts";
import { ids, openTestDoor } from "./test-door.ts";

const ANA = { actor: "account:ana", name: "Ana", email: null };
const MONTHS = ["2026-01", "2026-02", "2026-03"] as const;

let shop: Shop;
let app: App;
let now = Date.parse("2026-01-01T00:00:00Z");
const clock = { ...ids, now: () => now++ };

/** When it is set, and to how much of the last thirty days: "0" takes it away. */
type Setting = readonly [at: string, rate: number];

/** Settings by day; what is held at the end of January, February and March, of 1000.00 sold each month. */
const TABLE: readonly [string, readonly Setting[], readonly [number, number, number]][] = [
  ["never set", [], [0, 0, 0]],
  ["set before", [["2026-01-02T00:00:00Z", 100_000]], [5_000, 5_000, 5_000]],
  ["set after the month that is told", [["2026-02-10T00:00:00Z", 100_000]], [0, 5_000, 5_000]],
  ["set in the last second of the month", [["2026-01-31T23:59:59Z", 200_000]], [10_000, 10_000, 10_000]],
  ["set in the first second after it", [["2026-02-01T00:00:00Z", 200_000]], [0, 10_000, 10_000]],
  [
    "raised, then taken away",
    [
      ["2026-01-02T00:00:00Z", 100_000],
      ["2026-02-10T00:00:00Z", 300_000],
      ["2026-03-10T00:00:00Z", 0],
    ],
    [5_000, 15_000, 0],
  ],
];

beforeAll(async () => {
  const safe = openSafe(SECRET, ids.random);
  const make = (db: Database): App => ({ db, ids: clock, safe, posting: openPosting(db, clock) });
  shop = await openShop(await openTestDoor({ app: make }));
  ({ app } = shop.door);
});
afterAll(() => shop.door.close());

/** The lines add up to what was earned, a part of that is to stay, and what is not pending of it is held. */
async function leadsDown(statement: string, rolling: number, until: string): Promise<void> {
  const { body } = await shop.get(`/statements/${statement}/reserve`);
  expect(body).toMatchObject({ held: rolling, day: until, nextCursor: null });
  if (body.reserve === null) return expect([rolling, body.data]).toEqual([0, []]);
  const sum = body.data.reduce((all: number, one: { amount: number }) => all + one.amount, 0);
  expect(sum).toBe(body.earned);
  expect(body.part).toBe(body.earned * Number(body.reserve.rate));
  expect(body.part - body.pending).toBe(rolling);
  const [sale] = body.data;
  const counts = new Date(Date.parse(`${until.slice(0, 7)}-20T00:00:00Z`) + 29 * 86_400_000);
  expect(sale).toMatchObject({
    kind: "sale",
    amount: 50_000,
    countsUntil: counts.toISOString().slice(0, 10),
  });
  expect(sale.about).toContain(until.slice(0, 7));
  const { body: own } = await shop.get(`/sales/${sale.sale}`);
  expect(own.externalId).toBe(sale.about);
}

test.each(TABLE)("%s", { timeout: 60_000 }, async (name, settings, held) => {
  const ref = name.replaceAll(/[^a-z]+/g, "-");
  now = Date.parse("2026-01-01T00:00:00Z");
  const { id } = await shop.make("/parties", { kind: "partner", name, ref });
  const party = parsePublicId("party", id) as Uuid;
  const { id: product } = await shop.make("/products", { name, externalId: ref });
  const starts = "2026-01-01T12:00:00Z";
  await shop.make("/contracts", { product, party: { ref }, share: "0.50", starts, ...AGREED });
  for (const month of MONTHS) {
    const at = `${month}-20T12:00:00Z`;
    await shop.make("/sales", { externalId: `${ref} ${month}`, product, currency: "USD", paid: 100_000, at });
  }
  for (const [at, rate] of settings) {
    now = Date.parse(at);
    await setReserve(app, shop.ws, party, rate === 0 ? null : ({ rate, days: 30 } as never), ANA);
  }
  now = Date.parse("2026-05-01T00:00:00Z");
  const found: number[] = [];
  for (const until of ["2026-01-31", "2026-02-28", "2026-03-31"]) {
    const issued = await issueStatement(app, shop.ws, { party, currency: "USD", until }, ANA);
    const { body } = await shop.get(`/statements/${publicId("statement", issued)}`);
    expect(body.available + body.pending + body.rolling).toBe(body.closing);
    found.push(body.rolling);
    await leadsDown(publicId("statement", issued), body.rolling, until);
  }
  expect(found).toEqual(held);
  // What is told late of those days stands on the next statement, and changes nothing of this one's reserve.
  const { body } = await shop.get(`/statements?party=${id}&until=2026-03-31`);
  const path = `/statements/${body.data[0].id}/reserve`;
  const { body: before } = await shop.get(path);
  const late = { externalId: `${ref} late`, product, currency: "USD", paid: 40_000 };
  await shop.make("/sales", { ...late, at: "2026-03-21T12:00:00Z" });
  expect((await shop.get(path)).body).toEqual(before);
  const partner = await speaksFor(shop, ref, { party: id });
  expect(await partner.get(path)).toEqual(before);
});
