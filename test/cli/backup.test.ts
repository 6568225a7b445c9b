// Backup and restore of a real database: every value to the bit, for several workspaces, and all rules still
// in force. A damaged, cut-off or foreign file, and a database that holds something, leave nothing half done.
import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PassThrough } from "node:stream";
import { gunzipSync, gzipSync } from "node:zlib";
import pg from "pg";
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from "vitest";
import { runBackup } from "../../src/cli/backup.ts";
import type { Command } from "../../src/cli/command.ts";
import { runRestore } from "../../src/cli/restore.ts";
import { startEmbedded } from "../../src/db/embedded/start-embedded.ts";
import { type TestDatabase, testDatabase } from "../database.ts";
import { newDataFolder } from "../db/data-folders.ts";

const NASTY = 'tab\tline\nreturn\r quote" back\\ slash\' 💶 \u2028 \u0001 {"a":1} [1] Ünï \u202e';
const HASH = `\\x${"00ff".repeat(16)}`;

/** Two workspaces, each with what triggers, policies and checks are about. */
function fillOf(ws: number): string {
  return `SELECT set_config('app.ws', '${ws}', false), nextval('partage.workspace_number');
    INSERT INTO partage.workspace (ws, id, name, country, currency, time_zone, language, metadata, created_at)
      VALUES (${ws}, gen_random_uuid(), $$${NASTY}$$, 'BR', 'BRL', 'America/Sao_Paulo', 'pt-BR',
        '{"null": null, "big": 123456789012345678901234567890, "pi": 3.1400}', '2026-03-01 12:00:00.123456+00');
    INSERT INTO partage.product (ws, id, name, metadata, created_at) SELECT ${ws}, gen_random_uuid(), 'p' || i, 'null',
      now() FROM generate_series(1, 600) i;
    UPDATE partage.product SET name = 'changed' WHERE name = 'p7';
    INSERT INTO partage.plan (ws, no, hash, body, created_at) VALUES (${ws}, 1, '${HASH}', '{"x": [1.50, "é"]}', now());
    INSERT INTO partage.journal (ws, seq, batch, kind, source, key, subject, body_hash, currency, happened_at,
      accounts, amounts, available_on)
      SELECT ${ws}, i, 1, 'sale', 'api', 'k' || i, gen_random_uuid(), '${HASH}', 'BRL', 'infinity',
        '{1,2}', ARRAY[-i, i], '{2026-03-01,infinity}' FROM generate_series(1, 520) i;
    SELECT partage.add_event(${ws}, 'product.created', 's', 'system', '{"a": 1}', now())`;
}

let source: TestDatabase;
let target: TestDatabase;
let folder: string;
let file: string;
const environment = { ...process.env };

beforeAll(async () => {
  source = await testDatabase();
  await ask(
    source.url,
    `${fillOf(1)}; ${fillOf(2)}; SELECT nextval('partage.workspace_number'); ${fillOf(4)};
    INSERT INTO partage.member VALUES ('ana', gen_random_uuid(), 2, 'owner', now());
    INSERT INTO identity.person (id, name, email, email_verified) VALUES ('p', 'Ana', 'ana@example.com', true);
    INSERT INTO identity.session (id, expires_at, token, updated_at, person) VALUES ('s', now(), 't', now(), 'p')`,
  );
});
afterAll(() => source.close());
beforeEach(async () => {
  target = await testDatabase({ migrated: false });
  folder = mkdtempSync(join(tmpdir(), "partage-backup-"));
  file = join(folder, "all.partage.gz");
});
afterEach(async () => {
  process.env = { ...environment };
  await target.close();
  rmSync(folder, { recursive: true });
});

async function run(command: Command, url: string, ...argv: string[]) {
  process.env.DATABASE_URL = url;
  const [stdout, stderr] = [new PassThrough(), new PassThrough()];
  const status = await command(argv, { stdin: new PassThrough(), stdout, stderr });
  return { status, out: String(stdout.read() ?? ""), err: String(stderr.read() ?? "") };
}

async function ask(url: string, sql: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const results: unknown = await client.query(sql);
    return ([results].flat().at(-1) as pg.QueryResult).rows;
  } finally {
    await client.end();
  }
}

