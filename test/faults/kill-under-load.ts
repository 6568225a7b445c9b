// Sales over HTTP while the server, or PostgreSQL under it, is killed with SIGKILL again and again. Each
// caller keeps what was acknowledged and sends again, under the same id, what was not. Then every
// acknowledged sale must be in the journal exactly once. Example: killUnderLoad({ sales: 500, kill: "server",
// every: 150 }) → { acknowledged: 500, … }.
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:net";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { addApiKey, makeSecret } from "../../src/access/api-keys.ts";
import { KEY_SCOPES } from "../../src/access/permissions.ts";
import { newUuid } from "../../src/base/id.ts";
import { knownPlace } from "../../src/db/embedded/find-place.ts";
import { readPidFile } from "../../src/db/embedded/read-pid-file.ts";
import { migrate } from "../../src/db/migrate.ts";
import { openDatabase } from "../../src/db/pool.ts";
import { inWorkspace } from "../../src/db/transaction.ts";
import type { App } from "../../src/flows/app.ts";
import { createProduct } from "../../src/flows/create-product.ts";
import { createWorkspace } from "../../src/flows/create-workspace.ts";
import { openPosting } from "../../src/flows/posting.ts";
import { verifyLedger } from "../../src/ledger/verify-ledger.ts";
import { end, isQuietWithin, newDataFolder, startOwner } from "../db/data-folders.ts";
import { ACTOR, AT, ids } from "../ledger/open-ledger-shop.ts";

const MAIN = join(import.meta.dirname, "../../src/server/main.ts");
const CALLERS = 16;
/** A server that does not come back fails the test. */
const PATIENCE_MS = 60_000;

export interface KillOptions {
  sales: number;
  kill: "server" | "database";
  /** A kill after so many acknowledged sales. */
  every: number;
}

export interface Killed {
  acknowledged: number;
  /** Acknowledged and not in the journal. */
  lost: number;
  /** Ids with more than one entry. */
  twice: number;
  kills: number;
  /** Requests that ended without an answer, or with a 5xx. */
  unanswered: number;
  disagreements: unknown[];
}

export async function killUnderLoad(options: KillOptions): Promise<Killed> {
  const folder = newDataFolder();
  const owner = await startOwner(folder.dataDir);
  const { url } = owner.said;
  let server: ChildProcess | null = null;
  try {
    await migrate(url);
    const { secret, product, ws } = await openShop(url);
    const port = await freePort();
    const start = () => {
      server = startServer(url, port, folder.dataDir);
    };
    start();
    const kill = async () => {
      if (options.kill === "database") return void process.kill(await serverPid(folder.dataDir), "SIGKILL");
      await end(server as ChildProcess, "SIGKILL");
      start();
    };
    const load = await sendSales(options, kill, { port, secret, product });
    return { ...load, ...(await check(url, ws, load.ids)) };
  } finally {
    if (server !== null) await end(server, "SIGKILL");
    await end(owner.child, "SIGTERM");
    await isQuietWithin(folder.dataDir, 5_000);
    folder.remove();
  }
}

async function openShop(url: string) {
  const db = openDatabase({ url });
  const app: App = { db, ids, posting: openPosting(db, ids) };
  const about = { name: "Piano", country: "BR", currency: "USD", timeZone: "UTC", language: "en" as const };
  const { ws } = await createWorkspace(app, about, null, ACTOR);
  await createProduct(app, ws, { name: "Piano", externalId: "piano" }, ACTOR);
  const { secret, hash, hint } = makeSecret(ids);
  const key = {
    id: newUuid(ids),
    name: "Load",
    hash,
    hint,
    scopes: KEY_SCOPES,
    createdBy: ACTOR,
    at: ids.now(),
  };
  await inWorkspace(db, ws, (tx) => addApiKey(tx, ws, key));
  await db.close();
  return { ws, secret, product: { externalId: "piano" } };
}

