// What grew around contracts, by role and label in two browsers: several invited in one go from kept terms,
// notice given and read by the other side, a recorded contract confirmed, fees asked of a partner, launch
// checks mended, and a product archived with its contracts asked about. On a desktop, and every page once
// more on a phone in Portuguese: nothing wider than the screen, nothing that axe finds.
import type { Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { personOf } from "../journeys/open-pair.ts";
import { AGREED } from "../journeys/open-shop.ts";
import { mustBeClean } from "./axe-finds.ts";
import { choose } from "./choose.ts";
import { CHROMIUM } from "./chromium.ts";
import { openSides, type Sides } from "./two-sides.ts";
import { mustStayText } from "./type-markup.ts";

const TERMS = { renewals: "at_charge", tail: "none", termsOfUse: 2 } as const;
const EVA = "eva@example.com";
const PHONE = { viewport: { width: 360, height: 740 }, locale: "pt-BR", colorScheme: "dark" as const };

describe("what grew around contracts", { timeout: 120_000 }, () => {
  let sides: Sides;
  let ana: Page;
  let eva: Page;
  let product: string;
  let contract: string;
  let recorded: string;
  let party: string;
  const complaints: string[][] = [];

  const own = (path: string) => `${sides.stage.url}/partner/${party}${path}`;

  beforeEach((context) => {
    if (CHROMIUM === undefined) context.skip("there is no Chromium here (CHROMIUM names one)");
  });
  beforeAll(async () => {
    if (CHROMIUM === undefined) return;
    sides = await openSides();
    const { shop } = sides.stage;
    product = (await shop.make("/products", { name: "Guitar for all" })).id;
    await shop.make("/products", { name: "Guitar, second edition" });
    const offer = { name: "Course", currency: "USD", price: 10_000, kind: "one_time" };
    await shop.make(`/products/${product}/offers`, offer);
    const invitation = { product, email: EVA, name: "Eva Costa", share: "0.20", noticeDays: 30, ...TERMS };
    const asked = await shop.make("/proposals", { invitations: [invitation] });
    const token = /#([\w-]{43})/.exec((await sides.mailTo(EVA)).text)?.[1] ?? "";
    const person = await personOf(shop, EVA);
    const payload = { token, termsOfUse: 2 };
    await person.send({ method: "POST", url: "/v1/invitations/accept", payload });
    contract = asked.data[0].contract;
    party = asked.data[0].party.id;
    const drums = (await shop.make("/products", { name: "Drums at home" })).id;
    recorded = (await shop.make("/contracts", { product: drums, party, share: "0.15", ...AGREED })).id;
    const carla = (await shop.make("/parties", { kind: "partner", name: "Carla Dias" })).id;
    await shop.make("/affiliations", { product, party: carla, code: "CARLA", rate: "0.60" });
    await shop.make("/parties", { kind: "platform", name: "Market" });
    const producer = await sides.stage.enter();
    const partner = await sides.stage.visit();
    ana = producer.page;
    eva = partner.page;
    complaints.push(producer.complaints, partner.complaints);
    await signIn(eva);
  }, 120_000);
  afterAll(() => sides?.close());

  async function signIn(page: Page) {
    const token = await sides.stage.shop.door.identity.makeLinkToken(EVA, 5);
    await page.goto(`${sides.stage.url}/sign-in/link#${token}`);
    await page.getByRole("button").first().click();
    await page.waitForURL(/\/partner/);
  }

  test("terms are kept from the form, and the next invitation begins with them", async () => {
    await ana.goto(`${sides.stage.home}/proposals/new?product=${product}`);
    await ana.getByLabel("Share", { exact: true }).fill("10");
    await ana.getByLabel(/go by the terms in force/).check();
    await ana.getByLabel(/later renewals earn nothing/).check();
    await ana.getByLabel(/Notice period/).fill("60");
    await ana.getByRole("button", { name: "Keep these terms to reuse …" }).click();
    const dialog = ana.getByRole("dialog", { name: "Keep these terms" });
    await dialog.getByLabel("Name").waitFor();
    await mustStayText(ana, "[role=dialog]");
    await dialog.getByLabel("Name").fill("Usual terms");
    await dialog.getByLabel(/Begin every invitation/).check();
    await dialog.getByRole("button", { name: "Keep the terms" }).click();
    await dialog.waitFor({ state: "detached" });
    await ana.reload();
    const notice = ana.getByLabel(/Notice period/);
    await expect.poll(() => notice.inputValue(), { timeout: 30_000 }).toBe("60");
  });

  test("a template that is taken out takes its terms with it, and nothing that was typed over them", async () => {
    const notice = ana.getByLabel(/Notice period/);
    const begin = ana.getByRole("combobox", { name: "Begin with" });
    const takeOut = async () => {
      await begin.click();
      await expect.poll(() => begin.getAttribute("aria-expanded")).toBe("true");
      await begin.press("ControlOrMeta+a");
      await ana.keyboard.press("Delete");
      expect(await notice.inputValue()).not.toBe("");
      await ana.keyboard.press("Tab");
      await expect.poll(() => begin.inputValue()).toBe("");
    };
    await notice.fill("45");
    await takeOut();
    expect(await notice.inputValue()).toBe("45");
    await choose(ana, "Begin with", "Usual terms");
    expect(await notice.inputValue()).toBe("60");
    await takeOut();
    await expect.poll(() => notice.inputValue()).toBe("");
    await choose(ana, "Begin with", "Usual terms");
    expect(await notice.inputValue()).toBe("60");
  });

  test("who is known already is said, the sum is held against the cap, and two are invited by one press", async () => {
    await ana.getByLabel("E-mail", { exact: true }).fill(EVA);
    await ana.getByText(`${EVA} shares Guitar for all already`).waitFor();
    await ana.getByRole("button", { name: /Add another co-producer/ }).click();
    await ana.getByLabel("E-mail of co-producer 1").fill("bruno@example.com");
    await ana.getByLabel("E-mail of co-producer 2").fill("carla@example.com");
    await ana.getByLabel(/Share of co-producer 1/).fill("40");
    await ana.getByLabel(/Share of co-producer 2/).fill("25");
    await ana.getByText("Together 65%, and only 50% fits under the cap.", { exact: false }).waitFor();
    await mustBeClean(ana);
    await ana.getByLabel(/I have read and accept/).check();
    const press = (says: RegExp) => ana.getByRole("button", { name: says }).click();
    await press(/Invite 2 people to Guitar for all of Piano School for 40%, 25%/);
    await ana.getByText("Nobody was invited", { exact: false }).first().waitFor();
    await ana.getByLabel(/Share of co-producer 1/).fill("10");
    await ana.getByLabel(/Share of co-producer 2/).fill("5");
    await press(/for 10%, 5%/);
    await ana.waitForURL(/\/proposals\?state=open/);
    await ana.getByText("bruno@example.com").first().waitFor();
    await sides.mailTo("bruno@example.com");
    await sides.mailTo("carla@example.com");
  });

  test("before anything is sent, what it would have meant and what hangs on it stand beside the form", async () => {
    const sale = { externalId: "guitar-1", product, currency: "USD", paid: 10_000 };
    await sides.stage.shop.make("/sales", sale);
    await ana.goto(`${sides.stage.home}/proposals/new?product=${product}`);
    await ana.getByLabel("Share", { exact: true }).fill("10");
    const heading = ana.getByRole("heading", { name: "What it would have meant" });
    const meant = ana.locator("section").filter({ has: heading });
    await meant.getByText("1 real sale in USD", { exact: false }).waitFor();
    await meant.getByRole("row", { name: /Eva Costa/ }).waitFor();
    await mustBeClean(ana);
    const opened = ana.context().waitForEvent("page");
    await meant.getByRole("link", { name: "1 affiliate promotes the product" }).click();
    const beside = await opened;
    await beside.waitForURL(/tab=shares/);
    await beside.close();
    // What was typed is still there.
    expect(await ana.getByLabel("Share", { exact: true }).inputValue()).toBe("10");
    await eva.goto(own(`/contracts/${contract}/amend`));
    await eva.getByLabel("Share", { exact: true }).fill("25");
    const own20 = eva.getByRole("row", { name: /Eva Costa/ }).getByText("20.00");
    await own20.first().waitFor();
    await eva
      .getByRole("row", { name: /Eva Costa/ })
      .getByText("25.00")
      .first()
      .waitFor();
    await eva.getByText("All others together").waitFor();
    await mustBeClean(eva);
  });

  test("launch checks name what waits, and one click mends it", async () => {
    await ana.goto(`${sides.stage.home}/products/${product}?tab=launch`);
    const check = (name: string) => ana.getByRole("listitem").filter({ hasText: name });
    await check("Every co-producer has answered").getByText("bruno@example.com").waitFor();
    await mustBeClean(ana);
    await ana.getByRole("button", { name: "I have looked over these links" }).click();
    await check("Affiliates’ links were looked over").getByText("In order").waitFor();
    await check("Every co-producer has answered")
      .getByRole("link", { name: "See the invitation" })
      .first()
      .click();
    await ana.waitForURL(/\/proposals\/proposal_/);
  });

  test("the partner confirms what was only recorded; the producer sees it", async () => {
    await eva.goto(own(`/contracts/${recorded}`));
    await eva.getByText("Recorded, not yet confirmed by you").first().waitFor();
    await mustBeClean(eva);
    await eva.getByRole("button", { name: "Confirm the terms of Drums at home" }).click();
    await eva.getByText(/Confirmed by eva@example.com/).waitFor();
    await ana.goto(`${sides.stage.home}/contracts/${recorded}`);
    await ana.getByText(/Confirmed by eva@example.com/).waitFor();
  });

  test("fees that take from her are asked of her, side by side, and hold when she accepts", async () => {
    await ana.goto(`${sides.stage.home}/products/${product}?tab=shares`);
    await ana.getByRole("button", { name: "Change the fees" }).click();
    await choose(ana, "Commission is counted on", "what was paid, less tax and shipping");
    await ana.getByRole("button", { name: "Save new fees for Guitar for all" }).click();
    const ask = ana.getByRole("region", { name: "Agreed contracts stand in the way" });
    await ask.getByText("Eva Costa", { exact: false }).first().waitFor();
    await ask.getByLabel(/I have read and accept/).check();
    await ask.getByRole("button", { name: "Propose these fees to Eva Costa" }).click();
    await ana.waitForURL(/\/proposals\?state=open/);
    await eva.goto(own("/requests"));
    await eva
      .getByRole("link", { name: /New fees for Guitar for all/ })
      .first()
      .click();
    await eva
      .getByRole("row", { name: /Affiliate's commission/ })
      .getByText(/the buyer paid/)
      .waitFor();
    await mustBeClean(eva);
    await eva.getByLabel(/I have read and accept/).check();
    await eva.getByRole("button", { name: "Accept the new fees for Guitar for all" }).click();
    await eva.waitForURL(/\/contracts\//);
    const { body } = await sides.stage.shop.get(`/products/${product}/terms`);
    expect(body.data[0].affiliate.base).toBe("gross");
  });

  test("notice is given with what follows, and the other side reads when it ends", async () => {
    await eva.goto(own(`/contracts/${contract}`));
    await eva.getByRole("button", { name: "Give notice" }).click();
    await eva.getByRole("dialog").getByText("The contract ends after 30 days.", { exact: false }).waitFor();
    await mustBeClean(eva);
    await eva.getByRole("button", { name: "Give 30 days’ notice on Guitar for all" }).click();
    await eva.getByText("Your side gave notice", { exact: false }).waitFor();
    await ana.goto(`${sides.stage.home}/contracts/${contract}`);
    await ana.getByText(/eva@example.com gave notice on/).waitFor();
    await mustBeClean(ana);
    expect(await ana.getByRole("button", { name: "Give notice" }).count()).toBe(0);
  });

  test("before the product is archived each contract is asked about, and a move is a proposal", async () => {
    await ana.goto(`${sides.stage.home}/products/${product}/edit`);
    await ana.getByRole("button", { name: "Archive Guitar for all" }).click();
    const dialog = ana.getByRole("dialog", { name: /Archive Guitar for all/ });
    await choose(dialog, /Does another product/, "Guitar, second edition");
    await choose(
      dialog,
      "What becomes of the contract with Eva Costa",
      "Propose its terms on the other product",
    );
    await dialog.getByLabel(/I have read and accept/).check();
    await mustBeClean(ana);
    await dialog.getByRole("button", { name: "Archive Guitar for all" }).click();
    await ana.getByText("1 proposal is on its way", { exact: false }).first().waitFor();
    const { body } = await sides.stage.shop.get("/proposals?state=open&limit=100");
    const moved = body.data.find(
      (one: { product: { name: string } }) => one.product.name === "Guitar, second edition",
    );
    expect(moved).toMatchObject({ kind: "invite", email: EVA });
  });

  test("on a phone in Portuguese nothing is wider than the screen, and axe finds nothing", async () => {
    const { page, complaints: heard } = await sides.stage.enter(PHONE);
    const other = await sides.stage.visit(PHONE);
    await signIn(other.page);
    const { home } = sides.stage;
    const looks: [Page, string, string][] = [
      [page, `${home}/proposals/templates`, "Termos guardados"],
      [page, `${home}/products/${product}?tab=launch`, "Checagens de lançamento"],
      [page, `${home}/contracts/${contract}`, "Contrato com Eva Costa"],
      [other.page, own(`/contracts/${contract}`), "Guitar for all"],
    ];
    for (const [who, address, title] of looks) {
      await who.goto(address);
      await who.getByRole("heading", { name: title }).first().waitFor();
      await mustBeClean(who);
      const wide = await who.evaluate("document.documentElement.scrollWidth - innerWidth");
      expect(wide, address).toBeLessThanOrEqual(0);
    }
    complaints.push(heard, other.complaints);
  });

  test("no page complained", () => {
    // A refusal that is told is no complaint.
    const real = complaints.flat().filter((one) => !/status of 4(09|22)/.test(one));
    expect(real).toEqual([]);
  });
});
