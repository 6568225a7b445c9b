// Changes a link: where it leads, campaign, sub-id, archived or not. What was clicked before stays as it was.
// Example: changeLink(app, 7, id, { state: "archived" }, actor): it still leads there, and counts nothing.
import type { Link } from "../affiliates/link.ts";
import { mustFindDestination } from "../affiliates/read-destinations.ts";
import { type LinkChange, lockLink, changeLink as write } from "../affiliates/write-link.ts";
import { publicId, type Uuid } from "../base/id.ts";
import { Refusal } from "../base/refusal.ts";
import { addEvent } from "../db/events.ts";
import { inWorkspace } from "../db/transaction.ts";
import type { App } from "./app.ts";
import { changedFields } from "./changed-fields.ts";
import { refuseStale } from "./refuse-stale.ts";

/** `own`: only a link of this party is found, as when the affiliate changes it. */
export async function changeLink(
  app: App,
  ws: number,
  id: Uuid,
  { basedOn, ...wanted }: LinkChange & { basedOn?: number | undefined },
  actor: string,
  own?: Uuid,
): Promise<Link> {
  const at = app.ids.now();
  return await inWorkspace(app.db, ws, async (tx) => {
    const subject = publicId("link", id);
    const before = await lockLink(tx, ws, id);
    if (before === null || (own !== undefined && before.party !== own)) {
      throw new Refusal(404, "not_found", "There is no such link.");
    }
    await refuseStale(tx, ws, { subject, type: "link.changed", basedOn, version: before.version });
    const fields = changedFields(told(before), told(wanted));
    if (fields === null) return before;
    if (wanted.destination !== undefined) {
      await mustFindDestination(tx, ws, before.product, wanted.destination);
    }
    const link = await write(tx, ws, before, wanted);
    const { version, code, product } = link;
    const party = link.party && publicId("party", link.party);
    const payload = { ...fields, version, code, party, product: publicId("product", product) };
    await addEvent(tx, ws, { type: "link.changed", subject, actor, payload, at });
    return link;
  });
}

function told({ destination, ...rest }: LinkChange): object {
  return { ...rest, destination: destination && publicId("destination", destination) };
}
