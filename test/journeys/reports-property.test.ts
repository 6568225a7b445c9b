// Whatever happens, in whatever order, every total a report gives is the sum of the entries behind it: random
// sales, refunds and disputes in currencies of 0, 2 and 3 decimals, at instants around midnight of the
// business.
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { inWorkspace } from "../../src/db/transaction.ts";
import { verifyTotals } from "../../src/sales/verify-totals.ts";
import { openPianoShop, type PianoShop } from "./sell-piano.ts";

const ZONE = "America/Sao_Paulo";
const DAYS = "from=2026-02-01&to=2026-04-30";

interface Posting {
  kind: string;
  party: { id: string } | null;
  amount: number;
}
interface Entry {
  kind: string;
  currency: string;
  at: string;
  postings: Posting[];
}

const instant = fc.integer({ min: 0, max: 60 * 48 }).map((halves) => {
  return new Date(Date.UTC(2026, 2, 1) + halves * 1_800_000).toISOString();
});
const act = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({
      is: fc.constant("sale" as const),
      currency: fc.constantFrom("JPY", "USD", "KWD"),
      paid: fc.integer({ min: 0, max: 100_000 }),
      tax: fc.integer({ min: 0, max: 50 }),
      fee: fc.integer({ min: 0, max: 400 }),
      affiliate: fc.boolean(),
      at: instant,
    }),
  },
  fc.record({
    is: fc.constant("refund" as const),
    of: fc.nat(),
    part: fc.integer({ min: 1, max: 100 }),
    at: instant,
  }),
  fc.record({
    is: fc.constant("dispute" as const),
    of: fc.nat(),
    part: fc.integer({ min: 1, max: 100 }),
    outcome: fc.constantFrom("open", "won", "lost"),
    at: instant,
  }),
);

let shop: PianoShop;
beforeAll(async () => {
  shop = await openPianoShop(ZONE);
});
afterAll(() => shop.door.close());

test("earnings, sold by day and balances are the sums of the entries", async () => {
  const sales: { id: string; paid: number }[] = [];
  let made = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(act, { minLength: 10, maxLength: 25 }), async (acts) => {
      for (const one of acts) await run(shop, sales, one, `a-${made++}`);
      const entries = await everyEntry(shop);
      await agreeByParty(shop, entries);
      await agreeByDay(shop, entries);
      expect(await inWorkspace(shop.door.db, shop.ws, (tx) => verifyTotals(tx, shop.ws))).toEqual([]);
    }),
    { numRuns: 5, endOnFailure: true },
  );
  expect(sales.length).toBeGreaterThan(10);
}, 120_000);

type Act = typeof act extends fc.Arbitrary<infer T> ? T : never;

async function run(to: PianoShop, sales: { id: string; paid: number }[], one: Act, externalId: string) {
  if (one.is === "sale") {
    const { currency, at, fee } = one;
    const paid = Math.max(one.paid, one.tax);
    const more = {
      ...{ currency, at, paid, tax: one.tax, fees: [{ party: { ref: "stripe" }, amount: fee }] },
      affiliate: one.affiliate ? { code: "CARLA" } : undefined,
    };
    const { status, body } = await to.sell(externalId, more);
    expect(status, JSON.stringify(body)).toBe(201);
    sales.push({ id: body.id, paid });
    return;
  }
  const sale = sales[one.of % Math.max(1, sales.length)];
  if (sale === undefined) return;
  const amount = Math.max(1, Math.floor((sale.paid * one.part) / 100));
  if (one.is === "refund") {
    await to.post(`/sales/${sale.id}/refunds`, { externalId, amount, at: one.at });
    return;
  }
  const { status, body } = await to.post(`/sales/${sale.id}/disputes`, { externalId, amount, at: one.at });
  if (status !== 201 || one.outcome === "open") return;
  const fee = one.outcome === "lost" ? 777 : 0;
  await to.send("POST", `/disputes/${body.id}/close`, { outcome: one.outcome, fee, at: one.at });
}

async function everyEntry(of: PianoShop): Promise<Entry[]> {
  const all: Entry[] = [];
  let cursor: string | null = null;
  do {
    const more: string = cursor === null ? "" : `&cursor=${cursor}`;
    const { body } = await of.get(`/entries?limit=100${more}`);
    all.push(...body.data);
    cursor = body.nextCursor;
  } while (cursor !== null);
  return all;
}

/** The sum of all postings that stand on accounts of a party is what the report says it keeps. */
async function agreeByParty(of: PianoShop, entries: readonly Entry[]): Promise<void> {
  const expected = new Map<string, number>();
  for (const { currency, postings } of entries) {
    for (const { party, amount } of postings) {
      if (party === null) continue;
      const key = `${party.id} ${currency}`;
      expected.set(key, (expected.get(key) ?? 0) + amount);
    }
  }
  const { body } = await of.get(`/reports/earnings-by-party?${DAYS}&limit=100`);
  const found = new Map<string, number>();
  for (const { party, currency, kept, atSource } of body.data) {
    found.set(`${party.id} ${currency}`, kept - atSource);
  }
  const balances = new Map<string, number>();
  for (const one of (await of.get("/balances?limit=100")).body.data) {
    const whole = one.available + one.pending + one.reserved + one.inTransit;
    balances.set(`${one.party.id} ${one.currency}`, whole);
  }
  for (const [key, amount] of expected) {
    expect([key, found.get(key) ?? 0, balances.get(key) ?? 0]).toEqual([key, amount, amount]);
  }
}

/** What sources took in and gave back on each local day is what the report says was sold and taken. */
async function agreeByDay(of: PianoShop, entries: readonly Entry[]): Promise<void> {
  const day = new Intl.DateTimeFormat("en-CA", { timeZone: ZONE, dateStyle: "short" });
  const expected = new Map<string, number>();
  for (const entry of entries) {
    const held = entry.postings.filter((one) => one.kind === "processor");
    const moved = held.reduce((sum, one) => sum - one.amount, 0);
    const key = `${entry.currency} ${day.format(new Date(entry.at))}`;
    expected.set(key, (expected.get(key) ?? 0) + moved);
  }
  const { body } = await of.get(`/reports/sold?${DAYS}&by=day`);
  const found = new Map<string, number>();
  for (const { currency, at, paid, taken, disputeFees } of body.series) {
    found.set(`${currency} ${at}`, paid - taken - disputeFees);
  }
  for (const [key, amount] of expected) expect([key, found.get(key) ?? 0]).toEqual([key, amount]);
}
