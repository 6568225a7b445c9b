// Who is credited, in a real browser: a coupon made and used, the journey on the sale's page, a held
// commission released with a reason, the affiliate who reads it and disputes another sale. Every page without
// a finding of axe, on a desk and on a phone in Portuguese and the dark.
import type { Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { linkAccount } from "../../src/access/party-accounts.ts";
import { parsePublicId, type Uuid } from "../../src/base/id.ts";
import { inWorkspace } from "../../src/db/transaction.ts";
import { watchFraud } from "../../src/flows/watch-fraud.ts";
import { ids } from "../journeys/test-door.ts";
import { mustBeClean } from "./axe-finds.ts";
import { choose } from "./choose.ts";
import { heading, PHONE } from "./enter-as.ts";
import { CHROMIUM, openConsole, type Stage } from "./open-console.ts";

const DAY_MS = 86_400_000;
/** Where pictures go for who wants to look at them. */
const PICTURES = process.env.PARTAGE_PICTURES;
const EMAIL = "carla@example.com";

describe("who is credited", { timeout: 180_000 }, () => {
  let stage: Stage;
  let ana: Page;
  let carla: Page;
  let party: string;
  let complaints: string[];
  /** Sales by name. */
  let asked = "";
  const sales: Record<"shared" | "lost" | "rushed", string> = { shared: "", lost: "", rushed: "" };

  beforeEach((context) => {
    if (CHROMIUM === undefined) context.skip("there is no Chromium here (CHROMIUM names one)");
  });
  beforeAll(async () => {
    if (CHROMIUM === undefined) return;
    stage = await openConsole();
    await sellByLinks();
    const entered = await stage.enter();
    ana = entered.page;
    complaints = entered.complaints;
    carla = await enterCarla();
  }, 300_000);
  afterAll(() => stage?.close());

  /** Carla and dora promote; carla's buyer of yesterday came through dora in the end. */
  async function sellByLinks() {
    const { shop } = stage;
    const product = (await shop.get("/products")).body.data[0].id;
    const own = (await shop.get("/affiliations?code=CARLA")).body.data[0];
    party = own.party.id;
    const dora = await shop.make("/parties", { kind: "partner", name: "Dora Reis", ref: "dora" });
    const other = { product, party: dora.id, code: "DORA", rate: "0.20" };
    const { id: second } = await shop.make("/affiliations", other);
    await shop.make("/destinations", { product, name: "Page", url: "https://school.example/piano" });
    await shop.make("/links", { affiliation: own.id, code: "carla-piano", campaign: "spring" });
    await shop.make("/links", { affiliation: second, code: "dora-piano" });
    const click = (code: string, ago: number, visitor?: string) =>
      shop.make("/clicks", {
        code,
        at: new Date(Date.now() - ago).toISOString(),
        ...(visitor ? { visitor } : {}),
      });
    const sell = async (externalId: string, more: object) =>
      (await shop.make("/sales", { externalId, product, currency: "USD", paid: 10_000, ...more })).id;
    const first = await click("carla-piano", 9 * DAY_MS);
    const last = await click("dora-piano", DAY_MS, first.visitor);
    sales.lost = await sell("b-lost", { clickId: last.id });
    sales.rushed = await sell("b-rushed", { clickId: (await click("carla-piano", 0)).id });
    await watchFraud(shop.door.app, shop.ws);
  }

  async function enterCarla(): Promise<Page> {
    const { door, ws, workspace } = stage.shop;
    const account = await door.identity.createAccount({ email: EMAIL, name: "Carla Dias", verified: true });
    const ownWorkspace = parsePublicId("ws", workspace) as Uuid;
    const ownParty = parsePublicId("party", party) as Uuid;
    const link = { account, workspace: ownWorkspace, ws, party: ownParty, mayAccept: true, at: ids.now() };
    await inWorkspace(door.db, null, (tx) => linkAccount(tx, { ...link, email: EMAIL }));
    return await signIn(await stage.visit());
  }

  async function signIn({ page }: { page: Page }): Promise<Page> {
    await page.goto(`${stage.url}/sign-in/link#${await stage.shop.door.identity.makeLinkToken(EMAIL, 5)}`);
    await page.getByRole("button").first().click();
    await page.waitForURL(/\/partner/);
    return page;
  }

  async function look(page: Page, name: string) {
    if (PICTURES) await page.screenshot({ path: `${PICTURES}/${name}.png`, fullPage: true });
    const over = await page.evaluate("document.documentElement.scrollWidth - innerWidth");
    expect(Math.max(0, over as number), name).toBe(0);
  }

  test("a coupon is made for an affiliate, and its uses are counted", async () => {
    await ana.goto(`${stage.home}/coupons`);
    await heading(ana, "Coupons").waitFor();
    await look(ana, "coupons-empty");
    await ana.getByRole("button", { name: "New coupon" }).first().click();
    const dialog = ana.getByRole("dialog");
    await choose(dialog, "Affiliate", "Carla Dias");
    await dialog.getByRole("textbox", { name: "Code" }).fill("CARLA10");
    await choose(dialog, "What the shop takes off", "A percentage");
    await dialog.getByRole("textbox", { name: "Percentage" }).fill("10");
    await dialog.getByRole("textbox", { name: "Maximum uses" }).fill("200");
    await look(ana, "coupon-form");
    await dialog.getByRole("button", { name: "Make coupon CARLA10" }).click();
    await ana.getByText("CARLA10 is active.").waitFor();
    const product = (await stage.shop.get("/products")).body.data[0].id;
    const bought = { externalId: "b-coupon", product, currency: "USD", paid: 9000, coupon: "carla10" };
    sales.shared = (await stage.shop.make("/sales", bought)).id;
    await ana.reload();
    await ana.getByText("1 of 200").waitFor();
    await look(ana, "coupons");
    await mustBeClean(ana);
  });

  test("the sale's page tells every touch and why it was credited or not", async () => {
    await ana.goto(`${stage.home}/sales/${sales.lost}`);
    await ana.getByRole("heading", { name: "How the buyer came" }).waitFor();
    await ana.getByText("Followed a link of Carla Dias").waitFor();
    await ana.getByText("A later touch earns: the last one counts.").waitFor();
    await ana.getByText("Followed a link of Dora Reis").waitFor();
    await look(ana, "sale-journey");
    await mustBeClean(ana);
  });

  test("what is looked at has thresholds; a held commission is released with a reason", async () => {
    await ana.goto(`${stage.home}/findings`);
    await ana
      .getByRole("row", { name: /Faster than a person/ })
      .first()
      .waitFor();
    await look(ana, "findings");
    await mustBeClean(ana);
    await ana.getByRole("button", { name: "What is looked at" }).click();
    const seconds = ana.getByRole("textbox", { name: /^Seconds between/ });
    await seconds.fill("15");
    await look(ana, "thresholds");
    await mustBeClean(ana);
    await ana.getByRole("button", { name: "Save what is looked at" }).click();
    await ana.getByText(/^Saved: sales from now on/).waitFor();
    await carla.goto(`${stage.url}/partner/${party}/sales/${sales.rushed}`);
    await carla.getByText(/is held while the producer looks at it/).waitFor();
    await look(carla, "portal-held");
    await mustBeClean(carla);
    await ana.getByRole("row", { name: /Carla Dias/ }).click();
    await heading(ana, "Carla Dias").waitFor();
    await look(ana, "finding");
    await mustBeClean(ana);
    // Half of the sale went back meanwhile: of the commission, half is left to decide about.
    await stage.shop.make(`/sales/${sales.rushed}/refunds`, { externalId: "r-rushed", amount: 5_000 });
    await ana.reload();
    await ana.getByText("of 31.36 USD; the rest was taken back since").waitFor();
    await ana.getByRole("button", { name: "Release", exact: true }).click();
    await ana.getByRole("textbox", { name: "Your reason" }).fill("She showed it in class.");
    await look(ana, "finding-release");
    await ana.getByRole("button", { name: /^Release .* to Carla Dias$/ }).click();
    await ana.getByText("She showed it in class.").first().waitFor();
    await ana.getByText("of 31.36 USD that was held").waitFor();
    await look(ana, "finding-decided");
    await carla.reload();
    await carla.getByText("It was looked at and 15.68 USD was released.").waitFor();
    await carla.getByText("31.36 USD was held at first;").waitFor();
    await look(carla, "portal-released");
    await carla.getByText("She showed it in class.").waitFor();
  });

  test("a commission that no rule found is held by hand; the affiliate reads why", async () => {
    await ana.goto(`${stage.home}/sales/${sales.shared}`);
    await ana.getByRole("button", { name: "Hold the commission of Carla Dias …" }).click();
    const hold = ana.getByRole("button", { name: /^Hold .* of Carla Dias$/ });
    expect(await hold.isDisabled()).toBe(true);
    await ana.getByRole("textbox", { name: "Your reason" }).fill("The buyer knows no coupon.");
    await look(ana, "hold-by-hand");
    await mustBeClean(ana);
    await hold.click();
    await ana.getByText(/of Carla Dias is held\.$/).waitFor();
    await ana.getByText("Held by hand").first().waitFor();
    expect(await ana.getByRole("button", { name: /^Hold the commission/ }).count()).toBe(0);
    await look(ana, "sale-held-by-hand");
    await ana.getByRole("complementary", { name: "Finding" }).getByRole("link").click();
    await ana.getByText("The affiliate reads it.", { exact: false }).first().waitFor();
    await look(ana, "finding-by-hand");
    await mustBeClean(ana);
    await carla.goto(`${stage.url}/partner/${party}/sales/${sales.shared}`);
    await carla.getByText("The buyer knows no coupon.").waitFor();
    await look(carla, "portal-held-by-hand");
    await mustBeClean(carla);
  });

  test("the affiliate finds a sale that went to another, and disputes it", async () => {
    await carla.goto(`${stage.url}/partner/${party}/touched`);
    await carla.getByText("A later touch earns: the last one counts.").waitFor();
    await look(carla, "portal-touched");
    await mustBeClean(carla);
    await carla.goto(`${stage.url}/partner/${party}/touched/${sales.lost}`);
    await carla.getByText("Followed a link of another affiliate").waitFor();
    expect(await carla.getByText("Dora").count()).toBe(0);
    await look(carla, "portal-journey");
    await mustBeClean(carla);
    await carla.getByRole("button", { name: "Dispute who was credited" }).click();
    await carla.getByRole("textbox", { name: /^Why you should/ }).fill("He told me he bought through me.");
    await carla.getByRole("button", { name: /^Send it to/ }).click();
    await carla.waitForURL(/\/questions\/question_/);
    await carla.getByText("Who was credited").waitFor();
    await look(carla, "portal-dispute");
    await carla.goto(`${stage.url}/partner/${party}/coupons`);
    await carla.getByText("CARLA10").waitFor();
    await look(carla, "portal-coupons");
    await mustBeClean(carla);
  });

  test("a dispute that is right is put right, and both read it", async () => {
    await ana.goto(`${stage.home}/questions?state=open`);
    await ana.getByRole("link", { name: /He told me he bought/ }).click();
    await ana.getByText("Decide", { exact: true }).click();
    await choose(ana, "Decision", "Will be corrected");
    await ana.getByRole("textbox", { name: /^Your reason|^Reason/ }).fill("You are right.");
    await ana.getByRole("button", { name: /Carla Dias/ }).click();
    await ana.getByRole("heading", { name: "Put it right" }).waitFor();
    await look(ana, "question-to-correct");
    await mustBeClean(ana);
    asked = new URL(ana.url()).pathname;
    // Nobody need have asked: the sale's own page proposes it, and takes it back.
    await ana.goto(`${stage.home}/sales/${sales.lost}`);
    await ana.getByRole("button", { name: "Credit somebody else …" }).click();
    const propose = ana.getByRole("button", { name: "Propose this correction" });
    await choose(ana, "Credit goes to", "Dora Reis");
    await ana.getByText("Credited to Dora Reis already: choose somebody else.").waitFor();
    expect(await propose.isDisabled()).toBe(true);
    await choose(ana, "Credit goes to", "Carla Dias");
    await ana.getByText("+31.36").waitFor();
    await look(ana, "correction-of-sale");
    await propose.click();
    await ana.getByText("Credit goes to Carla Dias").waitFor();
    await ana.getByRole("dialog").waitFor({ state: "detached" });
    const waits = ana.getByRole("list", { name: "What each gets or gives" });
    await waits.getByText("You, as the producer").waitFor();
    expect(await ana.getByRole("button", { name: "Credit somebody else …" }).count()).toBe(0);
    await mustBeClean(ana);
    await ana.getByRole("button", { name: "Withdraw" }).click();
    await ana.getByRole("button", { name: "Credit somebody else …" }).waitFor();
    await ana.goto(stage.home);
    await ana.getByText("1 question waits to be corrected").waitFor();
    await ana.goto(`${stage.home}/questions?toCorrect=true`);
    await ana.getByRole("link", { name: /He told me he bought/ }).click();
    await ana.getByRole("button", { name: "Credit somebody else …" }).click();
    await ana.getByText("Credited to Dora Reis now.").waitFor();
    await ana.getByText("+31.36").waitFor();
    await look(ana, "correction-form");
    await mustBeClean(ana);
    await ana.getByRole("button", { name: "Propose this correction" }).click();
    await ana.getByText("Credit goes to Carla Dias").waitFor();
    await look(ana, "correction-proposed");
    await mustBeClean(ana);
    await ana.getByRole("button", { name: "Approve" }).click();
    await look(ana, "correction-approve");
    await ana.getByRole("button", { name: "Approve and post" }).click();
    await ana.getByText("Posted", { exact: true }).waitFor();
    await look(ana, "correction-posted");
    await carla.goto(`${stage.url}/partner/${party}/touched/${sales.lost}`);
    await carla.getByText("Put right: credited to you").waitFor();
    expect(await carla.getByText("Dora").count()).toBe(0);
    // All of it is hers by now: it leads to the sale, and asking about it is the quiet way.
    await carla.getByRole("link", { name: "See the sale and why" }).waitFor();
    await look(carla, "portal-corrected");
    await mustBeClean(carla);
    await carla.goto(`${stage.url}/partner/${party}/questions/${asked.split("/").at(-1)}`);
    await carla.getByText("+31.36").waitFor();
    await look(carla, "portal-question-corrected");
  });

  test("all of it fits a phone in Portuguese and the dark", async () => {
    const { page } = await stage.enter({ ...PHONE, bypassCSP: true });
    const finding = (await stage.shop.get("/findings")).body.data[0].id;
    for (const [path, name] of [
      ["/coupons", "Cupons"],
      ["/findings", "Ocorrências"],
      [`/findings/${finding}`, "Carla Dias"],
      [`/sales/${sales.lost}`, "Piano in 30 days"],
      [`/questions/${asked.split("/").at(-1)}`, "Pergunta"],
    ] as const) {
      await page.goto(stage.home + path, { waitUntil: "networkidle" });
      await heading(page, name).waitFor();
      await look(page, `phone${path.replaceAll("/", "-").slice(0, 12)}`);
      await mustBeClean(page);
    }
    const own = await signIn(await stage.visit({ ...PHONE, bypassCSP: true }));
    for (const path of ["touched", `touched/${sales.lost}`, "coupons", `sales/${sales.rushed}`]) {
      await own.goto(`${stage.url}/partner/${party}/${path}`, { waitUntil: "networkidle" });
      await own.getByRole("heading", { level: 1 }).waitFor();
      await look(own, `phone-portal-${path.replaceAll("/", "-").slice(0, 10)}`);
      await mustBeClean(own);
    }
    expect(complaints).toEqual([]);
  });
});
