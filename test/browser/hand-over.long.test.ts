// Several affiliates change hands by a press, in two browsers: the producer gives two of them to another
// manager, a manager gives two of his own away. What follows is read in the window before the press, and what
// was said is what came: who earns on the next sale and who on a late one, and who is told.
import type { Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { tellNotices } from "../../src/flows/tell-notices.ts";
import { AGREED } from "../journeys/open-shop.ts";
import { type Speaker, speaksFor } from "../journeys/speaks-for.ts";
import { mustBeClean } from "./axe-finds.ts";
import { choose } from "./choose.ts";
import { CHROMIUM, openConsole, type Stage } from "./open-console.ts";

const SLOW = { timeout: 180_000 };
const PHONE = { viewport: { width: 360, height: 740 }, colorScheme: "dark" as const };
const PICTURES = process.env.PICTURES;
const AFFILIATES = ["Fred Alves", "Gina Prado", "Hugo Melo"] as const;

describe("Affiliates handed over in a browser", () => {
  let stage: Stage;
  let piano: string;
  let davi: Speaker;
  let eva: Speaker;
  const codes = new Map<string, string>();
  let sold = 0;

  beforeEach((context) => {
    if (CHROMIUM === undefined) context.skip("there is no Chromium here (CHROMIUM names one)");
  });
  beforeAll(async () => {
    if (CHROMIUM === undefined) return;
    stage = await openConsole();
    const { shop } = stage;
    piano = (await shop.get("/products?externalId=piano")).body.data[0].id;
    await shop.make(`/products/${piano}/program`, { rate: "0.30" });
    davi = await manager("Davi Reis");
    eva = await manager("Eva Costa");
    for (const name of AFFILIATES) {
      const party = (await shop.make("/parties", { kind: "partner", name })).id;
      const code = name.slice(0, 4).toUpperCase();
      codes.set(name, code);
      await shop.make("/affiliations", {
        product: piano,
        party,
        code,
        rate: "0.30",
        recruitedBy: davi.party,
      });
    }
  }, 120_000);
  afterAll(() => stage?.close());

  async function manager(name: string): Promise<Speaker> {
    const speaker = await speaksFor(stage.shop, name.split(" ")[0]?.toLowerCase() as string);
    await stage.shop.patch(`/parties/${speaker.party}`, { name });
    const terms = { share: "0.05", scope: "recruited", ...AGREED };
    await stage.shop.make("/contracts", { product: piano, party: speaker.party, ...terms });
    return speaker;
  }

  /** Sells by the affiliate's code; the managers that earned on it. */
  async function managersOf(name: string, at?: string): Promise<string[]> {
    sold += 1;
    const told = { externalId: `h-${sold}`, product: piano, currency: "USD", paid: 10_000 };
    const affiliate = { code: codes.get(name) };
    const { id } = await stage.shop.make("/sales", { ...told, affiliate, ...(at ? { at } : {}) });
    const { lines } = (await stage.shop.get(`/sales/${id}`)).body;
    return lines
      .filter((one: { amount: number }) => one.amount > 0)
      .map((one: { party: { name: string } }) => one.party.name)
      .filter((one: string) => one === "Davi Reis" || one === "Eva Costa");
  }

  const titlesOf = async (who: Speaker) => {
    const answer = await who.person.send({ method: "GET", url: "/v1/inbox?limit=50" });
    return answer.json().data.map((one: { kind: string }) => one.kind) as string[];
  };

  /** Nothing too wide, nothing that axe finds; a picture where a folder is named. */
  async function look(page: Page, name: string) {
    if (PICTURES) await page.screenshot({ path: `${PICTURES}/${name}.png` });
    const over = await page.evaluate("document.documentElement.scrollWidth - innerWidth");
    expect(over, name).toBeLessThanOrEqual(0);
    await mustBeClean(page);
  }

  test("the producer hands two over, having read what follows", SLOW, async () => {
    expect(await managersOf("Fred Alves")).toEqual(["Davi Reis"]);
    const before = new Date().toISOString();
    const { page, complaints } = await stage.enter();
    await page.goto(`${stage.home}/products/${piano}?tab=affiliates`);
    await page.getByRole("button", { name: "Hand over", exact: true }).click();
    const dialog = page.getByRole("dialog");
    await choose(dialog, "To which manager", "Eva Costa");
    await dialog.getByText("Choose at least one affiliate.").waitFor();
    await dialog.getByRole("checkbox", { name: /Fred Alves/ }).click();
    await dialog.getByRole("checkbox", { name: /Gina Prado/ }).click();
    await dialog
      .getByText("From this instant on Eva Costa earns on the sales of these 2 affiliates.")
      .waitFor();
    await dialog.getByText("Earlier sales stay with Davi Reis, also those that arrive late").waitFor();
    await dialog.getByText("They brought 1 sale in the last ninety days.").waitFor();
    await dialog.getByRole("textbox", { name: "Why" }).fill("Eva looks after choirs.");
    await look(page, "hand-over-producer");
    await dialog.getByRole("button", { name: "Hand over 2 affiliates" }).click();
    await page.getByText("2 affiliates are handed over, for sales from now on.").waitFor();
    await dialog.waitFor({ state: "detached" });
    expect(complaints).toEqual([]);
    // What was said is what came.
    expect(await managersOf("Fred Alves")).toEqual(["Eva Costa"]);
    expect(await managersOf("Gina Prado")).toEqual(["Eva Costa"]);
    expect(await managersOf("Hugo Melo")).toEqual(["Davi Reis"]);
    expect(await managersOf("Fred Alves", before)).toEqual(["Davi Reis"]);
  });

  test("a manager hands his own over on a phone, and only his own", SLOW, async () => {
    const { shop } = stage;
    const hugo = (await shop.get("/affiliations?code=HUGO")).body.data[0].id;
    const gina = (await shop.get("/affiliations?code=GINA")).body.data[0].id;
    const back = { affiliations: [gina], to: davi.party, reason: "Back for the season." };
    expect((await shop.post(`/products/${piano}/hand-overs`, back)).body).toEqual({ count: 1 });
    const { page, complaints } = await stage.visit(PHONE);
    const token = await shop.door.identity.makeLinkToken(davi.person.email, 5);
    await page.goto(`${stage.url}/sign-in/link#${token}`);
    await page.getByRole("button").first().click();
    await page.waitForURL(/\/partner/);
    await page.goto(`${stage.url}/partner/${davi.party}/recruits`);
    await page.getByText("Hugo Melo").first().waitFor();
    expect(await page.getByText("Fred Alves").count()).toBe(0);
    await page.getByRole("button", { name: "Hand over", exact: true }).first().click();
    const dialog = page.getByRole("dialog");
    await dialog
      .getByText("From this instant on Eva Costa earns on the sales of these 2 affiliates.")
      .waitFor();
    await dialog.getByText("Earlier sales stay yours, also those that arrive late.").waitFor();
    await dialog.getByText("You cannot take it back by yourself.").waitFor();
    await look(page, "hand-over-manager");
    await dialog.getByRole("button", { name: "Hand over 2 affiliates" }).click();
    await page.getByText("2 affiliates are handed over, for sales from now on.").waitFor();
    await page.getByText("Hugo Melo").first().waitFor({ state: "detached" });
    expect(complaints).toEqual([]);
    for (const name of ["Hugo Melo", "Gina Prado"]) expect(await managersOf(name)).toEqual(["Eva Costa"]);
    const { body } = await shop.get(`/affiliations/${hugo}/steps`);
    expect(JSON.stringify(body)).toContain("Eva Costa");
    await tellNotices(shop.door.app, shop.door.identity, shop.ws);
    expect(await titlesOf(eva)).toContain("affiliate_handed_over");
  });
});
