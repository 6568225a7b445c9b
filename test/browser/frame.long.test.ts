// What stands around every page: the bar of five on a phone and its sheet, the acts of a role, windows that
// move nothing, who looks in by leave; and figures that stay within their columns however long they are.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { makeOperator } from "../../src/access/operators.ts";
import { parsePublicId, type Uuid } from "../../src/base/id.ts";
import { inWorkspace } from "../../src/db/transaction.ts";
import { answerGrant, askToLook } from "../../src/flows/support-grant.ts";
import { ids } from "../journeys/test-door.ts";
import { mustBeClean } from "./axe-finds.ts";
import { enterAs, heading, PHONE } from "./enter-as.ts";
import { CHROMIUM, openConsole, type Stage } from "./open-console.ts";

describe("the frame", () => {
  let stage: Stage;

  beforeEach((context) => {
    if (CHROMIUM === undefined) context.skip("there is no Chromium here (CHROMIUM names one)");
  });
  beforeAll(async () => {
    if (CHROMIUM !== undefined) stage = await openConsole();
  }, 180_000);
  afterAll(() => stage?.close());

  test("a phone's bar names five places in full; the rest stand in a sheet", async () => {
    const { page } = await stage.enter({ ...PHONE, bypassCSP: true });
    await page.goto(stage.home);
    const bar = page.getByRole("navigation").filter({ has: page.getByRole("button", { name: "Mais" }) });
    await bar.waitFor();
    expect((await bar.locator("a, button").allTextContents()).map((one) => one.trim())).toEqual([
      "Visão geral",
      "Vendas",
      "Produtos",
      "Partes",
      "Mais",
    ]);
    const cut = await page.evaluate(
      "[...document.querySelectorAll('nav a span, nav button span')].filter((one) => one.scrollWidth > one.clientWidth + 1).length",
    );
    expect(cut).toBe(0);
    await bar.getByRole("button", { name: "Mais" }).click();
    const sheet = page.getByRole("dialog");
    await sheet.getByRole("link", { name: "Configurações" }).waitFor();
    await mustBeClean(page);
    await sheet.getByRole("link", { name: "Importações" }).click();
    await heading(page, "Importações").waitFor();
    expect(await page.getByRole("dialog").count()).toBe(0);
  });

  test("the menu stands in named groups that fold, are walked by arrows and hold what the role may see", async () => {
    const { page } = await stage.enter({ bypassCSP: true });
    await page.goto(`${stage.home}/payouts`);
    const menu = page.getByRole("navigation", { name: "Pages" });
    const namesIn = async (group: string) =>
      (await menu.getByRole("group", { name: group }).getByRole("link").allTextContents()).map((one) =>
        one.replace(/\d+$/, ""),
      );
    await menu.getByRole("link", { name: "Payouts" }).waitFor();
    expect(await namesIn("Selling")).toEqual(["Sales", "Products"]);
    expect(await namesIn("Money")).toEqual(["Statements", "Payouts", "Ledger"]);
    expect(await namesIn("Coming in")).toEqual(["Sources", "Imports", "Parked"]);
    const partners = ["Parties", "Proposals", "Links", "Coupons", "Questions", "Findings"];
    expect(await namesIn("Partners")).toEqual(partners);
    const head = menu.getByRole("button", { name: "Money" });
    await head.focus();
    await page.keyboard.press("Enter");
    // Where one is stays in sight.
    expect(await namesIn("Money")).toEqual(["Payouts"]);
    await page.keyboard.press("ArrowDown");
    expect(await page.evaluate("document.activeElement.textContent")).toBe("Payouts");
    await page.reload();
    await head.waitFor();
    expect(await head.getAttribute("aria-expanded")).toBe("false");
    await mustBeClean(page);
    const marketing = await enterAs(stage, "marketing");
    await marketing.goto(stage.home);
    const theirs = marketing.getByRole("navigation", { name: "Pages" });
    await theirs.getByRole("link", { name: "Sales" }).waitFor();
    expect(await theirs.getByRole("button").allTextContents()).toEqual(["Selling", "Partners"]);
    expect(await theirs.getByRole("link", { name: /Payouts|Ledger|Parties|Imports/ }).count()).toBe(0);
  });

  test("the palette offers the acts of the role, and opens what it names", async () => {
    const { page } = await stage.enter();
    await page.goto(stage.home);
    await heading(page, /./).waitFor();
    await page.keyboard.press("Control+k");
    const acts = page.getByRole("listbox").getByRole("option");
    for (const name of ["Record a sale", "Invite a co-producer", "Connect a source", "Invite a member"]) {
      await acts.filter({ hasText: name }).waitFor({ state: "attached" });
    }
    await page.getByRole("combobox").fill("invite a member");
    await page.keyboard.press("Enter");
    await page.getByRole("dialog").getByLabel("E-mail").waitFor();
    expect(new URL(page.url()).search).toBe("?invite=1");
    const support = await enterAs(stage, "support");
    await support.goto(stage.home);
    await heading(support, /./).waitFor();
    await support.keyboard.press("Control+k");
    await support.getByRole("option", { name: "Sign out" }).waitFor({ state: "attached" });
    const offered = (await support.getByRole("option").allTextContents()).join("\n");
    expect(offered).not.toMatch(/Record a sale|Invite|Connect/);
  });

  test("the palette keeps what is typed while it is fetched, and only its list scrolls", async () => {
    const { page } = await stage.enter();
    await page.goto(stage.home);
    await heading(page, /./).waitFor();
    await page.route(/go-to/, async (route) => {
      await new Promise((go) => setTimeout(go, 800));
      await route.continue();
    });
    await page.keyboard.press("Control+k");
    await page.keyboard.type("invite a m");
    const field = page.getByRole("combobox", { name: "Go to, find or do" });
    await field.waitFor();
    expect(await field.inputValue()).toBe("invite a m");
    await page.getByRole("option", { name: "Invite a member" }).waitFor();
    const over = await page.evaluate<number>(
      "(({ scrollHeight, clientHeight }) => scrollHeight - clientHeight)(document.querySelector('[role=dialog]'))",
    );
    expect(over).toBe(0);
  });

  test("a window moves nothing and leaves no light strip", async () => {
    const { page } = await stage.enter({ viewport: { width: 1280, height: 600 } });
    await page.goto(`${stage.home}/settings/team`);
    const title = heading(page, "Team");
    const before = await title.boundingBox();
    await page.getByRole("button", { name: "Invite a member" }).click();
    await page.getByRole("dialog").waitFor();
    expect(await title.boundingBox()).toEqual(before);
    const [canvas, paper] = (await page.evaluate(
      "[document.documentElement, document.body].map((one) => getComputedStyle(one).backgroundColor)",
    )) as [string, string];
    expect(canvas).not.toBe(paper);
  });

  test("an operator who looks in by leave reads whose business it is, until when, and that nothing changes", async () => {
    const { door, ws, workspace } = stage.shop;
    const email = "operator@example.com";
    const account = await door.identity.createAccount({ email, name: "Olga", verified: true });
    await inWorkspace(door.db, null, (tx) => makeOperator(tx, account, ids.now()));
    const olga = await door.identity.findAccount(email);
    const grant = await askToLook(door.app, olga as never, ws, { reason: "The import hangs", hours: 2 });
    const owner = { ws, workspace: parsePublicId("ws", workspace) as Uuid, actor: "system" };
    await answerGrant(door.app, owner as never, grant.id as Uuid, true);
    const { page } = await stage.visit({ bypassCSP: true });
    await page.goto(`${stage.url}/sign-in/link#${await door.identity.makeLinkToken(email, 5)}`);
    await page.getByRole("button").first().click();
    await page.waitForURL((url) => !url.pathname.startsWith("/sign-in"));
    await page.goto(`${stage.home}/sales`);
    await page.getByRole("note").filter({ hasText: "until" }).waitFor();
    expect(await page.getByRole("note").textContent()).toContain("You can change nothing");
    await page.getByRole("complementary").getByText("Looking in", { exact: true }).waitFor();
    expect(await page.locator("aside").textContent()).toContain("Piano School");
    await mustBeClean(page);
  });

  test("figures of twelve digits stay within their columns, from 900 to 1440 wide, in Portuguese", async () => {
    const products = (await stage.shop.get("/products?limit=1")).body.data;
    for (const currency of ["USD", "EUR"]) {
      await stage.shop.make("/sales", {
        externalId: `long-${currency}`,
        product: products[0].id,
        currency,
        paid: 123_456_789_012,
      });
    }
    const { page } = await stage.enter({ locale: "pt-BR" });
    for (const width of [360, 900, 1024, 1280, 1440]) {
      await page.setViewportSize({ width, height: 860 });
      await page.goto(stage.home);
      await page.getByText("1.234.567.890,12").first().waitFor();
      const wide =
        await page.evaluate(`[...document.querySelectorAll("main [data-size=xl]")].filter((one) => {
        const column = one.closest("div[class*=figure]");
        return one.getBoundingClientRect().right > column.getBoundingClientRect().right + 0.5;
      }).map((one) => one.textContent)`);
      expect(wide, String(width)).toEqual([]);
    }
  });
});
