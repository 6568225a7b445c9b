// Books what became of payouts: settled, failed before they left, returned after. What a payout says is never
// more than once true: told again it changes nothing, told otherwise it is a difference that a person looks
// at.
// Example: endPayouts(app, 7, "settled", [{ payout, … }], fay) → { ended: 1, refused: {} }.
import type { Uuid } from "../base/id.ts";
import { inWorkspace } from "../db/transaction.ts";
import { readPayouts } from "../payouts/payouts.ts";
import type { App } from "./app.ts";
import { finishRuns } from "./finish-runs.ts";
import { AT_ONCE } from "./pay-run.ts";
import type { PayoutEnd } from "./plan-payouts.ts";

export interface EndedPayouts {
  ended: number;
  /** Payout → the state that it is in, where that does not allow it. */
  refused: Map<Uuid, string>;
}

export async function endPayouts(
  app: App,
  ws: number,
  how: "settled" | "failed" | "returned",
  ends: readonly PayoutEnd[],
  actor: string,
): Promise<EndedPayouts> {
  const all: EndedPayouts = { ended: 0, refused: new Map() };
  for (let from = 0; from < ends.length; from += AT_ONCE) {
    const part = ends.slice(from, from + AT_ONCE);
    const facts = { how, ends: part };
    const { refused = new Map<Uuid, string>() } = await app.posting.post(ws, {
      is: "payouts_ended",
      actor,
      facts,
    });
    for (const [payout, state] of refused) all.refused.set(payout, state);
    all.ended += part.length - refused.size;
  }
  const known = await inWorkspace(app.db, ws, (tx) =>
    readPayouts(
      tx,
      ws,
      ends.map((one) => one.payout),
    ),
  );
  await finishRuns(
    app,
    ws,
    [...known.values()].map((one) => one.run),
  );
  return all;
}
