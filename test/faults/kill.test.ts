// kill -9 under load, the short form: of the server, and of PostgreSQL. What was acknowledged is there, once.
import { expect, test } from "vitest";
import { killUnderLoad } from "./kill-under-load.ts";

test.each(["server", "database"] as const)(
  "kill -9 of the %s: 500 acknowledged, 0 lost, 0 twice",
  async (kill) => {
    const { kills, unanswered, ...found } = await killUnderLoad({ sales: 500, kill, every: 200 });
    expect(found).toMatchObject({ acknowledged: 500, lost: 0, twice: 0, disagreements: [] });
    expect(kills).toBe(2);
    expect(unanswered).toBeGreaterThan(0);
  },
  120_000,
);
