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
