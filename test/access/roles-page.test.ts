// The page that prints who may do what says what the one table says, with the words that the screens use. It
// decides nothing; ROLES_PAGE=write writes the table anew.
// Example of a row: | Accept for the producer | `contracts:accept` | yes | yes | | | | | |
import { readFileSync, writeFileSync } from "node:fs";
import { expect, test } from "vitest";
import { PERMISSION_NAMES, PERMISSIONS, ROLES, roleMay } from "../../src/access/permissions.ts";

const PAGE = new URL("../../docs/roles.md", import.meta.url);
const WORDS = new URL("../../src/web/words/en.json", import.meta.url);

function printRoles(): string {
  const words = JSON.parse(readFileSync(WORDS, "utf8")) as Record<string, string>;
  const row = (cells: readonly string[]) => `| ${cells.join(" | ")} |`.replace(/ {2}/g, " ");
  const yes = (may: boolean) => (may ? "yes" : "");
  const head = ["may", "permission", ...ROLES, "API key"];
  const rows = PERMISSION_NAMES.map((name) => [
    words[`permission.${name.replace(":", ".")}`] ?? name,
    `\`${name}\``,
    ...ROLES.map((role) => yes(roleMay(role, name))),
    yes(PERMISSIONS[name].key),
  ]);
  return [row(head), row(head.map(() => "---")), ...rows.map(row)].join("\n");
}

test("docs/roles.md prints the table of roles as it is", () => {
  const page = readFileSync(PAGE, "utf8");
  const printed = page.slice(page.indexOf("| may |"), page.lastIndexOf("|") + 1);
  if (process.env.ROLES_PAGE === "write") writeFileSync(PAGE, page.replace(printed, printRoles()));
  else expect(printed).toBe(printRoles());
});
