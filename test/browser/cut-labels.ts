// Labels that are cut: what a button, a badge, a tab, a place, a column or a field is called and does not fit
// its box. It never changes the page.
// Example: await cutLabels(page) → ["button \"Exportar vendas\": 104 of 131 wide"]
import type { Page } from "playwright-core";

const CUT_LABELS = `(() => {
  const kinds = ".mantine-Button-label, .mantine-Badge-label, .mantine-SegmentedControl-label, button, label, " +
    "[role=tab], [role=tablist] *, nav a, nav a *, button > span, thead *, dt, h2, h3, legend, " +
    "[class*=_status_], [class*=_tag_]";
  const isShown = (one) => one.checkVisibility({ visibilityProperty: true }) && one.textContent.trim() !== "";
  // What is said only to those who hear the page is a box of nothing.
  const isHeard = (one) => one.clientWidth <= 2 || getComputedStyle(one).clipPath.startsWith("inset(50%");
  const told = [...document.querySelectorAll(kinds)].filter((one) => isShown(one) && !isHeard(one)).flatMap((one) => {
    const { overflowX, overflowY, display } = getComputedStyle(one);
    if (display === "inline") return [];
    const isScrolled = /auto|scroll/.test(overflowX);
    const wide = !isScrolled && one.scrollWidth > one.clientWidth + 1;
    const high = /hidden|clip/.test(overflowY) && one.scrollHeight > one.clientHeight + 3;
    if (!wide && !high) return [];
    const size = wide ? one.clientWidth + " of " + one.scrollWidth + " wide" : one.clientHeight + " of " + one.scrollHeight + " high";
    return [one.tagName.toLowerCase() + " \\"" + one.textContent.trim().slice(0, 50) + "\\": " + size];
  });
  return [...new Set(told)];
})()`;

export async function cutLabels(page: Page): Promise<string[]> {
  return (await page.evaluate(CUT_LABELS)) as string[];
}