const TABLES = `SELECT format('%I.%I', nspname, relname) AS name FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
  WHERE nspname IN ('partage', 'identity') AND relkind = 'r' AND relname <> 'migration' ORDER BY 1`;

/** Every table of every workspace as one text, triggers and sequences with them. */
async function contentOf(url: string): Promise<Record<string, unknown>> {
  const content: Record<string, unknown> = {};
  const tables = (await ask(url, TABLES)).map((row) => row.name as string);
  for (const ws of ["", "1", "2", "3", "4"]) {
    const parts = tables.map(
      (name) => `SELECT '${name}' AS name, count(*)::int AS count,
      md5(string_agg(t::text, '|' ORDER BY t::text)) AS hash FROM ${name} t`,
    );
    const rows = await ask(url, `SELECT set_config('app.ws', '${ws}', false); ${parts.join(" UNION ALL ")}`);
    for (const { name, ...row } of rows) content[`${name} ${ws}`] = row;
  }
  const triggers = `SELECT relname AS t, tgname, tgenabled FROM pg_trigger
    JOIN pg_class c ON c.oid = tgrelid`;
  content.triggers = await ask(url, `${triggers} WHERE NOT tgisinternal ORDER BY 1, 2`);
  content.sequence = await ask(url, "SELECT last_value, is_called FROM partage.workspace_number");
  return content;
}

it("brings every value of every workspace back to the bit, with its triggers and sequences", async () => {
  const written = await run(runBackup, source.url, file);
  expect(written).toMatchObject({ status: 0, err: "" });
  expect(written.out).toMatch(/^33\d\d rows in .*all\.partage\.gz \(0\.\d MB\)\n$/);
  expect(statSync(file).mode & 0o777).toBe(0o600);
  const restored = await run(runRestore, target.url, file);
  expect(restored).toMatchObject({ status: 0, err: "" });
  const before = await contentOf(source.url);
  expect(before["partage.journal 4"]).toMatchObject({ count: 520 });
  expect(before["partage.product 2"]).toMatchObject({ count: 600 });
  expect(await contentOf(target.url)).toEqual(before);
});

it("keeps what only grows from changing, and one workspace from another, after a restore", async () => {
  await run(runBackup, source.url, file);
  await run(runRestore, target.url, file);
  const change = "SELECT set_config('app.ws', '1', false); UPDATE partage.journal SET amounts = '{0,0}'";
  await expect(ask(target.url, change)).rejects.toMatchObject({ code: "PT009" });
  const other =
    "SET ROLE partage_app; SELECT set_config('app.ws', '1', false); SELECT DISTINCT ws FROM partage.journal";
  expect(await ask(target.url, other)).toEqual([{ ws: 1 }]);
  const raise =
    "SELECT set_config('app.ws', '1', false); SELECT epoch::int AS epoch FROM partage.terms_epoch";
  const [before] = await ask(target.url, raise);
  await ask(
    target.url,
    "SELECT set_config('app.ws', '1', false); UPDATE partage.product SET name = 'z' WHERE name = 'p1'",
  );
  expect(await ask(target.url, raise)).toEqual([{ epoch: (before?.epoch as number) + 1 }]);
});

it("holds one instant, whatever is written meanwhile", async () => {
  let stop = false;
  const writing = (async () => {
    for (let i = 0; !stop; i++) {
      await ask(
        source.url,
        `SELECT set_config('app.ws', '1', false);
        SELECT partage.add_event(1, 'noise', '${i}', 'system', '{}', now())`,
      );
    }
  })();
  await run(runBackup, source.url, file);
  stop = true;
  await writing;
  await run(runRestore, target.url, file);
  const sql = `SELECT set_config('app.ws', '1', false);
    SELECT (SELECT count(*) FROM partage.event) = (SELECT seq FROM partage.event_head) AS whole`;
  expect(await ask(target.url, sql)).toEqual([{ whole: true }]);
});

it("never writes over a file, and leaves none behind when it fails", async () => {
  writeFileSync(file, "precious");
  expect(await run(runBackup, source.url, file)).toMatchObject({
    status: 1,
    err: expect.stringMatching(/exists/),
  });
  expect(readFileSync(file, "utf8")).toBe("precious");
  const nowhere = await run(runBackup, source.url, join(folder, "no/such/file"));
  expect(nowhere).toMatchObject({ status: 1, err: expect.stringMatching(/could not be written/) });
  expect(execFileSync("ls", [folder], { encoding: "utf8" })).toBe("all.partage.gz\n");
});

