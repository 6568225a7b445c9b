// The books as of a day, and what a rolling reserve holds, by role and label: a reserve is set with what it
// would hold in sight, said with its end, taken away again; the trial balance leads down to the entries and
// stands empty before the first day. axe finds nothing; it fits a phone.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { CHROMIUM } from "./chromium.ts";
import { axeFindsNothing, fitsPhone, PHONE } from "./enter-as.ts";
import { openConsole, type Stage } from "./open-console.ts";

const yesterday = new Date(Date.now() - 86_400_000).toISOString().slice(0, 10);

describe("as of a day", { timeout: 120_000 }, () => {
  let stage: Stage;
  let bruno: string;

  const shoot = async (page: { screenshot(how: object): Promise<unknown> }, name: string) => {
    const folder = process.env.PARTAGE_PICTURES;
    if (folder !== undefined) await page.screenshot({ path: `${folder}/${name}.png`, fullPage: true });
  };

  beforeEach((context) => {
    if (CHROMIUM === undefined) context.skip("there is no Chromium here (CHROMIUM names one)");
  });
  beforeAll(async () => {
    if (CHROMIUM === undefined) return;
    stage = await openConsole();
    const { shop } = stage;
    bruno = (await shop.get("/parties?search=bruno")).body.data[0].id;
    const product = (await shop.get("/products")).body.data[0].id;
    for (const back of [40, 20, 10, 3]) {
      const at = new Date(Date.now() - back * 86_400_000).toISOString();
      const sale = { externalId: `d${back}`, product, currency: "USD", paid: 100_000, at };
      await shop.make("/sales", sale);
    }
  }, 120_000);
  afterAll(() => stage?.close());

  test("a reserve is set knowing what it holds, says until when, and is taken away", async () => {
    const { page, complaints } = await stage.enter();
    await page.goto(`${stage.home}/parties/${bruno}?tab=payouts`);
    await page.getByRole("button", { name: "Set a reserve" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel("Part that stays").fill("25");
    await dialog.getByLabel("Of the last days").fill("30");
    const effect = dialog.getByRole("table", { name: "What changes in USD" });
    const held = effect.getByRole("row", { name: /Held by the reserve/ });
    await expect.poll(async () => (await held.innerText()).replace(/\s+/g, " ")).toMatch(/– 68\.99 /);
    await shoot(page, "reserve-set");
    await dialog.getByRole("button", { name: "Save the reserve" }).click();
    await page.getByText("25% of what was earned in the last 30 days stays unpaid").waitFor();
    await page.getByText("held now").waitFor();
    await page.getByRole("table", { name: /Held until when/ }).waitFor();
    await shoot(page, "reserve");
    const phone = await stage.enter(PHONE);
    await phone.page.goto(`${stage.home}/parties/${bruno}?tab=payouts`, { waitUntil: "networkidle" });
    await shoot(phone.page, "reserve-phone");
    await page.getByRole("button", { name: "Remove" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Remove the reserve" }).click();
    await page.getByText("Nothing of what Bruno Lima earned is held").waitFor();
    expect(complaints).toEqual([]);
  });

  test("the trial balance leads to accounts and entries, and stood empty the day before", async () => {
    const { page, complaints } = await stage.enter();
    await page.goto(`${stage.home}/ledger`);
    const table = page.getByRole("table", { name: "Trial balance in USD" });
    const [, debit, credit] = (await table.locator("tfoot tr").innerText()).split(/\s+/);
    expect(debit).toMatch(/^4,100\.00$/);
    expect(credit).toBe(debit);
    await shoot(page, "trial");
    await table.getByRole("link", { name: "Owed", exact: true }).click();
    await page.getByRole("table", { name: "Accounts" }).getByRole("link", { name: "Bruno Lima" }).click();
    await page.getByRole("heading", { name: "Bruno Lima", level: 1 }).waitFor();
    await page.getByLabel("As of the end of a day").fill(yesterday);
    await page.getByText("As it stood at the end of").waitFor();
    await shoot(page, "account-then");
    await page.goto(`${stage.home}/ledger?at=${yesterday}`);
    await page.getByText("Nothing was booked by then").waitFor();
    await page.getByRole("button", { name: "Back to now" }).click();
    await table.waitFor();
    await page.goto(`${stage.home}?at=${yesterday}`);
    await page.getByText("Nothing was owed in USD then.").waitFor();
    await shoot(page, "overview-then");
    await page.goto(`${stage.home}/parties/${bruno}`);
    await page.getByText("What comes next").or(page.getByText("Available").first()).first().waitFor();
    await shoot(page, "party");
    expect(complaints).toEqual([]);
  });

  test("axe finds nothing, in light and dark, and it fits a phone in Portuguese", async () => {
    await axeFindsNothing(stage, ["/ledger", `/ledger?at=${yesterday}`, `/parties/${bruno}?tab=payouts`]);
    await fitsPhone(stage, [
      ["/ledger", "Livro-razão"],
      [`/parties/${bruno}?tab=payouts`, "Bruno Lima"],
    ]);
    const { page } = await stage.enter(PHONE);
    await page.goto(`${stage.home}/ledger`, { waitUntil: "networkidle" });
    await shoot(page, "trial-phone");
  });
});
