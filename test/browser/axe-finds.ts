// What axe finds on a page that stands still: one line a rule, with the first place.
// Example: expect(await axeFinds(page)).toEqual([]) ← "color-contrast: <button …>"
import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "playwright-core";
import { still } from "./still.ts";

export async function axeFinds(page: Page): Promise<string[]> {
  await still(page);
  const { violations } = await new AxeBuilder({ page: page as never }).analyze();
  return violations.map((one) => `${one.id}: ${one.nodes[0]?.html}`);
}
