// A seeded world of clicks, leads, coupons, changing rates and standings, and frauds on a real database, by
// the real flows: each sale's affiliates, weights and reasons are held against one auditor, every party's
// balance against another. Throws at the first difference, naming seed and step.
// Example: simulateTouches(url, { seed: 1, steps: 200 }) → { hash: "77ab…", sales: 96, credited: 61, found:
// 12 }.
import { createHash } from "node:crypto";
import { inWorkspace } from "../../src/db/transaction.ts";
import { listFindings } from "../../src/findings/read-findings.ts";
import { verifyBooks } from "../../src/flows/verify-books.ts";
import { balancesOf } from "./balances-of.ts";
import { openFalseLine, type Planted } from "./false-line.ts";
import { buy } from "./sell-touched.ts";
import { closeDispute, decide, openDispute, refund, suspect } from "./touch-money.ts";
import { follow, leaveAddress, restand, setRate, wait } from "./touch-steps.ts";
import { openTouches, type Touches } from "./touch-world.ts";

const SECOND = 1000;

export interface SimulatedTouches {
  hash: string;
  steps: number;
  sales: number;
  credited: number;
  /** Commissions that were held. */
  found: number;
  /** Disputes that a buyer's bank opened. */
  disputed: number;
}

export interface TouchesOptions {
  seed: number;
  steps: number;
  /** Only tests plant one. */
  planted?: Planted | null | undefined;
  onStep?: (step: number, said: string) => void;
}

const STEPS = [
  ...[follow, follow, follow, follow, follow, follow, buy, buy, buy, buy, buy, buy, buy, buy],
  ...[leaveAddress, restand, restand, setRate, refund, decide, wait, wait, wait],
  ...[openDispute, closeDispute, suspect],
];

export async function simulateTouches(
  url: string,
  { seed, steps, planted = null, onStep }: TouchesOptions,
): Promise<SimulatedTouches> {
  const line = openFalseLine(url, planted);
  const trace = createHash("sha256");
  let world: Touches | null = null;
  try {
    world = await openTouches(line.db, url, seed);
    for (let step = 1; step <= steps; step++) {
      try {
        world.clock.now += SECOND * (1 + world.r.below(5));
        const said = await world.r.pick(STEPS)(world);
        trace.update(`${step} ${said}\n`);
        if (step % 5 === 0 || step === steps) trace.update(await compare(world));
        onStep?.(step, said);
      } catch (error) {
        throw new Error(`seed ${seed}, step ${step}: ${(error as Error).message}`, { cause: error });
      }
    }
    return { hash: trace.digest("hex"), steps, ...(await end(world, seed)) };
  } finally {
    await world?.clean.close();
    await line.db.close();
  }
}

async function end({ app, ws, clean, sold, disputed }: Touches, seed: number) {
  const [wrong] = (await verifyBooks(app, ws)).disagreements;
  if (wrong) throw new Error(`seed ${seed}: ${JSON.stringify(wrong)}`);
  const found = await inWorkspace(clean, ws, (tx) => listFindings(tx, ws, { limit: 10_000 }));
  const credited = sold.filter((one) => one.affiliates.length > 0).length;
  return { sales: sold.length, credited, found: found.length, disputed };
}

/** Owed and held of the producer and everybody against what the auditor says of the sales. */
async function compare({ clean, ws, producer, managers, affiliates, reserve }: Touches): Promise<string> {
  const told = Map.groupBy(reserve.owed(), (one) => one.party);
  const balances = await balancesOf(clean, ws);
  let said = "";
  for (const party of [producer, ...managers, ...affiliates.map((one) => one.party)]) {
    const lines = told.get(party) ?? [];
    const own = lines.reduce((sum, one) => sum + one.amount, 0);
    const kept = lines.reduce((sum, one) => sum + one.reserved, 0);
    const reserved = balances.get(`reserved ${party}`) ?? 0;
    const total = (balances.get(`payable ${party}`) ?? 0) + reserved;
    if (total !== own) throw new Error(`party ${party} is owed ${total}, the auditor says ${own}`);
    if (reserved !== kept) throw new Error(`of party ${party} ${reserved} is held, the auditor says ${kept}`);
    said += `${party} ${own} ${kept}\n`;
  }
  return said;
}
