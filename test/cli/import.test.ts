// The command that records a file of sales: its counts, its reasons, its exit status, and twice the same.
import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PassThrough } from "node:stream";
import { text } from "node:stream/consumers";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { publicId } from "../../src/base/id.ts";
import { runImportCommand } from "../../src/cli/import.ts";
import { openDatabase } from "../../src/db/pool.ts";
import { createProduct } from "../../src/flows/create-product.ts";
import { createWorkspace } from "../../src/flows/create-workspace.ts";
import { openPosting } from "../../src/flows/posting.ts";
import { testDatabase } from "../database.ts";

const folder = mkdtempSync(join(tmpdir(), "partage-import-"));
const sales = join(folder, "sales.csv");
const mapping = join(folder, "mapping.json");
const columns = { externalId: "No", at: "Day", product: "What", paid: "Cents" };
let workspace: string;
let drop: () => Promise<void>;

beforeAll(async () => {
  const { url, close } = await testDatabase();
  drop = close;
  vi.stubEnv("DATABASE_URL", url);
  const db = openDatabase({ url });
  const ids = { now: () => Date.now(), random: (bytes: number) => new Uint8Array(randomBytes(bytes)) };
  const app = { db, ids, posting: openPosting(db, ids) };
  const facts = { name: "Shop", country: "US", currency: "USD", timeZone: "UTC", language: "en" as const };
  const made = await createWorkspace(app, facts, null, "system");
  workspace = publicId("ws", made.id);
  await createProduct(app, made.ws, { name: "Piano", externalId: "piano" }, "system");
  await db.close();
  writeFileSync(sales, "No,Day,What,Cents\n1,31/01/2026,piano,1250\n2,31/01/2026,violin,1250\n");
  const said = { source: "till", columns, currency: "USD", amounts: "minor", dates: "day_month_year" };
  writeFileSync(mapping, JSON.stringify(said));
});
afterAll(async () => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true, force: true });
  await drop();
});

async function call(...argv: string[]): Promise<{ status: number; out: string; err: string }> {
  const [stdin, stdout, stderr] = [new PassThrough(), new PassThrough(), new PassThrough()];
  const told = Promise.all([text(stdout), text(stderr)]);
  const status = await runImportCommand(argv, { stdin, stdout, stderr });
  stdout.end();
  stderr.end();
  const [out, err] = await told;
  return { status, out, err };
}

test("a trial records nothing, a run each sale, a second run nothing more", async () => {
  const named = [sales, "--mapping", mapping, "--workspace"];
  const tried = await call(...named, workspace, "--dry-run");
  expect(tried).toMatchObject({ status: 1, out: "tried 2 rows: 1 new, 0 known, 1 failed\n" });
  expect(tried.err).toContain("row 2: product names no product");
  expect((await call(...named, workspace)).out).toBe("2 rows: 1 new, 0 known, 1 failed\n");
  expect((await call(sales, "--mapping", mapping)).out).toBe("2 rows: 0 new, 1 known, 1 failed\n");
});

test("what cannot be taken is said in a sentence, with every path", async () => {
  expect(await call(join(folder, "nowhere.csv"))).toMatchObject({ status: 2, out: "" });
  const guessed = await call(sales);
  expect(guessed).toMatchObject({ status: 2 });
  expect(guessed.err).toContain("mapping.columns.paid: is needed");
  writeFileSync(mapping, JSON.stringify({ source: "till", columns, amounts: "float" }));
  expect((await call(sales, "--mapping", mapping)).err).toContain("  amounts: ");
  expect(await call("--wrong")).toMatchObject({ status: 2 });
  expect((await call("--help")).out).toContain("Usage: partage import FILE");
});
