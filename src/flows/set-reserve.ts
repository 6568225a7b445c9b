// Sets a party's rolling reserve, or takes it away. Moves no money: what it holds is computed when asked.
// Example: setReserve(app, 7, bruno, { rate: 100000, days: 30 }, ana) → event party.reserve_set.
import { publicId, type Uuid } from "../base/id.ts";
import { formatRate } from "../base/rate.ts";
import { addEvent } from "../db/events.ts";
import { inWorkspace } from "../db/transaction.ts";
import { mustFindPartner } from "../parties/read-parties.ts";
import { type Reserve, saveReserve } from "../parties/reserve.ts";
import type { App } from "./app.ts";

export async function setReserve(
  app: App,
  ws: number,
  party: Uuid,
  reserve: Reserve | null,
  { actor }: { actor: string },
): Promise<void> {
  await inWorkspace(app.db, ws, async (tx) => {
    await mustFindPartner(tx, ws, party, "party");
    const at = app.ids.now();
    await saveReserve(tx, ws, party, reserve, { actor, at });
    const payload =
      reserve === null ? { rate: null } : { rate: formatRate(reserve.rate), days: reserve.days };
    const subject = publicId("party", party);
    await addEvent(tx, ws, { type: "party.reserve_set", subject, actor, payload, at });
  });
}
