// Guarantees and bonuses on a contract's page, by role and label: the producer and, on a phone in Portuguese,
// the partner see the same figures, and why. axe finds nothing.
// Example: 500.00 a month, 100.00 earned in a month that has ended → settled 400.00, "Why" says how.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { linkAccount } from "../../src/access/party-accounts.ts";
import { parsePublicId, type Uuid } from "../../src/base/id.ts";
import { inWorkspace } from "../../src/db/transaction.ts";
import { settleContracts } from "../../src/flows/settle-contracts.ts";
import { AGREED } from "../journeys/open-shop.ts";
import { mustBeClean } from "./axe-finds.ts";
import { CHROMIUM } from "./chromium.ts";
import { PHONE } from "./enter-as.ts";
import { openConsole, type Stage } from "./open-console.ts";

const MONTHS_BACK = 3;
const MINIMUM = { kind: "minimum", amount: 50_000, currency: "USD", period: "month" };
const BONUS = { kind: "milestone", measure: "sales", goal: 2, bonus: 2500, currency: "USD", period: "month" };

/** The middle of the month so many months ago. */
function monthAgo(back: number): Date {
  const now = new Date();
  return new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - back, 15, 12));
}

describe("guarantees and bonuses", { timeout: 120_000 }, () => {
  let stage: Stage;
  let contract: string;
  let party: string;

  beforeEach((context) => {
    if (CHROMIUM === undefined) context.skip("there is no Chromium here (CHROMIUM names one)");
  });
  beforeAll(async () => {
    if (CHROMIUM === undefined) return;
    stage = await openConsole();
    const { shop } = stage;
    const product = (await shop.make("/products", { name: "Violin for all", externalId: "violin" })).id;
    const starts = monthAgo(MONTHS_BACK).toISOString();
    const terms = { share: "0.10", clauses: [MINIMUM, BONUS], starts, ...AGREED };
    const made = await shop.make("/contracts", { product, party: { ref: "bruno" }, ...terms });
    contract = made.id;
    party = made.party.id;
    const sell = (externalId: string, back: number, paid: number) =>
      shop.make("/sales", { externalId, product, currency: "USD", paid, at: monthAgo(back).toISOString() });
    await sell("v1", 2, 100_000);
    await sell("v2", 2, 20_000);
    await sell("v3", 1, 600_000);
    await shop.make("/sales", { externalId: "v4", product, currency: "USD", paid: 150_000 });
    await settleContracts(shop.door.app, shop.ws);
  }, 90_000);
  afterAll(() => stage?.close());

  test("the producer sees each period, and why one was settled", async () => {
    const { page, complaints } = await stage.enter({ bypassCSP: true });
    await page.goto(`${stage.home}/contracts/${contract}`);
    const table = page.getByRole("table", { name: "Guarantees and bonuses" });
    const name = new Intl.DateTimeFormat("en", { month: "long", year: "numeric", timeZone: "UTC" });
    const settled = name.format(monthAgo(2));
    const row = table.getByRole("row").filter({ hasText: settled });
    await row.filter({ hasText: "Guaranteed minimum" }).getByText("380.00").waitFor();
    await row.filter({ hasText: "Bonus" }).getByText("2 sales").first().waitFor();
    const enough = table.getByRole("row").filter({ hasText: name.format(monthAgo(1)) });
    await enough.getByText("Earned enough").waitFor();
    await enough.getByText("Goal not met").waitFor();
    await table.getByText("Running").first().waitFor();
    await mustBeClean(page);
    await row.getByRole("button", { name: `Why: Guaranteed minimum, ${settled}` }).click();
    const dialog = page.getByRole("dialog", { name: `Guaranteed minimum, ${settled}` });
    await dialog.getByRole("row", { name: /Guaranteed for a whole period.*500\.00/ }).waitFor();
    await dialog.getByRole("row", { name: /Earned in the period.*120\.00/ }).waitFor();
    await dialog.getByRole("row", { name: /What was missing.*380\.00/ }).waitFor();
    await mustBeClean(page);
    await dialog.getByRole("link", { name: /^Entry \d+$/ }).click();
    await page.getByRole("heading", { level: 1, name: /^Guarantee or bonus settled · Entry/ }).waitFor();
    await page.getByRole("link", { name: "Open the contract" }).click();
    await table.waitFor();
    expect(complaints).toEqual([]);
  });

  test("the partner sees the same on a phone", async () => {
    const { shop } = stage;
    const email = "bruno@example.com";
    const account = await shop.door.identity.createAccount({ email, name: "Bruno Lima", verified: true });
    const workspace = parsePublicId("ws", shop.workspace) as Uuid;
    const own = parsePublicId("party", party) as Uuid;
    const link = { account, email, workspace, ws: shop.ws, party: own, mayAccept: true, at: Date.now() };
    await inWorkspace(shop.door.db, null, (tx) => linkAccount(tx, link));
    const { page, complaints } = await stage.visit({ ...PHONE, bypassCSP: true });
    await page.goto(`${stage.url}/sign-in/link#${await shop.door.identity.makeLinkToken(email, 5)}`);
    await page.getByRole("button").first().click();
    await page.waitForURL(/\/partner/);
    await page.goto(`${stage.url}/partner/${party}/contracts/${contract}`);
    const table = page.getByRole("table", { name: "Garantias e bônus" });
    await table.getByText("380,00").first().waitFor();
    const over = await page.evaluate("document.documentElement.scrollWidth - innerWidth");
    expect(over).toBe(0);
    await mustBeClean(page);
    await table
      .getByRole("button", { name: /^Por quê: Mínimo garantido/ })
      .first()
      .click();
    await page
      .getByRole("dialog")
      .getByRole("row", { name: /O que faltava/ })
      .first()
      .waitFor();
    await mustBeClean(page);
    await page.goto(`${stage.url}/partner/${party}/earnings?period=365d`);
    await page.getByRole("table", { name: "Garantias e bônus" }).getByText("380,00").waitFor();
    await mustBeClean(page);
    expect(complaints).toEqual([]);
  });
});
