// The ledger by role and label: it adds up to zero, an account leads to its entries and an entry to its
// postings; the books are verified from the console, find the cent that was moved, and keep who asked.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { parsePublicId, type Uuid } from "../../src/base/id.ts";
import { inWorkspace } from "../../src/db/transaction.ts";
import { runVerification } from "../../src/flows/run-verification.ts";
import { axeFindsNothing, enterAs, fitsPhone, heading } from "./enter-as.ts";
import { CHROMIUM, openConsole, type Stage } from "./open-console.ts";

describe("the ledger", () => {
  let stage: Stage;

  beforeEach((context) => {
    if (CHROMIUM === undefined) context.skip("there is no Chromium here (CHROMIUM names one)");
  });
  beforeAll(async () => {
    if (CHROMIUM === undefined) return;
    stage = await openConsole();
    await stage.shop.make(`/sales/${stage.sale}/refunds`, { externalId: "r-1", amount: 1000 });
  }, 90_000);
  afterAll(() => stage?.close());

  /** No job runs in this stage: what the queue would do is done by hand. */
  async function runQueued(): Promise<void> {
    const { shop } = stage;
    const { body } = await shop.get("/verifications?limit=1");
    const id = parsePublicId("verification", body.data[0].id) as Uuid;
    await runVerification(shop.door.app, shop.ws, id);
  }

  test("adds up to zero, and leads from a kind to an account, its entries and their postings", async () => {
    const { page, complaints } = await stage.enter();
    await page.getByRole("link", { name: "Ledger", exact: true }).first().click();
    await heading(page, "Ledger").waitFor();
    await page.getByText("Adds up to zero, as it must.").waitFor();
    const trial = page.getByRole("table", { name: "Trial balance in USD" });
    // What the source holds is a debit; both sides are the same.
    const sum = await trial.getByRole("row", { name: /^Sum/ }).getByRole("cell").allTextContents();
    expect(sum).toEqual(["90.00", "90.00"]);
    const held = trial.getByRole("row", { name: /Held at the source/ }).getByRole("cell");
    expect((await held.allTextContents())[0]).toBe("90.00");
    await trial.getByRole("link", { name: "Owed" }).click();
    await page.waitForURL(/tab=accounts/);
    expect(page.url()).toContain("kind=payable");
    await page.getByRole("link", { name: "Bruno Lima" }).click();
    await heading(page, "Bruno Lima").waitFor();
    const moves = page.getByRole("table", { name: "What moved it" });
    await moves.getByRole("link", { name: /^Sale/ }).waitFor();
    expect(await moves.getByRole("row").count()).toBe(3);
    await moves.getByRole("link", { name: /^Sale/ }).click();
    await heading(page, "Sale · Entry 1").waitFor();
    const postings = page.getByRole("table", { name: "Postings of entry 1" });
    expect(await postings.getByRole("row", { name: /^Sum/ }).textContent()).toContain("0.00");
    expect(await postings.getByRole("row").count()).toBe(7);
    await page.getByRole("link", { name: "Entry after" }).click();
    await heading(page, "Refund · Entry 2").waitFor();
    expect(complaints).toEqual([]);
  });

  test("is verified from here: all agree; then a cent was moved, and it is found and kept", async () => {
    const { page, complaints } = await stage.enter();
    await page.goto(`${stage.home}/ledger?tab=verify`);
    await page.getByText("The books were never verified here").waitFor();
    await page.getByRole("button", { name: "Verify the books" }).click();
    await page.getByRole("progressbar").waitFor();
    await runQueued();
    const runs = page.getByRole("table", { name: "Verifications so far" });
    await runs.getByText("All agree").waitFor();
    expect(await runs.getByRole("row").nth(1).textContent()).toContain("Ana Souza");
    const { db } = stage.shop.door;
    const move = (by: number) =>
      inWorkspace(db, stage.shop.ws, (tx) =>
        tx
          .updateTable("balance")
          .set((is) => ({ amount: is("amount", "+", by) }))
          .where("ws", "=", stage.shop.ws)
          .where("account", "=", 2)
          .execute(),
      );
    await move(1);
    await page.getByRole("button", { name: "Verify the books" }).click();
    await page.getByRole("progressbar").waitFor();
    await runQueued();
    await runs.getByText("1 place disagrees").waitFor();
    await runs.getByRole("link").first().click();
    await heading(page, "Verification").waitFor();
    await page.getByText("balance", { exact: true }).waitFor();
    await page.goto(stage.home);
    await page.getByText("found 1 place where the books disagree").waitFor();
    await move(-1);
    expect(complaints).toEqual([]);
  });

  test("a viewer sees what came of it and may not start one; support sees no ledger", async () => {
    const viewer = await enterAs(stage, "viewer");
    await viewer.goto(`${stage.home}/ledger?tab=verify`);
    await viewer.getByText("Owners, admins and finance may have the books verified").waitFor();
    expect(await viewer.getByRole("button", { name: "Verify the books" }).count()).toBe(0);
    const support = await enterAs(stage, "support");
    await support.goto(`${stage.home}/ledger`);
    await support.getByText("The ledger is not part of your role").waitFor();
  });

  test("fits a phone in Portuguese; axe finds nothing in light and dark", async () => {
    await fitsPhone(stage, [
      ["/ledger", "Livro-razão"],
      ["/ledger?tab=accounts", "Livro-razão"],
      ["/ledger?tab=entries", "Livro-razão"],
      ["/ledger?tab=verify", "Livro-razão"],
      ["/ledger/accounts/2", /./],
      ["/ledger/entries/1", /Lançamento 1/],
    ]);
    await axeFindsNothing(stage, [
      "/ledger",
      "/ledger?tab=accounts",
      "/ledger?tab=entries",
      "/ledger?tab=verify",
      "/ledger/accounts/2",
      "/ledger/entries/1",
    ]);
  }, 120_000);
});
