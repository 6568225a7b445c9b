// The program as a whole: it starts on a given server, says where it is, answers, and leaves nothing behind;
// what cannot be is one sentence. Example: a server with fsync off → "The database server has fsync off: it
// may lose sales …".
import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { checkServer } from "../../src/db/check-server.ts";
import { removePlace } from "../../src/db/embedded/find-place.ts";
import { startEmbedded } from "../../src/db/embedded/start-embedded.ts";
import { welcome } from "../../src/server/first-start.ts";
import { keepSecret } from "../../src/server/keep-secret.ts";
import { refuseTakenPort } from "../../src/server/refuse-taken-port.ts";
import { readSettings } from "../../src/server/settings.ts";
import { start } from "../../src/server/start.ts";
import { type TestDatabase, testDatabase } from "../database.ts";
import { olderServer } from "./older-server.ts";

function temporary(): string {
  const folder = mkdtempSync(join(tmpdir(), "partage-start-"));
  chmodSync(folder, 0o755);
  return folder;
}

async function listenSomewhere(): Promise<{ server: Server; port: number }> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return { server, port: (server.address() as { port: number }).port };
}

async function freePort(): Promise<number> {
  const { server, port } = await listenSomewhere();
  await new Promise((resolve) => server.close(resolve));
  return port;
}

describe("the program on a server of one's own", () => {
  let place: TestDatabase;
  let dataDir: string;

  beforeAll(async () => {
    place = await testDatabase({ migrated: false });
    dataDir = temporary();
  });
  afterAll(async () => {
    await place.close();
    rmSync(dataDir, { recursive: true, force: true });
  });

  test("migrates, serves, asks for set-up with its token, makes no demo, stops and starts again", async () => {
    const PORT = String(await freePort());
    const settings = readSettings(
      { PORT, DATABASE_URL: place.url, DATA_DIR: dataDir, LOG_LEVEL: "silent" },
      false,
    );
    for (const round of ["first", "second"]) {
      const said: string[] = [];
      const running = await start(
        settings,
        (sentence) => said.push(sentence),
        () => undefined,
      );
      await welcome(running, settings.publicUrl, (sentence) => said.push(sentence));
      const address = `http://127.0.0.1:${PORT}`;
      expect((await fetch(`${address}/readyz`)).status, round).toBe(200);
      expect(await (await fetch(`${address}/v1/setup`)).json()).toEqual({ needed: true, mail: "folder" });
      expect(said[0]).toBe(`Partage is ready: ${address}`);
      expect(said[1]).toContain(`${address}/set-up#${running.setupToken}`);
      await running.stop();
      await expect(fetch(`${address}/healthz`)).rejects.toThrow();
    }
    expect(statSync(join(dataDir, "secret")).mode & 0o777).toBe(0o600);
  });

  test("a start that fails on the way leaves nothing behind", async () => {
    const { server, port } = await listenSomewhere();
    const env = { PORT: String(port), DATABASE_URL: place.url, DATA_DIR: dataDir, LOG_LEVEL: "silent" };
    const failed = start(
      readSettings(env, false),
      () => undefined,
      () => undefined,
    );
    await expect(failed).rejects.toMatchObject({
      code: "cannot_listen",
      message: expect.stringContaining("in use"),
    });
    await new Promise((resolve) => server.close(resolve));
  });
});

describe("the program with its own database", () => {
  test("makes no demo with DEMO=off, and asks for the set-up", async () => {
    const dataDir = temporary();
    const PORT = String(await freePort());
    const env = { PORT, DEMO: "off", DATA_DIR: dataDir, LOG_LEVEL: "silent" };
    const settings = readSettings(env, false);
    const said: string[] = [];
    const say = (sentence: string) => said.push(sentence);
    const running = await start(settings, say, () => undefined);
    await welcome(running, settings.publicUrl, say);
    expect(said.slice(-2)).toEqual([
      `Partage is ready: http://127.0.0.1:${PORT}`,
      `Nobody has an account here yet. Set up the first business: ${settings.publicUrl}/set-up#${running.setupToken}`,
    ]);
    await running.stop();
    removePlace(dataDir);
    rmSync(dataDir, { recursive: true, force: true });
  });
});

