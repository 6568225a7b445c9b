// What the walks of windows share: a console whose windows know where in the code they are drawn, a business
// and a partner with one of everything, and who may also run the installation. It never opens a window.
// Example: const { stage, pages } = await openWindowStage()
import type { BrowserContextOptions, Page } from "playwright-core";
import { Asked } from "./asked.ts";
import { sitesIn, WINDOWS } from "./drawn-sites.ts";
import { type MappedPage, pagesOf, type Stock, stock } from "./every-page.ts";
import { stockPartner } from "./every-partner-page.ts";
import { lookAtWindow } from "./look-at-window.ts";
import { openConsole, type Stage } from "./open-console.ts";
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
  /^(console\/pages\/(products|parties|coupons|links)\/|links\/|programs\/|statements\/set-tax|console\/pages\/ledger\/propose)/;
/** The portal's, and what only a partner is asked. */
const OWN = /^(portal\/|payouts\/|questions\/|contracts\/(confirm-recorded|decline)\.)/;
const ROOMS = {
  agreed: (site: string) => ![PAID, SOLD, OWN].some((one) => one.test(site)),
  sold: (site: string) => SOLD.test(site),
  paid: (site: string) => PAID.test(site) && !SOLD.test(site),
  own: (site: string) => OWN.test(site),
};
export type Room = keyof typeof ROOMS;

/** Asks for a state that this stock has not: what it would take. The list only grows shorter. */
const NOT_STOCKED: Readonly<Record<string, string>> = {
  "console/pages/imports/remove-history.tsx Confirm": "an import that was kept as history",
  "console/pages/payouts/answer-alike.tsx Confirm": "a source that tells several lines of one kind",
  "console/pages/payouts/run-progress.tsx Confirm": "a run that is just beginning",
  "console/pages/products/decide-applicants.tsx ConfirmEach": "a pick in the second list of a page",
  "console/pages/settings/webhook.tsx Dialog": "another server that was sent a message",
  "console/pages/sources/dismiss-delivery.tsx Confirm": "a delivery that waits (sources.long opens it)",
  "console/pages/statements/stop-run.tsx Confirm": "statements that are just being issued",
  "sharing/take-link.tsx Dialog": "an installation that sends no mail",
  "statements/statement-files.tsx Menu.Dropdown": "a statement of thousands of lines",
};

/** What is drawn in the folders of a room, was not met by its walk, and is not listed above. */
export function notOpened(room: Room, seen: ReadonlySet<string>): string[] {
  const own = sitesIn(WINDOWS).filter((site) => ROOMS[room](site));
  const met = Object.keys(NOT_STOCKED).filter((site) => seen.has(site));
  const missed = own.filter((site) => !seen.has(site) && !(site in NOT_STOCKED));
  return [...missed, ...met.map((site) => `${site} is met: off the list with it`)];
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

export async function openWindowStage(): Promise<WindowStage> {
  const stage = await openConsole({ isMarked: true });
  const has = await stock(stage);
  const partner = await stockPartner(stage, has);
  const more = await stockWindows(stage, has, partner);
  return { ...{ stage, partner }, recruits: more.recruits, pages: [...pagesOf(stage, has), ...more.pages] };
}

/** What is asked without anything being changed by it. */
const ONLY_ASKS = /\/([\w-]*preview|impact|example|link)$/;

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
  await page.route("**/v1/**", (route) => {
    const asked = route.request();
    const isHarmless = asked.method() === "GET" || ONLY_ASKS.test(new URL(asked.url()).pathname);
    isStopped ||= !isHarmless;
    return isHarmless ? route.continue() : route.abort();
  });
  const wrong: string[] = [];
  const asked = new Asked(page);
  let isStopped = false;
  const onWindow: WalkHooks["onWindow"] = async (window) => {
    wrong.push(...(await lookAtWindow(window)));
  };
  // What was told of a press that did not arrive would lie over the next window.
  const onPage = async () => {
    if (isStopped) await asked.open(page.url());
    isStopped = false;
  };
  return { walk: new WindowWalk(page, { onWindow, onPage }, seen), wrong };
}
