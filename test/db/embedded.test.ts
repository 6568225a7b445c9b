// The embedded database from an empty folder on: how it starts, what it is like, what it says when it cannot.
// On real servers in folders of their own. What kill -9 does is in embedded-crash.test.ts.
import { execFileSync } from "node:child_process";
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { knownPlace } from "../../src/db/embedded/find-place.ts";
import { joinEmbedded, startEmbedded } from "../../src/db/embedded/start-embedded.ts";
import { ask, end, isQuietWithin, newDataFolder, startOwner } from "./data-folders.ts";

const NOBODY = 65534;
const isRoot = process.getuid?.() === 0;

describe("a folder with a running server", () => {
  const { dataDir, remove } = newDataFolder();
  let server: Awaited<ReturnType<typeof startEmbedded>>;
  beforeAll(async () => {
    server = await startEmbedded({ dataDir });
  });
  afterAll(async () => {
    await server.stop();
    remove();
  });

  it("keeps every acknowledged write, whatever postgresql.conf says", async () => {
    const names = ["fsync", "full_page_writes", "synchronous_commit", "data_checksums"];
    const [row] = await ask(
      server.url,
      `SELECT ${names.map((name) => `current_setting('${name}') AS ${name}`)}`,
    );
    expect(row).toEqual({
      fsync: "on",
      full_page_writes: "on",
      synchronous_commit: "on",
      data_checksums: "on",
    });
  });

  it("is UTF-8, sorted by code point, and 18", async () => {
    const sql = `SELECT current_setting('server_encoding') AS encoding, 'Z' < 'a' AND 'é' > 'z' AS sorted,
      current_setting('server_version_num')::int / 10000 AS major`;
    expect(await ask(server.url, sql)).toEqual([{ encoding: "UTF8", sorted: true, major: 18 }]);
  });

  it("is used by an owner who is no superuser but may create roles and databases", async () => {
    const sql =
      "SELECT rolname, rolsuper, rolcreaterole, rolcreatedb FROM pg_roles WHERE rolname = current_user";
    const owner = { rolname: "partage", rolsuper: false, rolcreaterole: true, rolcreatedb: true };
    expect(await ask(server.url, sql)).toEqual([owner]);
  });

  it("opens to nobody without the password", async () => {
    const url = new URL(server.url);
    url.password = "guessed";
    await expect(ask(url.href, "SELECT 1")).rejects.toMatchObject({ code: "28P01" });
  });

  it("keeps its secrets to its own user", () => {
    const { home, cluster } = knownPlace(dataDir) ?? { home: "", cluster: "" };
    expect(statSync(join(home, "secrets.json")).mode & 0o777).toBe(0o600);
    expect(statSync(cluster).mode & 0o777).toBe(0o700);
    expect(statSync(join(home, "server.log")).mode & 0o777).toBe(0o600);
  });

  it("writes no row and no statement into its log", async () => {
    await expect(ask(server.url, "SELECT 'ana@example.com'::int")).rejects.toThrow();
    const { home } = knownPlace(dataDir) ?? { home: "" };
    expect(readFileSync(join(home, "server.log"), "utf8")).not.toContain("ana@example.com");
  });

  it("refuses a second owner in one sentence, and lets a command join", async () => {
    const second = await startOwner(dataDir);
    await end(second.child, "SIGTERM");
    expect(second.said.code).toBe("data_in_use");
    expect(second.said.message).toBe(
      `Another Partage (process ${process.pid}) is using ${dataDir}: stop it first, ` +
        "or choose another folder with DATA_DIR.",
    );
    const joined = await joinEmbedded({ dataDir });
    expect(joined.url).toBe(server.url);
    await joined.stop();
    expect(await ask(server.url, "SELECT 1 AS still")).toEqual([{ still: 1 }]);
  });
});

it("keeps what was written from one start to the next, and is ready in less than five seconds", async () => {
  const { dataDir, remove } = newDataFolder();
  try {
    const first = await startEmbedded({ dataDir });
    await ask(first.url, "CREATE TABLE kept AS SELECT 7 AS seven");
    await first.stop();
    const start = performance.now();
    const second = await startEmbedded({ dataDir });
    expect(performance.now() - start).toBeLessThan(5_000);
    expect(await ask(second.url, "SELECT seven FROM kept")).toEqual([{ seven: 7 }]);
    await second.stop();
    expect(await isQuietWithin(dataDir, 100)).toBe(true);
  } finally {
    remove();
  }
});

it("stops within five seconds while statements run", async () => {
  const { dataDir, remove } = newDataFolder();
  try {
    const server = await startEmbedded({ dataDir });
    await ask(
      server.url,
      "CREATE TABLE filled AS SELECT i, repeat('x', 500) AS x FROM generate_series(1, 200000) i",
    );
    const asleep = ask(server.url, "SELECT pg_sleep(60)").catch((error) => (error as { code: string }).code);
    const running = "SELECT FROM pg_stat_activity WHERE query = 'SELECT pg_sleep(60)' AND state = 'active'";
    while ((await ask(server.url, running)).length === 0) await sleep(50);
    const start = performance.now();
    await Promise.all([server.stop(), server.stop()]);
    expect(performance.now() - start).toBeLessThan(5_000);
    expect(await asleep).toBe("57P01");
  } finally {
    remove();
  }
});

