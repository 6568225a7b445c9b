// What a page asks of the server, counted: so that one waits until it is whole, never for a time. What stays
// open for what is to come is not waited for.
// Example: const asked = new Asked(page); await asked.open(`${stage.home}/sales`)
import type { Page, Request } from "playwright-core";

const DRAWN = `new Promise((done) =>
  requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done, 15))))`;
/** Then something is asked for ever, and the page is looked at as it is. */
const LONGEST = 20_000;

export class Asked {
  readonly #page: Page;
  readonly #open = new Set<Request>();
  #scripts = 0;

  constructor(page: Page) {
    this.#page = page;
    page.on("request", (one) => {
      if (one.resourceType() !== "eventsource") this.#open.add(one);
      if (one.resourceType() === "script") this.#scripts += 1;
    });
    for (const end of ["requestfinished", "requestfailed"] as const) {
      page.on(end as "requestfinished", (one) => this.#open.delete(one));
    }
  }

  /** How many parts of the program were fetched so far. */
  get scripts(): number {
    return this.#scripts;
  }

  /** Goes there, until there is a title, nothing stands in for what is to come, and nothing is asked. */
  async open(address: string): Promise<void> {
    this.#open.clear();
    await this.#page.goto(address);
    await this.#page.locator("h1").first().waitFor();
    await this.quiet();
    await this.#page.locator(".mantine-Skeleton-root").first().waitFor({ state: "detached" });
    await this.quiet();
  }

  /** Until the page has drawn what it had to, and nothing is asked of the server any more. */
  async quiet(): Promise<void> {
    const end = Date.now() + LONGEST;
    for (let still = 0; still < 2 && Date.now() < end; ) {
      await this.#page.evaluate(DRAWN);
      still = this.#open.size === 0 ? still + 1 : 0;
    }
  }
}
