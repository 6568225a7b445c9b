// What a party asked for is asked for until it is paid, and not again once it is: however two who carry the
// same run out, or one who stops it, meet in the middle of what they read.
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Uuid } from "../../src/base/id.ts";
import { inWorkspace } from "../../src/db/transaction.ts";
import type { App } from "../../src/flows/app.ts";
import { askPayout } from "../../src/flows/ask-payout.ts";
import { endPayouts } from "../../src/flows/end-payouts.ts";
import { payRun } from "../../src/flows/pay-run.ts";
import { openPosting } from "../../src/flows/posting.ts";
import { stopRun } from "../../src/flows/stop-run.ts";
import { listIdsOf } from "../../src/payouts/payouts.ts";
import { listRequests } from "../../src/payouts/requests.ts";
import { meanwhile } from "../meanwhile.ts";
import { ANA, openPayoutShop, type PayoutShop } from "./open-payout-shop.ts";

describe("asked once", { timeout: 60_000 }, () => {
  let shop: PayoutShop;
  let party: Uuid;
  let run: Uuid;

  beforeAll(async () => {
    const method = (n: number) => ({ kind: "wise", holder: `P ${n}`, email: `p${n}@example.com` }) as const;
    shop = await openPayoutShop({ partners: 1, method });
    party = shop.parties[0] as Uuid;
    await shop.owe(party, 50_000);
  }, 60_000);
  afterAll(() => shop?.shop.door.close());

  const look = <T>(work: Parameters<typeof inWorkspace<T>>[2]) => inWorkspace(shop.app.db, shop.ws, work);
  const asked = async () => (await look((tx) => listRequests(tx, shop.ws, party))).length;
  const stepsOf = () =>
    look((tx) =>
      sql<{ step: string }>`SELECT s.step FROM partage.payout_step s
        JOIN partage.payout p ON p.ws = s.ws AND p.id = s.payout
        WHERE s.ws = ${shop.ws} AND p.run = ${run} ORDER BY s.n`.execute(tx),
    );
  /** Another process, which meets this one where it read a payout that waits. */
  const other = (when: (row: Record<string, unknown>) => boolean, then: () => Promise<unknown>): App => {
    const db = meanwhile(shop.app.db, when, then);
    return { ...shop.app, db, posting: openPosting(db, shop.app.ids) };
  };
  const askAndApprove = async () => {
    await askPayout(shop.app, shop.ws, party, "USD", "account:partner");
    run = await shop.approved();
    expect(await asked()).toBe(0);
  };
  const mustBePaidOnce = async () => {
    const { rows } = await stepsOf();
    expect(rows.map((row) => row.step)).toEqual(["proposed", "in_transit"]);
    expect(await asked()).toBe(0);
    const ids = await look((tx) => listIdsOf(tx, shop.ws, run, "in_transit", 10));
    const ends = ids.map((payout) => ({ payout, reason: "", externalId: null }));
    await endPayouts(shop.app, shop.ws, "failed", ends, "system");
  };

  test("begun by another while it is read: nothing is refused, and nobody asks any more", async () => {
    await askAndApprove();
    const isWaiting = (row: Record<string, unknown>) => "reference" in row && row.state === "proposed";
    await payRun(
      other(isWaiting, () => payRun(shop.again(), shop.ws, run)),
      shop.ws,
      run,
    );
    await mustBePaidOnce();
  });

  test("begun while the run is being stopped: it goes on, and nobody asks any more", async () => {
    await askAndApprove();
    const payouts = await look((tx) => listIdsOf(tx, shop.ws, run, "proposed", 10));
    const begin = () =>
      shop.app.posting.post(shop.ws, { is: "payouts_begun", actor: "system", facts: { run, payouts } });
    const isListed = (row: Record<string, unknown>) =>
      Object.keys(row).join() === "id" && row.id === payouts[0];
    expect(await stopRun(other(isListed, begin), shop.ws, run, ANA)).toBe(0);
    await mustBePaidOnce();
  });
});
