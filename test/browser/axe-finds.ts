// What axe finds on a page that stands still: one line a rule, with the page and the first place.
// Example: await mustBeClean(page) ← expected ["…/links color-contrast: <button …>"] to equal []
import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "playwright-core";
import { expect } from "vitest";
import { still } from "./still.ts";

export async function axeFinds(page: Page): Promise<string[]> {
  await still(page);
  const { violations } = await new AxeBuilder({ page: page as never }).analyze();
  return violations.map((one) => `${page.url()} ${one.id}: ${one.nodes[0]?.html}`);
}

export async function mustBeClean(page: Page): Promise<void> {
  expect(await axeFinds(page)).toEqual([]);
}
