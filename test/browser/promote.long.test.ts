// From a stranger to an affiliate who earns, each with a browser of their own: a recruiting link copied out
// of a sentence, the public page, the mail, the manager's yes; a link with its QR code; a buyer who follows
// it and buys days later; and the sale, how the buyer came and why, before all three. And who gets no
// further: refused, without an invitation, a co-producer who may not, at once in an open programme.
import type { BrowserContext, BrowserContextOptions, Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { AGREED } from "../journeys/open-shop.ts";
import { speaksFor } from "../journeys/speaks-for.ts";
import { ids } from "../journeys/test-door.ts";
import { ageCookies } from "./age-cookies.ts";
import { mustBeClean } from "./axe-finds.ts";
import { AGENT } from "./chromium.ts";
import { heading } from "./enter-as.ts";
import { CHROMIUM, openConsole, type Stage } from "./open-console.ts";
import { openShopPage, type ShopPage } from "./shop-page.ts";

const DAY_MS = 86_400_000;
const PICTURES = process.env.PICTURES;

describe("from a stranger to an affiliate who earns", { timeout: 120_000 }, () => {
  let stage: Stage;
  let shop: ShopPage;
  let piano: string;
  let davi: Page;
  let nina: Page;
  let sale: string;
  let manager: string;
  let passed = 0;
  const real = ids.now;

  beforeEach((context) => {
    if (CHROMIUM === undefined) context.skip("there is no Chromium here (CHROMIUM names one)");
  });
  beforeAll(async () => {
    if (CHROMIUM === undefined) return;
    stage = await openConsole();
    ids.now = () => real() + passed * DAY_MS;
    shop = await openShopPage(stage.url);
    const { make, get } = stage.shop;
    piano = (await get("/products?externalId=piano")).body.data[0].id;
    await make(`/products/${piano}/offers`, {
      name: "Course",
      currency: "USD",
      price: 9_700,
      kind: "one_time",
    });
    await make("/destinations", { product: piano, name: "Sales page", url: `${shop.url}/piano` });
    await make(`/products/${piano}/program`, { rate: "0.30", terms: "No ads on our own name." });
    const partner = await make("/parties", { kind: "partner", ref: "davi", name: "Davi Reis" });
    await make("/contracts", {
      product: piano,
      party: partner.id,
      share: "0.05",
      scope: "recruited",
      ...AGREED,
    });
    manager = (await speaksFor(stage.shop, "davi", { party: partner.id })).person.email;
    davi = await signIn(manager);
  }, 300_000);
  afterAll(async () => {
    ids.now = real;
    shop?.close();
    await stage?.close();
  });

  async function signIn(email: string, options?: BrowserContextOptions): Promise<Page> {
    const { page } = await stage.visit(options);
    // What is asked for by days ends today, as the browser's clock has it.
    if (passed > 0) await page.clock.setSystemTime(ids.now());
    await page.goto(`${stage.url}/sign-in/link#${await stage.shop.door.identity.makeLinkToken(email, 5)}`);
    await page.getByRole("button").first().click();
    await page.waitForURL(/\/partner/);
    return page;
  }

  /** From the mail that was written to this address. */
  async function signLink(email: string): Promise<string> {
    const find = () => {
      const mail = stage.shop.door.mails().findLast((one) => one.includes(email));
      const text = mail?.replaceAll("=\r\n", "").replaceAll("=3D", "=") ?? "";
      return /#sign=([\w.~%-]+)/.exec(text)?.[1];
    };
    await expect.poll(find, { timeout: 20_000 }).toBeDefined();
    return find() as string;
  }

  async function look(page: Page, name: string) {
    if (PICTURES) await page.screenshot({ path: `${PICTURES}/${name}.png`, fullPage: true });
    const over = await page.evaluate("document.documentElement.scrollWidth - innerWidth");
    expect(Math.max(0, over as number), name).toBe(0);
    await mustBeClean(page);
  }

  /** On the public page, with the address proven by the mail's link. */
  async function apply(
    page: Page,
    path: string,
    { name, email }: { name: string; email: string },
    done = "Your application is on its way",
  ) {
    await page.goto(stage.url + path);
    await heading(page, "Promote Piano in 30 days").waitFor();
    await page.getByRole("textbox", { name: "Your name" }).fill(name);
    await page.getByRole("textbox", { name: "E-mail" }).fill(email);
    await page.getByRole("button", { name: "Apply to promote Piano in 30 days" }).click();
    await page.getByText("We sent a link to").waitFor();
    const token = await signLink(email);
    const by = new URL(page.url()).search;
    await page.goto("about:blank");
    await page.goto(`${stage.url}/p/piano-in-30-days${by}#sign=${token}`);
    await page.getByRole("button", { name: "Go on" }).click();
    await page.getByText(`You apply as ${name}.`).waitFor();
    await page.getByRole("checkbox", { name: /I have read and accept/ }).click();
    await page.getByRole("button", { name: "Apply to promote Piano in 30 days" }).click();
    await page.getByText(done).waitFor();
  }

  /** Days pass for the server, and for the cookies that a browser keeps. */
  async function passDays(context: BrowserContext, days: number): Promise<void> {
    passed += days;
    await ageCookies(context, days);
  }

  test("a stranger applies by a copied recruiting link; the manager says yes", async () => {
    await davi.getByRole("link", { name: "Affiliates" }).click();
    await davi.getByRole("button", { name: "Make my recruiting link for Piano in 30 days" }).click();
    const link = await davi.getByRole("textbox", { name: "Your recruiting link" }).inputValue();
    nina = (await stage.visit()).page;
    await apply(nina, `${new URL(link).pathname}${new URL(link).search}).`, {
      name: "Nina Alves",
      email: "nina@example.com",
    });
    await look(nina, "applied");
    await davi.reload();
    await davi.getByRole("row", { name: /Nina Alves/ }).waitFor();
    await davi.getByRole("button", { name: "Approve Nina Alves" }).click();
    await davi.getByRole("row", { name: /Nina Alves.*Approved/ }).waitFor();
    await nina.getByRole("link", { name: "Open my portal" }).click();
    await nina.getByRole("row", { name: /Piano in 30 days.*You promote it.*30%/ }).click();
    await nina.getByText("The commission for everybody.").waitFor();
    await nina.getByText("Davi Reis").waitFor();
    await look(nina, "promoted");
  });

  test("she finds her link and its QR code from there", async () => {
    await nina.getByRole("link", { name: "Make a link" }).click();
    await nina.getByRole("dialog").getByRole("button", { name: "Make a link" }).click();
    await nina.getByRole("img", { name: /QR code/ }).waitFor();
    const shared = nina.getByRole("textbox", { name: "Address to share" });
    expect(await shared.inputValue()).toBe(`${stage.url}/l/ninaalves`);
    await look(nina, "qr");
    await nina.keyboard.press("Escape");
    await nina.getByRole("button", { name: "Show link ninaalves" }).waitFor();
  });

  test("a buyer follows it and buys days later; all three see the sale, how it came and why", async () => {
    const { page: buyer } = await stage.visit({ userAgent: AGENT });
    await buyer.goto(`${stage.url}/l/NinaAlves`);
    expect(buyer.url()).toBe(`${shop.url}/piano`);
    await passDays(buyer.context(), 12);
    await buyer.goto(`${shop.url}/piano`);
    await buyer.getByRole("button", { name: "Buy" }).click();
    await buyer.waitForURL(`${shop.url}/bought`);
    const [, clickId] = /partage_click=(click_\w+)/.exec(shop.visited.at(-1) ?? "") ?? [];
    const at = new Date(ids.now()).toISOString();
    const sold = { product: piano, externalId: "nina-1", currency: "USD", paid: 10_000, at, clickId };
    sale = (await stage.shop.make("/sales", sold)).id;
    // 100.00 less 10.40 platform: 26.88 of 89.60; of the rest Bruno has 10 % and Davi 5 %.
    const own = await signIn("nina@example.com");
    await own.getByRole("link", { name: "Sales", exact: true }).click();
    await own.getByRole("row", { name: /Piano in 30 days.*26\.88/ }).click();
    await own.getByText("Followed a link of yours").waitFor();
    await own.getByText("30% of what is left to share, 89.60").waitFor();
    await look(own, "own-sale");
    // What she earned of leads to its sales, though she has no contract there.
    await own.getByRole("link", { name: "Earnings", exact: true }).click();
    await own.getByRole("row", { name: /Piano in 30 days.*26\.88/ }).click();
    const filter = own.getByRole("combobox", { name: "Product" }).locator("option:checked");
    await expect.poll(() => filter.textContent()).toBe("Piano in 30 days");
    davi = await signIn(manager);
    await davi.getByRole("link", { name: "Affiliates" }).click();
    await davi.getByRole("row", { name: /Nina Alves.*\b1\b.*\b1\b.*3\.14/ }).waitFor();
    await davi.getByRole("link", { name: "Sales", exact: true }).click();
    await davi.getByRole("row", { name: /Piano in 30 days.*3\.14/ }).click();
    await davi.getByText("5% of what is left", { exact: false }).waitFor();
    await look(davi, "manager-sale");
    const { page: ana } = await stage.enter();
    await ana.goto(`${stage.home}/sales/${sale}`);
    await ana.getByText("Followed a link of Nina Alves").waitFor();
    await ana.getByText("ninaalves").first().waitFor();
    await ana
      .getByRole("link", { name: /Davi Reis/ })
      .first()
      .waitFor();
    await look(ana, "producer-sale");
  });

  test("who is refused reads why, and may ask again; without an invitation there is nothing to fill in", async () => {
    const { page } = await stage.visit();
    await apply(page, "/p/piano-in-30-days", { name: "Otto Braun", email: "otto@example.com" });
    const { page: ana } = await stage.enter();
    await ana.goto(`${stage.home}/products/${piano}?tab=affiliates`);
    await ana.getByRole("button", { name: "Refuse Otto Braun" }).click();
    await ana.getByRole("textbox", { name: "Why" }).fill("No own audience.");
    await ana.getByRole("dialog").getByRole("button", { name: "Refuse Otto Braun" }).click();
    await ana.getByRole("row", { name: /Otto Braun.*Refused/ }).waitFor();
    await page.getByRole("link", { name: "Open my portal" }).click();
    await page.getByRole("row", { name: /Piano in 30 days.*Refused/ }).click();
    await page.getByText("The producer says: No own audience.").waitFor();
    expect(await page.getByRole("link", { name: "Make a link" }).count()).toBe(0);
    await look(page, "refused");
    const { body } = await stage.shop.get(`/products/${piano}/program`);
    const change = { access: "invitation", basedOn: body.version };
    expect((await stage.shop.patch(`/products/${piano}/program`, change)).status).toBe(200);
    const { page: other } = await stage.visit();
    await other.goto(`${stage.url}/p/piano-in-30-days`);
    await other.getByText("This programme takes only those who are invited.").waitFor();
    expect(await other.getByRole("textbox").count()).toBe(0);
    await look(other, "by-invitation");
  });

  test("an open programme takes one at once; a co-producer who may not is told so and gets no link", async () => {
    const { body } = await stage.shop.get(`/products/${piano}/program`);
    const change = { access: "open", coproducersMay: false, basedOn: body.version };
    const changed = await stage.shop.patch(`/products/${piano}/program`, change);
    expect(changed.status, JSON.stringify(changed.body)).toBe(200);
    // It takes something from somebody: it holds after three days.
    passed += 4;
    const bruno = (await stage.shop.get("/parties?ref=bruno")).body.data[0].id;
    const page = await signIn((await speaksFor(stage.shop, "bruno", { party: bruno })).person.email);
    await page.getByRole("link", { name: "Promote", exact: true }).click();
    await page.getByRole("row", { name: /Piano in 30 days/ }).click();
    await page
      .getByText("This programme takes no co-producers. A link of yours would earn nothing.")
      .waitFor();
    expect(await page.getByRole("button", { name: /^Apply/ }).count()).toBe(0);
    await look(page, "barred");
    await page.goto(`${stage.url}/p/piano-in-30-days`);
    await page.getByRole("checkbox", { name: /I have read and accept/ }).click();
    await page.getByRole("button", { name: "Apply to promote Piano in 30 days" }).click();
    await page.getByText("This co-producer may not promote the product as well").waitFor();
    await look(page, "barred-public");
    const { page: eva } = await stage.visit();
    await apply(eva, "/p/piano-in-30-days", { name: "Eva Costa", email: "eva@example.com" }, "You are in");
    await eva.getByText("Your code is EVACOSTA.").waitFor();
    await look(eva, "open-at-once");
  });
});
