// A seeded world of payouts on a real database, by the real flows, before a bank that fails: every run, every
// beginning and every balance is held against an auditor with books of its own, and the bank against the
// ledger. Throws at the first difference, naming seed and step.
// Example: simulatePayouts(url, { seed: 1, steps: 300 }) → { hash: "5c01…", runs: 31, settled: 66, … }.
import { createHash } from "node:crypto";
import { sql } from "kysely";
import { inWorkspace } from "../../src/db/transaction.ts";
import { verifyBooks } from "../../src/flows/verify-books.ts";
import { balancesOf } from "./balances-of.ts";
import type { Planted } from "./false-line.ts";
import { calm, giveBack, send, tell } from "./payout-bank.ts";
import { ask, decide, move, pay, propose, refund, schedule, sell, wait } from "./payout-steps.ts";
import { openPayouts, type PayoutWorld } from "./payout-world.ts";

export interface SimulatedPayouts {
  hash: string;
  steps: number;
  runs: number;
  begun: number;
  refused: number;
  settled: number;
  back: number;
  deaths: number;
}

export interface PayoutOptions {
  seed: number;
  steps: number;
  /** Only tests plant one. */
  planted?: Planted | null | undefined;
  onStep?: (step: number, said: string) => void;
}

const STEPS = [
  ...[sell, sell, sell, sell, sell, refund, refund, move, ask, schedule, propose, propose, propose],
  ...[
    decide,
    decide,
    decide,
    decide,
    pay,
    pay,
    pay,
    send,
    send,
    send,
    tell,
    tell,
    giveBack,
    wait,
    wait,
    wait,
  ],
];
const CALM = 40;

export async function simulatePayouts(
  url: string,
  { seed, steps, planted = null, onStep }: PayoutOptions,
): Promise<SimulatedPayouts> {
  const trace = createHash("sha256");
  const world = await openPayouts(url, seed, planted);
  try {
    for (let step = 1; step <= steps; step++) {
      try {
        world.clock.now += 1000 * (1 + world.r.below(600));
        const said = await world.r.pick(STEPS)(world);
        trace.update(`${step} ${said}\n`);
        if (step % CALM === 0 || step === steps) await calm(world);
        if (step % 5 === 0 || step === steps) trace.update(await compare(world));
        onStep?.(step, said);
      } catch (error) {
        throw new Error(`seed ${seed}, step ${step}: ${(error as Error).message}`, { cause: error });
      }
    }
    const [wrong] = (await verifyBooks(world.again(), world.ws)).disagreements;
    if (wrong) throw new Error(`seed ${seed}: ${JSON.stringify(wrong)}`);
    return { hash: trace.digest("hex"), steps, ...world.counts };
  } finally {
    await world.services.close();
    await world.clean.close();
    await world.line.db.close();
  }
}

/** Payable and in transit of everybody, and the bank, against the auditor's books. */
async function compare({ clean, ws, earners, auditor }: PayoutWorld): Promise<string> {
  const balances = await balancesOf(clean, ws);
  let said = "";
  for (const { party } of earners) {
    const stored = [balances.get(`payable ${party}`) ?? 0, balances.get(`in_transit ${party}`) ?? 0];
    const own = [auditor.payable(party), auditor.inTransit(party)];
    if (stored.join() !== own.join()) {
      throw new Error(`party ${party} has ${stored} payable and in transit, the auditor says ${own}`);
    }
    said += `${party} ${own}\n`;
  }
  const { rows } = await inWorkspace(clean, ws, (tx) =>
    sql<{ amount: number }>`SELECT coalesce(sum(b.amount), 0)::bigint AS amount FROM partage.balance b
      JOIN partage.ledger_account a ON a.ws = b.ws AND a.account = b.account
      WHERE b.ws = ${ws} AND a.kind = 'bank'`.execute(tx),
  );
  if (rows[0]?.amount !== auditor.atBank()) {
    throw new Error(`the bank stands at ${rows[0]?.amount}, the auditor says ${auditor.atBank()}`);
  }
  return said;
}
