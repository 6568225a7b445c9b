// Sales from before and shares by offer, by role and label: a file is kept as history and said to be so, a
// performance marks it apart, and the form of an invitation gives one offer another share. axe finds nothing.
import { join } from "node:path";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { mustBeClean } from "./axe-finds.ts";
import { choose } from "./choose.ts";
import { CHROMIUM } from "./chromium.ts";
import { openConsole, type Stage } from "./open-console.ts";

const KINDS = [
  { name: "desktop", options: { viewport: { width: 1280, height: 900 } } },
  {
    name: "phone",
    options: {
      viewport: { width: 360, height: 740 },
      locale: "pt-BR",
      colorScheme: "dark" as const,
    },
  },
] as const;

describe("history and mix", { timeout: 300_000 }, () => {
  let stage: Stage;
  let product: string;
  let party: string;
  let file: string;

  beforeEach((context) => {
    if (CHROMIUM === undefined) context.skip("there is no Chromium here (CHROMIUM names one)");
  });
  beforeAll(async () => {
    if (CHROMIUM === undefined) return;
    stage = await openConsole();
    const { shop } = stage;
    product = (await shop.get("/products?externalId=piano")).body.data[0].id;
    party = (await shop.get("/parties?ref=bruno")).body.data[0].id;
    for (const [name, price] of [
      ["Course alone", 10_000],
      ["Course with mentoring", 25_000],
    ]) {
      await shop.make(`/products/${product}/offers`, { name, currency: "USD", price });
    }
    const at = (days: number) => new Date(Date.now() - days * 86_400_000).toISOString();
    const sales = [40, 70, 100, 200, 400].map((days, i) => ({
      externalId: `old-${i}`,
      source: "old-shop",
      product: { externalId: "piano" },
      at: at(days),
      currency: "USD",
      paid: 10_000 * (i + 1),
      byAffiliate: i % 2 === 0,
      shares: [{ party: { ref: "bruno" }, amount: 900 * (i + 1) }],
    }));
    await shop.make("/past-sales", { sales });
    const form = new FormData();
    const text = "Id,Date,Product,Amount,Partner,Given\nx-1,2024-03-01T12:00:00Z,piano,100.00,bruno,9.00";
    form.append("file", new Blob([text], { type: "text/csv" }), "before.csv");
    const encoded = new Response(form);
    const type = encoded.headers.get("content-type") ?? "";
    const payload = Buffer.from(await encoded.arrayBuffer());
    file = (await shop.send("POST", "/imports", payload, { "content-type": type })).body.id;
  }, 300_000);
  afterAll(() => stage?.close());

  /** Nothing wider than the screen, nothing that axe finds; kept as a picture where a folder is named. */
  async function look(page: Page, name: string): Promise<void> {
    await page.waitForTimeout(700);
    const folder = process.env.PARTAGE_PICTURES;
    if (folder) await page.screenshot({ path: join(folder, `${name}.png`), fullPage: true });
    const wide = await page.evaluate<number>("document.documentElement.scrollWidth - window.innerWidth");
    expect(wide, name).toBeLessThanOrEqual(0);
    await mustBeClean(page);
  }

  test.each(KINDS)("on a $name", async ({ name, options }) => {
    const { page, complaints } = await stage.enter(options);
    await page.goto(`${stage.home}/products/${product}`);
    await page
      .getByText(/4 years|4 anos/)
      .last()
      .click();
    await page
      .getByRole("row", { name: /history|histórico/ })
      .first()
      .waitFor();
    await look(page, `performance-${name}`);
    await page.goto(`${stage.home}/parties/${party}`);
    await page.getByRole("heading", { name: /From before|De antes/ }).waitFor();
    await look(page, `party-${name}`);
    await page.goto(`${stage.home}/imports/${file}`);
    await page.getByText(/Keep as history|Guardar como histórico/).click();
    await page.getByText(/no balance changes|nenhum saldo muda/).waitFor();
    await look(page, `import-${name}`);
    await page.goto(`${stage.home}/proposals/new?product=${product}`);
    await page.getByLabel(/Some offers earn|Algumas ofertas têm/).check();
    const share = page.getByLabel(/Share of Course with mentoring|Participação em Course with mentoring/);
    await share.fill("25");
    await look(page, `mix-${name}`);
    await page.goto(`${stage.home}/sources/hotmart/connect`);
    await page
      .getByRole("button", { name: /address|endereço/i })
      .first()
      .waitFor();
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  test("what was agreed elsewhere is recorded with a share by offer and a guarantee", async () => {
    const elif = await stage.shop.make("/parties", { kind: "partner", name: "Elif Aksoy" });
    const { page, complaints } = await stage.enter(KINDS[0].options);
    await page.goto(`${stage.home}/products/${product}/contracts/new`);
    await choose(page, "With whom", "Elif Aksoy");
    await page.getByRole("textbox", { name: "Share", exact: true }).fill("5");
    await page.getByLabel("Some offers earn another share").check();
    await page.getByLabel(/Share of Course with mentoring/).fill("8");
    await page.getByLabel("A minimum is guaranteed each period").check();
    await page.getByLabel("At least").fill("90.00");
    const record = page.getByRole("button", { name: "Record Elif Aksoy on" });
    await record.click();
    // Renewals, tail and evidence were not said: nothing is sent.
    await page.getByText("This is needed.", { exact: false }).first().waitFor();
    await page.getByLabel(/go by the terms in force/).check();
    await page.getByLabel(/later renewals earn nothing/).check();
    await page.getByLabel("Where the agreement can be found").fill("Signed PDF of 20 June");
    await page.getByText("What this changes of a direct sale", { exact: false }).waitFor();
    await look(page, "record-desktop");
    await record.click();
    await page.waitForURL(/tab=shares/);
    const { body } = await stage.shop.get(`/contracts?party=${elif.id}`);
    const [version] = body.data[0].versions;
    const mix = version.clauses.find((one: { kind: string }) => one.kind === "mix");
    expect(mix.shares.map((one: { share: string }) => one.share)).toEqual(["0.08"]);
    const minimum = { kind: "minimum", amount: 9000, currency: "USD", period: "month" };
    expect(version.clauses).toContainEqual(minimum);
    expect(complaints).toEqual([]);
    await page.context().close();
  });
});