it("finds room for its socket where the path is too long for one", async () => {
  const { dataDir, remove } = newDataFolder();
  const deep = join(dataDir, "d".repeat(60), "e".repeat(60));
  try {
    const server = await startEmbedded({ dataDir: deep });
    expect(await ask(server.url, "SELECT 1 AS one")).toEqual([{ one: 1 }]);
    const folder = new URL(server.url).hostname;
    expect(decodeURIComponent(folder)).toMatch(/\/partage-[0-9a-f]{16}$/);
    await server.stop();
    expect(existsSync(decodeURIComponent(folder))).toBe(false);
  } finally {
    remove();
  }
});

it("goes to a system folder where root's folder is closed, and leaves a pointer", async (context) => {
  if (!isRoot) return context.skip("only root is refused by PostgreSQL");
  const { dataDir, remove } = newDataFolder(0o700);
  try {
    const server = await startEmbedded({ dataDir });
    const { home } = JSON.parse(readFileSync(join(dataDir, "postgres.json"), "utf8"));
    expect(home).toMatch(/^\/var\/lib\/partage\/[0-9a-f]{12}$/);
    expect(existsSync(join(dataDir, "postgres"))).toBe(false);
    await server.stop();
    rmSync(home, { recursive: true });
    await expect(startEmbedded({ dataDir })).rejects.toMatchObject({ code: "data_is_gone" });
  } finally {
    rmSync(join(dataDir, "postgres.json"), { force: true });
    remove();
  }
});

it("runs as an ordinary user", async (context) => {
  if (!isRoot) return context.skip("every other test here is this one");
  const { dataDir, remove } = newDataFolder();
  try {
    chownSync(dataDir, NOBODY, NOBODY);
    const owner = await startOwner(dataDir, { uid: NOBODY, gid: NOBODY });
    expect(await ask(owner.said.url, "SELECT 1 AS one")).toEqual([{ one: 1 }]);
    await end(owner.child, "SIGTERM");
    expect(owner.child.exitCode).toBe(0);
    const asRoot = await startEmbedded({ dataDir });
    await asRoot.stop();
  } finally {
    remove();
  }
});

describe("says in one sentence", () => {
  it("that the folder cannot be written", async (context) => {
    if (!isRoot) return context.skip("needs a folder of another user");
    const { dataDir, remove } = newDataFolder();
    const { child, said } = await startOwner(dataDir, { uid: NOBODY, gid: NOBODY });
    await end(child, "SIGTERM");
    remove();
    expect(said.code).toBe("data_not_writable");
    expect(said.message).toBe(
      `Partage cannot write to ${dataDir} (permission denied): change that, or choose another folder with DATA_DIR.`,
    );
  });

  it("that a file lies where the folder should", async () => {
    const { dataDir, remove } = newDataFolder();
    writeFileSync(join(dataDir, "file"), "");
    await expect(startEmbedded({ dataDir: join(dataDir, "file") })).rejects.toThrow(/\(it is a file\)/);
    await expect(startEmbedded({ dataDir: join(dataDir, "file/below") })).rejects.toThrow(
      /is not a folder\)/,
    );
    remove();
  });

  it("that the data is of another PostgreSQL", async () => {
    const { dataDir, remove } = newDataFolder();
    mkdirSync(join(dataDir, "postgres/cluster"), { recursive: true });
    writeFileSync(join(dataDir, "postgres/cluster/PG_VERSION"), "17\n");
    await expect(startEmbedded({ dataDir })).rejects.toThrow(
      /was made by PostgreSQL 17, and this Partage brings 18/,
    );
    remove();
  });

  it("that the data belongs to another user", async (context) => {
    if (!isRoot) return context.skip("needs a folder of another user");
    const { dataDir, remove } = newDataFolder();
    chownSync(dataDir, NOBODY, NOBODY);
    mkdirSync(join(dataDir, "postgres/cluster"), { recursive: true });
    const { child, said } = await startOwner(dataDir, { uid: NOBODY, gid: NOBODY });
    await end(child, "SIGTERM");
    remove();
    expect(said).toMatchObject({ code: "data_of_another_user" });
    expect(said.message).toMatch(/belongs to the user root, and Partage runs as nobody/);
  });

  it("that there is no space", async (context) => {
    const { dataDir, remove } = newDataFolder();
    try {
      execFileSync("mount", ["-t", "tmpfs", "-o", "size=12m,mode=755", "tmpfs", dataDir], {
        stdio: "ignore",
      });
    } catch {
      remove();
      return context.skip("needs the right to mount a small file system");
    }
    try {
      chmodSync(dataDir, 0o755);
      await expect(startEmbedded({ dataDir })).rejects.toMatchObject({ code: "disk_full" });
      expect(existsSync(join(dataDir, "postgres/cluster"))).toBe(false);
    } finally {
      execFileSync("umount", [dataDir]);
      remove();
    }
  });
});
