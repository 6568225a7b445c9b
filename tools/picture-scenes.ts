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
  ["offers", "/products", (page) => openTab(page, /^(offers|ofertas)/i)],
  ["who-shares", "/products", (page) => openTab(page, /^(who shares|quem divide)/i)],
  ["split-preview", "/products", (page) => openTab(page, /split preview|prévia/i)],
  ["new-product", "/products/new"],
  ["parties", "/parties"],
  ["party", "/parties", openFirst],
  ["promoted", "/products", (page) => openTab(page, /^(affiliates|afiliados)/i, "Interior")],
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
  ["statements", "/statements"],
  ["statement", "/statements", openFirst],
  ["payouts", "/payouts"],
  ["payout-run", "/payouts", openFirst],
  ["new-payout-run", "/payouts/new"],
  ["how-we-pay", "/payouts/settings"],
  ["ledger", "/ledger"],
  ["accounts", "/ledger?tab=accounts"],
  ["entries", "/ledger?tab=entries"],
  ["tax", "/ledger?tab=tax"],
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
    ["portal-agreements", "/agreements"],
    ["portal-questions", "/questions"],
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
    ["affiliate-links", "/links"],
    ["affiliate-coupons", "/coupons"],
    ["affiliate-promote", "/promote"],
    ["affiliate-touched", "/touched"],
    ["affiliate-payouts", "/payouts"],
  ],
  [
    ["manager-home", "@/partner"],
    ["manager-recruits", "/recruits"],
    ["manager-earnings", "/earnings"],
  ],
];

/** What nobody has to sign in for. */
export const PUBLIC: readonly Scene[] = [
  ["sign-in", "@/sign-in"],
  ["programme-page", "@/p/interior-design"],
];

async function openContract(page: Page): Promise<void> {
  if (!page.url().includes("/partner/")) await openTab(page, /^(who shares|quem divide)/i);
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

async function openTab(page: Page, name: RegExp, row?: string): Promise<void> {
  if (row === undefined) await openFirst(page);
  else await page.locator("[data-row-link]").filter({ hasText: row }).first().click();
  await settle(page);
  await page.getByRole("tab", { name }).click();
  await settle(page);
}

/** Live events keep the network busy for ever, so that quiet is no sign; what is drawn is. */
export async function settle(page: Page): Promise<void> {
  await page.waitForTimeout(600);
  await page
    .locator("[data-skeleton], .mantine-Skeleton-root")
    .first()
    .waitFor({ state: "detached", timeout: 5000 })
    .catch(() => {});
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
