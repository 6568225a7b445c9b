// What time does to contracts by itself: a proposal that nobody answered lapses, a contract whose last day
// has come ends; one that waits is reminded of. The first two count at their instant already; here it is
// written down and both sides are told. Repeats without harm.
// Example: invited on 7 November, no answer → on 21 November: lapsed, its share is free, ana gets a mail.
import { publicId } from "../base/id.ts";
import { contractsPastEnd } from "../contracts/read-contracts.ts";
import { lapsedProposals } from "../contracts/read-proposals.ts";
import { markEnded } from "../contracts/write-contract.ts";
import { addEvent } from "../db/events.ts";
import { inWorkspace } from "../db/transaction.ts";
import { closeAsLapsed } from "./answer-proposal.ts";
import type { App } from "./app.ts";
import { remindWaiting } from "./remind-waiting.ts";

export async function watchContracts(app: App, ws: number): Promise<void> {
  await inWorkspace(app.db, ws, async (tx) => {
    for (const { id } of await lapsedProposals(tx, ws, app.ids.now())) await closeAsLapsed(app, tx, ws, id);
  });
  await remindWaiting(app, ws);
  await inWorkspace(app.db, ws, async (tx) => {
    const at = app.ids.now();
    for (const { id, ends } of await contractsPastEnd(tx, ws, at)) {
      await markEnded(tx, ws, id);
      const subject = publicId("contract", id);
      const states = { before: { state: "active" }, after: { state: "ended" } };
      const payload = { ends: ends.toISOString(), ...states };
      await addEvent(tx, ws, { type: "contract.ended", subject, actor: "system", payload, at });
    }
  });
}
