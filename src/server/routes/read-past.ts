// "As of": a query that asks how things stood at an instant of the past, or at the end of a day where the
// business is. Both spellings say the same; `at` is the older one. Never answers by itself.
// Example: ?asOf=2026-03-31 → { today: "2026-03-31", past: { at: the day's last instant, batch: 812 } }
import { z } from "zod";
import type { Tx } from "../../db/transaction.ts";
import type { App } from "../../flows/app.ts";
import { todayIn } from "../../reports/balances.ts";
import type { PastPlace } from "../../reports/rolling-reserve.ts";
import { batchAt } from "../../reports/sums-at.ts";
import { instantIn } from "../../wire/instant.ts";
import { readInstantAfter } from "../../workspaces/read-workspace.ts";

export const pastQuery = {
  asOf: z
    .union([z.iso.date().refine((day) => day >= "1900-01-01", "must not be before 1900-01-01"), instantIn])
    .optional()
    .meta({
      description:
        "As it was recorded by then: an instant, or a day, which counts whole where the business is. Now when left out.",
      examples: ["2026-03-31", "2026-03-31T23:59:59-03:00"],
    }),
};

/** With the name that it had first. */
export const pastQueryWithAt = {
  ...pastQuery,
  at: instantIn.optional().meta({ description: "The same as an instant of `asOf`." }),
};

export interface Past {
  /** That instant's day where the business is. */
  today: string;
  /** Left out: now. */
  past?: PastPlace;
}

export async function readPast(
  app: App,
  tx: Tx,
  ws: number,
  { asOf, at }: { asOf?: string | number | undefined; at?: number | undefined },
): Promise<Past> {
  const wanted = asOf ?? at;
  if (wanted === undefined) return { today: await todayIn(tx, ws, app.ids.now()) };
  const instant =
    typeof wanted === "number" ? wanted : (await readInstantAfter(tx, ws, wanted)).getTime() - 1;
  return {
    today: typeof wanted === "string" ? wanted : await todayIn(tx, ws, instant),
    past: { at: instant, batch: await batchAt(tx, ws, instant) },
  };
}
