// When the bootstrap builds the pages: only when what they are made of changed, beside the old ones, whole or
// not at all. On a clone in miniature with a builder of three lines; the real one is tried by every browser
// test.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { type SmallClone, smallClone } from "./small-clone.ts";

const BUILDER = `
const fs = require("fs");
const out = process.argv[process.argv.indexOf("--outDir") + 1];
fs.mkdirSync(out, { recursive: true });
fs.writeFileSync(out + "/index.html", fs.readFileSync("src/web/page.txt"));
if (fs.readFileSync("src/web/page.txt", "utf8") === "broken") process.exit(1);
`;

let clone: SmallClone;
beforeEach(() => {
  clone = smallClone();
  clone.write("node_modules/vite/bin/vite.js", BUILDER);
  clone.write("node_modules/vite/package.json", "{}");
  clone.write("vite.config.ts", "export default {};");
  clone.write("src/web/page.txt", "first");
});
afterEach(() => clone.remove());

const page = () => readFileSync(join(clone.root, "dist/web/index.html"), "utf8");

it("builds once, and again when a source changed, was added or was renamed", () => {
  expect(clone.run("start").err).toBe("partage: building the pages\n");
  expect(clone.run("start").err).toBe("");
  clone.write("src/web/page.txt", "second");
  expect(clone.run("build:web").err).toBe("partage: building the pages\n");
  expect(page()).toBe("second");
  clone.write("src/wire/deep/sale.ts", "");
  expect(clone.run("start").err).toBe("partage: building the pages\n");
  expect(readdirSync(join(clone.root, "dist"))).toEqual(["web"]);
});

it("builds nothing for a command that needs no pages", () => {
  expect(clone.run("cli").err).toBe("");
  expect(existsSync(join(clone.root, "dist"))).toBe(false);
});

it("keeps the pages that were there when a build fails, and says so", () => {
  clone.run("start");
  clone.write("src/web/page.txt", "broken");
  const { status, err, out } = clone.run("start");
  expect(status).toBe(1);
  expect(out).toBe("");
  expect(err).toContain("the pages could not be built");
  expect(page()).toBe("first");
  expect(readdirSync(join(clone.root, "dist"))).toEqual(["web"]);
});
