// The command that re-checks the books: of every workspace, of one, against a head that was printed earlier;
// and what it says where it was asked for something that is not there. On a real database.
// Example: partage verify --against 1:3fa1… → "… 1 disagree" and exit 1 once batch 1 is another.
import { PassThrough } from "node:stream";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { publicId } from "../../src/base/id.ts";
import { runVerify } from "../../src/cli/verify.ts";
import { listEveryWorkspace } from "../../src/db/every-workspace.ts";
import { createWorkspace } from "../../src/flows/create-workspace.ts";
import { recordSale } from "../../src/flows/record-sale.ts";
import { ACTOR, type LedgerShop, openLedgerShop } from "../ledger/open-ledger-shop.ts";

const FACTS = { name: "Shop", country: "US", currency: "USD", timeZone: "UTC", language: "en" as const };
let shop: LedgerShop;
let name: string;

beforeAll(async () => {
  shop = await openLedgerShop();
  vi.stubEnv("DATABASE_URL", shop.url);
  const [only] = await listEveryWorkspace(shop.app.db);
  name = publicId("ws", only?.id ?? "");
  await recordSale(shop.app, shop.ws, shop.sale("s1", 10_000), ACTOR);
});
afterAll(async () => {
  vi.unstubAllEnvs();
  await shop.close();
});

async function verify(...argv: string[]) {
  const [stdin, stdout, stderr] = [new PassThrough(), new PassThrough(), new PassThrough()];
  const code = await runVerify(argv, { stdin, stdout, stderr });
  return { code, out: String(stdout.read() ?? ""), err: String(stderr.read() ?? "") };
}

/** "1:3fa1…", as it was printed. */
const headIn = (out: string) => String(/head (\d+:[0-9a-f]{64})/.exec(out)?.[1]);

test("one workspace agrees, and with the head that was printed of it", async () => {
  const first = await verify();
  expect(first).toMatchObject({ code: 0, err: "" });
  expect(first.out).toMatch(new RegExp(`^${name} 1 entries, 1 sales, 1 plans, head .*: all agree\\n$`));
  await recordSale(shop.app, shop.ws, shop.sale("s2", 5_000), ACTOR);
  const later = await verify("--against", headIn(first.out));
  expect(later.code).toBe(0);
  expect(headIn(later.out)).not.toBe(headIn(first.out));
});

test("another hash, or a batch that is gone, is one that does not agree", async () => {
  const [batch, hash = ""] = headIn((await verify()).out).split(":");
  const other = hash.replace(/^./, (digit) => (digit === "0" ? "1" : "0"));
  const forged = await verify("--against", `${batch}:${other}`);
  expect(forged.code).toBe(1);
  expect(forged.out).toContain(": 1 disagree\n");
  expect(forged.out).not.toContain("all agree");
  expect(forged.out).toContain(`  head: batch ${batch}: expected ${other}, found ${hash}\n`);
  const cut = await verify("--against", `${Number(batch) + 1}:${hash}`);
  expect(cut).toMatchObject({ code: 1 });
  expect(cut.out).toContain("found no such batch: the tail was cut off");
});

test("what is no head, and a workspace that is not there, are refused and look at nothing", async () => {
  for (const head of ["7", "7:3fa1", `x:${"0".repeat(64)}`, `1:${"g".repeat(64)}`]) {
    const asked = await verify("--against", head);
    expect(asked).toMatchObject({ code: 2, out: "" });
    expect(asked.err).toContain(`--against ${head}: a head is a batch, a colon and 64 hex digits`);
  }
  const missed = await verify("--workspace", publicId("ws", "01890000-0000-7000-8000-000000000000"));
  expect(missed).toMatchObject({ code: 2, out: "" });
  expect(missed.err).toBe(`partage verify: Say which with --workspace: ${name}\n`);
});

test("of two workspaces each is told; a head belongs to one, which has to be named", async () => {
  const head = headIn((await verify()).out);
  const second = await createWorkspace(shop.app, FACTS, null, ACTOR);
  const both = await verify();
  expect(both).toMatchObject({ code: 0 });
  expect(both.out.match(/all agree/g)).toHaveLength(2);
  const unnamed = await verify("--against", head);
  expect(unnamed).toMatchObject({ code: 2, out: "" });
  expect(unnamed.err).toContain(`${name}, ${publicId("ws", second.id)}`);
  expect(await verify("--against", head, "--workspace", name)).toMatchObject({ code: 0 });
  expect(await verify("--against", head, "--workspace", publicId("ws", second.id))).toMatchObject({
    code: 1,
  });
});
