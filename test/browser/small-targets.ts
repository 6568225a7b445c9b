// What is pressed and is too small for a finger (WCAG 2.2, 2.5.8): 24 by 24, or a circle of 24 around its
// middle that touches no other target and no other small one's circle; a link in a sentence is as high as its
// line.
// Example: await smallTargets(page, "main") → ["16×16 Copy beside Open"]
import type { Page } from "playwright-core";

const SMALL_TARGETS = `((scope) => {
  const kinds = "button, a[href], input:not([type=hidden]), select, textarea, summary, " +
    "[role=option], [role^=menuitem], [role=tab], [role=slider]";
  const all = [...document.querySelectorAll(scope)]
    .flatMap((root) => [...root.querySelectorAll(kinds)])
    .filter((one) => one.checkVisibility({ visibilityProperty: true }) && !one.disabled)
    .filter((one) => !getComputedStyle(one).clipPath.startsWith("inset(50%"));
  const boxOf = (one) =>
    (/checkbox|radio/.test(one.type ?? "") ? one.closest("label, [class*=root]") ?? one : one).getBoundingClientRect();
  // What lies below a bar that stays is scrolled out from under it: the two are never pressed side by side.
  const barOf = (one) => {
    for (let el = one; el !== null; el = el.parentElement) {
      if (/fixed|sticky/.test(getComputedStyle(el).position)) return el;
    }
    return null;
  };
  const boxes = all
    .map((one) => ({ one, box: boxOf(one), bar: barOf(one) }))
    .filter(({ box }) => box.width > 2 && box.height > 2)
    .map(({ one, box, bar }) => ({
      ...{ one, box, bar, x: box.left + box.width / 2, y: box.top + box.height / 2 },
      isSmall: box.width < 24 || box.height < 24,
    }));
  const isInLine = (one) =>
    getComputedStyle(one).display === "inline" &&
    one.parentElement.textContent.trim().length > one.textContent.trim().length;
  const say = (el) =>
    (el.getAttribute("aria-label") ?? el.textContent ?? el.name ?? "").trim().slice(0, 30) || el.className || el.tagName;
  return boxes.flatMap(({ one, box, bar, x, y, isSmall }) => {
    if (!isSmall || isInLine(one)) return [];
    const near = boxes.find((other) => {
      if (other.bar !== bar || other.one === one || other.one.contains(one) || one.contains(other.one)) return false;
      const dx = Math.max(other.box.left - x, 0, x - other.box.right);
      const dy = Math.max(other.box.top - y, 0, y - other.box.bottom);
      const isCircle = other.isSmall && !isInLine(other.one) && Math.hypot(other.x - x, other.y - y) < 24;
      return Math.hypot(dx, dy) < 12 || isCircle;
    });
    if (near === undefined) return [];
    return [Math.round(box.width) + "×" + Math.round(box.height) + " " + say(one) + " beside " + say(near.one)];
  });
})`;

export async function smallTargets(page: Page, scope: string): Promise<string[]> {
  return (await page.evaluate(`(${SMALL_TARGETS})(${JSON.stringify(scope)})`)) as string[];
}
