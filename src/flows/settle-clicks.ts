// Waits until the clicks that sales name are in the database, where they were made a moment ago and are still
// on the desk, or where a killed process or a database that was away has left them on the disk: a sale is
// judged once, and whoever buys at once must not earn nobody anything. What takes too long is told again:
// 503. Sales that name none, or older ones, wait for nothing.
// Example: GET /l/carla, then POST /v1/sales with its click 20 ms later → written first, then judged: carla.
import { findUnknown } from "../affiliates/bring-clicks.ts";
import { timeOf, type Uuid } from "../base/id.ts";
import { Fault } from "../base/refusal.ts";
import type { SaleFacts } from "../sales/facts.ts";
import type { App } from "./app.ts";
import { clickDeskOf } from "./click-desk.ts";
import { uuidOf } from "./sale-touches.ts";

const PATIENCE_MS = 3_000;
/** Nothing waits for longer. */
const OLDEST_MS = 7 * 86_400_000;

export async function settleClicks(
  { db, ids }: Pick<App, "db" | "ids">,
  ws: number,
  sales: readonly SaleFacts[],
): Promise<void> {
  const desk = clickDeskOf(db);
  if (desk === undefined) return;
  const clicks = new Set<Uuid | null>(sales.map(({ side }) => uuidOf("click", side?.clickId)));
  const visitors = new Set<Uuid | null>(sales.map(({ side }) => uuidOf("visitor", side?.visitorId)));
  const hasLead = sales.some(({ side }) => side?.lead !== undefined);
  clicks.delete(null);
  visitors.delete(null);
  if (!hasLead && clicks.size === 0 && visitors.size === 0) return;
  await desk.settle(ws, (click) => hasLead || clicks.has(click.id) || visitors.has(click.visitor));
  if (!desk.hasLeft) return;
  const since = ids.now();
  const young = [...clicks].filter((id): id is Uuid => id !== null && since - timeOf(id) < OLDEST_MS);
  while (desk.hasLeft && (await findUnknown(db, ws, young)) > 0) {
    if (ids.now() - since > PATIENCE_MS) throw behind();
    await desk.flush();
  }
}

function behind(): Fault {
  return new Fault(
    "clicks_behind",
    "Clicks of before are still being brought in: try again in a few seconds.",
  );
}