function startServer(url: string, port: number, dataDir: string): ChildProcess {
  const { PATH, HOME, TMPDIR } = process.env;
  const own = { DATABASE_URL: url, PORT: String(port), DATA_DIR: dataDir, LOG_LEVEL: "silent" };
  const env = Object.fromEntries(
    Object.entries({ PATH, HOME, TMPDIR, ...own }).filter(([, value]) => value !== undefined),
  ) as NodeJS.ProcessEnv;
  return spawn(process.execPath, [MAIN], { env, stdio: ["ignore", "ignore", "inherit"] });
}

/** PostgreSQL's main process of the moment: it is started again under another id. */
async function serverPid(dataDir: string): Promise<number> {
  for (;;) {
    const place = knownPlace(dataDir);
    const found = place && readPidFile(place.cluster);
    if (found) return found.pid;
    await sleep(20);
  }
}

interface Target {
  port: number;
  secret: string;
  product: { externalId: string };
}

async function sendSales({ sales, every }: KillOptions, kill: () => Promise<void>, to: Target) {
  const acknowledged = new Set<string>();
  let [next, unanswered, kills] = [0, 0, 0];
  let killing = Promise.resolve();
  const call = async () => {
    while (next < sales) {
      const id = `sale ${next++}`;
      for (const until = Date.now() + PATIENCE_MS; !(await post(to, id)); ) {
        if (Date.now() > until) throw new Error(`${id}: no answer for ${PATIENCE_MS} ms`);
        unanswered += 1;
        await sleep(40);
      }
      acknowledged.add(id);
      if (acknowledged.size % every === 0 && acknowledged.size < sales) {
        kills += 1;
        killing = killing.then(kill);
      }
    }
  };
  await Promise.all(Array.from({ length: CALLERS }, call));
  await killing;
  return { ids: acknowledged, acknowledged: acknowledged.size, kills, unanswered };
}

/** True when it is acknowledged, false when nobody knows. */
async function post({ port, secret, product }: Target, externalId: string): Promise<boolean> {
  const body = { externalId, product, currency: "USD", paid: 1000, at: new Date(AT).toISOString() };
  try {
    const answer = await fetch(`http://127.0.0.1:${port}/v1/sales`, {
      method: "POST",
      headers: { authorization: `Bearer ${secret}`, "content-type": "application/json" },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(10_000),
    });
    const text = await answer.text();
    if (answer.status === 200 || answer.status === 201) return true;
    if (answer.status < 500 && answer.status !== 429) throw new Error(`${answer.status} ${text}`);
    return false;
  } catch (error) {
    if (error instanceof Error && /^4\d\d /.test(error.message)) throw error;
    return false;
  }
}

async function check(url: string, ws: number, acknowledged: ReadonlySet<string>) {
  const db = await openWhenBack(url);
  try {
    return await inWorkspace(db, ws, async (tx) => {
      const rows = await tx.selectFrom("journal").select("key").where("ws", "=", ws).execute();
      const plans = await tx.selectFrom("plan").select(["no", "hash"]).where("ws", "=", ws).execute();
      const hashes = new Map(plans.map(({ no, hash }) => [no, hash.toString("hex")]));
      const entries = Map.groupBy(rows, (row) => row.key);
      const { disagreements } = await verifyLedger(tx, ws, hashes);
      const lost = [...acknowledged].filter((id) => !entries.has(id)).length;
      const twice = [...entries.values()].filter((found) => found.length > 1).length;
      return { lost, twice, disagreements };
    });
  } finally {
    await db.close();
  }
}

async function openWhenBack(url: string) {
  const db = openDatabase({ url });
  for (let tries = 0; tries < 100; tries++) {
    if (await db.pool.query("SELECT 1").catch(() => null)) break;
    await sleep(100);
  }
  return db;
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, "127.0.0.1");
  await once(probe, "listening");
  const address = probe.address();
  const port = typeof address === "object" && address ? address.port : 0;
  probe.close();
  await once(probe, "close");
  return port;
}
