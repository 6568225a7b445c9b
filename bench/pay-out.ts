// How long a payout run takes from the proposal to the written file: every party with an IBAN, a SEPA file
// with a transfer for each. Through the flows alone.
// Example: 10,000 parties → proposed, approved, begun in twenty flights and written in 9 s.
import type { Uuid } from "../src/base/id.ts";
import { openSafe } from "../src/base/seal.ts";
import { inWorkspace } from "../src/db/transaction.ts";
import type { App } from "../src/flows/app.ts";
import { setPayingAccount } from "../src/flows/change-payout-settings.ts";
import { createParty } from "../src/flows/create-party.ts";
import { approvePayouts } from "../src/flows/decide-run.ts";
import { agreeToOpening, tellOpening } from "../src/flows/open-balance.ts";
import { payRun } from "../src/flows/pay-run.ts";
import { proposePayouts } from "../src/flows/propose-payouts.ts";
import { setPayoutMethod } from "../src/flows/set-payout-method.ts";
import { writePayoutFile } from "../src/flows/write-payout-file.ts";
import { readRun } from "../src/payouts/runs.ts";
import { openShop } from "./open-shop.ts";
import type { BenchRow } from "./report.ts";

const AT_ONCE = 50;
const MOST_SECONDS = 60;
const BY = { actor: "system", name: "bench", email: null };
const IBANS = ["DE89370400440532013000", "FR1420041010050500013M02606", "NL91ABNA0417164300"];

export async function benchPayouts(bare: App, { parties = 1_000 } = {}): Promise<BenchRow[]> {
  const app: App = { ...bare, safe: openSafe("a secret of the bench, long enough", bare.ids.random) };
  const { ws } = await openShop(app);
  const account = { rail: "sepa", name: "Bench", iban: IBANS[0] as string, bic: null } as const;
  await setPayingAccount(app, ws, account, "system");
  for (let from = 0; from < parties; from += AT_ONCE) {
    const count = Math.min(AT_ONCE, parties - from);
    await Promise.all(Array.from({ length: count }, (_, i) => addPayable(app, ws, from + i)));
  }
  const begun = performance.now();
  const run = await proposePayouts(app, ws, { rates: [] }, BY);
  const proposed = performance.now();
  await approvePayouts(app, ws, run, BY);
  await payRun(app, ws, run);
  const paid = performance.now();
  const { no } = (await inWorkspace(app.db, ws, (tx) => readRun(tx, ws, run))) ?? { no: 0 };
  const { text } = await writePayoutFile(app, ws, run, `run-${no}-sepa-eur.xml`, BY);
  const written = performance.now();
  const transfers = text.match(/<EndToEndId>/g)?.length ?? 0;
  if (transfers !== parties) throw new Error(`${transfers} transfers in the file, not ${parties}`);
  const seconds = (written - begun) / 1000;
  return [
    {
      name: `payout run to file, ${parties.toLocaleString("en-US")} parties`,
      ...{ value: seconds, unit: "s", goal: `≤ ${MOST_SECONDS} s`, reached: seconds <= MOST_SECONDS },
    },
    { name: "of it, proposing", value: (proposed - begun) / 1000, unit: "s" },
    { name: "of it, entries in the ledger", value: (paid - proposed) / 1000, unit: "s" },
    { name: "of it, writing the file", value: (written - paid) / 1000, unit: "s" },
  ];
}

async function addPayable(app: App, ws: number, n: number): Promise<void> {
  const ref = `payee-${n}`;
  const { id } = await createParty(app, ws, { kind: "partner", name: ref, ref }, "system");
  const party = id as Uuid;
  const told = { party, currency: "EUR" as never, amount: 10_000 + n, asOf: "2025-12-31", note: "bench" };
  const opening = await tellOpening(app, ws, told, BY);
  await agreeToOpening(app, ws, opening, {
    ...{ side: "party", party, name: ref, actor: ref, email: `${ref}@example.com` },
  } as never);
  const iban = IBANS[n % IBANS.length] as string;
  await setPayoutMethod(
    app,
    ws,
    party,
    { kind: "iban", holder: ref, iban, bic: null },
    {
      ...BY,
      side: "producer",
    },
  );
}
