// A producer brings old sales from a real CSV to their end: drops the file, sees its rows in our own terms as
// the columns are corrected, tries it, runs it, leaves and comes back, downloads what failed, mends the cause
// and runs it again, which adds only what was missing; and then sees the sales.
import { Logger, runOnce } from "graphile-worker";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { jobTasks } from "../../src/server/jobs/tasks.ts";
import { mustBeClean } from "./axe-finds.ts";
import { choose } from "./choose.ts";
import { CHROMIUM, openConsole, type Stage } from "./open-console.ts";

/** 40 sales of 25.00 and up, three of a product that is not here yet, one whose amount is no number. */
const ROWS = Array.from({ length: 40 }, (_, i) => {
  const product = i % 13 === 5 ? "guitar" : "piano";
  const paid = i === 20 ? "oops" : `${25 + i}.50`;
  const day = String((i % 28) + 1).padStart(2, "0");
  return `old-${i + 1},2026-02-${day},${product},${paid},buyer${i}@example.com`;
});
const CSV = `Order,Date,Course,Amount,E-mail\n${ROWS.join("\n")}\n`;

describe("imports in the console", () => {
  let stage: Stage;
  let page: Page;
  let complaints: string[];

  beforeEach((context) => {
    if (CHROMIUM === undefined) context.skip("there is no Chromium here (CHROMIUM names one)");
  });
  beforeAll(async () => {
    if (CHROMIUM === undefined) return;
    stage = await openConsole();
    ({ page, complaints } = await stage.enter());
  }, 180_000);
  afterAll(() => stage?.close());

  const heading = (name: string | RegExp) => page.getByRole("heading", { level: 1, name });

  async function work(): Promise<void> {
    const { door } = stage.shop;
    const taskList = jobTasks(door.app, { allowPrivateWebhooks: false }, door.mailing);
    const logger = new Logger(() => () => undefined);
    await runOnce({ connectionString: door.url, schema: "jobs", taskList, noHandleSignals: true, logger });
  }

  /** A figure under its name, as the page shows it. */
  async function figure(name: string): Promise<string> {
    const text = page.getByText(name, { exact: true }).first().locator("..");
    return (await text.textContent())?.replace(name, "") ?? "";
  }

  test("a file is dropped, its columns guessed, and its rows shown in our terms as they are corrected", async () => {
    await page.goto(`${stage.home}/imports`);
    await page.getByRole("link", { name: "Import a file" }).first().click();
    await heading("Import a file").waitFor();
    await mustBeClean(page);
    // In the page's own words: a dropped file is made there.
    const data = await page.evaluateHandle(`(() => {
      const dropped = new DataTransfer();
      dropped.items.add(new File([${JSON.stringify(CSV)}], "old-shop.csv", { type: "text/csv" }));
      return dropped;
    })()`);
    await page.getByText("Drop a file of sales here").dispatchEvent("drop", { dataTransfer: data });
    await heading("old-shop.csv").waitFor();
    const rows = page.getByRole("table", { name: "The first rows, read this way" });
    await rows.getByText("25.50").waitFor();
    expect(await rows.textContent()).toContain("Feb 1, 2026");
    // A wrong column is seen at once, and mended.
    await choose(page, "What the buyer paid", "Course");
    await rows
      .getByText(/“piano”/)
      .first()
      .waitFor();
    await choose(page, "What the buyer paid", "Amount");
    await rows.getByText("25.50").waitFor();
    await mustBeClean(page);
    expect(complaints).toEqual([]);
  }, 40_000);

  test("a trial says what a run would do, and records nothing", async () => {
    await page.getByRole("button", { name: "Try it" }).click();
    await page.getByRole("progressbar").waitFor();
    await work();
    await page.getByText("Would be new").waitFor();
    expect(await figure("Would be new")).toBe("36");
    expect(await figure("Failed")).toBe("4");
    expect((await stage.shop.get("/sales?limit=100")).body.data).toHaveLength(1);
    await page
      .getByRole("table", { name: /4 rows/ })
      .getByText(/guitar/)
      .first()
      .waitFor();
    await mustBeClean(page);
  }, 40_000);

  test("the run goes on when the page is left, and what failed can be downloaded", async () => {
    await page.getByRole("button", { name: "Import 36 sales" }).click();
    await page.getByRole("progressbar").waitFor();
    await page.getByRole("link", { name: "Sources", exact: true }).first().click();
    await work();
    await page.getByRole("link", { name: "Imports", exact: true }).first().click();
    await page.getByRole("link", { name: "old-shop.csv" }).click();
    await page.getByRole("link", { name: "See the sales" }).waitFor();
    expect(await figure("New sales")).toBe("36");
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("link", { name: "All of them as a file" }).click(),
    ]);
    const text = await (await download.createReadStream()).toArray();
    const lines = Buffer.concat(text).toString().trim().split("\n");
    expect(lines).toHaveLength(5);
    expect(lines.filter((line) => line.includes("guitar"))).toHaveLength(3);
    expect(complaints).toEqual([]);
  }, 40_000);

  test("mended and run again it adds only what was missing, and the sales are there", async () => {
    await stage.shop.make("/products", { name: "Guitar in 30 days", externalId: "guitar" });
    await page.getByRole("button", { name: "Run again" }).click();
    await page.getByRole("progressbar").waitFor();
    await work();
    await page.getByRole("link", { name: "See the sales" }).waitFor();
    expect(await figure("New sales")).toBe("3");
    expect(await figure("Already here")).toContain("36");
    expect(await figure("Failed")).toBe("1");
    await page.getByRole("link", { name: "See the sales" }).click();
    await heading("Sales").waitFor();
    await page
      .getByRole("row", { name: /Guitar in 30 days/ })
      .first()
      .waitFor();
    expect(page.url()).toContain("source=import");
    expect(await page.locator("tbody tr").count()).toBe(39);
    expect(complaints).toEqual([]);
  }, 40_000);
});
