// Refuses that one side records a change of what both sides agreed to here: from then on only proposals
// change it. What was recorded and never confirmed may still be recorded further, and waits to be confirmed.
// Example: bruno accepted version 1 here → recording version 2 answers 409 agreed_here.
import { Refusal } from "../base/refusal.ts";
import { readConfirmed } from "../contracts/confirmation.ts";
import type { Contract } from "../contracts/contract.ts";
import type { Tx } from "../db/transaction.ts";

/** Throws 409 `agreed_here`, naming the way. */
export async function refuseAgreed(tx: Tx, ws: number, contract: Contract, way: string): Promise<void> {
  const confirmed = await readConfirmed(tx, ws, [contract], false);
  const both = ["agreed", "confirmed", "notice"];
  if (!contract.versions.some((one) => both.includes(confirmed(contract.id, one.version).state))) return;
  const message =
    "Both sides agreed to this contract here, so neither can record a change of it alone. " +
    `Propose it instead (POST ${way}): it holds when the other side accepts.`;
  throw new Refusal(409, "agreed_here", message);
}
