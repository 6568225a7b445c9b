// Products as a person works with them, by role and label: make one with a price, find it in the list, change
// the price, read who changed it, play with a split, edit at the same time as another, archive and bring
// back.
import type { BrowserContextOptions, Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { addMember } from "../../src/access/members.ts";
import type { Role } from "../../src/access/permissions.ts";
import { parsePublicId, type Uuid } from "../../src/base/id.ts";
import { inWorkspace } from "../../src/db/transaction.ts";
import { ids } from "../journeys/test-door.ts";
import { mustBeClean } from "./axe-finds.ts";
import { choose } from "./choose.ts";
import { CHROMIUM, openConsole, type Stage } from "./open-console.ts";

const TABS = ["overview", "offers", "shares", "affiliates", "responsibilities", "preview", "history"];
/** Many pages in one walk, also where the machine is busy. */
const SLOW = { timeout: 300_000 };
const PHONE = { viewport: { width: 360, height: 740 }, locale: "pt-BR", colorScheme: "dark" as const };

describe("products in the console", () => {
  let stage: Stage;
  let piano: string;

  beforeEach((context) => {
    if (CHROMIUM === undefined) context.skip("there is no Chromium here (CHROMIUM names one)");
  });
  beforeAll(async () => {
    if (CHROMIUM === undefined) return;
    stage = await openConsole();
    piano = (await stage.shop.get("/products?externalId=piano")).body.data[0].id;
  }, 90_000);
  afterAll(() => stage?.close());

  const heading = (page: Page, name: string | RegExp) => page.getByRole("heading", { level: 1, name });
  const at = (path: string) => `${stage.home}/products${path}`;

  /** Until what is asked for is there; the line of live events stays open, so the network is never idle. */
  async function open(page: Page, path: string): Promise<void> {
    await page.goto(at(path));
    await page.locator("h1").waitFor();
    await page.locator(".mantine-Skeleton-root").first().waitFor({ state: "detached" });
  }

  /** Somebody of another role, signed in by link. */
  async function enterAs(role: Role, options?: BrowserContextOptions): Promise<Page> {
    const email = `${role}@example.com`;
    const account = await stage.shop.door.identity.createAccount({ email, name: role, verified: true });
    const workspace = parsePublicId("ws", stage.shop.workspace) as Uuid;
    const member = { account, ws: stage.shop.ws, workspace, role, at: ids.now() };
    await inWorkspace(stage.shop.door.db, null, (tx) => addMember(tx, member));
    const { page } = await stage.visit(options);
    await page.goto(`${stage.url}/sign-in/link#${await stage.shop.door.identity.makeLinkToken(email, 5)}`);
    await page.getByRole("button").first().click();
    await page.waitForURL(/\/w\/ws_/);
    return page;
  }

  test("makes one with a price, finds it, changes the price, and the history tells both", async () => {
    const { page, complaints } = await stage.enter();
    await page.getByRole("link", { name: "Products", exact: true }).first().click();
    await heading(page, "Products").waitFor();
    await page.getByRole("link", { name: "New product" }).click();
    await heading(page, "New product").waitFor();
    await page.getByRole("button", { name: "Make the product" }).click();
    await page.getByText("This is needed.").first().waitFor();
    await page.getByRole("textbox", { name: "Name", exact: true }).fill("Guitar <b>basics</b>");
    await page.getByRole("textbox", { name: /^Support contact/ }).fill("help@example.com");
    await page.getByRole("textbox", { name: "Price" }).fill("49");
    await page.getByRole("button", { name: "Make “Guitar <b>basics</b>”" }).click();
    await heading(page, "Guitar <b>basics</b>").waitFor();
    expect(await page.locator("main b").count()).toBe(0);

    await page.goto(at("?q=guitar"));
    const row = page.getByRole("row", { name: /Guitar/ });
    await row.waitFor();
    expect(await row.textContent()).toMatch(/On sale.*49\.00.*none before/);
    await row.getByRole("link").click();
    await page.getByRole("tab", { name: "Offers" }).click();
    await page.getByRole("button", { name: "Change “One payment”" }).click();
    await page.getByRole("textbox", { name: "Price" }).fill("59.50");
    await page.getByText(/From 49\.00.*to 59\.50.*keep their price/).waitFor();
    await page.getByRole("button", { name: "Save “One payment”" }).click();
    await page.getByRole("row", { name: /59\.50/ }).waitFor();

    await page.getByRole("tab", { name: "History" }).click();
    const change = page.getByRole("table", { name: "Offer “One payment” changed" });
    await change.waitFor();
    expect(await change.textContent()).toMatch(/Price49\.00\sUSD59\.50\sUSD/);
    expect(await page.getByText("Ana Souza").count()).toBeGreaterThan(1);
    expect(complaints).toEqual([]);
  });

  test("says nothing of what was sold before it knows", async () => {
    const { page } = await stage.enter();
    let answer = () => {};
    const asked = new Promise<void>((go) => {
      answer = go;
    });
    await page.route(/\/performance\?/, async (route) => {
      await asked;
      await route.continue();
    });
    await page.goto(at(`/${piano}`));
    await page.getByRole("heading", { name: "Performance" }).waitFor();
    const none = page.getByRole("heading", { name: "Nothing was sold in this time" });
    const finding = page.getByRole("heading", { name: /was sold direct/ });
    expect(await none.count()).toBe(0);
    answer();
    await finding.waitFor();
  });

  test("moves every party's amount as one plays with the price, an affiliate and other terms", async () => {
    const { page, complaints } = await stage.enter();
    await page.goto(at(`/${piano}?tab=preview`));
    const amounts = page.getByRole("region", { name: /^Of / });
    await page.getByText("Bruno Lima").first().waitFor();
    const paid = page.getByRole("textbox", { name: "Buyer pays" });
    await paid.fill("100.00");
    // Platform 9.9 % + 0.50 of 100.00, bruno 10 % of 89.60.
    await amounts.getByText("8.96", { exact: true }).waitFor();
    await amounts.getByText("80.64", { exact: true }).waitFor();
    await page.getByRole("switch", { name: "Sold by an affiliate" }).click();
    await amounts.getByText("31.36", { exact: true }).waitFor();
    await amounts.getByText("52.42", { exact: true }).waitFor();
    await page.getByRole("slider", { name: "What the buyer pays" }).press("Home");
    await amounts.getByText("–").first().waitFor();
    await paid.fill("200");
    await amounts.getByText("105.13", { exact: true }).waitFor();
    await page.getByRole("button", { name: "Try new terms" }).click();
    await page.getByRole("textbox", { name: "Market’s fee" }).fill("5");
    const sides = page.getByRole("table", { name: "Each party before and after" });
    await sides.waitFor();
    expect(await sides.getByRole("row", { name: /Market/ }).textContent()).toMatch(/20\.30.*10\.50.*−9\.80/);
    // The server says the same to whoever asks it.
    const draft = { terms: { platformFee: { party: { ref: "market" }, rate: "0.05", fixed: { USD: 50 } } } };
    const asked = { product: piano, currency: "USD", paid: 20_000, affiliate: { code: "CARLA" }, draft };
    const { lines } = (await stage.shop.post("/split-preview", asked)).body;
    const story = (await sides.textContent()) ?? "";
    for (const line of lines) expect(story).toContain((line.amount / 100).toFixed(2));
    expect(complaints).toEqual([]);
  });

  test("tells the second of two who edit at once, and loses neither", async () => {
    const { page } = await stage.enter();
    const { id } = await stage.shop.make("/products", { name: "Violin", description: "Strings." });
    await page.goto(at(`/${id}/edit`));
    await heading(page, "Edit Violin").waitFor();
    await stage.shop.patch(`/products/${id}`, { name: "Violin I", category: "Music" });
    await page.getByRole("textbox", { name: "Name", exact: true }).fill("Violin II");
    await page.getByRole("button", { name: "Save the changes" }).click();
    const told = page.getByRole("region", { name: "Somebody changed this while you were editing" });
    await told.waitFor();
    expect(await told.getByRole("row", { name: /^Name/ }).textContent()).toBe("NameViolinViolin IViolin II");
    expect((await stage.shop.get(`/products/${id}`)).body.name).toBe("Violin I");
    await told.getByRole("button", { name: "Save mine over it" }).click();
    await heading(page, "Violin II").waitFor();
    // What the other changed elsewhere stands.
    expect((await stage.shop.get(`/products/${id}`)).body).toMatchObject({
      name: "Violin II",
      category: "Music",
      description: "Strings.",
    });
    await page.getByRole("button", { name: "Undo" }).click();
    await heading(page, "Violin I").waitFor();
  });

  test("says what goes on before it archives, and brings back", async () => {
    const { page } = await stage.enter();
    await page.goto(at(`/${piano}/edit`));
    await page.getByRole("button", { name: "Archive Piano in 30 days" }).click();
    const dialog = page.getByRole("dialog", { name: "Archive Piano in 30 days?" });
    await dialog.getByText("Sales that still arrive are split as agreed, with 1 co-producer.").waitFor();
    await dialog.getByText("1 affiliate’s code goes on counting.").waitFor();
    await dialog.getByRole("button", { name: "Archive Piano in 30 days" }).click();
    await page.getByText("Piano in 30 days is archived.").waitFor();
    await page.getByText("Archived", { exact: true }).waitFor();
    await page.getByRole("button", { name: "Undo" }).click();
    await page.getByText("On sale", { exact: true }).first().waitFor();
  });

  test(
    "records an agreement with its evidence, adds an affiliate, names who answers for support",
    SLOW,
    async () => {
      const { page, complaints } = await stage.enter();
      const { id } = await stage.shop.make("/products", { name: "Cello" });
      await page.goto(at(`/${id}?tab=shares`));
      await page.getByRole("link", { name: "Record an agreement" }).click();
      await choose(page, "With whom", "Bruno Lima");
      await page.getByRole("textbox", { name: "Share" }).fill("12.5");
      for (const way of [
        "go by the terms in force on the day of each charge",
        "later renewals earn nothing",
      ]) {
        await page.getByRole("radio", { name: way }).check();
      }
      await page.getByRole("textbox", { name: "Where the agreement can be found" }).fill("Signed PDF");
      const change = page.getByRole("table", { name: "Each party before and after" });
      expect(await change.getByRole("row", { name: /Bruno Lima/ }).textContent()).toMatch(/–12\.50\+12\.50/);
      await page.getByRole("button", { name: "Record Bruno Lima on Cello" }).click();
      await page.getByText("12.5% of what is left after the affiliate, on every sale.").waitFor();
      await page.getByText("12.5% of 70% agreed, 57.5% left").first().waitFor();
      await page.getByRole("tab", { name: "Affiliates" }).click();
      await page.getByRole("button", { name: "Add an affiliate" }).click();
      await choose(page, "Who", "Carla Dias");
      await page.getByRole("textbox", { name: "Code" }).fill("CELLO");
      await page.getByRole("textbox", { name: "Commission" }).fill("30");
      await page.getByRole("button", { name: "Save Carla Dias" }).click();
      await page.getByRole("row", { name: /Carla Dias.*CELLO/ }).waitFor();
      await page.getByRole("tab", { name: "Responsibilities" }).click();
      await choose(page, "Answers for support", "Bruno Lima");
      await page.getByText("Bruno Lima answers for it now.").waitFor();
      expect((await stage.shop.get(`/products/${id}`)).body.answerable.support.name).toBe("Bruno Lima");
      await page.getByRole("tab", { name: "Who shares" }).click();
      await page.getByRole("button", { name: "Change the fees" }).click();
      await choose(page, "Goes to", "Market");
      await page.getByRole("textbox", { name: "Rate" }).fill("5");
      await page.getByRole("button", { name: "Save new fees for Cello" }).click();
      await page.getByText("Market: 5%, borne by all, before the split").first().waitFor();
      expect(complaints).toEqual([]);
    },
  );

  test("marketing edits and sees no earnings; a viewer reads and finds nothing to press", SLOW, async () => {
    const marketing = await enterAs("marketing");
    await marketing.goto(at(`/${piano}`));
    await marketing.getByRole("link", { name: "Edit" }).waitFor();
    await marketing.getByRole("slider", { name: /sale/ }).waitFor();
    expect(await marketing.getByText("You keep").count()).toBe(0);
    const viewer = await enterAs("viewer");
    await viewer.goto(at(`/${piano}`));
    await viewer.getByText("You keep").first().waitFor();
    for (const tab of TABS) {
      await open(viewer, `/${piano}?tab=${tab}`);
      expect(await viewer.getByRole("link", { name: /^(Edit|Record)/ }).count(), tab).toBe(0);
      expect(await viewer.getByRole("button", { name: /^(Change|Archive|New|Add)/ }).count(), tab).toBe(0);
    }
    await viewer.goto(at("/new"));
    await viewer.getByText("Products are made and changed by owners, admins and marketing.").waitFor();
  });

  test("is whole on a phone, in Portuguese, in the dark", SLOW, async () => {
    const { page, complaints } = await stage.enter(PHONE);
    const paths = [
      "",
      "/new",
      `/${piano}/edit`,
      `/${piano}/contracts/new`,
      ...TABS.map((tab) => `/${piano}?tab=${tab}`),
    ];
    for (const path of paths) {
      await open(page, path);
      const over = await page.evaluate("document.documentElement.scrollWidth - innerWidth");
      expect(over, path).toBeLessThanOrEqual(0);
    }
    await page.goto(at(`/${piano}?tab=preview`));
    await page.getByRole("heading", { name: "Quanto cada um recebe" }).waitFor();
    await page.getByRole("textbox", { name: "O comprador paga" }).fill("100,00");
    await page.getByText("80,64", { exact: true }).waitFor();
    expect(complaints).toEqual([]);
  });

  test.each(["light", "dark"] as const)("axe finds nothing in the %s", SLOW, async (colorScheme) => {
    const { page } = await stage.enter({ colorScheme, bypassCSP: true });
    const looks = ["", `/${piano}`, `/${piano}?tab=shares`, `/${piano}?tab=preview`];
    const rest = ["/new", `/${piano}/edit`, `/${piano}/contracts/new`, `/${piano}?tab=offers&offer=new`];
    const quiet = ["offers", "responsibilities", "history"].map((tab) => `/${piano}?tab=${tab}`);
    for (const path of colorScheme === "light" ? [...looks, ...rest, ...quiet] : looks) {
      await open(page, path);
      await mustBeClean(page);
    }
  });
});
