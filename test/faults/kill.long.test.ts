// kill -9 under load, the long form: 10,000 acknowledged sales while the server, or PostgreSQL, is killed ten
// times.
import { expect, test } from "vitest";
import { killUnderLoad } from "./kill-under-load.ts";

test.each(["server", "database"] as const)(
  "kill -9 of the %s: 10,000 acknowledged, 0 lost, 0 twice",
  async (kill) => {
    const { kills, unanswered, ...found } = await killUnderLoad({ sales: 10_000, kill, every: 900 });
    expect(found).toMatchObject({ acknowledged: 10_000, lost: 0, twice: 0, disagreements: [] });
    expect(kills).toBe(11);
    expect(unanswered).toBeGreaterThan(0);
  },
);
