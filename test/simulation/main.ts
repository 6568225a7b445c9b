// npm run simulate -- --seed N --steps M [--world sales|agreements|touches|payouts]: the seeded worlds on a
// PostgreSQL started for them, or the one that SIMULATE_DATABASE_URL names (its user may create databases).
// The same seed prints the same trace hashes.
// Example: npm run simulate -- --seed 7 --steps 1000 → "seed 7: 1000 steps, 2310 sales, …, trace 4c1d…" and
// "seed 7, agreements: 1000 steps, 96 proposals (58 accepted, …), …, trace 09ab…"
import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { removePlace } from "../../src/db/embedded/find-place.ts";
import { startEmbedded } from "../../src/db/embedded/start-embedded.ts";
import { migrate } from "../../src/db/migrate.ts";
import { runSql } from "../run-sql.ts";
import { simulate } from "./simulate.ts";
import { simulateAgreements } from "./simulate-agreements.ts";
import { simulatePayouts } from "./simulate-payouts.ts";
import { simulateTouches } from "./simulate-touches.ts";

const { values } = parseArgs({
  options: {
    seed: { type: "string", default: "1" },
    steps: { type: "string", default: "500" },
    world: { type: "string", default: "all" },
  },
});
const [seed, steps] = [Number(values.seed), Number(values.steps)];
if (!Number.isSafeInteger(seed) || !Number.isSafeInteger(steps) || steps < 1) {
  console.error("simulate: --seed and --steps are whole numbers");
  process.exit(2);
}
if (!["all", "sales", "agreements", "touches", "payouts"].includes(values.world)) {
  console.error("simulate: --world is sales, agreements, touches or payouts, or left out for all");
  process.exit(2);
}

const server = await openServer(process.env.SIMULATE_DATABASE_URL);
const onStep = (step: number) => {
  if (process.stderr.isTTY && step % 50 === 0) process.stderr.write(`\r${step} of ${steps}\r`);
};
try {
  const wants = (world: string) => values.world === "all" || values.world === world;
  if (wants("sales")) await inFreshDatabase("sales", runSales);
  if (wants("agreements")) await inFreshDatabase("agreements", runAgreements);
  if (wants("touches")) await inFreshDatabase("touches", runTouches);
  if (wants("payouts")) await inFreshDatabase("payouts", runPayouts);
} catch (error) {
  console.error(`simulate: ${(error as Error).message}`);
  process.exitCode = 1;
} finally {
  await server.stop();
}

async function runSales(url: string): Promise<string> {
  const { sales, refunds, disputes, entries, hash } = await simulate(url, { seed, steps, onStep });
  return (
    `seed ${seed}: ${steps} steps, ${sales} sales, ${refunds} refunds, ${disputes} disputes, ` +
    `${entries} entries, trace ${hash}`
  );
}

async function runAgreements(url: string): Promise<string> {
  const done = await simulateAgreements(url, { seed, steps, onStep });
  const { proposals, answers, sales, settled, deaths, hash } = done;
  const said = Object.entries(answers).map(([state, count]) => `${count} ${state}`);
  return (
    `seed ${seed}, agreements: ${steps} steps, ${proposals} proposals (${said.join(", ")}), ` +
    `${sales} sales, ${settled} guarantees and bonuses settled, ${deaths} deaths, trace ${hash}`
  );
}

async function runTouches(url: string): Promise<string> {
  const { sales, credited, found, disputed, hash } = await simulateTouches(url, { seed, steps, onStep });
  return (
    `seed ${seed}, touches: ${steps} steps, ${sales} sales (${credited} credited), ` +
    `${found} commissions held, ${disputed} disputes, trace ${hash}`
  );
}

async function runPayouts(url: string): Promise<string> {
  const { runs, begun, settled, back, deaths, hash } = await simulatePayouts(url, { seed, steps, onStep });
  return (
    `seed ${seed}, payouts: ${steps} steps, ${runs} runs, ${begun} payouts (${settled} arrived, ${back} came back), ` +
    `${deaths} deaths, trace ${hash}`
  );
}

async function inFreshDatabase(world: string, run: (url: string) => Promise<string>): Promise<void> {
  const name = `simulate_${world}_${process.pid}`;
  try {
    await runSql(server.url, `CREATE DATABASE ${name}`);
    const url = new URL(server.url);
    url.pathname = `/${name}`;
    await migrate(url.href);
    console.log(await run(url.href));
  } finally {
    await runSql(server.url, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
  }
}

async function openServer(given: string | undefined) {
  if (given) return { url: given, stop: async () => undefined };
  const dataDir = mkdtempSync(join(tmpdir(), "partage-simulate-"));
  chmodSync(dataDir, 0o755);
  const embedded = await startEmbedded({ dataDir });
  const stop = async () => {
    await embedded.stop();
    removePlace(dataDir);
    rmSync(dataDir, { recursive: true, force: true });
  };
  return { url: embedded.url, stop };
}
