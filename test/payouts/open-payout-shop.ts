// A shop whose partners are owed money and say where they are paid, made by the flows themselves: for tests
// of what happens between approval and arrival. Its services are false ones.
// Example: const shop = await openPayoutShop({ partners: 6, kind: "paypal" }); await shop.payAll()
import { parsePublicId, type Uuid } from "../../src/base/id.ts";
import { openSafe } from "../../src/base/seal.ts";
import type { Database } from "../../src/db/pool.ts";
import { inWorkspace } from "../../src/db/transaction.ts";
import type { App } from "../../src/flows/app.ts";
import { setPayingAccount } from "../../src/flows/change-payout-settings.ts";
import { approvePayouts } from "../../src/flows/decide-run.ts";
import { agreeToOpening, tellOpening } from "../../src/flows/open-balance.ts";
import { openPosting } from "../../src/flows/posting.ts";
import { proposePayouts } from "../../src/flows/propose-payouts.ts";
import { setPayoutMethod } from "../../src/flows/set-payout-method.ts";
import type { MethodDetails } from "../../src/payouts/method.ts";
import { readTrialBalance } from "../../src/reports/balances.ts";
import { openShop, type Shop } from "../journeys/open-shop.ts";
import { ids, openTestDoor } from "../journeys/test-door.ts";

export const ANA = { actor: "system", name: "Ana", email: null };
export const SECRET = "a secret of the tests, long enough for cookies";

export interface PayoutShop {
  shop: Shop;
  app: App;
  ws: number;
  parties: Uuid[];
  /** As another process would: its own desks. */
  again(): App;
  owe(party: Uuid, amount: number): Promise<void>;
  approved(): Promise<Uuid>;
  /** Sum of an account kind, in the one currency. */
  balance(kind: string): Promise<number>;
}

export async function openPayoutShop(options: {
  partners: number;
  method: (n: number) => MethodDetails;
  services?: App["services"];
}): Promise<PayoutShop> {
  const safe = openSafe(SECRET, ids.random);
  const make = (db: Database): App => ({
    ...{ db, ids, safe, posting: openPosting(db, ids) },
    services: options.services,
  });
  const door = await openTestDoor({ app: make });
  const shop = await openShop(door);
  const { app } = door;
  const { ws } = shop;
  const key = { clientId: "client", secret: "secret", environment: "sandbox" } as const;
  await setPayingAccount(app, ws, { rail: "paypal", ...key }, "system");
  await setPayingAccount(app, ws, { rail: "stripe", apiKey: "sk_test_12345678" }, "system");
  const parties: Uuid[] = [];
  for (let n = 0; n < options.partners; n++) {
    const facts = { kind: "partner", ref: `p${n}`, name: `Partner ${n}` };
    const party = parsePublicId("party", (await shop.make("/parties", facts)).id) as Uuid;
    await setPayoutMethod(app, ws, party, options.method(n), { ...ANA, side: "producer" });
    parties.push(party);
  }
  let told = 0;
  return {
    ...{ shop, app, ws, parties },
    again: () => make(door.db),
    async owe(party, amount) {
      // One opening balance a party and currency: another currency's would be another account.
      told += 1;
      const wanted = { party, currency: "USD", amount, asOf: "2025-12-31", note: `n ${told}` };
      const id = await tellOpening(app, ws, wanted as never, { ...ANA, actor: "account:someone" });
      const by = { side: "party", party, name: "Party", actor: `party ${told}`, email: "x@example.com" };
      await agreeToOpening(app, ws, id, by as never);
    },
    async approved() {
      const run = await proposePayouts(app, ws, { rates: [] }, ANA);
      await approvePayouts(app, ws, run, ANA);
      return run;
    },
    async balance(kind) {
      const rows = await inWorkspace(door.db, ws, (tx) => readTrialBalance(tx, ws, { today: "9999-12-31" }));
      return rows.find((row) => row.kind === kind && row.currency === "USD")?.balance ?? 0;
    },
  };
}
