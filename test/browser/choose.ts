// Chooses one of several by its name, whether the field opens the browser's own list or one that is searched
// in. Of the first it is seen that the choice stays.
// Example: await choose(dialog, "Product", "Piano in 30 days")
import type { Locator, Page } from "playwright-core";
import { expect } from "vitest";

/** Names are found in part and in any case, as everywhere, unless they are to be exact. */
export async function choose(
  scope: Page | Locator,
  field: string | RegExp,
  option: string | RegExp,
  { exact = false } = {},
): Promise<void> {
  const choice = scope.getByRole("combobox", { name: field, exact });
  await choice.waitFor();
  const own = choice.locator("option");
  if ((await own.count()) > 0) {
    const fits =
      exact && typeof option === "string"
        ? own.getByText(option, { exact })
        : own.filter({ hasText: option });
    await fits.first().waitFor({ state: "attached" });
    const label = (await fits.first().textContent()) ?? "";
    await choice.selectOption({ label });
    await expect.poll(() => choice.locator("option:checked").textContent()).toBe(label);
    return;
  }
  await choice.click();
  const page = "page" in scope ? scope.page() : scope;
  await page.getByRole("listbox").getByRole("option", { name: option, exact }).first().click();
}
