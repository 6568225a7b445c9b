// What every act keeps to, on the product's pages over the real server: pressed twice it is sent once; what
// the server refuses stands at the field that its path names, with what was typed; the gravest waits for the
// object's name; what was done can be undone, and an undo that fails says so.
import type { Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { choose } from "./choose.ts";
import { heading } from "./enter-as.ts";
import { CHROMIUM, openConsole, type Stage } from "./open-console.ts";
import { openParts, type PartsStage } from "./open-parts.ts";

describe("an act", { timeout: 120_000 }, () => {
  let stage: Stage;
  let page: Page;

  beforeEach(async (context) => {
    if (CHROMIUM === undefined) context.skip("there is no Chromium here (CHROMIUM names one)");
    ({ page } = await stage.enter());
  });
  beforeAll(async () => {
    if (CHROMIUM !== undefined) stage = await openConsole();
  }, 120_000);
  afterEach(() => page?.context().close());
  afterAll(() => stage?.close());

  test("that is pressed twice is sent once", async () => {
    await page.goto(`${stage.home}/products/new`);
    await page.getByRole("textbox", { name: "Name", exact: true }).fill("Pressed twice");
    await page.getByRole("textbox", { name: "Price" }).fill("49");
    const sent: string[] = [];
    page.on("request", (request) => {
      if (request.method() === "POST") sent.push(new URL(request.url()).pathname.replace(/.*ws_[^/]+/, ""));
    });
    await page.evaluate(`(() => {
      const form = document.querySelector("main form");
      for (let presses = 0; presses < 3; presses++) form.requestSubmit();
    })()`);
    await heading(page, "Pressed twice").waitFor();
    expect(sent.filter((path) => path === "/products")).toHaveLength(1);
    expect((await stage.shop.get("/products?q=Pressed")).body.data).toHaveLength(1);
  });

  test("that is refused says so at the field that the path names, and keeps what was typed", async () => {
    await page.goto(`${stage.home}/sales/new`);
    await choose(page, "Product", "Piano in 30 days");
    await page.getByLabel("What the buyer paid").fill("100");
    const code = page.getByLabel("Affiliate’s code");
    await code.fill("NOBODY");
    await page.getByRole("button", { name: /^Record the sale/ }).click();
    await expect.poll(() => code.getAttribute("aria-invalid"), { timeout: 20_000 }).toBe("true");
    expect(await code.inputValue()).toBe("NOBODY");
    // It has the focus, and what is wrong is read out with it.
    const read = await page.evaluate(`(() => {
      const at = document.activeElement;
      const told = (at.getAttribute("aria-describedby") ?? "").split(" ").map((id) => document.getElementById(id));
      return { value: at.value, says: told.map((one) => one?.textContent ?? "").join(" ").trim() };
    })()`);
    expect(read).toEqual({ value: "NOBODY", says: expect.stringMatching(/\w{4,}/) });
  });

  test("that is refused half way makes nothing twice when it is tried again", async () => {
    await page.goto(`${stage.home}/settings/fees`);
    await choose(page, "Expected of", "A new processor …");
    await page.getByLabel("Its name").fill("Card Works");
    await page.getByRole("textbox", { name: "Rate" }).last().fill("3");
    const save = page.getByRole("button", { name: "Save the fees" });
    let tries = 0;
    await page.route(/\/workspaces\/[^/]+\/workspace$/, (route) =>
      route.request().method() === "PATCH" && tries++ === 0 ? route.abort() : route.continue(),
    );
    await save.click();
    await page.getByRole("alert").first().waitFor();
    await save.click();
    await page.getByText("New products begin with these fees.").waitFor();
    expect((await stage.shop.get("/parties?search=Card")).body.data).toHaveLength(1);
  });

  test("that is done can be undone; where that fails it is said, and nothing is pretended", async () => {
    const { id } = await stage.shop.make("/products", { name: "Cello" });
    await page.goto(`${stage.home}/products/${id}/edit`);
    await page.getByRole("button", { name: "Archive Cello" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Archive Cello" }).click();
    const undo = page.getByRole("status").getByRole("button", { name: "Undo" });
    await undo.waitFor();
    await page.route("**/v1/**", (route) =>
      route.request().method() === "PATCH" ? route.abort() : route.continue(),
    );
    await undo.click();
    await page.getByText("The server does not answer. Check the connection, then try again.").waitFor();
    expect((await stage.shop.get(`/products/${id}`)).body.status).toBe("inactive");
  });
});

describe("the gravest act", { timeout: 120_000 }, () => {
  let parts: PartsStage;

  beforeEach((context) => {
    if (CHROMIUM === undefined) context.skip("there is no Chromium here (CHROMIUM names one)");
  });
  beforeAll(async () => {
    if (CHROMIUM !== undefined) parts = await openParts();
  }, 120_000);
  afterAll(() => parts?.close());

  test("waits for the object's name, also for Enter; the name typed last time is not kept", async () => {
    const { page } = await parts.visit();
    const dialog = page.getByRole("dialog", { name: "Revoke the key “Shop”" });
    const act = dialog.getByRole("button", { name: "Revoke the key “Shop”" });
    const name = dialog.getByRole("textbox");
    await page.getByRole("button", { name: "Confirm by name" }).click();
    expect(await act.isDisabled()).toBe(true);
    await name.fill("Shopp");
    await name.press("Enter");
    expect(await act.isDisabled()).toBe(true);
    expect(await dialog.isVisible()).toBe(true);
    await dialog.getByText("It cannot be taken back.").waitFor();
    await name.fill("Shop");
    expect(await act.isDisabled()).toBe(false);
    await name.press("Enter");
    await dialog.waitFor({ state: "hidden" });
    await page.getByRole("button", { name: "Confirm by name" }).click();
    expect(await name.inputValue()).toBe("");
    expect(await act.isDisabled()).toBe(true);
  });
});
