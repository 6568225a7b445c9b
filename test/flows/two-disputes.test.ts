// Two disputes of one sale, and a refund that its source reports while both are open: it takes from the older
// one first, and what the younger one holds of each line is divided anew. When both are over nothing stays
// in anybody's reserve, and everybody has what is left of his line.
import { afterAll, beforeAll, expect, test } from "vitest";
import { parsePublicId, type Uuid } from "../../src/base/id.ts";
import { inWorkspace } from "../../src/db/transaction.ts";
import { closeDispute, openDispute, refundSale } from "../../src/flows/take-back.ts";
import { verifyBooks } from "../../src/flows/verify-books.ts";
import { readSaleEntries } from "../../src/reports/sale-entries.ts";
import { type Affiliates, openAffiliates } from "../journeys/open-affiliates.ts";

let world: Affiliates;
beforeAll(async () => {
  world = await openAffiliates();
});
afterAll(() => world.door.close());

/** Per account, over all entries of the sale; accounts at zero are left out. */
async function reserves(sale: Uuid): Promise<number[]> {
  const { app } = world.door;
  const entries = await inWorkspace(app.db, world.ws, (tx) => readSaleEntries(tx, world.ws, sale));
  const sums = new Map<string, number>();
  for (const { owner, amount } of entries.flatMap((one) => one.postings.filter((p) => p.kind === "reserved")))
    sums.set(`${owner}`, (sums.get(`${owner}`) ?? 0) + amount);
  return [...sums.values()].filter((sum) => sum !== 0);
}

test.each([
  // A cent of the younger one moves from one line to another, though its amount stays.
  [38, 372, 1],
  [3000, 3333, 1111],
  [2500, 5000, 2600],
])("disputes of %i and %i, a refund of %i: nothing stays reserved", async (older, younger, refunded) => {
  const { app } = world.door;
  const { ws } = world;
  const name = `${older}-${younger}`;
  const { body } = await world.buy(name, { affiliate: { code: "DORA" } });
  const sale = parsePublicId("sale", body.id) as Uuid;
  const at = { source: "api", happenedAt: Date.now() };
  const more = { reason: null, metadata: null };
  await openDispute(app, ws, { ...at, ...more, sale, externalId: `a ${name}`, amount: older }, "test");
  await openDispute(app, ws, { ...at, ...more, sale, externalId: `b ${name}`, amount: younger }, "test");
  const facts = { feesReturned: "all", recordOnly: true, origin: "source" } as const;
  const refund = { ...at, ...more, ...facts, sale, externalId: `r ${name}`, amount: refunded };
  await refundSale(app, ws, refund, "test");
  await closeDispute(app, ws, { ...at, externalId: `b ${name}`, outcome: "won", fee: 0 }, "test");
  await closeDispute(app, ws, { ...at, externalId: `a ${name}`, outcome: "won", fee: 0 }, "test");
  expect(await reserves(sale)).toEqual([]);
  expect((await verifyBooks(app, ws)).disagreements).toEqual([]);
});
