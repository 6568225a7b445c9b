// Two people edit one thing at once: the second is told what the first one changed, and nothing of it is
// lost. Without a version nothing is compared: a program that sets a value means it.
// Example: ana saw version 3, bruno made it 4 meanwhile → 409 changed_meanwhile, with bruno's change.
import { Refusal } from "../base/refusal.ts";
import type { Tx } from "../db/transaction.ts";
import { readChangesOf } from "../reports/history.ts";

export interface Seen {
  /** Public id of what is changed. */
  subject: string;
  /** Of the events that tell its changes. */
  type: string;
  /** The version the caller saw; undefined: they do not say. */
  basedOn: number | undefined;
  version: number;
}

export async function refuseStale(
  tx: Tx,
  ws: number,
  { subject, type, basedOn, version }: Seen,
): Promise<void> {
  if (basedOn === undefined || basedOn === version) return;
  const since = await readChangesOf(tx, ws, { subject, type, after: basedOn });
  const message =
    "Somebody else has changed this since you looked. Look at what they did, then change it again.";
  throw new Refusal(409, "changed_meanwhile", message, {
    details: [{ path: "basedOn", code: "changed_meanwhile", message: `is ${version} by now` }],
    facts: { version, since },
  });
}
