// A producer connects Hotmart from the console, step by step: takes the address, pastes the hottok, sees the
// first message arrive through the real webhook, finds the product it waits for, maps it, and sees the sale.
// Also what goes wrong on the way: a wrong token is said on the page, a test purchase is set aside and taken
// back in. Waits only for what the page says.
import { Logger, runOnce } from "graphile-worker";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { jobTasks } from "../../src/server/jobs/tasks.ts";
import { commission, delivery, money } from "../fixtures/sources/hotmart-deliveries.ts";
import { mustBeClean } from "./axe-finds.ts";
import { choose } from "./choose.ts";
import { CHROMIUM, openConsole, type Stage } from "./open-console.ts";

const HOTTOK = "hottok-of-the-piano-school";

describe("sources in the console", () => {
  let stage: Stage;
  let page: Page;
  let complaints: string[];
  let address: string;

  beforeEach((context) => {
    if (CHROMIUM === undefined) context.skip("there is no Chromium here (CHROMIUM names one)");
  });
  beforeAll(async () => {
    if (CHROMIUM === undefined) return;
    stage = await openConsole();
    ({ page, complaints } = await stage.enter());
  }, 180_000);
  afterAll(() => stage?.close());

  const heading = (name: string | RegExp) => page.getByRole("heading", { level: 1, name });

  async function send(id: string, changes: object, hottok = HOTTOK): Promise<number> {
    const body = JSON.stringify(delivery("PURCHASE_APPROVED", { id, ...changes }));
    const headers = { "content-type": "application/json", "x-hotmart-hottok": hottok };
    return (await fetch(address, { method: "POST", headers, body })).status;
  }

  /** What the server's own queue would do. */
  async function work(): Promise<void> {
    const taskList = jobTasks(stage.shop.door.app, { allowPrivateWebhooks: false }, stage.shop.door.mailing);
    const connectionString = stage.shop.door.url;
    const logger = new Logger(() => () => undefined);
    await runOnce({ connectionString, schema: "jobs", taskList, noHandleSignals: true, logger });
  }

  /** 97.00 BRL, of which Hotmart keeps 10.60 and pays 86.40 to the producer. */
  const purchase = (transaction: string, product = { id: 1234, name: "Piano em 30 dias" }) => ({
    data: {
      product,
      affiliates: [],
      commissions: [commission("MARKETPLACE", 10.6), commission("PRODUCER", 86.4)],
      purchase: { transaction, full_price: money(97), price: money(97) },
    },
  });

  test("Hotmart is connected step by step, a wrong token is said, and the first message turns it green", async () => {
    await page.goto(stage.home);
    await page.getByRole("link", { name: "Sources", exact: true }).first().click();
    await heading("Sources").waitFor();
    await mustBeClean(page);
    await page.getByRole("link", { name: "Connect Hotmart" }).click();
    await heading("Connect Hotmart").waitFor();
    await page.getByRole("button", { name: "Make the address" }).click();
    address = await page.getByLabel("Webhook address for Hotmart").inputValue();
    expect(address).toMatch(/\/hooks\/hotmart\/[\w-]{32}$/);
    await page.getByRole("button", { name: "Keep the hottok" }).click();
    await page.getByText("Paste it here.").waitFor();
    await page.getByLabel("Hottok", { exact: true }).fill("whsec_of_stripe_by_mistake");
    await page.getByRole("button", { name: "Keep the hottok" }).click();
    await page.getByText("does not have the form").first().waitFor();
    await page.getByLabel("Hottok", { exact: true }).fill(HOTTOK);
    await page.getByRole("button", { name: "Keep the hottok" }).click();
    await page.getByText("Waiting for the first message …").waitFor();
    await mustBeClean(page);
    expect(await send("d-0", purchase("HP-0"), "another-hottok")).toBe(401);
    await page.getByText("1 message of Hotmart was turned away").waitFor();
    expect(await send("d-1", purchase("HP-1"))).toBe(200);
    await page.getByText("It works: a message of Hotmart came").waitFor();
    await page.getByRole("button", { name: "Send a test message from here" }).click();
    await page.getByText("The test message was taken").waitFor();
    expect(complaints.filter((one) => !one.includes("status of 42"))).toEqual([]);
    complaints.length = 0;
  }, 30_000);

  test("a product nobody mapped waits with its name and price, is made in one step, and its sales are there", async () => {
    for (const n of [2, 3]) expect(await send(`d-${n}`, purchase(`HP-${n}`))).toBe(200);
    await work();
    await page.getByRole("link", { name: "Parked", exact: true }).first().click();
    await page.getByRole("heading", { level: 3, name: "Piano em 30 dias" }).waitFor();
    await page.getByText("Hotmart product 1234").waitFor();
    await page.getByText("3 messages wait").waitFor();
    const waiting = page.getByRole("listitem").filter({ hasText: "Hotmart product 1234" });
    expect(await waiting.textContent()).toContain("97.00 BRL".replace(" ", ""));
    await mustBeClean(page);
    await choose(page, "This is our product", "Make a new product");
    expect(await page.getByLabel("Name of the new product").inputValue()).toBe("Piano em 30 dias");
    await page.getByRole("button", { name: "Map it and post 3 messages" }).click();
    await page.getByRole("progressbar").waitFor();
    await work();
    await page.getByText("3 messages are posted").waitFor();
    await page.getByRole("link", { name: "See the sales" }).click();
    await heading("Sales").waitFor();
    const row = page.getByRole("row", { name: /Piano em 30 dias/ }).first();
    await row.waitFor();
    expect(await row.textContent()).toContain("97.00");
    expect(complaints).toEqual([]);
  }, 30_000);

  test("a message that will never be posted is set aside with a reason, and taken back in", async () => {
    expect(await send("d-t", purchase("HP-T", { id: 999, name: "Teste" }))).toBe(200);
    await work();
    await page.goto(`${stage.home}/messages?state=parked`);
    await page.getByRole("link", { name: "PURCHASE_APPROVED" }).first().click();
    await heading("Nobody has said which product this is").waitFor();
    // A token is never on the page, not even its header's value.
    expect(await page.content()).not.toContain(HOTTOK);
    await mustBeClean(page);
    await page.getByRole("button", { name: "Set aside" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel("Why will it never be posted?").fill("Our own purchase, to try the checkout");
    await dialog.getByRole("button", { name: "Set aside" }).click();
    await page.getByText("Set aside because").waitFor();
    await page.getByText("Our own purchase, to try the checkout").waitFor();
    await page.getByRole("button", { name: "Restore it" }).click();
    await page.getByText("In the queue").waitFor();
    await work();
    await heading("Nobody has said which product this is").waitFor();
    expect(complaints).toEqual([]);
  }, 30_000);

  test("a source says how it does, is paused and goes on, and is disconnected with its consequences", async () => {
    await page.goto(`${stage.home}/sources/hotmart?tab=settings`);
    await page.getByText("Hotmart pays everyone itself.").waitFor();
    await mustBeClean(page);
    await page.getByRole("button", { name: "Pause Hotmart" }).click();
    await page.getByText("Paused", { exact: true }).waitFor();
    expect(await send("d-p", purchase("HP-4"))).toBe(200);
    await work();
    const before = await stage.shop.get("/sales?limit=100");
    await page.getByRole("button", { name: "Resume Hotmart" }).click();
    await page.getByRole("button", { name: "Pause Hotmart" }).waitFor();
    await work();
    const after = await stage.shop.get("/sales?limit=100");
    expect(after.body.data.length - before.body.data.length).toBe(1);
    await page.getByRole("button", { name: "Disconnect Hotmart" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByText("1 message still waits").waitFor();
    await dialog.getByRole("button", { name: "Disconnect Hotmart" }).click();
    await page.getByRole("link", { name: "Connect Hotmart" }).waitFor();
    expect(await send("d-gone", purchase("HP-5"))).toBe(404);
    expect(complaints).toEqual([]);
  }, 30_000);
});
