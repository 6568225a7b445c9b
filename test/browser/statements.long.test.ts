// Statements by role and label: the producer issues a month for everybody, reads one, opens a sum's lines and
// a sale; the partner, on a phone in Portuguese, reads the same figures. axe finds nothing.
// Example: Issue statements → Issue → "Last run: up to 31 March 2026, 2 statements".
import { readFileSync } from "node:fs";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { linkAccount } from "../../src/access/party-accounts.ts";
import { parsePublicId, type Uuid } from "../../src/base/id.ts";
import { inWorkspace } from "../../src/db/transaction.ts";
import { runStatements } from "../../src/flows/run-statements.ts";
import { mustBeClean } from "./axe-finds.ts";
import { CHROMIUM } from "./chromium.ts";
import { PHONE } from "./enter-as.ts";
import { openConsole, type Stage } from "./open-console.ts";

/** The middle of the month so many months ago. */
function monthAgo(back: number): Date {
  const now = new Date();
  return new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - back, 15, 12));
}

describe("statements", { timeout: 120_000 }, () => {
  let stage: Stage;
  let party: string;

  const shoot = async (page: Page, name: string) => {
    const folder = process.env.PARTAGE_PICTURES;
    if (folder !== undefined) await page.screenshot({ path: `${folder}/${name}.png`, fullPage: true });
  };

  beforeEach((context) => {
    if (CHROMIUM === undefined) context.skip("there is no Chromium here (CHROMIUM names one)");
  });
  beforeAll(async () => {
    if (CHROMIUM === undefined) return;
    stage = await openConsole();
    const { shop } = stage;
    const { body } = await shop.get("/parties?search=bruno");
    party = body.data[0].id;
    const { body: products } = await shop.get("/products");
    const product = products.data[0].id;
    const sell = async (externalId: string, back: number, paid: number) =>
      (
        await shop.make("/sales", {
          externalId,
          product,
          currency: "USD",
          paid,
          at: monthAgo(back).toISOString(),
        })
      ).id;
    const first = await sell("m1", 2, 100_000);
    await sell("m2", 2, 20_000);
    await sell("m3", 1, 600_000);
    const at = monthAgo(1).toISOString();
    await shop.make(`/sales/${first}/refunds`, { externalId: "r1", amount: 40_000, at });
  }, 90_000);
  afterAll(() => stage?.close());

  test("a month is issued for everybody; each sum opens its lines, each line its sale", async () => {
    const { page, complaints } = await stage.enter({ bypassCSP: true });
    await page.goto(`${stage.home}/statements`);
    await page.getByRole("heading", { name: "No statements yet" }).waitFor();
    await mustBeClean(page);
    await page.getByRole("button", { name: "Issue statements" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByText("Each party with a movement").waitFor();
    await shoot(page, "issue");
    await dialog.getByRole("button", { name: "Issue" }).click();
    await page
      .getByText(/Adding up|Issuing the statements/)
      .first()
      .waitFor();
    const { shop } = stage;
    const run = (await shop.get("/statement-runs")).body.data[0].id;
    await runStatements(shop.door.app, shop.ws, parsePublicId("statementrun", run) as Uuid);
    await page.getByText(/Last run: up to .*statements, started by Ana Souza/).waitFor();
    const table = page.getByRole("table", { name: "Statements" });
    const row = table.getByRole("row").filter({ hasText: "Bruno" });
    await row.waitFor();
    await shoot(page, "list");
    await mustBeClean(page);
    await row.getByRole("link").first().click();
    const summary = page.getByRole("table", { name: "Summary" });
    await summary.getByText("Closing balance").waitFor();
    await shoot(page, "statement");
    await mustBeClean(page);
    await summary.getByRole("button", { name: "Refunds" }).click();
    const lines = page.getByRole("table", { name: "Every movement" });
    await page.getByText("Only: Refunds.").waitFor();
    await lines.getByRole("link").first().click();
    await page.waitForURL(/\/sales\/sale_/);
    expect(complaints).toEqual([]);
  });

  test("the running period stands on the party's page", async () => {
    const { page } = await stage.enter({ bypassCSP: true, colorScheme: "dark", locale: "pt-BR" });
    await page.goto(`${stage.home}/parties/${party}?tab=statements`);
    await page.getByRole("link", { name: "Período em curso, USD" }).click();
    await page.getByRole("table", { name: "Resumo" }).getByText("Saldo final").waitFor();
    await shoot(page, "draft-dark-pt");
    await mustBeClean(page);
  });

  test("an adjustment is proposed and approved; tax facts and books have their pages", async () => {
    const { page, complaints } = await stage.enter({ bypassCSP: true });
    await page.goto(`${stage.home}/parties/${party}?tab=about`);
    await page.getByRole("button", { name: "Set the tax number" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel("Tax number").fill("12-3456789");
    await dialog.getByRole("button", { name: "Save" }).click();
    await page.getByText("EIN •••• 6789").waitFor();
    await page.getByRole("button", { name: "Propose an adjustment" }).click();
    await dialog.getByLabel("Amount").fill("25.00");
    await dialog.getByLabel("Reason").fill("Promised at the launch");
    await dialog.getByRole("button", { name: "Propose" }).click();
    await page.getByText("Waiting for approval").waitFor();
    await page.goto(`${stage.home}/ledger?tab=adjustments`);
    await page.getByRole("button", { name: "Approve" }).click();
    await shoot(page, "adjustment-approve");
    await page.getByRole("dialog").getByRole("button", { name: /^Post/ }).click();
    await page.getByText("Posted", { exact: true }).waitFor();
    await shoot(page, "adjustments");
    await mustBeClean(page);
    await page.goto(`${stage.home}/ledger?tab=tax`);
    await page.getByRole("table", { name: "Tax facts" }).getByText("EIN •••• 6789").waitFor();
    await shoot(page, "tax");
    await mustBeClean(page);
    await page.goto(`${stage.home}/ledger?tab=books`);
    await page.getByText("Beancount").click();
    const fetched = page.waitForEvent("download");
    await page.getByRole("link", { name: "Download for Beancount" }).click();
    expect((await fetched).suggestedFilename()).toBe("books.beancount");
    await shoot(page, "books");
    await mustBeClean(page);
    expect(complaints).toEqual([]);
  });

  test("QuickBooks and Xero are asked what their importers need, and the file follows it", async () => {
    const { page, complaints } = await stage.enter({ bypassCSP: true });
    await page.goto(`${stage.home}/ledger?tab=books`);
    const month = monthAgo(1).toISOString().slice(0, 7);
    const [year = "", number = ""] = month.split("-");
    const fetched = async (program: string) => {
      const waiting = page.waitForEvent("download");
      await page.getByRole("link", { name: `Download for ${program}` }).click();
      const file = await waiting;
      return { name: file.suggestedFilename(), rows: readFileSync(await file.path(), "utf8").split(/\r?\n/) };
    };
    await page.getByText("QuickBooks", { exact: true }).click();
    expect(await page.getByLabel("From", { exact: true }).inputValue()).toBe(`${month}-01`);
    await page.getByLabel("Days are written").selectOption({ label: "day first: 31/03/2026" });
    await page.getByLabel("Currency").selectOption("USD");
    const quickbooks = await fetched("QuickBooks");
    expect(quickbooks.rows[0]).toMatch(/^\W*Journal No\.,Journal Date,Account Name,Description,Debits/);
    expect(quickbooks.rows[1]).toContain(`,15/${number}/${year},`);
    await mustBeClean(page);
    await page.getByText("Xero", { exact: true }).click();
    await page.getByLabel("Tax rate").fill("No VAT");
    const xero = await fetched("Xero");
    expect(xero.rows[0]).toMatch(/\*Narration,\*Date,Description,\*AccountCode,\*TaxRate,\*Amount/);
    expect(xero.rows[1]).toContain(",No VAT,");
    expect(xero.rows[1]).toMatch(new RegExp(`,15 [A-Z][a-z]{2} ${year},`));
    await page.getByLabel("Until").fill("2020-01-01");
    await page.getByText("Must not be before the first day.").waitFor();
    expect(await page.getByRole("link", { name: /^Download for/ }).count()).toBe(0);
    await mustBeClean(page);
    expect(complaints).toEqual([]);
  });

  test("the partner reads the same on a phone in Portuguese", async () => {
    const { shop } = stage;
    const email = "bruno@example.com";
    const account = await shop.door.identity.createAccount({ email, name: "Bruno", verified: true });
    const workspace = parsePublicId("ws", shop.workspace) as Uuid;
    const link = { account, email, workspace, ws: shop.ws, party: parsePublicId("party", party) as Uuid };
    const at = shop.door.app.ids.now();
    await inWorkspace(shop.door.db, null, (tx) => linkAccount(tx, { ...link, mayAccept: true, at }));
    const token = await shop.door.identity.makeLinkToken(email, 5);
    const { page } = await stage.visit({ ...PHONE, locale: "pt-BR", bypassCSP: true });
    await page.goto(`${stage.url}/sign-in/link#${token}`);
    await page.getByRole("button").first().click();
    await page.waitForURL(/\/partner/);
    await page.goto(`${stage.url}/partner/${party}/statements`);
    const list = page.getByRole("table", { name: "Extratos" });
    await list.getByRole("link").first().waitFor();
    await shoot(page, "portal-list");
    await mustBeClean(page);
    await list.getByRole("link").first().click();
    await page.getByRole("table", { name: "Resumo" }).getByText("Saldo final").waitFor();
    await shoot(page, "portal-statement");
    await mustBeClean(page);
  });
});
