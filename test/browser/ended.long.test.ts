// What is over is over on every page that is still open, without a key pressed: a member who was taken out,
// who signed out in another tab or everywhere, who signed in as somebody else. What such a page showed is
// gone from it, it asks for nothing more, and "back" does not bring it again.
import type { Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { addMember, removeMember } from "../../src/access/members.ts";
import { linkAccount } from "../../src/access/party-accounts.ts";
import { parsePublicId, type Uuid } from "../../src/base/id.ts";
import { inWorkspace } from "../../src/db/transaction.ts";
import { ids } from "../journeys/test-door.ts";
import { enterAs, heading } from "./enter-as.ts";
import { CHROMIUM, openConsole, type Stage } from "./open-console.ts";

const SOLD = "Piano in 30 days";
const SOL = { email: "sol@example.com", password: "support knows no earnings" };
const TOM = { email: "tom@example.com", password: "another one who answers buyers" };

describe("what has ended", { timeout: 120_000 }, () => {
  let stage: Stage;
  let party: string;

  beforeEach((context) => {
    if (CHROMIUM === undefined) context.skip("there is no Chromium here (CHROMIUM names one)");
  });
  beforeAll(async () => {
    if (CHROMIUM === undefined) return;
    stage = await openConsole({ options: { liveCheckMs: 200 }, keepsPages: true });
    const { door, ws, workspace: publicId } = stage.shop;
    const workspace = parsePublicId("ws", publicId) as Uuid;
    const { body } = await stage.shop.get("/parties?limit=100");
    party = body.data.find((one: { ref: string }) => one.ref === "bruno").id;
    const ana = (await door.identity.findAccount("ana@example.com"))?.account as Uuid;
    const link = { account: ana, workspace, ws, party: parsePublicId("party", party) as Uuid };
    const sol = await door.identity.createAccount({ ...SOL, name: "Sol", verified: true });
    const tom = await door.identity.createAccount({ ...TOM, name: "Tom", verified: true });
    const support = { ws, workspace, role: "support" as const, at: ids.now() };
    await inWorkspace(door.db, null, async (tx) => {
      await linkAccount(tx, { ...link, mayAccept: true, email: "ana@example.com", at: ids.now() });
      for (const account of [sol, tom]) await addMember(tx, { ...support, account });
    });
  }, 120_000);
  afterAll(() => stage?.close());

  const door = (page: Page) => heading(page, "Sign in");
  const see = async (page: Page, address: string) => {
    await page.goto(address);
    await page.locator("main").getByText(SOLD).filter({ visible: true }).first().waitFor();
  };
  const shows = (page: Page, text: string) => page.locator("body").getByText(text).count();

  async function signOut(page: Page): Promise<void> {
    await page
      .getByRole("button", { name: /Your account/ })
      .first()
      .click();
    await page.getByRole("menuitem", { name: "Sign out" }).click();
    await door(page).waitFor();
  }

  async function signIn(page: Page, { email, password }: typeof SOL): Promise<void> {
    // Whoever is led to the door stays in the page that was open.
    if (!page.url().startsWith(`${stage.url}/sign-in`)) await page.goto(`${stage.url}/sign-in`);
    await page.getByLabel("E-mail").fill(email);
    await page.getByRole("textbox", { name: "Password" }).fill(password);
    await page.getByRole("button", { name: "Sign in", exact: true }).click();
    await heading(page, "Piano School").waitFor();
  }

  test("a member who is taken out sees it on the page that is open, which asks for nothing more", async () => {
    const { door: server, ws } = stage.shop;
    const page = await enterAs(stage, "finance");
    await see(page, `${stage.home}/sales`);
    const account = (await server.identity.findAccount("finance@example.com"))?.account as Uuid;
    await inWorkspace(server.db, ws, (tx) => removeMember(tx, ws, account));
    await heading(page, "There is nothing here").waitFor();
    expect(await shows(page, SOLD)).toBe(0);
    const asked = page.waitForRequest(/\/v1\/workspaces\//, { timeout: 4_000 }).catch(() => null);
    await stage.shop.make("/sales", {
      externalId: "after",
      product: { externalId: "piano" },
      currency: "USD",
      paid: 700,
    });
    expect(await asked).toBeNull();
  });

  test("who signs out in one tab is signed out in the others, of the console and of the portal", async () => {
    const { page } = await stage.enter();
    await see(page, `${stage.home}/sales`);
    const partner = await page.context().newPage();
    await see(partner, `${stage.url}/partner/${party}/sales`);
    const other = await page.context().newPage();
    await see(other, `${stage.home}/products`);
    await signOut(other);
    for (const one of [page, partner]) {
      await door(one).waitFor();
      expect(await shows(one, SOLD)).toBe(0);
    }
    // And comes back to where they were.
    expect(new URL(partner.url()).searchParams.get("next")).toBe(`/partner/${party}/sales`);
    await page.context().close();
  });

  test("what one person read is not shown to who signs in after, in a tab that stayed open", async () => {
    const { page } = await stage.enter();
    await page.goto(`${stage.home}/parties`);
    await page.getByRole("link", { name: "Bruno Lima" }).first().waitFor();
    await see(page, `${stage.home}/sales/${stage.sale}`);
    await page.getByRole("button", { name: "Why Bruno Lima" }).waitFor();
    const partner = await page.context().newPage();
    await see(partner, `${stage.url}/partner/${party}/sales`);
    const other = await page.context().newPage();
    await signIn(other, SOL);
    for (const one of [page, partner]) {
      await expect.poll(() => one.getByText(/Bruno|5\.82|31\.36/).count(), { timeout: 20_000 }).toBe(0);
    }
    // Nor on the way to another page, with nothing to be fetched: only a memory could show it.
    await page.route("**/v1/**", (route) => route.abort());
    await page.goBack();
    await page.waitForURL(/\/parties/);
    await page.locator("h1").first().waitFor();
    expect(await shows(page, "Bruno Lima")).toBe(0);
    await page.context().close();
  });

  test("nor to who had signed in there before, and signs in again in another tab", async () => {
    const { page } = await stage.visit();
    await signIn(page, SOL);
    await signOut(page);
    const other = await page.context().newPage();
    await signIn(other, TOM);
    const menu = (name: string) => other.getByRole("button", { name: new RegExp(`${name}.*Your account`) });
    await menu("Tom").waitFor();
    await signIn(page, SOL);
    await menu("Sol").waitFor();
    expect(await menu("Tom").count()).toBe(0);
    await page.context().close();
  });

  test("what was typed and not saved is gone as well, and cannot be sent as somebody else", async () => {
    const { page } = await stage.enter();
    await page.goto(`${stage.home}/products/new`);
    const name = page.getByRole("textbox", { name: "Name", exact: true });
    await name.click();
    await page.keyboard.type("A secret plan");
    // Asked whether to leave, one stays.
    page.on("dialog", (dialog) => dialog.dismiss());
    const other = await page.context().newPage();
    await signIn(other, SOL);
    await name.waitFor({ state: "detached" });
    await page.getByRole("button", { name: /Sol.*Your account/ }).waitFor();
    expect(await shows(page, "A secret plan")).toBe(0);
    await page.context().close();
  });

  test("who signs out everywhere is led to the door on every machine", async () => {
    const { page } = await stage.enter();
    await see(page, `${stage.home}/sales`);
    const { page: away } = await stage.enter();
    await away.goto(`${stage.url}/account/sessions`);
    await away.getByRole("button", { name: "Sign out everywhere", exact: true }).click();
    const dialog = away.getByRole("dialog");
    await dialog.getByRole("button", { name: /Sign out everywhere/ }).click();
    for (const one of [away, page]) {
      await door(one).waitFor();
      expect(await shows(one, SOLD)).toBe(0);
    }
    for (const one of [away, page]) await one.context().close();
  });

  test("a page one went away from is not shown again by the browser after signing out", async () => {
    const { page } = await stage.enter();
    await see(page, `${stage.home}/sales`);
    await page.goto(`${stage.url}/openapi.json`);
    const other = await page.context().newPage();
    await see(other, `${stage.home}/sales`);
    await signOut(other);
    await page.goBack();
    await door(page).waitFor();
    expect(await shows(page, SOLD)).toBe(0);
    await page.context().close();
  });
});
