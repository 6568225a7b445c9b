// npm run simulate -- --seed N --steps M: the seeded world on a PostgreSQL started for it, or the one that
// SIMULATE_DATABASE_URL names (its user may create databases). The same seed prints the same trace hash.
// Example: npm run simulate -- --seed 7 --steps 1000 → "seed 7: 1000 steps, 2310 sales, …, trace 4c1d…"
import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { removePlace } from "../../src/db/embedded/find-place.ts";
import { startEmbedded } from "../../src/db/embedded/start-embedded.ts";
import { migrate } from "../../src/db/migrate.ts";
import { runSql } from "../run-sql.ts";
import { simulate } from "./simulate.ts";

const { values } = parseArgs({
  options: { seed: { type: "string", default: "1" }, steps: { type: "string", default: "500" } },
});
const [seed, steps] = [Number(values.seed), Number(values.steps)];
if (!Number.isSafeInteger(seed) || !Number.isSafeInteger(steps) || steps < 1) {
  console.error("simulate: --seed and --steps are whole numbers");
  process.exit(2);
}

const server = await openServer(process.env.SIMULATE_DATABASE_URL);
const name = `simulate_${process.pid}`;
try {
  await runSql(server.url, `CREATE DATABASE ${name}`);
  const url = new URL(server.url);
  url.pathname = `/${name}`;
  await migrate(url.href);
  const onStep = (step: number) => {
    if (process.stderr.isTTY && step % 50 === 0) process.stderr.write(`\r${step} of ${steps}`);
  };
  const done = await simulate(url.href, { seed, steps, onStep });
  if (process.stderr.isTTY) process.stderr.write("\r");
  const { sales, refunds, disputes, entries, hash } = done;
  console.log(
    `seed ${seed}: ${steps} steps, ${sales} sales, ${refunds} refunds, ${disputes} disputes, ` +
      `${entries} entries, trace ${hash}`,
  );
} catch (error) {
  console.error(`simulate: ${(error as Error).message}`);
  process.exitCode = 1;
} finally {
  await runSql(server.url, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
  await server.stop();
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
