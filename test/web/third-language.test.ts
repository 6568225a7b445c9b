// A third language is one more file: with de.json dropped in beside the others, the built pages offer
// Deutsch, and nothing else was touched. Builds a copy of the browser's half, so that the real folder stays
// as it is.
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build } from "vite";
import { expect, test } from "vitest";
import { PLACES } from "../../tools/split-words.ts";

const ROOT = join(import.meta.dirname, "../..");

test("a catalogue that is dropped in is a language one can choose", { timeout: 120_000 }, async () => {
  const copy = mkdtempSync(join(tmpdir(), "partage-third-"));
  try {
    for (const folder of ["src/web", "src/wire", "src/base"]) {
      cpSync(join(ROOT, folder), join(copy, folder), { recursive: true });
    }
    symlinkSync(join(ROOT, "node_modules"), join(copy, "node_modules"));
    const english = readFileSync(join(ROOT, "src/web/words/en.json"), "utf8");
    const german = { ...(JSON.parse(english) as Record<string, string>), "frame.signOut": "Abmelden, bitte" };
    writeFileSync(join(copy, "src/web/words/de.json"), JSON.stringify(german));
    const outDir = join(copy, "dist");
    await build({
      configFile: join(ROOT, "vite.config.ts"),
      root: join(copy, "src/web"),
      logLevel: "error",
      build: { outDir, emptyOutDir: true },
    });
    const files = readdirSync(join(outDir, "assets")).filter((name) => name.endsWith(".js"));
    const own = files.filter((name) => /^de-/.test(name));
    // One for each part of the words; together they hold every message.
    expect(own).toHaveLength(Object.keys(PLACES).length + 1);
    const texts = own.map((name) => readFileSync(join(outDir, "assets", name), "utf8"));
    expect(texts.filter((text) => text.includes("Abmelden, bitte"))).toHaveLength(1);
    for (const key of Object.keys(german)) {
      expect(
        texts.filter((text) => text.includes(`"${key}":`)),
        key,
      ).toHaveLength(1);
    }
    // The menu is made of what is there: the file's name is in the list that the pages read.
    const listed = files.some((name) =>
      readFileSync(join(outDir, "assets", name), "utf8").includes("./de.json"),
    );
    expect(listed).toBe(true);
    // What is for builders alone is not shipped.
    expect(files.some((name) => /^parts-/.test(name))).toBe(false);
  } finally {
    rmSync(copy, { recursive: true, force: true });
  }
});
