// Money out by role and label: from what is ready to a written file in three clicks, by two people; on a
// phone in Portuguese a partner sees where its money goes and asks for it. axe finds nothing on any of the
// pages.
import { readFileSync } from "node:fs";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { mustBeClean } from "./axe-finds.ts";
import { choose } from "./choose.ts";
import { CHROMIUM } from "./chromium.ts";
import { PHONE } from "./enter-as.ts";
import { openConsole, type Stage } from "./open-console.ts";
import { fillPayouts, type PayoutPeople } from "./payout-people.ts";
import { still } from "./still.ts";

describe("money out", { timeout: 240_000 }, () => {
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

  test("three clicks: propose, approve by another, download", async () => {
    const fay = await people.enterAs("fay@example.com", { bypassCSP: true });
    await fay.page.goto(`${stage.home}/payouts`);
    await fay.page.getByText("2 payouts · SEPA transfer").waitFor();
    await mustBeClean(fay.page);
    await fay.page.getByRole("button", { name: "Propose 4 payouts" }).click();
    await fay.page.getByRole("heading", { level: 1, name: "Run 1" }).waitFor();
    await fay.page.getByText("somebody else must approve it").waitFor();
    const leftOut = fay.page.getByRole("table", { name: "Left out" });
    await leftOut.getByText("Nobody has said yet where to pay").waitFor();
    await leftOut.getByText("Below the minimum of 10.00 EUR").waitFor();
    await mustBeClean(fay.page);

    const ana = await stage.enter({ bypassCSP: true, acceptDownloads: true });
    await ana.page.goto(fay.page.url());
    await ana.page.getByRole("button", { name: "Approve 4 payouts" }).click();
    const files = ana.page.getByRole("listitem").filter({ hasText: "run-1-sepa-eur.xml" });
    const waiting = ana.page.waitForEvent("download");
    await files.getByRole("link", { name: "Download file" }).click();
    const text = readFileSync(await (await waiting).path(), "utf8");
    expect(text).toContain('<InstdAmt Ccy="EUR">945.35</InstdAmt>');
    await files.getByText("first downloaded").waitFor();
    await mustBeClean(ana.page);
    await files.getByRole("button", { name: "The bank paid it" }).click();
    const dialog = ana.page.getByRole("dialog");
    await dialog.getByRole("button", { name: /^Record .* as arrived$/ }).click();
    await ana.page.getByText("Arrived").first().waitFor();
    const saving = ana.page.waitForEvent("download");
    await ana.page.getByRole("button", { name: "Export CSV" }).first().click();
    const rows = readFileSync(await (await saving).path(), "utf8");
    expect(rows).toContain("Amount,Currency,Earned,Earned in,Exchange rate");
    expect(rows).toMatch(/^Bruno Lima,.*,Arrived,945\.35,EUR,945\.35,EUR,\r?$/m);
    await ana.page.getByRole("table", { name: "Payouts" }).getByRole("link", { name: "Bruno Lima" }).click();
    await ana.page.getByText("Handed to the bank").waitFor();
    await mustBeClean(ana.page);
    await ana.page.goto(`${stage.home}/payouts/settings`);
    await ana.page.getByText("As soon as two people may approve: on now").waitFor();
    await mustBeClean(ana.page);
    expect([...fay.complaints, ...ana.complaints]).toEqual([]);
  });

  test("a partner on a phone: where it is paid, what was sent, asking for the rest", async () => {
    const { page, complaints } = await people.enterAs("dora@example.com", { ...PHONE, bypassCSP: true });
    await page.goto(`${stage.url}/partner/${people.dora}/payouts`);
    await page.getByRole("heading", { level: 1, name: "Pagamentos" }).waitFor();
    await page.getByText("Diga onde quer receber").waitFor();
    await mustBeClean(page);
    await page.getByRole("button", { name: "Definir onde pagar" }).click();
    const dialog = page.getByRole("dialog", { name: "Onde você recebe" });
    // Who reads Brazilian Portuguese is offered Pix first.
    await choose(dialog, "Tipo de conta", "Conta bancária (IBAN)");
    await dialog.getByRole("textbox", { name: "IBAN" }).fill("DE89 3704 0044 0532 0130 01");
    await dialog.getByRole("button", { name: "Definir onde pagar" }).click();
    await dialog.getByText("dígitos verificadores não conferem").first().waitFor();
    await mustBeClean(page);
    await dialog.getByRole("textbox", { name: "IBAN" }).fill("DE89 3704 0044 0532 0130 00");
    await dialog.getByRole("button", { name: "Definir onde pagar" }).click();
    await page.getByText("DE89 •••• 3000").waitFor();
    await page.getByRole("button", { name: "Pedir pagamento em EUR" }).click();
    await page.getByText("Você pediu em").waitFor();
    expect(await page.evaluate("document.documentElement.scrollWidth - innerWidth")).toBe(0);
    await mustBeClean(page);
    // The wrong digits were refused, as they must be.
    expect(complaints.filter((one) => !one.includes("422"))).toEqual([]);
  });

  test("held with a reason that the partner reads, let go, and held again by undoing that", async () => {
    const { page, complaints } = await people.enterAs("fay@example.com", { bypassCSP: true });
    await page.goto(`${stage.home}/parties/${people.dora}?tab=payouts`);
    await page.getByRole("button", { name: "Hold payouts" }).click();
    const dialog = page.getByRole("dialog", { name: "Hold payouts to Dora Reis?" });
    const hold = dialog.getByRole("button", { name: "Hold payouts to Dora Reis" });
    await hold.click();
    await dialog.getByText("Write why: the party reads it.").waitFor();
    await mustBeClean(page);
    await dialog
      .getByRole("textbox", { name: "Why, for the party to read" })
      .fill("Her tax form is missing.");
    await hold.click();
    await page.getByText("Payouts to Dora Reis are held.").waitFor();
    const dora = await people.enterAs("dora@example.com", PHONE);
    await dora.page.goto(`${stage.url}/partner/${people.dora}/payouts`);
    await dora.page.getByText("Her tax form is missing.").waitFor();
    await page.getByRole("button", { name: "Take the hold off" }).click();
    await page.getByRole("button", { name: "Hold payouts" }).waitFor();
    await dora.page.reload();
    await dora.page.getByRole("heading", { level: 1, name: "Pagamentos" }).waitFor();
    await still(dora.page);
    expect(await dora.page.getByText("Her tax form is missing.").count()).toBe(0);
    await page.getByRole("button", { name: "Undo" }).click();
    await page.getByText("Her tax form is missing.").waitFor();
    await mustBeClean(page);
    expect([...complaints, ...dora.complaints]).toEqual([]);
  });
});