describe("a database server is looked at first", () => {
  test("one that cannot be reached, or has no such user or database, is one sentence without a password", async () => {
    const nowhere = checkServer("postgres://ana:hunter2@127.0.0.1:1/partage", false);
    await expect(nowhere).rejects.toMatchObject({
      code: "database_unreachable",
      message: expect.not.stringContaining("hunter2"),
    });
    const place = await testDatabase({ migrated: false });
    const missing = new URL(place.url);
    missing.pathname = "/no_such_database";
    await expect(checkServer(missing.href, false)).rejects.toThrow("does not exist");
    await checkServer(place.url, false);
    await place.close();
  });

  test("one that is too old is refused, with its version and the oldest that does", async () => {
    const place = await testDatabase({ migrated: false });
    const older = await olderServer(place.url, 140_017);
    await expect(checkServer(older.url, false)).rejects.toMatchObject({
      code: "server_too_old",
      message: expect.stringContaining("needs 15 or newer"),
    });
    await older.close();
    const oldest = await olderServer(place.url, 150_000);
    await checkServer(oldest.url, false);
    await oldest.close();
    await place.close();
  });

  test("one that may lose what it acknowledged is refused unless told", async () => {
    const dataDir = temporary();
    const server = await startEmbedded({ dataDir, settings: { fsync: "off", synchronous_commit: "off" } });
    const refused = checkServer(server.url, false);
    await expect(refused).rejects.toMatchObject({
      code: "unsafe_durability",
      message: expect.stringContaining("fsync, synchronous_commit off"),
    });
    await checkServer(server.url, true);
    await server.stop();
    removePlace(dataDir);
    rmSync(dataDir, { recursive: true, force: true });
  });
});

describe("settings", () => {
  const WRONG: [Record<string, string>, string][] = [
    [{ PORT: "abc" }, "PORT must be a number"],
    [{ PORT: "0" }, "PORT must be a number"],
    [{ PORT: "70000" }, "PORT must be a number"],
    [{ DATABASE_URL: "mysql://x" }, "DATABASE_URL must look like"],
    [{ SMTP_URL: "mail.example.com" }, "SMTP_URL must look like"],
    [{ PUBLIC_URL: "partage.example.com" }, "PUBLIC_URL must be an origin"],
    [{ PUBLIC_URL: "https://example.com/partage" }, "PUBLIC_URL must be an origin"],
    [{ PARTAGE_SECRET: "short" }, "at least 32 characters"],
    [{ DEMO: "no" }, "DEMO must be on or off"],
    [{ LOG_LEVEL: "loud" }, "LOG_LEVEL must be one of"],
  ];

  test.each(WRONG)("%o is one sentence", (env, sentence) => {
    expect(() => readSettings(env, false)).toThrow(sentence);
  });

  test("with nothing set there are defaults, and empty is not set", () => {
    const { port, host, publicUrl, databaseUrl } = readSettings({ PORT: "", DATABASE_URL: "" }, true);
    expect({ port, host, publicUrl, databaseUrl }).toEqual({
      port: 4000,
      host: "127.0.0.1",
      publicUrl: "http://127.0.0.1:4000",
      databaseUrl: undefined,
    });
    expect(readSettings({ HOST: "::", PORT: "8080" }, true).publicUrl).toBe("http://127.0.0.1:8080");
    expect(readSettings({ HOST: "::1" }, true).publicUrl).toBe("http://[::1]:4000");
  });
});

describe("small guards of the start", () => {
  test("a folder that cannot be made is one sentence", () => {
    const folder = temporary();
    writeFileSync(join(folder, "file"), "");
    for (const path of ["/proc/partage", join(folder, "file", "data")]) {
      expect(() => keepSecret(path)).toThrow(`The folder ${path} cannot be written`);
    }
    rmSync(folder, { recursive: true, force: true });
  });

  test("the secret is made once and kept; a damaged one is not used", () => {
    const folder = temporary();
    const secret = keepSecret(join(folder, "new", "data"));
    expect(secret).toMatch(/^[0-9a-f]{64}$/);
    expect(keepSecret(join(folder, "new", "data"))).toBe(secret);
    const file = join(folder, "new", "data", "secret");
    expect(readFileSync(file, "utf8").trim()).toBe(secret);
    writeFileSync(file, "short");
    expect(() => keepSecret(join(folder, "new", "data"))).toThrow("does not hold a secret");
    rmSync(folder, { recursive: true, force: true });
  });

  test("a host that is not this machine's is one sentence", async () => {
    await expect(refuseTakenPort("203.0.113.1", 4000)).rejects.toThrow(
      "HOST is not an address of this machine",
    );
  });
});
