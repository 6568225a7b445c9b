// Who is in a payout run: one left out, one paid alone, found by name; then the run's own list narrowed by
// state, rail and name, in the address. What was left out stands with its reason. axe finds nothing.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { mustBeClean } from "./axe-finds.ts";
import { CHROMIUM } from "./chromium.ts";
import { PHONE } from "./enter-as.ts";
import { openConsole, type Stage } from "./open-console.ts";
import { fillPayouts, type PayoutPeople } from "./payout-people.ts";

describe("who is in a run", { timeout: 240_000 }, () => {
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

  test("one is left out, a name is found, and the run says who was left out", async () => {
    const { page, complaints } = await stage.enter({ bypassCSP: true });
    await page.goto(`${stage.home}/payouts/new`);
    const table = page.getByRole("table", { name: "Payouts" });
    await page.getByRole("button", { name: "Propose 4 payouts" }).waitFor();
    await page.getByRole("searchbox", { name: "Search by name" }).fill("bruno");
    await page.waitForURL(/q=bruno/);
    await table.getByRole("checkbox", { name: "Pay Bruno Lima, EUR" }).uncheck();
    await page.getByRole("button", { name: "Clear filters" }).click();
    await page.getByRole("checkbox", { name: "Pay 3 of 4" }).waitFor();
    await mustBeClean(page);
    await page.getByRole("checkbox", { name: "Pay 3 of 4" }).check();
    await page.getByRole("checkbox", { name: "Pay 4 of 4" }).uncheck();
    expect(await page.getByRole("button", { name: "Nobody is picked" }).isDisabled()).toBe(true);
    await page.getByRole("checkbox", { name: "Pay 0 of 4" }).check();
    await table.getByRole("checkbox", { name: "Pay Bruno Lima, EUR" }).uncheck();
    await page.getByRole("combobox", { name: "Earned in" }).selectOption("EUR");
    await page.waitForURL(/currency=EUR/);
    await page.getByRole("button", { name: "Propose 2 payouts" }).click();
    await page.getByRole("heading", { level: 1, name: "Run 1" }).waitFor();
    const out = page.getByRole("table", { name: "Left out" });
    await out.getByRole("row", { name: /Bruno Lima.*Left out by whoever proposed the run/ }).waitFor();
    const rows = () => table.getByRole("row").count();
    expect(await rows()).toBe(3);

    await page.getByRole("searchbox", { name: "Name or reference" }).fill("eva");
    await page.waitForURL(/q=eva/);
    await expect.poll(rows, { timeout: 30_000 }).toBe(2);
    await page.getByRole("combobox", { name: "Rail" }).selectOption("sepa");
    await page.getByText("No payout fits").waitFor();
    await mustBeClean(page);
    await page.getByRole("button", { name: "Clear filters" }).click();
    await page.getByRole("combobox", { name: "State" }).selectOption({ label: "Proposed (2)" });
    await page.waitForURL(/state=proposed/);
    await page.reload();
    await expect.poll(rows, { timeout: 30_000 }).toBe(3);
    expect(complaints).toEqual([]);
  });

  test("one is paid alone, on a phone", async () => {
    const { page, complaints } = await stage.enter({ ...PHONE, bypassCSP: true });
    await page.goto(`${stage.home}/payouts/new`);
    await page.getByRole("checkbox", { name: "Pagar 2 de 2" }).uncheck();
    await page.getByRole("checkbox", { name: "Pagar Bruno Lima, EUR" }).check();
    expect(await page.evaluate("document.documentElement.scrollWidth - innerWidth")).toBe(0);
    await mustBeClean(page);
    await page.getByRole("button", { name: "Propor 1 pagamento" }).click();
    await page.getByRole("heading", { level: 1, name: "Rodada 2" }).waitFor();
    await page.getByText("Bruno Lima").waitFor();
    expect(await page.evaluate("document.documentElement.scrollWidth - innerWidth")).toBe(0);
    expect(complaints).toEqual([]);
  });

  test("a partner reads why the next run would leave it out, and what stood on a day of the past", async () => {
    const { page, complaints } = await people.enterAs("gil@example.com", { bypassCSP: true });
    await page.goto(`${stage.url}/partner`);
    const available = page.getByRole("region", { name: "Piano School" });
    await available.getByText("4.10").first().waitFor();
    await mustBeClean(page);
    await page.getByRole("button", { name: "As of the end of a day" }).click();
    await page.getByLabel("As of the end of a day").fill("2026-01-02");
    await page.waitForURL(/at=2026-01-02/);
    await page.getByText("Nothing was owed to you then.").waitFor();
    await mustBeClean(page);
    await page.getByRole("button", { name: "Back to now" }).click();
    await available.getByText("4.10").first().waitFor();
    const dora = await people.enterAs("dora@example.com", { bypassCSP: true });
    await dora.page.goto(`${stage.url}/partner/${people.dora}/payouts`);
    await dora.page.getByText("It cannot be paid now: say first where you want to be paid.").waitFor();
    await mustBeClean(dora.page);
    expect([...complaints, ...dora.complaints]).toEqual([]);
  });
});
