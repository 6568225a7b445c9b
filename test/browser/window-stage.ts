// What the walks of windows share: a console whose windows know where in the code they are drawn, a business
// and a partner with one of everything, and who may also run the installation. It never opens a window.
// Example: const has = withWindowStage(); test("…", () => has().stage.enter(DESK))
import type { BrowserContextOptions, Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach } from "vitest";
import { Asked } from "./asked.ts";
import { sitesIn, WINDOWS } from "./drawn-sites.ts";
import { type MappedPage, pagesOf, type Stock, stock } from "./every-page.ts";
import { enterAsPartner, partnerPagesOf, stockPartner } from "./every-partner-page.ts";
import { lookAtWindow } from "./look-at-window.ts";
import { CHROMIUM, openConsole, type Stage } from "./open-console.ts";
import { stockWindows } from "./stock-windows.ts";
import { type WalkHooks, WindowWalk } from "./walk-windows.ts";

export const DESK = { viewport: { width: 1280, height: 860 }, reducedMotion: "reduce" as const };
export const PHONE = { viewport: { width: 360, height: 640 }, reducedMotion: "reduce" as const };

export interface WindowStage {
  stage: Stage;
  /** The console's. */
  pages: MappedPage[];
  partner: Stock & { email: string };
  /** The product whose affiliates the partner recruits. */
  recruits: string;
}

/** Which walk answers for which folders; what stands elsewhere is of what is agreed. */
const PAID =
  /^(console\/pages\/(account|first-run|imports|ledger|operator|payouts|settings|sources|statements)|statements)\//;
const SOLD =
  /^(console\/pages\/(products|product-program|split-preview|parties|coupons|links)\/|links\/|programs\/|statements\/set-tax|console\/pages\/ledger\/propose)/;
/** The portal's, and what only a partner is asked. */
const OWN = /^(portal\/|payouts\/|questions\/|contracts\/(confirm-recorded|decline)\.)/;
const ROOMS = {
  agreed: (site: string) => ![PAID, SOLD, OWN].some((one) => one.test(site)),
  sold: (site: string) => SOLD.test(site),
  paid: (site: string) => PAID.test(site) && !SOLD.test(site),
  own: (site: string) => OWN.test(site),
};
export type Room = keyof typeof ROOMS;

/** What is drawn in the folders of a room and was not met by its walk. */
export function notOpened(room: Room, seen: ReadonlySet<string>): string[] {
  return sitesIn(WINDOWS).filter((site) => ROOMS[room](site) && !seen.has(site));
}

const PAGES: Readonly<Record<Exclude<Room, "own">, RegExp>> = {
  agreed: /^\/($|inbox|sales|proposals|contracts|questions|findings| #)/,
  sold: /^\/(products|parties|links|coupons)/,
  paid: /^\/(?!$|inbox|sales|proposals|contracts|questions|findings|products|parties|links|coupons)/,
};

/** The pages of the console that a walk goes through. */
export function pagesFor(room: Exclude<Room, "own">, { pages }: WindowStage): MappedPage[] {
  return pages.filter(({ path }) => PAGES[room].test(path));
}

/** Opened before the tests of a file and closed after them; without a Chromium they are skipped. */
export function withWindowStage(): () => WindowStage {
  let has: WindowStage | undefined;
  beforeEach((context) => {
    if (CHROMIUM === undefined) context.skip("there is no Chromium here (CHROMIUM names one)");
  });
  beforeAll(async () => {
    if (CHROMIUM !== undefined) has = await openWindowStage();
  }, 180_000);
  afterAll(() => has?.stage.close());
  return () => has as WindowStage;
}

async function openWindowStage(): Promise<WindowStage> {
  const stage = await openConsole({ isMarked: true, options: { mailStays: true } });
  const has = await stock(stage);
  const partner = await stockPartner(stage, has);
  const more = await stockWindows(stage, has, partner);
  return { ...{ stage, partner }, recruits: more.recruits, pages: [...pagesOf(stage, has), ...more.pages] };
}

/** Every page of the portal, and one whose address the map has twice: the product that others promote too. */
export function portalPagesOf({ stage, partner, recruits }: WindowStage): MappedPage[] {
  const promote = `${stage.url}/partner/${partner.party}/promote/${recruits}`;
  const apply = { path: "/$party/promote/$product?apply", address: promote };
  return [...partnerPagesOf(stage, partner), apply];
}

export function enterPortal({ stage, partner }: WindowStage): Stage["enter"] {
  return (options = {}) => enterAsPartner(stage, partner.email, options);
}

/** What is asked without anything being changed by it. */
const ONLY_ASKS = /\/([\w-]*preview|impact|example|link)$/;

/** From now on nothing arrives that would change something; tells whether it was tried since last asked. */
export async function passOnlyQuestions(page: Page): Promise<() => boolean> {
  let isTried = false;
  await page.route("**/v1/**", (route) => {
    const asked = route.request();
    const isHarmless = asked.method() === "GET" || ONLY_ASKS.test(new URL(asked.url()).pathname);
    isTried ||= !isHarmless;
    return isHarmless ? route.continue() : route.abort();
  });
  return () => {
    const was = isTried;
    isTried = false;
    return was;
  };
}

/**
 * Each window is held to the same; what is wrong is gathered, by its place. What would change something is
 * pressed too, and does not arrive: what one page takes away another would miss.
 */
export async function beginWalk(
  enter: (options: BrowserContextOptions) => Promise<{ page: Page }>,
  options: BrowserContextOptions,
  seen: Set<string>,
): Promise<{ walk: WindowWalk; wrong: string[] }> {
  const { page } = await enter(options);
  const stopped = await passOnlyQuestions(page);
  const wrong: string[] = [];
  const asked = new Asked(page);
  const onWindow: WalkHooks["onWindow"] = async (window) => {
    wrong.push(...(await lookAtWindow(window)));
  };
  // What was told of a press that did not arrive would lie over the next window.
  const onPage = async () => {
    if (stopped()) await asked.open(page.url());
  };
  return { walk: new WindowWalk(page, { onWindow, onPage }, seen), wrong };
}
