// A contract's life between two people in two browsers, by role and label: a producer invites a stranger, who
// reads the mail from a real SMTP server, accepts with a new account, sees a sale and why, asks for more, and
// is asked to end. Nothing happens by opening a page. On a desktop, then on a phone in Portuguese.
import type { Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { mustBeClean } from "./axe-finds.ts";
import { CHROMIUM } from "./chromium.ts";
import { openSides, type Sides } from "./two-sides.ts";
import { mustStayText } from "./type-markup.ts";
import { walkInbox } from "./walk-inbox.ts";

const EVA = "eva@example.com";
const PHONE = { viewport: { width: 360, height: 740 }, locale: "pt-BR", colorScheme: "dark" as const };

describe("two sides of a contract", { timeout: 90_000 }, () => {
  let sides: Sides;
  let ana: Page;
  let eva: Page;
  let product: string;
  let party: string;
  const complaints: string[][] = [];

  beforeEach((context) => {
    if (CHROMIUM === undefined) context.skip("there is no Chromium here (CHROMIUM names one)");
  });
  beforeAll(async () => {
    if (CHROMIUM === undefined) return;
    sides = await openSides();
    const { shop } = sides.stage;
    product = (await shop.make("/products", { name: "Guitar for all", externalId: "guitar" })).id;
    const offer = { name: "Course", currency: "USD", price: 10_000, kind: "one_time" };
    await shop.make(`/products/${product}/offers`, offer);
    const producer = await sides.stage.enter();
    const invited = await sides.stage.visit();
    ana = producer.page;
    eva = invited.page;
    complaints.push(producer.complaints, invited.complaints);
    for (const page of [ana, eva]) page.setDefaultTimeout(60_000);
  }, 90_000);
  afterAll(() => sides?.close());

  const heading = (page: Page, name: string | RegExp) =>
    page.getByRole("heading", { level: 1, name, exact: true });
  const pathOf = (mail: { text: string }) =>
    /https?:\/\/[^\s]+?(\/(?:invitation|partner|w)[^\s]*)/.exec(mail.text)?.[1] ?? "";
  const sell = async (externalId: string) => {
    const sale = { externalId, product: { externalId: "guitar" }, currency: "USD", paid: 10_000 };
    return (await sides.stage.shop.make("/sales", sale)).id as string;
  };
  const noOverflow = async (page: Page) => {
    const over = await page.evaluate("document.documentElement.scrollWidth - innerWidth");
    expect(over, page.url()).toBe(0);
  };

  test("the producer invites; the button says whom, to what, where and for how much", async () => {
    await sell("before");
    await ana.goto(`${sides.stage.home}/products/${product}?tab=shares`);
    await ana.getByRole("link", { name: "Invite a co-producer" }).first().click();
    await heading(ana, "Invite a co-producer").waitFor();
    await ana.getByText("It sold 1 time in the last 30 days, for 100.00").waitFor();
    await ana.getByLabel("E-mail").fill(EVA);
    await ana.getByLabel("Share", { exact: true }).fill("10");
    const example = ana.getByRole("complementary", { name: "An example" });
    await example.getByText("10.00").first().waitFor();
    await ana.getByText("Up to 70% fits under the cap.").waitFor();
    const send = ana.getByRole("button", { name: `Invite ${EVA} to Guitar for all of Piano School for 10%` });
    await send.click();
    // Renewals, tail and the terms of use have no answer that was chosen for anybody.
    await ana.getByText("Read the terms of use and tick this box.").waitFor();
    expect(await ana.getByText("This is needed.").count()).toBe(2);
    await ana.getByLabel("go by the terms in force on the day of each charge").check();
    await ana.getByLabel("later renewals earn nothing").check();
    await ana.getByLabel("I have read and accept the terms of use").check();
    await mustBeClean(ana);
    await send.click();
    await heading(ana, "Invitation to share Guitar for all").waitFor();
    await ana.getByText("Waiting for an answer").first().waitFor();
    await mustBeClean(ana);
    await ana.getByRole("button", { name: "Mail it again" }).click();
    await ana.getByText(/On its way to/).waitFor();
  });

  test("the invited opens the mail's link as often as she likes, and accepts once, by the button", async () => {
    const mail = await sides.mailTo(EVA);
    expect(mail.subject).toContain("Guitar for all");
    expect(pathOf(mail)).toMatch(/^\/invitation#[\w-]{43}$/);
    const requests: string[] = [];
    eva.on("request", (request) => requests.push(request.url()));
    for (let look = 0; look < 2; look++) {
      await eva.goto(sides.stage.url + pathOf(mail));
      await heading(eva, "You are invited to 10% of Guitar for all").waitFor();
    }
    const token = pathOf(mail).split("#")[1] as string;
    expect(requests.filter((url) => url.replace(/#.*/, "").includes(token))).toEqual([]);
    await eva.waitForURL(`${sides.stage.url}/invitation`);
    await mustBeClean(eva);
    await mustStayText(eva, "main");
    const accept = eva.getByRole("button", { name: "Accept 10% of Guitar for all" });
    await accept.click();
    await eva.getByText("Read the terms of use and tick this box.").waitFor();
    await eva.getByLabel("Your name").fill("Eva Prado");
    await eva.getByLabel("I have read and accept the terms of use").check();
    await accept.click();
    await heading(eva, "Agreed: you share Guitar for all").waitFor();
    // Invited as an address alone, she is called from now on as she signed.
    await eva.getByText(`Eva Prado, ${EVA}`).waitFor();
    const hash = await eva.getByLabel("SHA-256 of the agreement").inputValue();
    expect(hash).toMatch(/^[0-9a-f]{64}$/);
    for (const language of ["English", "português"]) {
      const [file] = await Promise.all([
        eva.waitForEvent("download"),
        eva
          .getByRole("link", { name: new RegExp(`PDF, ${language}`, "i") })
          .first()
          .click(),
      ]);
      expect(file.suggestedFilename()).toMatch(/^agreement-contract_\w+-v1-(en|pt-BR)\.pdf$/);
    }
    await mustBeClean(eva);
    await eva.getByRole("link", { name: "Go to your portal" }).click();
    await heading(eva, "Guitar for all").waitFor();
    party = /party_\w+/.exec(eva.url())?.[0] ?? "";
    expect(party).not.toBe("");
    await eva.getByText("Version 1: 10%").waitFor();
    await mustBeClean(eva);
    // The producer reads the same agreement, under the same hash.
    await ana.goto(eva.url().replace(`/partner/${party}`, `/w/${sides.stage.shop.workspace}`));
    await ana.getByRole("link", { name: "Read the agreement" }).click();
    await heading(ana, "Agreement, version 1").waitFor();
    expect(await ana.getByLabel("SHA-256 of the agreement").inputValue()).toBe(hash);
  });

  test("a used link says what to do", async () => {
    const { page } = await sides.stage.visit();
    await page.goto(`${sides.stage.url}/invitation#${"x".repeat(43)}`);
    await heading(page, "This link does not work any more").waitFor();
    await page.getByText("Look for a newer mail").waitFor();
    await mustBeClean(page);
  });

  test("she sees each sale, her part of it and why, and no more than that", async () => {
    const sale = await sell("after");
    await eva.getByRole("link", { name: "Sales", exact: true }).first().click();
    await heading(eva, "Sales").waitFor();
    await eva.getByText("No contract then").waitFor();
    await mustBeClean(eva);
    await eva.goto(`${sides.stage.url}/partner/${party}/sales/${sale}`);
    const why = eva.getByRole("table", { name: "Why does Eva Prado get this?" });
    await why.waitFor();
    const story = (await why.textContent()) ?? "";
    for (const part of ["100.00", "10%", "10.00"]) expect(story).toContain(part);
    await mustBeClean(eva);
    await eva.getByRole("link", { name: "Earnings", exact: true }).first().click();
    await eva.getByRole("heading", { name: /Most was earned on/ }).waitFor();
    await eva.getByRole("button", { name: /^Table/ }).click();
    await mustBeClean(eva);
    await eva.getByRole("link", { name: "Home", exact: true }).first().click();
    await heading(eva, "Hello, Eva").waitFor();
    await mustBeClean(eva);
    const other = await eva.goto(`${sides.stage.home}/sales`);
    expect(other?.status()).toBe(200);
    await eva
      .getByText("Sales of a stranger")
      .waitFor({ timeout: 500 })
      .catch(() => undefined);
    expect(await eva.getByText("claire@example.com").count()).toBe(0);
  });

  test("she asks for more; nothing changes until the producer accepts what is marked", async () => {
    await eva.goto(`${sides.stage.url}/partner/${party}/products`);
    await eva.getByRole("link", { name: "Guitar for all" }).click();
    await eva.getByRole("link", { name: "Propose new terms" }).click();
    await heading(eva, "Propose new terms for Guitar for all").waitFor();
    const share = eva.getByLabel("Share", { exact: true });
    expect(await share.inputValue()).toBe("10");
    await share.fill("20");
    await eva.getByRole("complementary", { name: "An example" }).getByText("20.00").first().waitFor();
    await eva.getByLabel("I have read and accept the terms of use").check();
    await mustBeClean(eva);
    await eva.getByRole("button", { name: "Propose these terms for Guitar for all" }).click();
    await heading(eva, "New terms for Guitar for all").waitFor();
    const mail = await sides.mailTo("ana@example.com", "proposes new terms");
    await ana.goto(sides.stage.url + pathOf(mail));
    await heading(ana, "New terms for Guitar for all").waitFor();
    const change = ana.getByRole("row", { name: /Share/ }).first();
    expect(await change.textContent()).toMatch(/changes.*10 %.*20 %/);
    await mustBeClean(ana);
    await ana.getByLabel("I have read and accept the terms of use").check();
    await ana.getByRole("button", { name: "Accept 20% of Guitar for all" }).click();
    await ana.getByText("Version 2: 20%").waitFor();
    await mustBeClean(ana);
  });

  test("the producer proposes the end, she accepts, and the line of time closes", async () => {
    await ana.getByRole("link", { name: "Propose to end this contract" }).click();
    await heading(ana, "Propose to end the contract on Guitar for all").waitFor();
    await ana.getByLabel("A message to the other side").fill("It was a good year.");
    await ana.getByLabel("I have read and accept the terms of use").check();
    await mustBeClean(ana);
    await ana.getByRole("button", { name: "Propose to end the contract on Guitar for all" }).click();
    await heading(ana, "End of the contract on Guitar for all").waitFor();
    const mail = await sides.mailTo(EVA, "proposes to end");
    expect(pathOf(mail)).toMatch(/^\/partner\/party_\w+\/requests\/proposal_\w+$/);
    await eva.goto(sides.stage.url + pathOf(mail));
    await eva.getByText("It was a good year.").waitFor();
    await mustBeClean(eva);
    await eva.getByLabel("I have read and accept the terms of use").check();
    await eva.getByRole("button", { name: "Accept the end of the contract on Guitar for all" }).click();
    await heading(eva, "Guitar for all").waitFor();
    await eva.getByText("The last terms").waitFor();
    expect(await eva.getByRole("link", { name: "Propose new terms" }).count()).toBe(0);
  });

  test("an invitation under another address says so, is declined with a word, and is gone", async () => {
    const terms = { renewals: "at_charge", tail: "none", termsOfUse: 1, share: "0.05" };
    const invitations = [{ product, email: "fabio@example.com", ...terms }];
    await sides.stage.shop.make("/proposals", { invitations });
    const mail = await sides.mailTo("fabio@example.com");
    await eva.goto(sides.stage.url + pathOf(mail));
    await eva.getByText("You are signed in as").waitFor();
    await eva.getByRole("button", { name: `Accept 5% of Guitar for all as ${EVA}` }).waitFor();
    await mustBeClean(eva);
    await eva.getByRole("button", { name: "Decline …" }).click();
    await eva.getByLabel("A message (optional)").fill("Not this year.");
    await eva.getByRole("button", { name: "Decline the proposal for Guitar for all" }).click();
    await heading(eva, "You declined").waitFor();
    const { page } = await sides.stage.visit();
    await page.goto(sides.stage.url + pathOf(mail));
    await heading(page, "This link does not work any more").waitFor();
  });

  test("who has an account signs in, comes back to the invitation, and answers it there", async () => {
    const { shop } = sides.stage;
    const email = "gil@example.com";
    const password = "a guitar has six strings";
    await shop.door.identity.createAccount({ email, name: "Gil Reis", password, verified: true });
    const terms = { renewals: "at_charge", tail: "none", termsOfUse: 1, share: "0.07" };
    await shop.make("/proposals", { invitations: [{ product, email, ...terms }] });
    const mail = await sides.mailTo(email);
    const { page, complaints: said } = await sides.stage.visit();
    page.setDefaultTimeout(60_000);
    await page.goto(sides.stage.url + pathOf(mail));
    await page.getByRole("link", { name: "Sign in and come back" }).click();
    await page.getByLabel("E-mail").fill(email);
    await page.getByRole("textbox", { name: "Password" }).fill(password);
    await page.getByRole("button", { name: "Sign in", exact: true }).click();
    await page.getByLabel("I have read and accept the terms of use").check();
    await page.getByRole("button", { name: "Accept 7% of Guitar for all" }).click();
    await heading(page, "Agreed: you share Guitar for all").waitFor();
    expect(said).toEqual([]);
  });

  test("what she was told stands in her inbox; opening it marks it read", async () => {
    await sides.mailTo(EVA);
    await walkInbox(eva, sides.stage.url, mustBeClean);
  });

  test("on a phone, in Portuguese, in the dark: every page of the portal is whole", async () => {
    const { identity } = sides.stage.shop.door;
    const { page, complaints: said } = await sides.stage.visit({ ...PHONE, bypassCSP: true });
    await page.goto(`${sides.stage.url}/sign-in/link?next=/partner#${await identity.makeLinkToken(EVA, 5)}`);
    await page.getByRole("button").first().click();
    await heading(page, "Olá, Eva").waitFor();
    const base = `${sides.stage.url}/partner/${party}`;
    for (const [path, title] of [
      ["/requests", "Pedidos"],
      ["/products", "Produtos"],
      ["/sales", "Vendas"],
      ["/earnings", "Ganhos"],
      ["/agreements", "Documentos"],
    ]) {
      await page.goto(base + path, { waitUntil: "networkidle" });
      await heading(page, title as string).waitFor();
      await noOverflow(page);
      await mustBeClean(page);
    }
    for (const [path, link, title] of [
      ["/products", "Guitar for all", "Guitar for all"],
      ["/requests", "Outros termos para Guitar for all", "Outros termos para Guitar for all"],
      ["/agreements", "Guitar for all, versão 1", "Documento, versão 1"],
    ]) {
      await page.goto(base + path);
      await page
        .getByRole("link", { name: link as string })
        .first()
        .click();
      await heading(page, title as string).waitFor();
      await page.waitForLoadState("networkidle");
      await noOverflow(page);
      await mustBeClean(page);
    }
    expect(said).toEqual([]);
  });

  test("no page broke the policy or complained", () => {
    expect(complaints.flat()).toEqual([]);
  });
});
