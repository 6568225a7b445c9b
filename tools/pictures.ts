// Takes the pictures of docs/pictures from a running server: every page on a desktop in the light in English,
// in the dark in Portuguese, and on a phone in both; the portal as each partner sees it whose link is told.
// Never changes anything there: it opens the refund, it does not press it. A folder named goes in place of
// docs/pictures; names of scenes or kinds (phone-dark) take those alone; what fails is told and passed over.
// Example: node tools/pictures.ts "http://127.0.0.1:4000/sign-in/link#…" sales → "4 pictures in …"
import { mkdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import type { BrowserContext, BrowserContextOptions } from "playwright-core";
import { openChromium, signIn } from "./chromium.ts";
import { PORTALS, PUBLIC, SCENES, type Scene, settle } from "./picture-scenes.ts";

const said = process.argv.slice(2);
const links = said.filter((one) => one.startsWith("http"));
const [first] = links;
if (!first)
  throw new Error("the addresses of sign-in links are needed: they are printed when the server starts");
const { origin } = new URL(first);
const folder =
  said.find((one) => one.includes("/") && !one.startsWith("http")) ??
  join(dirname(dirname(fileURLToPath(import.meta.url))), "docs/pictures");
const only = new Set(said.filter((one) => !one.includes("/")));
type StorageState = Exclude<BrowserContextOptions["storageState"], string | undefined>;

const KINDS = [
  { name: "desktop-light", locale: "en", scheme: "light", width: 1280, height: 860 },
  { name: "desktop-dark", locale: "pt-BR", scheme: "dark", width: 1280, height: 860 },
  { name: "phone-light", locale: "en", scheme: "light", width: 360, height: 740 },
  { name: "phone-dark", locale: "pt-BR", scheme: "dark", width: 360, height: 740 },
] as const;
const askedKinds = KINDS.filter(({ name }) => only.delete(name));
const wanted = (scenes: readonly Scene[]) =>
  only.size === 0 ? scenes : scenes.filter(([name]) => only.has(name));

/** The business's address, or the portal's. */
async function enter(context: BrowserContext, link: string): Promise<string> {
  const page = await signIn(context, link);
  const home = page.url().replace(/(\/w\/[^/?]+).*/, "$1");
  await page.close();
  return home;
}

/** The first party that a person speaks for: its address in the portal; null of whoever speaks for none. */
async function findPortal(context: BrowserContext): Promise<string | null> {
  const headers = { "x-partage-client": "pictures" };
  const answer = await context.request.get(new URL("/v1/session", origin).href, { headers });
  const { parties = [] } = answer.ok() ? ((await answer.json()) as { parties?: { id: string }[] }) : {};
  return parties[0] === undefined ? null : `${origin}/partner/${parties[0].id}`;
}

async function take(context: BrowserContext, home: string, scenes: readonly Scene[], kind: string) {
  const page = await context.newPage();
  for (const [name, path, press] of scenes) {
    try {
      await page.goto(path.startsWith("@") ? new URL(path.slice(1), home).href : home + path);
      await page.locator("h1").first().waitFor();
      await settle(page);
      if (press) {
        await press(page);
        await settle(page);
      }
    } catch (error) {
      console.error(`${name} ${kind}: ${error instanceof Error ? error.message.split("\n")[0] : error}`);
      process.exitCode = 1;
      continue;
    }
    await page.waitForTimeout(300);
    await page.screenshot({ path: join(folder, `${name}-${kind}.png`), animations: "disabled" });
    taken++;
  }
  await page.close();
}

mkdirSync(folder, { recursive: true });
const browser = await openChromium();
let taken = 0;
const people: { home: string; storageState: StorageState; scenes: readonly Scene[] }[] = [
  { home: origin, storageState: { cookies: [], origins: [] }, scenes: PUBLIC },
];
for (const [nth, one] of links.entries()) {
  const context = await browser.newContext({ locale: "en" });
  const home = await enter(context, one);
  const portal = await findPortal(context);
  const storageState = await context.storageState();
  if (home.includes("/w/")) people.push({ home, storageState, scenes: SCENES });
  else if (portal !== null) people.push({ home: portal, storageState, scenes: PORTALS[nth - 1] ?? [] });
  await context.close();
}
for (const kind of askedKinds.length > 0 ? askedKinds : KINDS) {
  for (const { home, storageState, scenes } of people) {
    const viewport = { width: kind.width, height: kind.height };
    const { locale, scheme: colorScheme } = kind;
    const context = await browser.newContext({ storageState, viewport, locale, colorScheme });
    await take(context, home, wanted(scenes), kind.name);
    await context.close();
  }
}
await browser.close();
console.log(`${taken} pictures in ${folder}`);
