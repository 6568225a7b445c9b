// The team as people take it, by role and label: invite, accept with an account that is made on the way,
// another role, out again. Signing in with a second factor and its real code. And every page of settings,
// account, operator and first steps: whole on a phone in Portuguese, nothing for axe to find.
import type { Page } from "playwright-core";
import PostalMime from "postal-mime";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { codeAt } from "../../src/access/one-time-code.ts";
import { makeOperator } from "../../src/access/operators.ts";
import { parsePublicId, type Uuid } from "../../src/base/id.ts";
import { inWorkspace } from "../../src/db/transaction.ts";
import { sendInvite } from "../../src/flows/send-invite.ts";
import { ids } from "../journeys/test-door.ts";
import { mustBeClean } from "./axe-finds.ts";
import { choose } from "./choose.ts";
import { CHROMIUM, openConsole, type Stage } from "./open-console.ts";
import { mustStayText } from "./type-markup.ts";

const PASSWORD = "seven grey pianos";
const BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
const PAGES = [
  "/settings/business",
  "/settings/fees",
  "/settings/sharing",
  "/settings/team",
  "/settings/keys",
  "/settings/webhooks",
  "/settings/audit",
  "/settings/support",
  "/settings/export",
  "/first-steps",
];
const OWN_PAGES = ["/account", "/account/security", "/account/sessions", "/operator"];

