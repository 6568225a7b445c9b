// Takes a click that a shop's own redirect tells: written before it is answered, with its totals.
// Example: tellClick(app, 7, { code: "carla-spring" }) → the click, whose id comes back with the sale.
import { findLinks } from "../affiliates/find-links.ts";
import { foldCode } from "../affiliates/link.ts";
import { type Click, listClicks } from "../affiliates/read-clicks.ts";
import { writeClicks } from "../affiliates/write-clicks.ts";
import { newUuid, type Uuid } from "../base/id.ts";
import { Refusal } from "../base/refusal.ts";
import { inWorkspace } from "../db/transaction.ts";
import type { App } from "./app.ts";

export interface ClickFacts {
  code: string;
  visitor?: Uuid | undefined;
  at?: number | undefined;
  subId?: string | undefined;
}

const DAY_MS = 86_400_000;

export async function tellClick(app: App, ws: number, facts: ClickFacts): Promise<Click> {
  const now = app.ids.now();
  const at = facts.at ?? now;
  if (at > now + 60_000 || at < now - 30 * DAY_MS) {
    throw refused("at", "invalid_instant", "must lie in the last thirty days");
  }
  const [found] = await findLinks(app.db, [foldCode(facts.code)], now);
  if (found === undefined || found.ws !== ws || !found.isActive) {
    throw refused("code", "unknown_link", "is no active link of this workspace");
  }
  // The id says when it was, so that clicks lie in order of time.
  const id = newUuid({ now: () => at, random: app.ids.random });
  const click = {
    id,
    link: found.link,
    product: found.product,
    party: found.party,
    visitor: facts.visitor ?? newUuid(app.ids),
    isReturning: facts.visitor !== undefined,
    at,
    device: null,
    subId: facts.subId ?? null,
    referrer: null,
  };
  await writeClicks(app.db, ws, found.timeZone, { clicks: [click], uncounted: [] });
  const [written] = await inWorkspace(app.db, ws, (tx) => listClicks(tx, ws, { id, limit: 1 }));
  return written as Click;
}

function refused(path: string, code: string, message: string): Refusal {
  return new Refusal(422, code, `${path} ${message}.`, { details: [{ path, code, message }] });
}
