// Every page of the console by its address, for the roles that see the least: it has its title, says
// calmly what the role does not show and who can give it, and never offers to try again what would be refused
// again. Forms that would be refused are not drawn.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Role } from "../../src/access/permissions.ts";
import { enterAs } from "./enter-as.ts";
import { pagesOf, type Stock, stock } from "./every-page.ts";
import { CHROMIUM, openConsole, type Stage } from "./open-console.ts";

const LOOK = `({
  title: document.querySelector("h1")?.textContent ?? "",
  failed: [...document.querySelectorAll("[role=alert]")].map((one) => one.textContent),
  again: [...document.querySelectorAll("button")].filter((one) => one.textContent === "Try again").length,
  files: document.querySelectorAll("input[type=file]").length,
})`;

interface Seen {
  title: string;
  failed: string[];
  again: number;
  files: number;
}

describe("every page for every role", () => {
  let stage: Stage;
  let has: Stock;

  beforeEach((context) => {
    if (CHROMIUM === undefined) context.skip("there is no Chromium here (CHROMIUM names one)");
  });
  beforeAll(async () => {
    if (CHROMIUM === undefined) return;
    stage = await openConsole();
    has = await stock(stage);
  }, 120_000);
  afterAll(() => stage?.close());

  test.each(["support", "marketing"] satisfies Role[])("%s", async (role) => {
    const page = await enterAs(stage, role);
    const wrong: string[] = [];
    for (const { path, address } of pagesOf(stage, has)) {
      await page.goto(address, { waitUntil: "networkidle" });
      await page.locator("h1").first().waitFor();
      const { title, failed, again, files } = (await page.evaluate(LOOK)) as Seen;
      if (title === "" || failed.length + again > 0)
        wrong.push(`${path}: ${JSON.stringify({ failed, again })}`);
      if (files > 0 && path.startsWith("/imports")) wrong.push(`${path}: takes a file`);
    }
    expect(wrong).toEqual([]);
    await page.goto(`${stage.home}/findings`, { waitUntil: "networkidle" });
    const says = "An owner or admin of this workspace can give you access.";
    expect(await page.getByText(says).count()).toBeGreaterThan(0);
    await page.context().close();
  });
});
