// Runs a seeded world for so many steps and holds every balance of every workspace against the auditor's; at
// the end re-derives each workspace's books. Throws at the first difference, naming seed and step.
// Example: simulate(url, { seed: 1, steps: 200 }) → { hash: "9f0c…", sales: 431, entries: 552, … }.
import { createHash } from "node:crypto";
import { verifyBooks } from "../../src/flows/verify-books.ts";
import { takeStep } from "./take-steps.ts";
import { compareBalances } from "./tell-auditor.ts";
import type { Bug } from "./weak-line.ts";
import { openWorld, type Shop, type World } from "./world.ts";

export interface Simulated {
  /** Of every step, every balance and every ledger's head. */
  hash: string;
  steps: number;
  sales: number;
  entries: number;
  refunds: number;
  disputes: number;
}

export interface SimulateOptions {
  seed: number;
  steps: number;
  /** A planted bug; only tests plant one. */
  bug?: Bug;
  onStep?: (step: number) => void;
}

export async function simulate(
  url: string,
  { seed, steps, bug, onStep }: SimulateOptions,
): Promise<Simulated> {
  const world = await openWorld(url, seed);
  world.line.bug = bug ?? null;
  const trace = createHash("sha256");
  try {
    for (let step = 1; step <= steps; step++) {
      try {
        const { shop: moved, said } = await takeStep(world);
        trace.update(`${step} ${said}\n`);
        const all = step % 20 === 0 || step === steps;
        for (const shop of all ? world.shops : [moved])
          trace.update(JSON.stringify(await sorted(world, shop)));
      } catch (error) {
        throw new Error(`seed ${seed}, step ${step}: ${(error as Error).message}`, { cause: error });
      }
      onStep?.(step);
    }
    let entries = 0;
    for (const shop of world.shops) {
      const { head, ...checked } = await verify(world, shop);
      entries += checked.entries;
      trace.update(`${head.seq} ${head.hash}\n`);
    }
    const sum = (count: (shop: Shop) => number) => world.shops.reduce((all, shop) => all + count(shop), 0);
    return {
      hash: trace.digest("hex"),
      steps,
      sales: sum((shop) => shop.sales.length),
      entries,
      refunds: sum((shop) => shop.refunds.length),
      disputes: sum((shop) => shop.disputes.length),
    };
  } finally {
    await world.line.db.close();
  }
}

async function sorted(world: World, shop: Shop): Promise<string[]> {
  const rows = await compareBalances(world, shop);
  return rows.map((row) => `${row.owner} ${row.kind} ${row.currency} ${row.amount}`).sort();
}

async function verify(world: World, shop: Shop) {
  const checked = await verifyBooks(world.apps[0], shop.ws);
  const [first] = checked.disagreements;
  if (first) throw new Error(`workspace ${shop.ws}: ${JSON.stringify(first)}`);
  return checked;
}
