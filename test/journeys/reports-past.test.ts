// What was owed at a past instant once there are marks: every thousandth batch writes one, in the flight
// itself, and what is read from it is what the balances were.
import pg from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openPianoShop, type PianoShop } from "./sell-piano.ts";

let shop: PianoShop;
let owner: pg.Client;

beforeAll(async () => {
  shop = await openPianoShop();
  owner = new pg.Client({ connectionString: shop.door.url });
  await owner.connect();
  await owner.query("SELECT set_config('app.ws', $1, false)", [String(shop.ws)]);
});
afterAll(async () => {
  await owner.end();
  await shop.door.close();
});

const pause = () => new Promise((resolve) => setTimeout(resolve, 15));

/** The instant right after what was just posted. */
async function now(): Promise<string> {
  await pause();
  const at = new Date().toISOString();
  await pause();
  return at;
}

async function owed(at?: string) {
  const { body } = await shop.get(`/balances?limit=100${at === undefined ? "" : `&at=${at}`}`);
  return body.data.map(
    (one: { party: { name: string }; available: number; pending: number; reserved: number }) => [
      one.party.name,
      one.available,
      one.pending,
      one.reserved,
    ],
  );
}

test("the thousandth batch leaves a mark, and instants on both sides of it are told as they were", async () => {
  const future = new Date(Date.now() + 20 * 86_400_000).toISOString();
  await shop.sell("s-1");
  await shop.sell("s-2", { at: future });
  const told: [string, unknown][] = [[await now(), await owed()]];
  // As if 997 batches had been posted in between: the next ones are number 999 and 1000.
  const moved = await owner.query("UPDATE partage.ledger_head SET batch = 998 WHERE ws = $1", [shop.ws]);
  expect(moved.rowCount).toBe(1);
  for (const id of ["s-3", "s-4", "s-5"]) {
    expect((await shop.sell(id)).status).toBe(201);
    told.push([await now(), await owed()]);
  }
  const sale = (await shop.get("/sales?externalId=s-3")).body.data[0];
  await shop.make(`/sales/${sale.id}/refunds`, { externalId: "r-1", amount: 4000 });
  told.push([await now(), await owed()]);
  const { rows } = await owner.query(
    "SELECT batch::int, count(DISTINCT account)::int AS accounts, sum(amount)::int AS sum FROM partage.balance_mark GROUP BY 1",
  );
  // The source's account, and those of four parties: all together zero.
  expect(rows).toEqual([{ batch: 1000, accounts: 5, sum: 0 }]);
  for (const [at, then] of told) expect(await owed(at)).toEqual(then);
  expect(new Set(told.map(([, then]) => JSON.stringify(then))).size).toBe(told.length);
});

test("the trial balance is told at an instant, by kind and by account, and sums to zero on both sides", async () => {
  const before = await now();
  const whole = async (query = "") => (await shop.get(`/trial-balance${query}`)).body;
  const then = await whole();
  await shop.sell("s-9", { currency: "EUR" });
  const past = await whole(`?asOf=${before}`);
  expect(past).toEqual(then);
  expect((await whole()).totals.map((one: { currency: string }) => one.currency)).toEqual(["EUR", "USD"]);
  expect(past.totals).toEqual([
    { currency: "USD", balance: 0, debit: past.totals[0].credit, credit: past.totals[0].debit },
  ]);
  expect(past.totals[0].debit).toBeGreaterThan(0);
  const { body: accounts } = await shop.get(`/accounts?limit=100&asOf=${before}`);
  for (const kind of past.kinds) {
    const own = accounts.data.filter(
      (one: { kind: string; currency: string }) => one.kind === kind.kind && one.currency === kind.currency,
    );
    const sum = own.reduce((all: number, one: { balance: number }) => all + one.balance, 0);
    expect([kind.kind, sum]).toEqual([kind.kind, kind.balance]);
  }
  const [one] = accounts.data.filter((each: { balance: number }) => each.balance < 0);
  const { body: moves } = await shop.get(`/accounts/${one.number}/entries?limit=100&asOf=${before}`);
  const moved = moves.data.reduce((sum: number, each: { amount: number }) => sum + each.amount, 0);
  expect(moved).toBe(one.balance);
  expect((await shop.get("/accounts/1/entries?asOf=2020-01-01")).body.data).toEqual([]);
  const headers = { authorization: `Bearer ${await shop.door.key(undefined, shop.ws)}` };
  const file = await shop.door.server.inject({ url: `/v1/trial-balance.csv?asOf=${before}`, headers });
  const rows = file.body.trim().split("\n").slice(1);
  const [debit = "", credit = ""] = rows.at(-1)?.split(",").slice(4) ?? [];
  expect(debit).toBe(credit);
  expect(debit).toBe((past.totals[0].debit / 100).toFixed(2));
  expect(await whole("?asOf=2020-01-01")).toMatchObject({
    asOf: "2020-01-01",
    seq: 0,
    kinds: [],
    totals: [],
  });
});
