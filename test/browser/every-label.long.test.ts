// Every page of console and portal, and those for everybody, in Brazilian Portuguese, whose words are longer:
// no button, badge, tab, place or column has a label that is cut, at a desk and on a phone.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { Asked } from "./asked.ts";
import { cutLabels } from "./cut-labels.ts";
import { type MappedPage, pagesOf, type Stock, stock } from "./every-page.ts";
import { enterAsPartner, openPagesOf, partnerPagesOf, stockPartner } from "./every-partner-page.ts";
import { OTHER_TABS } from "./focus-stops.ts";
import { CHROMIUM, openConsole, type Stage } from "./open-console.ts";

const DESK = { width: 1280, height: 860 };
const PHONE = { width: 360, height: 640 };

describe("every label", () => {
  let stage: Stage;
  let has: Stock;
  let partner: Stock & { email: string };

  beforeEach((context) => {
    if (CHROMIUM === undefined) context.skip("there is no Chromium here (CHROMIUM names one)");
  });
  beforeAll(async () => {
    if (CHROMIUM === undefined) return;
    stage = await openConsole();
    has = await stock(stage);
    partner = await stockPartner(stage, has);
  }, 180_000);
  afterAll(() => stage?.close());

  async function walk(enter: Stage["enter"], pages: readonly MappedPage[]): Promise<string[]> {
    const { page } = await enter({ viewport: DESK, reducedMotion: "reduce", locale: "pt-BR" });
    if (page.url() === "about:blank") await page.goto(stage.url);
    await page.evaluate("localStorage.setItem('partage-language', 'pt-BR')");
    const asked = new Asked(page);
    const found: string[] = [];
    const look = async (path: string, address: string) => {
      await asked.open(address);
      for (const size of [DESK, PHONE]) {
        await page.setViewportSize(size);
        await asked.quiet();
        found.push(...(await cutLabels(page)).map((one) => `${path} at ${size.width}: ${one}`));
      }
      await page.setViewportSize(DESK);
    };
    for (const { path, address } of pages) {
      await look(path, address);
      expect(await page.locator("html").getAttribute("lang"), path).toBe("pt-BR");
      for (const tab of (await page.evaluate(OTHER_TABS)) as string[]) {
        await look(`${path}?tab=${tab}`, `${address}?tab=${tab}`);
      }
    }
    return found;
  }

  test("what is planted is told: too wide, and too high", async () => {
    const { page } = await stage.visit({ viewport: DESK });
    await page.goto(`${stage.url}/sign-in`);
    await page.getByRole("heading", { level: 1 }).waitFor();
    expect(await cutLabels(page)).toEqual([]);
    const plant = (style: string) =>
      page.evaluate(`(() => {
        const sheet = new CSSStyleSheet();
        sheet.replaceSync(${JSON.stringify(style)});
        document.adoptedStyleSheets = [sheet];
      })()`);
    await plant("main button * { max-width: 30px; overflow: hidden; white-space: nowrap !important; }");
    expect((await cutLabels(page)).join()).toContain("wide");
    await plant("main button * { height: 6px !important; overflow: hidden; }");
    expect((await cutLabels(page)).join()).toContain("high");
  });

  test("of the console", async () => {
    expect(await walk(stage.enter, pagesOf(stage, has))).toEqual([]);
  });

  test("of the portal and of the pages for everybody", async () => {
    const enter: Stage["enter"] = (options = {}) => enterAsPartner(stage, partner.email, options);
    const own = await walk(enter, partnerPagesOf(stage, partner));
    expect([...own, ...(await walk(stage.visit, openPagesOf(stage, partner)))]).toEqual([]);
  });
});
