// What tools/pictures.ts takes: the pages of the console, of the portal as three partners see it, and those
// for everybody; by name, address and what is pressed first. It never presses what would change something.
// Example: ["refund", "/sales", openRefund] opens the first sale and its refund, and leaves it.
import type { Page } from "playwright-core";

export type Scene = readonly [name: string, path: string, press?: (page: Page) => Promise<void>];

/** A name, the page below the workspace (or from the root), and what to press before the picture is taken. */
export const SCENES: readonly Scene[] = [
  ["overview", ""],
  ["sales", "/sales"],
  ["sale", "/sales", openFirst],
  ["why", "/sales", openWhy],
  ["refund", "/sales", openRefund],
  ["new-sale", "/sales/new"],
  ["products", "/products"],
  ["product", "/products", openFirst],
  ["offers", "/products", (page) => openTab(page, "offers")],
  ["who-shares", "/products", (page) => openTab(page, "shares")],
  ["responsibilities", "/products", (page) => openTab(page, "responsibilities")],
  ["launch-checks", "/products", (page) => openTab(page, "launch")],
  ["product-history", "/products", (page) => openTab(page, "history")],
  ["edit-product", "/products", (page) => openAct(page, "/edit")],
  ["split-preview", "/products", (page) => openTab(page, "preview")],
  ["new-product", "/products/new"],
  ["parties", "/parties"],
  ["party", "/parties", openFirst],
  ["party-entries", "/parties", (page) => openTab(page, "entries")],
  ["party-payouts", "/parties", (page) => openTab(page, "payouts")],
  ["party-statements", "/parties", (page) => openTab(page, "statements")],
  ["party-agreed", "/parties", (page) => openTab(page, "agreed")],
  ["party-about", "/parties", (page) => openTab(page, "about")],
  ["promoted", "/products", (page) => openTab(page, "affiliates", "Interior")],
  ["links", "/links"],
  ["link-pages", "/links/pages"],
  ["bring-programme", "/links/import"],
  ["coupons", "/coupons"],
  ["questions", "/questions"],
  ["question", "/questions", openFirst],
  ["findings", "/findings"],
  ["finding", "/findings", openFirst],
  ["inbox", "/inbox"],
  ["proposals", "/proposals"],
  ["new-proposal", "/proposals/new"],
  ["templates", "/proposals/templates"],
  ["proposal", "/proposals", openFirst],
  ["contract", "/products", openContract],
  ["amend", "/products", (page) => openOfContract(page, "/amend")],
  ["statements", "/statements"],
  ["statement", "/statements", openFirst],
  ["payouts", "/payouts"],
  ["payout-run", "/payouts", openFirst],
  ["payout", "/payouts", openPayout],
  ["settlements", "/payouts/settlements"],
  ["bring-settlement", "/payouts/settlements/bring"],
  ["new-payout-run", "/payouts/new"],
  ["how-we-pay", "/payouts/settings"],
  ["ledger", "/ledger"],
  ["accounts", "/ledger?tab=accounts"],
  ["entries", "/ledger?tab=entries"],
  ["account-page", "/ledger?tab=accounts", openFirst],
  ["entry", "/ledger?tab=entries", openFirst],
  ["adjustments", "/ledger?tab=adjustments"],
  ["tax", "/ledger?tab=tax"],
  ["books", "/ledger?tab=books"],
  ["verify", "/ledger?tab=verify"],
  ["imports", "/imports"],
  ["new-import", "/imports/new"],
  ["sources", "/sources"],
  ["connect-hotmart", "/sources/hotmart/connect"],
  ["messages", "/messages"],
  ["parked", "/parked"],
  ["business", "/settings/business"],
  ["fees", "/settings/fees"],
  ["sharing", "/settings/sharing"],
  ["team", "/settings/team"],
  ["invite-member", "/settings/team?invite=1"],
  ["keys", "/settings/keys"],
  ["webhooks", "/settings/webhooks"],
  ["audit", "/settings/audit"],
  ["support", "/settings/support"],
  ["export", "/settings/export"],
  ["first-steps", "/first-steps"],
  ["account", "@/account"],
  ["security", "@/account/security"],
  ["sessions", "@/account/sessions"],
  ["operator", "@/operator"],
  ["mails", "@/account/mails"],
  ["palette", "", openPalette],
];

