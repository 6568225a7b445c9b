// A refund as a person sees it before it is booked: the server's figures for every party, who keeps a fee and
// who bears it, and on a platform's sale plainly a record only. Nothing is booked until the button.
// Example: 40.00 of 100.00, no fee comes back → Market – , the producer −27.56.
import type { Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { parsePublicId, publicId, type Uuid } from "../../src/base/id.ts";
import { recordSale } from "../../src/flows/record-sale.ts";
import { mustBeClean } from "./axe-finds.ts";
import { choose } from "./choose.ts";
import { CHROMIUM, openConsole, type Stage } from "./open-console.ts";

describe("a refund", () => {
  let stage: Stage;

  beforeEach((context) => {
    if (CHROMIUM === undefined) context.skip("there is no Chromium here (CHROMIUM names one)");
  });
  beforeAll(async () => {
    if (CHROMIUM !== undefined) stage = await openConsole();
  }, 180_000);
  afterAll(() => stage?.close());

  const open = async (page: Page, sale: string, name: RegExp) => {
    await page.goto(`${stage.home}/sales/${sale}`);
    await page.getByRole("button", { name }).click();
    return page.getByRole("dialog");
  };
  const row = (page: Page, name: string) => page.getByRole("dialog").getByRole("row", { name }).textContent();

  test("shows what each keeps, follows the fees that stay, and books nothing by being looked at", async () => {
    const { page, complaints } = await stage.enter();
    const box = await open(page, stage.sale, /^Refund/);
    await box.getByText("No fee is kept").waitFor();
    await box.getByLabel("Amount in USD").fill("40");
    await box.getByText("−2.33").waitFor();
    expect(await row(page, "Piano School")).toContain("52.4231.45−20.97");
    await choose(box, "Fees that come back", "None");
    await box.getByText("Market keeps 4.16 USD of its fee: the producer bears it.").waitFor();
    expect(await row(page, "Piano School")).toContain("52.4227.29−25.13");
    expect(await row(page, "Market")).toContain("10.4010.40");
    await mustBeClean(page);
    await box.getByLabel("Amount in USD").fill("100.01");
    await box.getByText("That is more than what is left of this sale.").waitFor();
    expect(await box.getByRole("button", { name: /^Refund …/ }).isDisabled()).toBe(true);
    expect((await stage.shop.get(`/sales/${stage.sale}`)).body.refunded).toBe(0);
    expect(complaints).toEqual([]);
  });

  test("of a platform's sale is a record only; while a dispute is open it is refused before the button", async () => {
    const { body } = await stage.shop.get(`/sales/${stage.sale}`);
    const facts = {
      source: "stripe",
      externalId: "ch_1",
      product: parsePublicId("product", body.product.id) as Uuid,
      offer: null,
      happenedAt: Date.parse("2026-03-01T12:00:00Z"),
      happenedAtStated: true,
      currency: "USD",
      paid: 5000,
      tax: 0,
      shipping: 0,
      fees: [],
      affiliate: null,
      charge: "ch_1",
      side: null,
      metadata: null,
      buyer: null,
    };
    const { app } = stage.shop.door;
    const sale = publicId("sale", (await recordSale(app, stage.shop.ws, facts, "source:stripe")).id);
    const phone = { viewport: { width: 360, height: 740 }, locale: "pt-BR" };
    const { page, complaints } = await stage.enter(phone);
    const box = await open(page, sale, /^Reembolsar/);
    await box.getByText("Só registro.").waitFor();
    expect(await box.textContent()).toContain("devolva-o ao comprador na Stripe");
    await box.getByRole("button", { name: "Registrar reembolso de 50,00 USD" }).click();
    await page
      .getByText("Só registrado aqui", { exact: false })
      .or(page.getByText("Reembolsada"))
      .first()
      .waitFor();
    const told = (await stage.shop.get(`/sales/${sale}/refunds`)).body.data;
    expect(told).toMatchObject([{ amount: 5000, recordOnly: true }]);

    await stage.shop.make(`/sales/${stage.sale}/disputes`, { externalId: "d-1", amount: 100 });
    const disputed = await open(page, stage.sale, /^Reembolsar/);
    await disputed.getByRole("alert").waitFor();
    expect(await disputed.getByRole("button", { name: /^Reembolsar \d/ }).isDisabled()).toBe(true);
    expect(complaints.filter((one) => !one.includes("409"))).toEqual([]);
  });
});