describe("team, settings and account", () => {
  let stage: Stage;

  beforeEach((context) => {
    if (CHROMIUM === undefined) context.skip("there is no Chromium here (CHROMIUM names one)");
  });
  beforeAll(async () => {
    if (CHROMIUM === undefined) return;
    stage = await openConsole();
    const { door } = stage.shop;
    const ana = await door.identity.findAccount("ana@example.com");
    await inWorkspace(door.db, null, (tx) => makeOperator(tx, ana?.account as Uuid, ids.now()));
  }, 120_000);
  afterAll(() => stage?.close());

  const heading = (page: Page, name: string | RegExp) => page.getByRole("heading", { level: 1, name });
  const whole = (page: Page) => page.evaluate<number>("document.documentElement.scrollWidth - innerWidth");

  /** As the queue sends it; the link of the mail. */
  async function linkOf(email: string): Promise<string> {
    const { door, ws } = stage.shop;
    const found = await inWorkspace(door.db, ws, (tx) =>
      tx.selectFrom("invite").select("id").where("email", "=", email).executeTakeFirstOrThrow(),
    );
    const mailing = { ...door.mailing, publicUrl: stage.url };
    await sendInvite(door.app, mailing, ws, found.id as Uuid);
    const mail = await PostalMime.parse(door.mails().at(-1) as string);
    return /http\S+\/invite#[\w-]+/.exec(mail.text ?? "")?.[0] as string;
  }

  test("a colleague is invited, joins, gets another role and is taken out", async () => {
    const { page, complaints } = await stage.enter();
    await page.goto(`${stage.home}/settings/team`);
    for (const way of ["Needs access", "Shares", "Promotes"]) {
      await page.getByRole("heading", { name: way, exact: true }).waitFor();
    }
    await page.getByRole("button", { name: "Invite somebody" }).click();
    await page.getByLabel("E-mail").fill("davi@example.com");
    await choose(page, "Role", "Finance");
    await page.getByRole("button", { name: "Invite davi@example.com to Piano School" }).click();
    await page.getByRole("row", { name: /davi@example.com/ }).waitFor();

    const guest = await stage.visit();
    await guest.page.goto(await linkOf("davi@example.com"));
    await heading(guest.page, "Join Piano School").waitFor();
    await mustStayText(guest.page, "main");
    // Opening joined nothing.
    await page.reload();
    await page.getByRole("heading", { name: "Open invitations" }).waitFor();
    await guest.page.getByLabel("Your name").fill("Davi Reis");
    await guest.page.getByRole("textbox", { name: "Password" }).fill(PASSWORD);
    await guest.page.getByRole("button", { name: "Join Piano School" }).click();
    await heading(guest.page, "Piano School").waitFor();
    expect(await guest.page.getByText("Finance").count()).toBeGreaterThan(0);

    await page.reload();
    await page.getByRole("button", { name: "Change Davi Reis" }).click();
    await page.getByRole("menuitem", { name: "Change role" }).click();
    await choose(page, "Role", "Support");
    await page.getByRole("button", { name: "Make Davi Reis Support" }).click();
    await page.getByRole("row", { name: /Davi Reis.*Support/ }).waitFor();
    await guest.page.reload();
    await heading(guest.page, "Piano School").waitFor();
    expect(await guest.page.getByRole("link", { name: "Imports", exact: true }).count()).toBe(0);

    await page.getByRole("button", { name: "Change Davi Reis" }).click();
    await page.getByRole("menuitem", { name: "Remove from the team" }).click();
    await page.getByRole("button", { name: "Remove Davi Reis from Piano School" }).click();
    await page.getByRole("row", { name: /Davi Reis/ }).waitFor({ state: "detached" });
    await guest.page.goto(`${stage.home}/sales`);
    // No frame of a business that is not theirs any more.
    await heading(guest.page, "There is nothing here").waitFor();
    expect(await guest.page.getByText("Piano in 30 days").count()).toBe(0);
    expect(await guest.page.getByRole("navigation").count()).toBe(0);
    // The last owner cannot be made less.
    await page.getByRole("button", { name: "Change Ana Souza" }).click();
    expect(await page.getByRole("menuitem", { name: "Leave the team" }).isDisabled()).toBe(true);
    expect(complaints).toEqual([]);
  }, 120_000);

  test("a second factor is turned on by a real code, and asked for at the next sign-in", async () => {
    const { door } = stage.shop;
    const workspace = { ws: stage.shop.ws, id: parsePublicId("ws", stage.shop.workspace) as Uuid };
    const { email } = await door.person("viewer", workspace, PASSWORD);
    const { page, complaints } = await stage.visit();
    const signIn = async () => {
      await page.goto(`${stage.url}/sign-in`);
      await page.getByLabel("E-mail").fill(email);
      await page.getByRole("textbox", { name: "Password" }).fill(PASSWORD);
      await page.getByRole("button", { name: "Sign in", exact: true }).click();
    };
    await signIn();
    await heading(page, "Piano School").waitFor();
    await page.goto(`${stage.url}/account/security`);
    await page.getByRole("button", { name: "Set up two-factor sign-in" }).click();
    await page.getByRole("img", { name: "Picture to scan with an authenticator app" }).waitFor();
    await mustStayText(page, "main");
    const secret = fromBase32(await page.getByLabel("Key", { exact: true }).inputValue());
    await page.getByLabel("Six-digit code").fill(codeAt(secret, Date.now()));
    await page.getByRole("button", { name: "Turn it on" }).click();
    const codes = page.getByRole("region", { name: "Recovery codes" }).getByRole("listitem");
    await codes.first().waitFor();
    expect(await codes.count()).toBe(10);
    const recovery = (await codes.first().textContent()) ?? "";

    await page.context().clearCookies();
    await signIn();
    await heading(page, "One more step").waitFor();
    await mustStayText(page, "body");
    await page.getByLabel("Six-digit code").fill("000000");
    await page.getByRole("button", { name: "Sign in", exact: true }).click();
    await page.getByRole("alert").waitFor();
    await page.getByLabel("Six-digit code").fill(codeAt(secret, Date.now() + 30_000));
    await page.getByRole("button", { name: "Sign in", exact: true }).click();
    await heading(page, "Piano School").waitFor();

    await page.context().clearCookies();
    await signIn();
    await page.getByRole("button", { name: "Use a recovery code" }).click();
    await page.getByLabel("Recovery code").fill(recovery);
    await page.getByRole("button", { name: "Sign in", exact: true }).click();
    await heading(page, "Piano School").waitFor();
    await page.goto(`${stage.url}/account/security`);
    await page.getByRole("button", { name: "Make new recovery codes" }).click();
    await page.getByLabel("Code of the app, or a recovery code").waitFor();
    await mustStayText(page, "main");
    // The browser itself notes that the first step was answered 403.
    expect(complaints.filter((one) => !one.includes("status of 403"))).toEqual([]);
  }, 120_000);

  test("a test sale is posted and taken back whole", async () => {
    const { page } = await stage.enter();
    await page.goto(`${stage.home}/first-steps`);
    await page.getByRole("button", { name: "Try a sale" }).click();
    await page.getByRole("button", { name: /^Post a test sale of .* of Piano in 30 days$/ }).click();
    await page.getByRole("button", { name: /^Take .* back$/ }).click();
    await page.getByText("Everybody stands at zero again.").waitFor();
    await page.getByRole("link", { name: "See the test sale" }).click();
    await page.getByText("Refunded").first().waitFor();
  }, 180_000);

  test("settings are kept, and the audit trail says what they were", async () => {
    const { page, complaints } = await stage.enter();
    await page.goto(`${stage.home}/settings/business`);
    await page.getByLabel("Legal name").fill("Piano School Ltda");
    await page.getByRole("button", { name: "Save the business" }).click();
    await page.getByText("Saved.").waitFor();
    await page.goto(`${stage.home}/settings/audit`);
    const line = page.getByRole("listitem").filter({ hasText: "Ana Souza changed the settings" }).first();
    expect(await line.textContent()).toContain("Legal name: nothing → Piano School Ltda");
    await page.goto(`${stage.home}/settings/keys`);
    await page.getByRole("button", { name: "Make a key" }).click();
    await page.getByLabel("Name").fill("Shop");
    await page.getByRole("checkbox", { name: /Record sales/ }).check();
    await page.getByRole("button", { name: "Make the key “Shop”" }).click();
    const secret = page.getByRole("region", { name: "Key “Shop”" });
    expect(await secret.textContent()).toMatch(/partage_[0-9a-z]{40}/);
    await page.reload();
    await page.getByRole("row", { name: /Shop/ }).waitFor();
    expect(await page.getByText(/partage_[0-9a-z]{40}/).count()).toBe(0);
    expect(complaints).toEqual([]);
  }, 180_000);

  test("every page is whole on a phone, in Portuguese", async () => {
    const { page, complaints } = await stage.enter({
      viewport: { width: 360, height: 740 },
      locale: "pt-BR",
    });
    for (const path of [
      ...PAGES.map((one) => stage.home + one),
      ...OWN_PAGES.map((one) => stage.url + one),
    ]) {
      await page.goto(path, { waitUntil: "networkidle" });
      await page.getByRole("heading", { level: 1 }).waitFor();
      expect(await whole(page), path).toBeLessThanOrEqual(0);
    }
    expect(complaints).toEqual([]);
  }, 120_000);

  test.each(["light", "dark"] as const)(
    "axe finds nothing in the %s",
    async (colorScheme) => {
      const { page } = await stage.enter({ colorScheme, bypassCSP: true });
      for (const path of [
        ...PAGES.map((one) => stage.home + one),
        ...OWN_PAGES.map((one) => stage.url + one),
      ]) {
        await page.goto(path, { waitUntil: "networkidle" });
        await page.getByRole("heading", { level: 1 }).waitFor();
        await mustBeClean(page);
      }
    },
    180_000,
  );
});

function fromBase32(text: string): Buffer {
  const letters = [...text.replace(/\s/g, "")];
  const bits = letters.map((letter) => BASE32.indexOf(letter).toString(2).padStart(5, "0")).join("");
  return Buffer.from((bits.match(/.{8}/g) as string[]).map((byte) => Number.parseInt(byte, 2)));
}
