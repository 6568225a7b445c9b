// A balance that falls below zero after a payout, over three months: carried over, left out of every run with
// its reason, earned back from later sales alone, and paid again only with what is above zero.
import { afterAll, beforeAll, expect, test } from "vitest";
import { inWorkspace } from "../../src/db/transaction.ts";
import { approvePayouts } from "../../src/flows/decide-run.ts";
import { payRun } from "../../src/flows/pay-run.ts";
import { previewPayouts, proposePayouts } from "../../src/flows/propose-payouts.ts";
import { recordSale } from "../../src/flows/record-sale.ts";
import { sendPayouts } from "../../src/flows/send-payouts.ts";
import { refundSale } from "../../src/flows/take-back.ts";
import { verifyBooks } from "../../src/flows/verify-books.ts";
import { listPayouts } from "../../src/payouts/payouts.ts";
import { testDatabase } from "../database.ts";
import { DAY, type Earner, openPayouts, type PayoutWorld } from "../simulation/payout-world.ts";

const ANA = { actor: "account:ana", name: "Ana", email: null };
const FAY = { actor: "account:fay", name: "Fay", email: null };

let world: PayoutWorld;
let earner: Earner;
let drop: () => Promise<unknown>;
let sold = 0;

beforeAll(async () => {
  const { url, close } = await testDatabase();
  drop = close;
  world = await openPayouts(url, 5, null);
  earner = world.earners[0] as Earner;
});
afterAll(async () => {
  await world?.services.close();
  await world?.clean.close();
  await world?.line.db.close();
  await drop?.();
});

/** Half of it is the partner's, three days later. */
const sell = async (paid: number) => {
  sold += 1;
  const facts = {
    ...{ source: "api", externalId: `s${sold}`, product: earner.product, offer: null, paid, tax: 0 },
    ...{ happenedAt: world.clock.now, happenedAtStated: true, currency: "USD", shipping: 0, fees: [] },
    ...{ affiliate: null, charge: null, side: null, metadata: null, buyer: null },
  };
  return (await recordSale(world.app, world.ws, facts, "system")).id;
};
const refund = (sale: Awaited<ReturnType<typeof sell>>, amount: number) => {
  const rest = {
    feesReturned: "all",
    reason: null,
    recordOnly: true,
    origin: "source",
    metadata: null,
  } as const;
  const told = { source: "api", externalId: `r${sale}`, sale, amount, happenedAt: world.clock.now };
  return refundSale(world.app, world.ws, { ...told, ...rest }, "system");
};
const nextMonth = () => {
  world.clock.now += 30 * DAY;
};
/** What a run of today would do with the partner: what it pays, or why nothing. */
const month = async () => {
  const { app, ws } = world;
  const { payouts, leftOut } = await previewPayouts(app, ws, { rates: [] });
  const out = leftOut.find((one) => one.party === earner.party);
  if (payouts.length === 0) return `${out?.reason} ${out?.amount}`;
  const run = await proposePayouts(app, ws, { rates: [] }, ANA);
  await approvePayouts(app, ws, run, FAY);
  await payRun(app, ws, run);
  await sendPayouts(app, ws);
  await sendPayouts(app, ws);
  const [one] = await inWorkspace(app.db, ws, (tx) => listPayouts(tx, ws, { run, limit: 5 }));
  return `${one?.state} ${one?.amount}`;
};

test("below zero for three months, then paid what is above", { timeout: 120_000 }, async () => {
  const first = await sell(100_000);
  nextMonth();
  expect(await month()).toBe("settled 50000");
  await refund(first, 80_000);
  expect(await month()).toBe("negative -40000");
  nextMonth();
  await sell(20_000);
  nextMonth();
  expect(await month()).toBe("negative -30000");
  await sell(40_000);
  nextMonth();
  expect(await month()).toBe("negative -10000");
  await sell(21_000);
  nextMonth();
  // 500 above zero is below the least that is paid out.
  expect(await month()).toBe("below_minimum 500");
  await sell(4_000);
  nextMonth();
  expect(await month()).toBe("settled 2500");
  expect((await verifyBooks(world.app, world.ws)).disagreements).toEqual([]);
});
