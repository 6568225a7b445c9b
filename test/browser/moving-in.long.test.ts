// A programme moves in from another tool, by role and label: affiliates, links and balances from its exports,
// columns that nobody could guess, a trial, the failed rows as a file, the mended file again; then an old
// link leads a buyer to the shop and earns, and what was owed before stands on the affiliate's pages and
// statement.
import { readFileSync } from "node:fs";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { speaksFor } from "../journeys/speaks-for.ts";
import { ids } from "../journeys/test-door.ts";
import { mustBeClean } from "./axe-finds.ts";
import { choose } from "./choose.ts";
import { AGENT } from "./chromium.ts";
import { heading } from "./enter-as.ts";
import { CHROMIUM, openConsole, type Stage } from "./open-console.ts";
import { openShopPage, type ShopPage } from "./shop-page.ts";

const DAY_MS = 86_400_000;
const PICTURES = process.env.PICTURES;

/** As an export may come: a column that says nothing to anybody, a state, a rate that is none. */
const AFFILIATES = `Who,Mail,Kürzel,Percent,Status
Pete Young,pete@example.com,PETE,25%,active
Rosa Weiss,rosa@example.com,ROSA,20%,inactive
Gil Nunes,gil@example.com,GIL,200%,active
`;

describe("a programme moves in", { timeout: 120_000 }, () => {
  let stage: Stage;
  let shop: ShopPage;
  let page: Page;
  let complaints: string[];
  const real = ids.now;

  beforeEach((context) => {
    if (CHROMIUM === undefined) context.skip("there is no Chromium here (CHROMIUM names one)");
  });
  beforeAll(async () => {
    if (CHROMIUM === undefined) return;
    stage = await openConsole();
    shop = await openShopPage(stage.url);
    const product = (await stage.shop.get("/products")).body.data[0].id;
    await stage.shop.make("/destinations", { product, name: "Sales page", url: `${shop.url}/piano` });
    ({ page, complaints } = await stage.enter());
  }, 300_000);
  afterAll(async () => {
    ids.now = real;
    shop?.close();
    await stage?.close();
  });

  async function look(of: Page, name: string) {
    if (PICTURES) await of.screenshot({ path: `${PICTURES}/${name}.png`, fullPage: true });
    const over = await of.evaluate("document.documentElement.scrollWidth - innerWidth");
    expect(Math.max(0, over as number), name).toBe(0);
    await mustBeClean(of);
  }

  /** On the page of moving in: what it holds, the product where it is asked for, the file; tried. */
  async function tryFile(kind: string, csv: string) {
    await page.goto(`${stage.home}/links`);
    await page.getByRole("link", { name: "Bring in from another tool" }).click();
    await heading(page, "Bring a programme in").waitFor();
    if (kind !== "Affiliates") {
      await choose(page, "What the file holds", kind);
    }
    if (kind !== "Open balances") {
      await choose(page, "Product", "Piano in 30 days");
    }
    const buffer = Buffer.from(csv);
    await page.getByLabel("CSV file").setInputFiles({ name: "export.csv", mimeType: "text/csv", buffer });
    if (kind === "Open balances") await page.getByRole("textbox", { name: "As of" }).fill("2025-12-31");
    await page.getByRole("button", { name: "Try it" }).click();
  }

  const mapTo = (field: string, column: string) => choose(page, field, column, { exact: true });

  const says = (title: string) => page.getByRole("heading", { name: title }).waitFor();
  const bring = (rows: string) => page.getByRole("button", { name: `Bring ${rows} in` }).click();

  test("affiliates: columns are named, failed rows come as a file, the mended file brings only the rest", async () => {
    await tryFile("Affiliates", AFFILIATES);
    await page.getByText("The header does not say everything.").waitFor();
    await mapTo("Name", "Who");
    await mapTo("Affiliate's code", "Kürzel");
    await says("2 rows would come in, 0 known, 1 failed");
    await look(page, "moving-tried");
    const [failed] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("button", { name: "Export CSV" }).click(),
    ]);
    expect(readFileSync(await failed.path(), "utf8")).toMatch(/\r?\n"?3"?,"?Commission"?,/);
    await bring("2 rows");
    await says("2 rows came in, 0 known, 1 failed");
    await look(page, "moving-done");
    await tryFile("Affiliates", AFFILIATES.replace("200%", "20%"));
    await mapTo("Name", "Who");
    await mapTo("Affiliate's code", "Kürzel");
    await says("1 row would come in, 2 known, 0 failed");
    await bring("1 row");
    await says("1 row came in, 2 known, 0 failed");
    const product = (await stage.shop.get("/products")).body.data[0].id;
    await page.goto(`${stage.home}/products/${product}?tab=affiliates`);
    await page.getByRole("row", { name: /Pete Young.*PETE.*25%/ }).waitFor();
    await page.getByRole("row", { name: /Rosa Weiss.*Suspended.*inactive/ }).waitFor();
  });

  test("links keep their codes: an old one leads to the shop and earns", async () => {
    const csv = `Slug,Email,Landing page\npete-old.2,pete@example.com,${shop.url}/old-page\nrosa-old,rosa@example.com,\n`;
    await tryFile("Links", csv);
    await says("2 rows would come in, 0 known, 0 failed");
    await bring("2 rows");
    await says("2 rows came in, 0 known, 0 failed");
    const { page: buyer } = await stage.visit({ userAgent: AGENT });
    // Out of an old post, with what stood behind it there.
    await buyer.goto(`${stage.url}/l/Pete-Old.2.`);
    expect(buyer.url()).toBe(`${shop.url}/old-page`);
    await buyer.getByRole("button", { name: "Buy" }).click();
    await buyer.waitForURL(`${shop.url}/bought`);
    const bought = shop.visited.findLast((one) => one.startsWith("/bought"));
    const [, clickId] = /partage_click=(click_\w+)/.exec(bought ?? "") ?? [];
    const product = (await stage.shop.get("/products")).body.data[0].id;
    const sold = { product, externalId: "old-1", currency: "USD", paid: 10_000, clickId };
    expect(clickId).toBeDefined();
    const sale = await stage.shop.make("/sales", sold);
    await page.goto(`${stage.home}/sales/${sale.id}`);
    await page.getByText("Followed a link of Pete Young").waitFor();
    await page.getByText("pete-old.2").first().waitFor();
  });

  test("what was owed before counts once the affiliate says yes, and stands on their statement", async () => {
    await tryFile("Open balances", 'Email,Unpaid balance,Currency\npete@example.com,"1,412.50",USD\n');
    await says("1 row would come in, 0 known, 0 failed");
    await bring("1 row");
    await says("1 row came in, 0 known, 0 failed");
    await tryFile("Open balances", 'Email,Unpaid balance,Currency\npete@example.com,"1,412.50",USD\n');
    await says("Nothing new would come in, 1 known, 0 failed");
    expect(await page.getByRole("button", { name: /^Bring/ }).isDisabled()).toBe(true);
    const parties = (await stage.shop.get("/parties")).body.data;
    const pete = parties.find((one: { name: string }) => one.name === "Pete Young").id;
    const { person } = await speaksFor(stage.shop, "pete", { party: pete });
    const { page: own } = await stage.visit();
    await own.goto(
      `${stage.url}/sign-in/link#${await stage.shop.door.identity.makeLinkToken(person.email, 5)}`,
    );
    await own.getByRole("button").first().click();
    await own.waitForURL(/\/partner/);
    await own.getByRole("link", { name: /^Requests/ }).click();
    await own.getByText("Piano School says this is what you were owed before moving in.").waitFor();
    await look(own, "moving-opening");
    await own.getByRole("button", { name: "Confirm 1,412.50 USD" }).click();
    await own.getByText("Confirmed", { exact: true }).waitFor();
    await own.getByRole("link", { name: "Home" }).click();
    // 1,412.50 and of the sale of 100.00 a quarter of 89.60.
    await own.getByText("1,434.90").first().waitFor();
    await look(own, "moving-earnings");
    // It is posted on the day of the yes, and told when that day is over.
    const until = new Date().toISOString().slice(0, 10);
    ids.now = () => real() + DAY_MS;
    await stage.shop.make("/statements", { party: pete, currency: "USD", until });
    await own.getByRole("link", { name: "Statements" }).click();
    await own.getByRole("row", { name: /1,434\.90/ }).click();
    await own.getByText("1,412.50").first().waitFor();
    await look(own, "moving-statement");
    await page.goto(`${stage.home}/parties/${pete}`);
    await page.getByText("1,434.90").first().waitFor();
    await page.getByRole("tab", { name: "About", exact: true }).click();
    await page.getByRole("heading", { name: "Opening balance" }).waitFor();
    await page.getByText("1,412.50").first().waitFor();
    await look(page, "moving-party");
    // A header that does not say everything is answered with what is missing.
    expect(complaints.filter((one) => !/status of 422/.test(one))).toEqual([]);
  });
});
