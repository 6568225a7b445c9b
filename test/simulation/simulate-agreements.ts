// Runs a seeded world of agreements for so many steps: after each, every contract, proposal and balance is
// held against the auditors'; at the end the books are re-derived. Throws at the first difference, naming
// seed and step. Example: simulateAgreements(url, { seed: 1, steps: 200 }) → { hash: "9f0c…", accepted: 31, …
// }.
import { createHash } from "node:crypto";
import { verifyBooks } from "../../src/flows/verify-books.ts";
import { askFees, changeFees, retire } from "./agree-fees.ts";
import { giveNotice, settle } from "./agree-periods.ts";
import {
  answer,
  answerByKey,
  change,
  compareAgreements,
  invite,
  moveCap,
  restart,
  wait,
} from "./agree-steps.ts";
import { type AgreeWorld, openAgreeWorld } from "./agree-world.ts";
import type { Planted } from "./false-line.ts";
import { dispute, refund, sell } from "./sell-agreed.ts";
import { compareBalances } from "./tell-auditor.ts";
import { openWorldDoor, type WorldDoor } from "./world-door.ts";

const HOUR = 3_600_000;

export interface SimulatedAgreements {
  hash: string;
  steps: number;
  proposals: number;
  /** Proposals by what became of them. */
  answers: Record<string, number>;
  sales: number;
  /** Of how many minimums and milestones something was settled. */
  settled: number;
  /** How often the process died in the middle of something. */
  deaths: number;
}

export interface AgreementsOptions {
  seed: number;
  steps: number;
  /** Only tests plant one. */
  planted?: Planted | null | undefined;
  /** One for several worlds, one after the other; left out, one is built and closed. */
  door?: WorldDoor;
  /** `soFar`: the trace up to here, for finding where two runs part. */
  onStep?: (step: number, said: string, soFar: string) => void;
}

const AGREEING = [invite, invite, change, change, answer, answer, answer, answer, askFees, changeFees];
const SELLING = [sell, sell, sell, sell, refund, dispute];

async function takeStep(world: AgreeWorld): Promise<string> {
  const { r, clock } = world;
  clock.now += 1 + r.below(20 * HOUR);
  if (r.chance(0.06)) return await wait(world);
  if (r.chance(0.04)) return await moveCap(world);
  if (r.chance(0.02)) return await answerByKey(world);
  if (r.chance(0.03)) return await restart(world);
  if (r.chance(0.03)) return await giveNotice(world);
  if (r.chance(0.015)) return await retire(world);
  if (r.chance(0.06)) return await settle(world);
  return await r.pick(r.chance(0.5) ? AGREEING : SELLING)(world);
}

export async function simulateAgreements(
  url: string,
  { seed, steps, planted = null, onStep, door }: AgreementsOptions,
): Promise<SimulatedAgreements> {
  const through = door ?? (await openWorldDoor());
  const world = await openAgreeWorld(url, seed, planted, through);
  const trace = createHash("sha256");
  try {
    for (let step = 1; step <= steps; step++) {
      try {
        const said = await world.life.apart(() => takeStep(world));
        trace.update(`${step} ${said}\n`);
        // What sells changes no agreement: looked at now and then all the same.
        if (!/^(sale|refund|dispute)/.test(said) || step % 10 === 0)
          trace.update(await compareAgreements(world));
        const rows = await compareBalances(world, world);
        trace.update(JSON.stringify(rows.map((row) => Object.values(row).join(" ")).sort()));
        onStep?.(step, said, trace.copy().digest("hex"));
      } catch (error) {
        throw new Error(`seed ${seed}, step ${step}: ${(error as Error).message}`, { cause: error });
      }
    }
    await settle(world);
    await compareBalances(world, world);
    const { head, disagreements } = await verifyBooks(world.app, world.ws);
    if (disagreements[0]) throw new Error(`seed ${seed}: ${JSON.stringify(disagreements[0])}`);
    trace.update(`${head.seq} ${head.hash}`);
    const answers = Object.groupBy(world.agreed.proposals, (one) =>
      world.agreed.stateOf(one, world.clock.now),
    );
    return {
      hash: trace.digest("hex"),
      steps,
      proposals: world.agreed.proposals.length,
      answers: Object.fromEntries(Object.entries(answers).map(([state, list]) => [state, list?.length ?? 0])),
      sales: world.sales.length,
      settled: world.settled.size,
      deaths: world.life.deaths,
    };
  } finally {
    await world.close();
    if (door === undefined) await through.close();
  }
}
