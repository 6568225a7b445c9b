// Calls an invited party by the name its person signs with, where it was known by its address alone. A name
// that the workspace gave stays. Inside the acceptance's transaction.
// Example: invited as eva@example.com, accepts as Eva Prado → the party, and the agreement, say Eva Prado.
import { publicId } from "../base/id.ts";
import type { Proposal } from "../contracts/proposal.ts";
import { addEvent } from "../db/events.ts";
import type { Tx } from "../db/transaction.ts";
import { findParty } from "../parties/read-parties.ts";
import { changeParty } from "../parties/write-party.ts";
import type { Person } from "./propose-change.ts";

export async function nameInvited(
  tx: Tx,
  ws: number,
  { party, email }: Proposal,
  by: Person,
  at: number,
): Promise<void> {
  const known = await findParty(tx, ws, party);
  if (email === null || known?.name.toLowerCase() !== email.toLowerCase()) return;
  await changeParty(tx, ws, party, { name: by.name });
  const subject = publicId("party", party);
  const payload = { changed: ["name"] };
  await addEvent(tx, ws, { type: "party.changed", subject, actor: by.actor, payload, at });
}
