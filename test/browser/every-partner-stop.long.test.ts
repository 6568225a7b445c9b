// Every page of the portal and every page for everybody by Tab, at a desk and on a phone: held to what
// every-stop.long.test.ts holds the console to.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type Stock, stock } from "./every-page.ts";
import { enterAsPartner, openPagesOf, partnerPagesOf, stockPartner } from "./every-partner-page.ts";
import { AT_A_DESK, ON_A_PHONE, walkAllStops } from "./focus-stops.ts";
import { CHROMIUM, openConsole, type Stage } from "./open-console.ts";

describe("every stop of the portal and of the pages for everybody", () => {
  let stage: Stage;
  let partner: Stock & { email: string };

  beforeEach((context) => {
    if (CHROMIUM === undefined) context.skip("there is no Chromium here (CHROMIUM names one)");
  });
  beforeAll(async () => {
    if (CHROMIUM === undefined) return;
    stage = await openConsole();
    partner = await stockPartner(stage, await stock(stage));
  }, 180_000);
  afterAll(() => stage?.close());

  test.each([
    ["at a desk", AT_A_DESK],
    ["on a phone, in the dark", ON_A_PHONE],
  ] as const)("%s", async (_, options) => {
    const own = await enterAsPartner(stage, partner.email, options);
    const guest = await stage.visit(options);
    const found = await walkAllStops(own.page, partnerPagesOf(stage, partner), "first");
    expect([...found, ...(await walkAllStops(guest.page, openPagesOf(stage, partner), "each"))]).toEqual([]);
  });
});
