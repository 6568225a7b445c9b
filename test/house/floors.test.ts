// The import rule turns red for every breach: one tree with one wrong import per rule, and one tree that
// keeps them all. Never on the clone itself, which `npm test` checks before. Example: src/ledger imports
// src/sales → ledger-keeps-to-its-floor
import { spawnSync } from "node:child_process";
import { rmSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { expect, it } from "vitest";
import { plantTree } from "./plant-tree.ts";

const require = createRequire(import.meta.url);
const clone = join(import.meta.dirname, "../..");
const { forbidden } = require(join(clone, ".dependency-cruiser.cjs")) as { forbidden: { name: string }[] };
const { ROOMS, sees } = require(join(clone, "tools/floors.cjs")) as {
  ROOMS: string[];
  sees: (room: string) => string[];
};

const PLAIN = {
  "tsconfig.json": '{ "compilerOptions": { "module": "nodenext" } }',
  "package.json": JSON.stringify({
    type: "module",
    dependencies: { pg: "1" },
    devDependencies: { spy: "1" },
  }),
  "node_modules/pg/package.json": '{ "name": "pg", "version": "1.0.0", "main": "pg.js" }',
  "node_modules/pg/pg.js": "export default 1;",
  "node_modules/spy/package.json": '{ "name": "spy", "version": "1.0.0", "main": "spy.js" }',
  "node_modules/spy/spy.js": "export default 1;",
  "test/made.ts": "export const made = 1;",
};
const rooms = Object.fromEntries(ROOMS.map((room) => [`src/${room}/own.ts`, `export const ${room} = 1;`]));

function breaches(files: Record<string, string>): string[] {
  const root = plantTree({ ...PLAIN, ...rooms, ...files });
  const program = join(clone, "node_modules/dependency-cruiser/bin/dependency-cruiser.mjs");
  const config = join(clone, ".dependency-cruiser.cjs");
  const words = [program, "--config", config, "--output-type", "json", "src", "test"];
  const run = spawnSync(process.execPath, words, { cwd: root, encoding: "utf8", maxBuffer: 1e8 });
  rmSync(root, { recursive: true });
  if (run.stdout === "") throw new Error(run.stderr);
  const { summary } = JSON.parse(run.stdout) as { summary: { violations: { rule: { name: string } }[] } };
  return [...new Set(summary.violations.map((violation) => violation.rule.name))].sort();
}

/** For every room a file that imports one it must not see. Above everything there is only sideways. */
function wrongFloors(): Record<string, string> {
  return Object.fromEntries(
    ROOMS.map((room) => {
      const wrong = ROOMS.filter((other) => !sees(room).includes(other)).at(-1);
      return [
        `src/${room}/wrong.ts`,
        `import { ${wrong} } from "../${wrong}/own.ts"; export const w = ${wrong};`,
      ];
    }),
  );
}

it("turns red for a wrong import of every kind", () => {
  const planted = {
    ...wrongFloors(),
    "src/sales/lost.ts": 'export * from "../drawer/thing.ts";',
    "src/drawer/thing.ts": "export const thing = 1;",
    "src/drawer/taker.ts": 'export * from "../base/own.ts";',
    "src/engine/clock.ts": 'import { hrtime } from "node:process"; export const now = hrtime;',
    "src/sales/driver.ts": 'import pg from "pg"; export const driver = pg;',
    "src/web/console/file.ts": 'import { readFileSync } from "node:fs"; export const read = readFileSync;',
    "src/web/parts/button.ts": 'import { page } from "../console/page.ts"; export const button = page;',
    "src/web/console/page.ts": 'import { desk } from "../portal/desk.ts"; export const page = desk;',
    "src/web/portal/desk.ts": "export const desk = 1;",
    "test/simulation/auditor.ts":
      'import { engine } from "../../src/engine/own.ts"; export const audit = engine;',
    "src/flows/tested.ts": 'import { made } from "../../test/made.ts"; export const tested = made;',
    "src/contracts/a.ts": 'import { b } from "./b.ts"; export const a = () => b;',
    "src/contracts/b.ts": 'import { a } from "./a.ts"; export const b = () => a;',
    "src/payouts/gone.ts": 'export * from "./never-written.ts";',
    "src/notices/spying.ts": 'import spy from "spy"; export const spying = spy;',
  };
  expect(breaches(planted)).toEqual(forbidden.map((rule) => rule.name).sort());
});

it("stays green for imports of one's own room and of what lies below", () => {
  const right = ROOMS.flatMap((room) =>
    sees(room).map((seen) => [
      `src/${room}/uses-${seen}.ts`,
      `import { ${seen} } from "../${seen}/own.ts"; export const used = ${seen};`,
    ]),
  );
  expect(breaches(Object.fromEntries(right))).toEqual([]);
});
