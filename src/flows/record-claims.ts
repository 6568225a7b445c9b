// Records what the rows of a file claim, those that can be recorded, together; what each row came to. What is
// not a refusal (database away) is thrown for all.
// Example: [claim, "nothing", a refusal of its names] → ["new", "nothing", that refusal].
import { Refusal } from "../base/refusal.ts";
import { Declined } from "../ledger/planner.ts";
import type { App } from "./app.ts";
import { recordNamedSales } from "./record-named-sales.ts";
import type { SaleClaim } from "./resolve-sale.ts";

export async function recordClaims(
  app: App,
  ws: number,
  asked: readonly (SaleClaim | Refusal | "nothing")[],
  actor: string,
): Promise<("new" | "known" | "nothing" | Refusal)[]> {
  const isClaim = (one: (typeof asked)[number]): one is SaleClaim =>
    one !== "nothing" && !(one instanceof Refusal);
  const claims = asked.filter(isClaim);
  const results = new Map((await recordNamedSales(app, ws, claims, actor)).map((one, i) => [claims[i], one]));
  return asked.map((one) => {
    if (!isClaim(one)) return one;
    const result = results.get(one);
    if (result === undefined || !(result instanceof Declined)) return result?.created ? "new" : "known";
    if (result.why instanceof Refusal) return result.why;
    throw result.why;
  });
}
