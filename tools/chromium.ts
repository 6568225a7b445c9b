// The browser of the tools that look at a running server: none of it asks anyone on the network, and CHROMIUM
// names another one. It signs in by a link that the server printed; a link is good for once.
// Example: const browser = await openChromium(); const page = await signIn(await browser.newContext(), link)
import { type Browser, type BrowserContext, chromium, type Page } from "playwright-core";

const FLAGS = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"];

export function openChromium(): Promise<Browser> {
  return chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: FLAGS });
}

/** The page that one comes to: a business's first, or the portal. */
export async function signIn(context: BrowserContext, link: string): Promise<Page> {
  const page = await context.newPage();
  await page.goto(link);
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.waitForURL(/\/(w\/ws_|partner)/);
  return page;
}
