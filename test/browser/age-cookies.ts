// Days pass for the cookies that a browser keeps: those that are over by then are gone. The server's clock is
// the caller's to move. Example: passed += 20; await ageCookies(page.context(), 20)
import type { BrowserContext } from "playwright-core";

export async function ageCookies(context: BrowserContext, days: number): Promise<void> {
  const kept = await context.cookies();
  await context.clearCookies();
  const left = kept.map((one) => ({ ...one, expires: one.expires < 0 ? -1 : one.expires - days * 86_400 }));
  await context.addCookies(left.filter((one) => one.expires < 0 || one.expires * 1000 > Date.now()));
}
