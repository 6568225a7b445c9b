// Somebody of another role before the console, signed in by link; and what every page is held to: nothing too
// wide, nothing that axe finds. Never an owner's rights by accident: the account is new.
// Example: const page = await enterAs(stage, "support"); await page.goto(`${stage.home}/sales`)
import type { BrowserContextOptions, Page } from "playwright-core";
import { expect } from "vitest";
import { addMember } from "../../src/access/members.ts";
import type { Role } from "../../src/access/permissions.ts";
import { parsePublicId, type Uuid } from "../../src/base/id.ts";
import { inWorkspace } from "../../src/db/transaction.ts";
import { ids } from "../journeys/test-door.ts";
import { mustBeClean } from "./axe-finds.ts";
import type { Stage } from "./open-console.ts";

export const PHONE = { viewport: { width: 360, height: 740 }, locale: "pt-BR", colorScheme: "dark" as const };

export async function enterAs(stage: Stage, role: Role, options?: BrowserContextOptions): Promise<Page> {
  const { door, ws, workspace: publicId } = stage.shop;
  const email = `${role}@example.com`;
  const account = await door.identity.createAccount({ email, name: role, verified: true });
  const workspace = parsePublicId("ws", publicId) as Uuid;
  const member = { account, ws, workspace, role, at: ids.now() };
  await inWorkspace(door.db, null, (tx) => addMember(tx, member));
  const { page } = await stage.visit(options);
  await page.goto(`${stage.url}/sign-in/link#${await door.identity.makeLinkToken(email, 5)}`);
  await page.getByRole("button").first().click();
  await page.waitForURL(/\/w\/ws_/);
  return page;
}

export const heading = (page: Page, name: string | RegExp) => page.getByRole("heading", { level: 1, name });

/** Each page fits the phone, in Portuguese and the dark, and says its title there. */
export async function fitsPhone(stage: Stage, pages: readonly (readonly [string, string | RegExp])[]) {
  const { page, complaints } = await stage.enter(PHONE);
  for (const [path, title] of pages) {
    await page.goto(stage.home + path, { waitUntil: "networkidle" });
    await heading(page, title).waitFor();
    const over = await page.evaluate("document.documentElement.scrollWidth - innerWidth");
    expect(over, path).toBe(0);
  }
  expect(complaints).toEqual([]);
}

export async function axeFindsNothing(stage: Stage, paths: readonly string[]) {
  for (const colorScheme of ["light", "dark"] as const) {
    const { page } = await stage.enter({ colorScheme, bypassCSP: true });
    for (const path of paths) {
      await page.goto(stage.home + path, { waitUntil: "networkidle" });
      await page.getByRole("heading", { level: 1 }).waitFor();
      await mustBeClean(page);
    }
  }
}