/** Of the portal, below the party that the person speaks for: a co-producer, an affiliate, a manager. */
export const PORTALS: readonly (readonly Scene[])[] = [
  [
    ["portal-home", "@/partner"],
    ["portal-requests", "/requests"],
    ["portal-products", "/products"],
    ["portal-contract", "/products", openContract],
    ["portal-amend", "/products", (page) => openOfContract(page, "/amend")],
    ["portal-end", "/products", (page) => openOfContract(page, "/end")],
    ["portal-agreements", "/agreements"],
    ["portal-questions", "/questions"],
    ["portal-question", "/questions", openFirst],
    ["portal-sales", "/sales"],
    ["portal-sale", "/sales", openFirst],
    ["portal-earnings", "/earnings"],
    ["portal-statements", "/statements"],
    ["portal-statement", "/statements", openFirst],
    ["portal-payouts", "/payouts"],
    ["portal-access", "/accounts"],
    ["portal-inbox", "@/partner/inbox"],
  ],
  [
    ["affiliate-home", "@/partner"],
    ["affiliate-sales", "/sales"],
    ["affiliate-sale", "/sales", openFirst],
    ["affiliate-earnings", "/earnings"],
    ["affiliate-links", "/links"],
    ["affiliate-coupons", "/coupons"],
    ["affiliate-promote", "/promote"],
    ["affiliate-promote-product", "/promote", openFirst],
    ["affiliate-touched", "/touched"],
    ["affiliate-journey", "/touched", openFirst],
    ["affiliate-statements", "/statements"],
    ["affiliate-payouts", "/payouts"],
  ],
  [
    ["manager-home", "@/partner"],
    ["manager-recruits", "/recruits"],
    ["manager-earnings", "/earnings"],
    ["manager-sales", "/sales"],
    ["manager-contract", "/products", openContract],
    ["manager-payouts", "/payouts"],
  ],
];

/** What nobody has to sign in for. */
export const PUBLIC: readonly Scene[] = [
  ["sign-in", "@/sign-in"],
  ["programme-page", "@/p/interior-design"],
];

async function openContract(page: Page): Promise<void> {
  if (!page.url().includes("/partner/")) await openTab(page, "shares");
  await page.locator('a[href*="/contracts/contract_"]').first().click();
  await page.locator("h1").waitFor();
  await settle(page);
}

async function openFirst(page: Page): Promise<void> {
  const rows = page.locator("[data-row-link]");
  await rows.nth((await rows.count()) > 1 ? 1 : 0).click();
  await page.locator("h1").waitFor();
  await settle(page);
}

/** From a contract's page on: the form that changes it, or the one that ends it. */
async function openOfContract(page: Page, way: string): Promise<void> {
  await openContract(page);
  await page.locator(`main a[href*="${way}"]`).first().click();
  await page.waitForURL(`**${way}**`);
  await settle(page);
}

async function openAct(page: Page, way: string): Promise<void> {
  await openFirst(page);
  await page.locator(`main a[href$="${way}"]`).first().click();
  await page.waitForURL(`**${way}`);
  await settle(page);
}

async function openPayout(page: Page): Promise<void> {
  await openFirst(page);
  await openFirst(page);
}

async function openTab(page: Page, tab: string, row?: string): Promise<void> {
  if (row === undefined) await openFirst(page);
  else await page.locator("[data-row-link]").filter({ hasText: row }).first().click();
  await page.waitForURL(/_[^/]+$/);
  await page.goto(`${page.url()}?tab=${tab}`);
  await page.locator("h1").waitFor();
  await settle(page);
  // On a phone what stands above the tabs may fill the screen.
  await page.evaluate(`{
    const top = document.querySelector("main [role=tablist]").getBoundingClientRect().top;
    if (top > innerHeight / 2) scrollBy(0, top - 72);
  }`);
}

/** Live events keep the network busy for ever, so that quiet is no sign; what is drawn is. */
export async function settle(page: Page): Promise<void> {
  await page.waitForTimeout(600);
  const waiting = page.locator(".mantine-Skeleton-root");
  for (let tries = 0; tries < 60 && (await waiting.count()) > 0; tries++) await page.waitForTimeout(250);
  await page.waitForTimeout(200);
}

async function openWhy(page: Page): Promise<void> {
  await openFirst(page);
  await page
    .locator("button[aria-expanded=false]")
    .filter({ hasText: /^(Why|Por quê)/ })
    .nth(1)
    .click();
}

async function openRefund(page: Page): Promise<void> {
  await openFirst(page);
  await page.getByRole("button", { name: /^(Refund|Reembolsar)/ }).click();
}

async function openPalette(page: Page): Promise<void> {
  await page.keyboard.press("Control+k");
}
