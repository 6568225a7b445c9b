// A programme by role and label: the producer opens it, a stranger finds the public page, confirms the
// address by the mail's link and applies, the producer approves, the affiliate sees the own rate; a manager
// serves his own. Every page without a complaint, nothing too wide, nothing that axe finds. PICTURES names a
// folder.
import type { BrowserContextOptions, Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { linkAccount } from "../../src/access/party-accounts.ts";
import { parsePublicId, type Uuid } from "../../src/base/id.ts";
import { inWorkspace } from "../../src/db/transaction.ts";
import { AGREED } from "../journeys/open-shop.ts";
import { ids } from "../journeys/test-door.ts";
import { mustBeClean } from "./axe-finds.ts";
import { CHROMIUM, openConsole, type Stage } from "./open-console.ts";
import { mustStayText } from "./type-markup.ts";

const SLOW = { timeout: 300_000 };
const PHONE = { viewport: { width: 360, height: 740 }, locale: "pt-BR", colorScheme: "dark" as const };
const DARK = { colorScheme: "dark" as const, viewport: { width: 1280, height: 860 } };
const PICTURES = process.env.PICTURES;

describe("affiliate programmes in a browser", () => {
  let stage: Stage;
  let piano: string;
  let davi: { email: string; party: string };

  beforeEach((context) => {
    if (CHROMIUM === undefined) context.skip("there is no Chromium here (CHROMIUM names one)");
  });
  beforeAll(async () => {
    if (CHROMIUM === undefined) return;
    stage = await openConsole();
    const { shop } = stage;
    piano = (await shop.get("/products?externalId=piano")).body.data[0].id;
    const offer = { name: "Course", currency: "USD", price: 9_700, kind: "one_time" };
    await shop.make(`/products/${piano}/offers`, offer);
    davi = { email: "davi@example.com", party: await speaker("davi", "Davi Reis") };
    const terms = { share: "0.05", scope: "recruited", ...AGREED };
    await shop.make("/contracts", { product: piano, party: davi.party, ...terms });
  }, 120_000);
  afterAll(() => stage?.close());

  async function speaker(ref: string, name: string): Promise<string> {
    const { shop } = stage;
    const email = `${ref}@example.com`;
    const { id } = await shop.make("/parties", { kind: "partner", ref, name, email });
    const account = await shop.door.identity.createAccount({ email, name, verified: true });
    const workspace = parsePublicId("ws", shop.workspace) as Uuid;
    const link = { account, email, workspace, ws: shop.ws, party: parsePublicId("party", id) as Uuid };
    await inWorkspace(shop.door.db, null, (tx) =>
      linkAccount(tx, { ...link, mayAccept: true, at: ids.now() }),
    );
    return id;
  }

  async function enter(email: string, options?: BrowserContextOptions) {
    const visitor = await stage.visit(options);
    await visitor.page.goto(
      `${stage.url}/sign-in/link#${await stage.shop.door.identity.makeLinkToken(email, 5)}`,
    );
    await visitor.page.getByRole("button").first().click();
    await visitor.page.waitForURL(/\/partner|\/w\//);
    return visitor;
  }

  /** Nothing too wide, nothing that axe finds; a picture where a folder is named. */
  async function look(page: Page, name: string) {
    await page.locator(".mantine-Skeleton-root").first().waitFor({ state: "detached" });
    if (PICTURES) await page.screenshot({ path: `${PICTURES}/${name}.png`, fullPage: true });
    expect(
      await page.evaluate("document.documentElement.scrollWidth - innerWidth"),
      name,
    ).toBeLessThanOrEqual(0);
    await mustBeClean(page);
  }

  test("the producer opens a programme; the tab says what it promises", SLOW, async () => {
    const { page, complaints } = await stage.enter();
    await page.goto(`${stage.home}/products/${piano}?tab=affiliates`);
    await page.getByText("No affiliate programme yet").waitFor();
    await look(page, "tab-empty");
    await page.getByRole("button", { name: "Open a programme" }).click();
    await page.getByRole("textbox", { name: "Commission for everybody" }).fill("30");
    await page
      .getByRole("textbox", { name: "Terms of use" })
      .fill("No ads on our own name. No mails to strangers.");
    await look(page, "open-form");
    await page.getByRole("button", { name: "Open the programme of Piano in 30 days" }).click();
    await page.getByText("The programme of Piano in 30 days is open.").waitFor();
    await page.getByRole("textbox", { name: "Public page" }).waitFor();
    await page.getByRole("row", { name: /Everybody.*In force.*30%/ }).waitFor();
    // Carla promoted at 35 % before: that is a rule of her own now.
    await page.getByRole("row", { name: /Carla Dias.*In force.*35%/ }).waitFor();
    await page.getByRole("combobox", { name: "Affiliate" }).selectOption("Carla Dias");
    await page.getByText(/35%: a rule for this affiliate, on every offer/).waitFor();
    expect(complaints).toEqual([]);
  });

  test("a stranger applies by the public page, is approved, and sees the own rate", SLOW, async () => {
    const { page, complaints } = await stage.visit();
    await page.goto(`${stage.url}/p/piano-in-30-days`);
    await page.getByRole("heading", { level: 1, name: "Promote Piano in 30 days" }).waitFor();
    await page.getByRole("row", { name: /Course.*97\.00.*30%/ }).waitFor();
    await look(page, "public");
    await page.getByRole("textbox", { name: "Your name" }).fill("Dora Lima");
    await page.getByRole("textbox", { name: "E-mail" }).fill("dora@example.com");
    await page.getByRole("button", { name: "Apply to promote Piano in 30 days" }).click();
    await page.getByText("We sent a link to").waitFor();
    const token = await signLink();
    await page.goto("about:blank");
    await page.goto(`${stage.url}/p/piano-in-30-days#sign=${token}`);
    await page.getByRole("button", { name: "Go on" }).click();
    await page.getByText("You apply as Dora Lima.").waitFor();
    await mustStayText(page, "main");
    await page.getByRole("textbox", { name: "How would you promote it?" }).fill("To my 4,000 readers.");
    await page.getByRole("button", { name: "Apply to promote Piano in 30 days" }).click();
    await page.getByText("Read and accept the terms to go on.").waitFor();
    await page.getByRole("checkbox", { name: /I have read and accept/ }).click();
    await look(page, "public-apply");
    await page.getByRole("button", { name: "Apply to promote Piano in 30 days" }).click();
    await page.getByText("Your application is on its way").waitFor();

    const ana = await stage.enter();
    await ana.page.goto(`${stage.home}/products/${piano}?tab=affiliates`);
    await ana.page.getByRole("row", { name: /Dora Lima.*To my 4,000 readers/ }).waitFor();
    await look(ana.page, "tab-applicant");
    await ana.page.getByRole("button", { name: "Approve Dora Lima" }).click();
    await ana.page.getByText("Dora Lima may promote now, and is told.").waitFor();

    await page.getByRole("link", { name: "Open my portal" }).click();
    await page.getByRole("row", { name: /Piano in 30 days.*DORALIMA.*You promote it.*30%/ }).click();
    await page.getByText("The commission for everybody.").waitFor();
    await look(page, "promote-product");
    expect(complaints).toEqual([]);
    expect(ana.complaints).toEqual([]);
  });

  /** From the mail that was written. */
  async function signLink(): Promise<string> {
    for (let tries = 0; tries < 100; tries++) {
      const mail = stage.shop.door.mails().findLast((one) => one.includes("dora@example.com"));
      const text = mail?.replaceAll("=\r\n", "").replaceAll("=3D", "=") ?? "";
      const found = /#sign=([\w.~%-]+)/.exec(text)?.[1];
      if (found !== undefined) return found;
      await new Promise((soon) => setTimeout(soon, 100));
    }
    throw new Error("no mail with a link came");
  }

  test("the producer sets a lower rate with notice, and suspends with a reason", SLOW, async () => {
    const { page, complaints } = await stage.enter();
    await page.goto(`${stage.home}/products/${piano}?tab=affiliates`);
    await page.getByRole("button", { name: "Add a rate" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByRole("textbox", { name: "Commission" }).fill("20");
    await dialog.getByText(/1 affiliate would earn less: it applies from/).waitFor();
    await look(page, "rate-form");
    await dialog.getByRole("button", { name: "Set this commission" }).click();
    await page.getByRole("row", { name: /Everybody.*Announced.*20%/ }).waitFor();
    await page.getByRole("button", { name: "Change Dora Lima" }).click();
    await page.getByRole("menuitem", { name: "Suspend" }).click();
    await page.getByRole("button", { name: "Suspend Dora Lima" }).click();
    await page.getByText("Say why: the affiliate is told.").waitFor();
    await page.getByRole("textbox", { name: "Why" }).fill("Ads on our own name.");
    await look(page, "suspend");
    await page.getByRole("button", { name: "Suspend Dora Lima" }).click();
    await page.getByRole("row", { name: /Dora Lima.*Suspended.*Ads on our own name/ }).waitFor();
    // The row is there before the window is gone, which fades over it.
    await page.getByRole("dialog").waitFor({ state: "detached" });
    await look(page, "tab-full");
    expect(complaints).toEqual([]);
  });

  test("what another changed while the window was open is told, not written over", SLOW, async () => {
    const { page } = await stage.enter();
    await page.goto(`${stage.home}/products/${piano}?tab=affiliates`);
    await page.getByRole("button", { name: "Change", exact: true }).click();
    const dialog = page.getByRole("dialog", { name: "Change the programme of Piano in 30 days" });
    // It begins with what the page has read so far.
    await dialog.getByRole("textbox", { name: "Address of the public page" }).waitFor();
    const path = `/products/${piano}/program`;
    const { version, slug } = (await stage.shop.get(path)).body;
    const made = await stage.shop.patch(path, { about: "Another text", basedOn: version });
    expect(made.status).toBe(200);
    // The page behind has heard of it before the form is sent.
    const heard = page.waitForResponse((one) => one.url().endsWith(path) && one.request().method() === "GET");
    await page.evaluate("void window.dispatchEvent(new Event('visibilitychange'))");
    await heard;
    await dialog.getByRole("textbox", { name: "Address of the public page" }).fill("piano");
    await dialog.getByRole("button", { name: "Save the programme" }).click();
    await dialog.getByText("Somebody else has changed this since you opened it.").waitFor();
    expect((await stage.shop.get(path)).body).toMatchObject({ version: made.body.version, slug });
  });

  test("a manager makes a link, sees who comes by it and no other, and approves", SLOW, async () => {
    const { page, complaints } = await enter(davi.email);
    await page.goto(`${stage.url}/partner/${davi.party}/recruits`);
    await page.getByRole("button", { name: "Make my recruiting link for Piano in 30 days" }).click();
    const link = page.getByRole("textbox", { name: "Your recruiting link" });
    expect(await link.inputValue()).toMatch(/\/p\/piano-in-30-days\?by=DAVIREIS$/);
    await page.getByText("Nobody yet").waitFor();
    const eva = await speaker("eva", "Eva Costa");
    const guest = await enter("eva@example.com");
    await guest.page.goto(`${stage.url}/p/piano-in-30-days?by=DAVIREIS`);
    await guest.page.getByRole("checkbox", { name: /I have read and accept/ }).click();
    await guest.page.getByRole("button", { name: "Apply to promote Piano in 30 days" }).click();
    await guest.page.getByText("Your application is on its way").waitFor();
    await page.reload();
    await page.getByRole("row", { name: /Eva Costa/ }).waitFor();
    expect(await page.getByText("Dora Lima").count()).toBe(0);
    await look(page, "recruits");
    await page.getByRole("button", { name: "Approve Eva Costa" }).click();
    await page.getByRole("row", { name: /Eva Costa.*Approved/ }).waitFor();
    const { body } = await stage.shop.get(`/affiliations?party=${eva}`);
    expect(body.data[0]).toMatchObject({ state: "approved", recruitedBy: { name: "Davi Reis" } });
    expect(complaints).toEqual([]);
  });

  test("every page fits a phone in Portuguese and the dark, and a desk in the dark", SLOW, async () => {
    for (const [kind, options] of [
      ["phone", PHONE],
      ["dark", DARK],
    ] as const) {
      const ana = await stage.enter(options);
      await ana.page.goto(`${stage.home}/products/${piano}?tab=affiliates`);
      await ana.page.getByRole("textbox", { name: /Public page|Página pública/ }).waitFor();
      await look(ana.page, `${kind}-tab`);
      const guest = await stage.visit(options);
      await guest.page.goto(`${stage.url}/p/piano-in-30-days`);
      await guest.page.getByRole("heading", { level: 1, name: /Piano in 30 days/ }).waitFor();
      await look(guest.page, `${kind}-public`);
      const own = await enter(davi.email, options);
      for (const place of ["promote", `promote/${piano}`, "recruits"]) {
        await own.page.goto(`${stage.url}/partner/${davi.party}/${place}`);
        await own.page.locator("h1").waitFor();
        await look(own.page, `${kind}-${place.replaceAll("/", "-").slice(0, 12)}`);
      }
      for (const one of [ana, guest, own]) expect(one.complaints).toEqual([]);
    }
  });
});
