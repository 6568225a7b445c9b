// Walks a partner's inbox as they would: the bell, a notice that leads to the thing and is read by that, all
// read, and which mails they want. Example: await walkInbox(eva, stage.url, axe).
import type { Page } from "playwright-core";
import { expect } from "vitest";

export async function walkInbox(page: Page, url: string, axe: (page: Page) => Promise<void>): Promise<void> {
  const heading = (name: string | RegExp) => page.getByRole("heading", { level: 1, name });
  await page.goto(`${url}/partner/inbox`);
  await heading("Inbox").waitFor();
  const bell = page.getByRole("link", { name: /^Inbox, \d+ unread$/ });
  const before = Number(/\d+/.exec((await bell.getAttribute("aria-label")) ?? "")?.[0]);
  expect(before).toBeGreaterThan(1);
  await axe(page);
  await page.getByRole("link", { name: /proposes to end the contract on “Guitar for all”/ }).click();
  await heading(/Guitar for all/).waitFor();
  await page.getByRole("link", { name: `Inbox, ${before - 1} unread` }).click();
  await page.getByRole("button", { name: "Mark all as read" }).click();
  await page.getByRole("link", { name: "Inbox, nothing unread" }).waitFor();
  await page.getByRole("link", { name: "Choose what is mailed to you" }).click();
  await heading("Mails").waitFor();
  await page.getByRole("switch", { name: "A contract ends soon" }).waitFor();
  await axe(page);
}
