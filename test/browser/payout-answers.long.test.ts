// What a bank answered, by role and label: each count leads to the payouts it counts; who is paid again where
// the last payment came back is marked before the run is proposed and for whoever approves it, on a phone in
// Portuguese too. axe finds nothing on any of the pages.
import type { Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { mustBeClean } from "./axe-finds.ts";
import { CHROMIUM } from "./chromium.ts";
import { PHONE } from "./enter-as.ts";
import { openConsole, type Stage } from "./open-console.ts";
import { fillPayouts, type PayoutPeople } from "./payout-people.ts";

describe("what a bank answered", { timeout: 240_000 }, () => {
  let stage: Stage;
  let people: PayoutPeople;

  beforeEach((context) => {
    if (CHROMIUM === undefined) context.skip("there is no Chromium here (CHROMIUM names one)");
  });
  beforeAll(async () => {
    if (CHROMIUM === undefined) return;
    stage = await openConsole();
    people = await fillPayouts(stage);
  }, 240_000);
  afterAll(() => stage?.close());

  const referenceOf = async (page: Page, name: RegExp) => {
    const row = page.getByRole("table", { name: "Payouts" }).getByRole("row", { name });
    return /P[0-9A-Z]{14}/.exec(await row.innerText())?.[0] ?? "";
  };

  test("a partly rejected file: the count leads to who failed, and the next run says so", async () => {
    const fay = await people.enterAs("fay@example.com", { bypassCSP: true });
    await fay.page.goto(`${stage.home}/payouts`);
    await fay.page.getByRole("button", { name: "Propose 4 payouts" }).click();
    await fay.page.getByRole("heading", { level: 1, name: "Run 1" }).waitFor();
    const ana = await stage.enter({ bypassCSP: true });
    const { page } = ana;
    await page.goto(fay.page.url());
    await page.getByRole("button", { name: "Approve 4 payouts" }).click();
    await page.getByText("run-1-sepa-eur.xml").waitFor();
    const bruno = await referenceOf(page, /Bruno Lima SEPA/);
    const carla = await referenceOf(page, /Carla Dias SEPA/);
    await page.goto(`${stage.home}/payouts`);
    const tell = (reference: string, status: string, why: string) =>
      `<TxInfAndSts><OrgnlEndToEndId>${reference}</OrgnlEndToEndId><TxSts>${status}</TxSts>${why}</TxInfAndSts>`;
    const told = `<?xml version="1.0" encoding="UTF-8"?>
      <Document xmlns="urn:iso:std:iso:20022:tech:xsd:pain.002.001.10"><CstmrPmtStsRpt><OrgnlPmtInfAndSts>
      ${tell(bruno, "RJCT", "<StsRsnInf><Rsn><Cd>AC04</Cd></Rsn></StsRsnInf>")}${tell(carla, "ACSP", "")}
      </OrgnlPmtInfAndSts></CstmrPmtStsRpt></Document>`;
    const file = { name: "answer.xml", mimeType: "text/xml", buffer: Buffer.from(told) };
    await page.locator("input[type=file]").setInputFiles(file);
    await page.getByRole("link", { name: "1 failed" }).click();
    await page.getByRole("heading", { level: 1, name: "Answer pain.002" }).waitFor();
    const spoken = page.getByRole("table", { name: "Payouts" });
    await spoken.getByRole("row", { name: /Bruno Lima.*AC04: account closed/ }).waitFor();
    expect(await spoken.getByRole("row").count()).toBe(2);
    await mustBeClean(page);
    await page.getByRole("combobox", { name: "What it says" }).selectOption({ label: "1 known before" });
    await page.waitForURL(/said=known/);
    await spoken.getByRole("row", { name: /Carla Dias/ }).waitFor();
    expect(await spoken.getByRole("row").count()).toBe(2);

    await fay.page.goto(`${stage.home}/payouts`);
    await fay.page.getByText("One goes to an account where the last payment came back.").waitFor();
    await mustBeClean(fay.page);
    await fay.page.getByRole("link", { name: "Look at it" }).click();
    await fay.page.waitForURL(/payouts\/new\?cameBack=true/);
    await fay.page
      .getByText("The last payment to this account came back (AC04: account closed) on")
      .waitFor();
    await mustBeClean(fay.page);
    await fay.page.getByRole("button", { name: "Propose 1 payout" }).click();
    await fay.page.getByRole("heading", { level: 1, name: "Run 2" }).waitFor();

    await page.goto(fay.page.url());
    await page.getByRole("button", { name: "Approve 1 payout" }).waitFor();
    await page.getByText("One goes to an account where the last payment came back.").waitFor();
    await page.getByRole("link", { name: "Look at it" }).click();
    await page.waitForURL(/cameBack=true/);
    await mustBeClean(page);
    await spoken.getByRole("link", { name: "Bruno Lima" }).click();
    await page.getByRole("heading", { level: 1, name: /to Bruno Lima$/ }).waitFor();
    await page.getByRole("link", { name: "Look at it" }).click();
    await page.getByText("Failed").first().waitFor();
    expect([...fay.complaints, ...ana.complaints]).toEqual([]);
  });

  test("whoever approves on a phone reads it too", async () => {
    const { page, complaints } = await stage.enter({ ...PHONE, bypassCSP: true });
    await page.goto(`${stage.home}/payouts`);
    await page.getByRole("link", { name: "1 falhou" }).click();
    await page.getByRole("heading", { level: 1, name: "Resposta pain.002" }).waitFor();
    expect(await page.evaluate("document.documentElement.scrollWidth - innerWidth")).toBe(0);
    await mustBeClean(page);
    await page.goto(`${stage.home}/payouts`);
    await page.getByRole("link", { name: "Conferir e aprovar" }).click();
    await page.getByText("Um vai para uma conta em que o último pagamento voltou.").waitFor();
    const name = page.getByText("Bruno Lima", { exact: true }).first();
    await name.waitFor();
    // The note does not take the name's room, which would stand a letter a line.
    expect((await name.boundingBox())?.width).toBeGreaterThan(60);
    await page.getByText("O último pagamento para esta conta voltou (AC04: conta encerrada) em").waitFor();
    expect(await page.evaluate("document.documentElement.scrollWidth - innerWidth")).toBe(0);
    await mustBeClean(page);
    expect(complaints).toEqual([]);
  });
});
