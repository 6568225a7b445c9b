// What kill -9 does to the embedded database: of the process that owns it, of the server, of everything at
// once. Every committed row must be there at the next start, and no server may be left running that nobody
// owns.
import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, beforeEach, expect, it } from "vitest";
import { startEmbedded } from "../../src/db/embedded/start-embedded.ts";
import { ask, end, guardOf, isQuietWithin, newDataFolder, type Owner, startOwner } from "./data-folders.ts";

let folder: ReturnType<typeof newDataFolder>;
let owner: Owner;

beforeEach(async () => {
  folder = newDataFolder();
  owner = await startOwner(folder.dataDir);
  await ask(owner.said.url, "CREATE TABLE kept (n int)");
});
afterEach(async () => {
  await end(owner.child, "SIGKILL");
  await isQuietWithin(folder.dataDir, 5_000);
  folder.remove();
});

/** The next start, what it finds in `kept`, and its clean end. */
async function nextStart(): Promise<number> {
  const server = await startEmbedded({ dataDir: folder.dataDir });
  const [row] = await ask(server.url, "SELECT count(*)::int AS rows FROM kept");
  await server.stop();
  return row?.rows as number;
}

it("of the owner: the guard ends the server within five seconds, the next start finds everything", async () => {
  await ask(owner.said.url, "INSERT INTO kept VALUES (1), (2)");
  await end(owner.child, "SIGKILL");
  expect(await isQuietWithin(folder.dataDir, 5_000)).toBe(true);
  expect(await nextStart()).toBe(2);
});

it("of the owner: a start at once waits for the guard's work", async () => {
  await ask(owner.said.url, "INSERT INTO kept VALUES (1)");
  await end(owner.child, "SIGKILL");
  expect(await nextStart()).toBe(1);
});

it("of owner and guard: the next start ends the server that is left, with what it was doing", async () => {
  await ask(owner.said.url, "INSERT INTO kept VALUES (1)");
  const busy = ask(owner.said.url, "SELECT pg_sleep(60)").catch((error) => (error as { code?: string }).code);
  process.kill(guardOf(owner.said.pid), "SIGKILL");
  await end(owner.child, "SIGKILL");
  await sleep(300);
  expect(await isQuietWithin(folder.dataDir, 100)).toBe(false);
  expect(await nextStart()).toBe(1);
  expect(await busy).toBe("57P01");
});

it("of the server: it is started again at the same address, within five seconds", async () => {
  await ask(owner.said.url, "INSERT INTO kept VALUES (1)");
  process.kill(owner.said.pid, "SIGKILL");
  const until = Date.now() + 5_000;
  let rows: unknown;
  while (rows === undefined && Date.now() < until) {
    rows = await ask(owner.said.url, "SELECT n FROM kept").catch(() => undefined);
    await sleep(20);
  }
  expect(rows).toEqual([{ n: 1 }]);
  await end(owner.child, "SIGTERM");
  expect(owner.child.exitCode).toBe(0);
  expect(await isQuietWithin(folder.dataDir, 100)).toBe(true);
});

it("of everything, five times while rows are written: nothing that was acknowledged is lost", async () => {
  let acknowledged = 0;
  for (let round = 0; round < 5; round++) {
    const write = async () => {
      for (;;) {
        await ask(owner.said.url, "INSERT INTO kept VALUES (1)");
        acknowledged++;
      }
    };
    const writers = [write(), write(), write()].map((writer) => writer.catch(() => undefined));
    await sleep(150 + 50 * round);
    process.kill(guardOf(owner.said.pid), "SIGKILL");
    owner.child.kill("SIGKILL");
    process.kill(owner.said.pid, "SIGKILL");
    await Promise.all(writers);
    await end(owner.child, "SIGKILL");
    owner = await startOwner(folder.dataDir);
  }
  const [row] = await ask(owner.said.url, "SELECT count(*)::int AS rows FROM kept");
  expect(acknowledged).toBeGreaterThan(50);
  // One per writer and round may have been committed without its answer.
  expect(row?.rows).toBeGreaterThanOrEqual(acknowledged);
  expect(row?.rows).toBeLessThanOrEqual(acknowledged + 15);
});
