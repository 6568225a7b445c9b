// Everyday finding by role and label: a party made and put right, ledger entries narrowed in the address,
// many links archived at once from the keyboard, a party's part of its sales, any page from the palette.
import type { Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { axeFindsNothing, enterAs, fitsPhone, heading } from "./enter-as.ts";
import { CHROMIUM, openConsole, type Stage } from "./open-console.ts";

describe("finding and picking", () => {
  let stage: Stage;

  beforeEach((context) => {
    if (CHROMIUM === undefined) context.skip("there is no Chromium here (CHROMIUM names one)");
  });
  beforeAll(async () => {
    if (CHROMIUM === undefined) return;
    stage = await openConsole();
    const { shop, sale } = stage;
    await shop.make(`/sales/${sale}/refunds`, { externalId: "r-1", amount: 4000 });
    const [carla] = (await shop.get("/affiliations")).body.data;
    const product = (await shop.get("/products?externalId=piano")).body.data[0].id;
    await shop.make("/destinations", { product, name: "Page", url: "https://school.example/piano" });
    for (const code of ["one", "two", "three"]) await shop.make("/links", { affiliation: carla.id, code });
  }, 90_000);
  afterAll(() => stage?.close());

  test("a party is added, found among everybody and put right with before beside after", async () => {
    const { page, complaints } = await stage.enter();
    await page.goto(`${stage.home}/parties`);
    await page.getByRole("link", { name: "New party" }).click();
    await heading(page, "New party").waitFor();
    await page.getByLabel("Name").fill("Bia Cost");
    await page.getByLabel("E-mail").fill("bia@example.com");
    await page.getByRole("button", { name: "Add Bia Cost" }).click();
    await heading(page, "Bia Cost").waitFor();
    await page.getByRole("tab", { name: "About" }).click();
    await page.getByRole("link", { name: "Change Bia Cost" }).click();
    await page.getByRole("button", { name: "Save changes to Bia Cost" }).waitFor();
    await page.getByLabel("Name").fill("Bia Costa");
    const change = page.getByRole("region", { name: "What changes" });
    expect(await change.getByRole("row").nth(1).textContent()).toBe("NameBia CostBia Costa");
    await page.getByRole("button", { name: "Save changes to Bia Cost" }).click();
    await heading(page, "Bia Costa").waitFor();
    await page.goto(`${stage.home}/parties`);
    const table = page.getByRole("table", { name: "Parties" });
    await table.getByRole("link", { name: /Bia Costa/ }).waitFor();
    await page.getByLabel("Whom to show").selectOption("With a balance");
    await table.getByRole("link", { name: /Bia Costa/ }).waitFor({ state: "detached" });
    expect(new URL(page.url()).search).toBe("?with=balance");
    await page.goto(`${stage.home}/settings/audit`);
    await page.getByText("Bia Cost", { exact: true }).first().waitFor();
    expect(complaints).toEqual([]);
  });

  test("entries are narrowed in the address: by kind, by an id, and nothing says so", async () => {
    const { page } = await stage.enter();
    await page.goto(`${stage.home}/ledger?tab=entries&what=refund`);
    const table = page.getByRole("table", { name: "Entries" });
    await table.getByRole("link", { name: /Refund/ }).waitFor();
    expect(await table.getByRole("row").count()).toBe(2);
    await page.getByRole("button", { name: "Clear filters" }).click();
    await table.getByRole("link", { name: /^Sale/ }).waitFor();
    await page.getByRole("searchbox", { name: /An id/ }).fill("r-1");
    await table.getByRole("link", { name: /^Sale/ }).waitFor({ state: "detached" });
    await page.getByRole("searchbox", { name: /An id/ }).fill("r-");
    await page.getByText("No entry fits").waitFor();
  });

  test("links are picked by Space and Shift and archived at once; what fails stays picked with why", async () => {
    const { page, complaints } = await stage.enter();
    await page.goto(`${stage.home}/links`);
    const table = page.getByRole("table", { name: "Links" });
    const boxes = table.locator("tbody").getByRole("checkbox");
    await boxes.first().focus();
    await page.keyboard.press("Space");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("ArrowDown");
    await boxes.nth(2).click({ modifiers: ["Shift"] });
    const bar = page.getByRole("region", { name: "What is picked" });
    await bar.getByText("3 picked").waitFor();
    // Escape closes the window; what was picked stays so.
    await bar.getByRole("button", { name: "Archive" }).click();
    await page.getByRole("button", { name: "Archive 3 links" }).waitFor();
    await page.keyboard.press("Escape");
    await page.getByRole("dialog").waitFor({ state: "hidden" });
    await bar.getByText("3 picked").waitFor();
    // Somebody else changes one meanwhile: that one is refused.
    const [newest] = (await stage.shop.get("/links")).body.data;
    await stage.shop.send("PATCH", `/links/${newest.id}`, { campaign: "spring", basedOn: newest.version });
    await bar.getByRole("button", { name: "Archive" }).click();
    await page.getByRole("button", { name: "Archive 3 links" }).click();
    await page.getByText("1 was not done").waitFor();
    await page.getByRole("button", { name: "Try 1 again" }).waitFor();
    await page.getByRole("dialog").getByRole("button", { name: "Close" }).first().click();
    await bar.getByText("1 picked").waitFor();
    await expect.poll(() => table.getByText("Archived").count()).toBe(2);
    // While the window is still closing, Escape is the window's.
    await page.getByRole("dialog").waitFor({ state: "hidden" });
    await page.keyboard.press("Escape");
    await bar.waitFor({ state: "detached" });
    // The browser itself tells of the answer 409; nothing else complains.
    expect(complaints.filter((one) => !one.includes("409"))).toEqual([]);
  });

  test("the sales of a party say its part of each and the sum its own page has", async () => {
    const { page } = await stage.enter();
    const bruno = (await stage.shop.get("/parties?ref=bruno")).body.data[0].id;
    await page.goto(`${stage.home}/sales?party=${bruno}`);
    const table = page.getByRole("table", { name: "Sales" });
    await table.getByRole("columnheader", { name: "Part of Bruno Lima" }).waitFor();
    const row = table.getByRole("row").nth(1);
    await expect.poll(() => row.textContent()).toMatch(/5\.82.*−2\.33/);
    await page.getByText("5.82 USD for Bruno Lima, 2.33 USD taken back in this time").waitFor();
  });

  test("the palette goes anywhere by another word, in Portuguese too, and never where one may not", async () => {
    const seek = async (page: Page, text: string) => {
      // The key is heard once the frame stands.
      await page.getByRole("navigation").first().waitFor();
      await page.keyboard.press("Control+k");
      await page.locator("[role=combobox][data-autofocus]").fill(text);
    };
    const { page } = await stage.enter();
    await seek(page, "four eyes");
    await page.getByRole("option", { name: "How we pay" }).waitFor();
    await page.keyboard.press("Enter");
    await page.waitForURL(/payouts\/settings/);
    await seek(page, "promo code");
    await page.getByRole("option", { name: "New coupon" }).click();
    await page.waitForURL(/coupons\?make=1/);
    await page.getByRole("dialog").waitFor();
    const support = await enterAs(stage, "support");
    await seek(support, "audit trail");
    await support.getByText(/Nothing fits/).waitFor();
    const { page: theirs } = await stage.enter({ locale: "pt-BR" });
    await seek(theirs, "origem");
    await theirs.getByRole("option", { name: "Origens", exact: true }).waitFor();
  });

  test("fit a phone; axe finds nothing", async () => {
    await fitsPhone(stage, [
      ["/parties/new", "Nova parte"],
      ["/ledger?tab=entries", "Livro-razão"],
      ["/links", /./],
    ]);
    await axeFindsNothing(stage, ["/parties/new", "/ledger?tab=entries&what=refund", "/links"]);
  }, 120_000);
});