it("refuses a database that holds something", async () => {
  await run(runBackup, source.url, file);
  const again = await run(runRestore, source.url, file);
  expect(again.status).toBe(1);
  expect(again.err).toMatch(
    /^partage restore: The database is not empty \(.+ has rows\): restore into a new one/,
  );
});

const DAMAGES: [name: string, damage: (bytes: Buffer) => Buffer, says: RegExp][] = [
  ["a cut-off file", (bytes) => bytes.subarray(0, bytes.length - 500), /is damaged/],
  ["a file cut between lines", (bytes) => gzipSync(gunzipSync(bytes).subarray(0, -140)), /cut off/],
  [
    "one changed amount",
    (bytes) => gzipSync(gunzipSync(bytes).toString().replace("{-33,33}", "{-34,34}")),
    /checksum/,
  ],
  [
    "a missing row",
    (bytes) =>
      gzipSync(
        gunzipSync(bytes)
          .toString()
          .replace(/\n\[.*/, ""),
      ),
    /is damaged/,
  ],
  ["a text", () => Buffer.from("hello"), /is no backup/],
  ["another's archive", () => gzipSync("hello\n"), /is no backup of Partage/],
  [
    "a newer schema",
    (bytes) =>
      gzipSync(
        gunzipSync(bytes)
          .toString()
          .replace(/"hash":"./, '"hash":"x'),
      ),
    /schema/,
  ],
];
it.each(DAMAGES)("restores nothing of %s, so that the whole file can follow", async (_name, damage, says) => {
  await run(runBackup, source.url, file);
  const damaged = join(folder, "damaged.gz");
  writeFileSync(damaged, damage(readFileSync(file)));
  const { status, err } = await run(runRestore, target.url, damaged);
  expect(err).toMatch(says);
  expect(status).toBe(1);
  expect(await run(runRestore, target.url, file)).toMatchObject({ status: 0, err: "" });
});

it("restores into a new folder with its own server, and backs a stopped one up", async () => {
  await run(runBackup, source.url, file);
  const { dataDir, remove } = newDataFolder();
  process.env.DATA_DIR = dataDir;
  try {
    expect(await run(runRestore, "", file)).toMatchObject({ status: 0, err: "" });
    const second = join(folder, "second.gz");
    expect(await run(runBackup, "", second)).toMatchObject({ status: 0 });
    const server = await startEmbedded({ dataDir });
    const running = await contentOf(server.url);
    const third = join(folder, "third.gz");
    expect(await run(runBackup, "", third)).toMatchObject({ status: 0 });
    await server.stop();
    expect(running).toEqual(await contentOf(source.url));
    const lines = (path: string) => gunzipSync(readFileSync(path)).toString().split("\n").slice(1, -2);
    expect(lines(third)).toEqual(lines(second));
  } finally {
    remove();
  }
});

it("says in one sentence that there is nothing to back up, and that no server answers", async () => {
  const { dataDir, remove } = newDataFolder();
  process.env.DATA_DIR = dataDir;
  expect((await run(runBackup, "", file)).err).toMatch(/^partage backup: There is no database in .*DATA_DIR/);
  expect(existsSync(join(dataDir, "postgres"))).toBe(false);
  remove();
  expect((await run(runBackup, target.url, file)).err).toMatch(/holds no tables of Partage yet\n$/);
  const nowhere = "postgres://partage:x@127.0.0.1:1/partage";
  expect((await run(runBackup, nowhere, file)).err).toMatch(/does not answer \(.*ECONNREFUSED.*\)\n$/);
  expect(existsSync(file)).toBe(false);
});

it("starts no database for a file that is not there", async () => {
  const { dataDir, remove } = newDataFolder();
  process.env.DATA_DIR = join(dataDir, "new");
  expect(await run(runRestore, "", join(folder, "nothing"))).toMatchObject({ status: 1 });
  expect(existsSync(join(dataDir, "new"))).toBe(false);
  remove();
});
