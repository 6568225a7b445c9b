// Waits until no colour and no size of a page is on its way to another any more: what is looked at while a
// window fades out has contrasts of its own. What turns for ever is not waited for, and nothing longer than a
// second. Example: await still(page); await new AxeBuilder({ page }).analyze();
import type { Page } from "playwright-core";

const STILL = `Promise.race([
  (async () => {
    const drawn = () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
    const moving = () => document.getAnimations()
      .filter((one) => one.playState === "running" && one.effect?.getComputedTiming().iterations !== Infinity);
    // What is fetched anew stands there fainter until it is there.
    while (document.querySelector("[data-late]")) await drawn();
    // What begins with the next frame is waited for too.
    for (await drawn(); moving().length > 0; await drawn()) {
      await Promise.allSettled(moving().map((one) => one.finished));
    }
  })(),
  new Promise((done) => setTimeout(done, 1000)),
]).then(() => undefined)`;

export async function still(page: Page): Promise<void> {
  await page.evaluate(STILL);
}
