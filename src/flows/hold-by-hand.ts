// A person holds a commission that no rule found: reserved, not deleted, with a reason that the affiliate
// reads. From then on it is a finding like every other: somebody releases it or takes it back.
// Example: holdByHand(app, 7, { sale, party: dora, reason: "The buyer says that he knows no link." }, by).
import type { Uuid } from "../base/id.ts";
import { heldByHand } from "../findings/finding.ts";
import type { App } from "./app.ts";

export interface HandHold {
  sale: Uuid;
  party: Uuid;
  reason: string;
}

/**
 * Answers the finding's id. Throws 404 for a sale that is not there, 409 `finding_exists` for what is held
 * already, or `nothing_to_hold`. What a dispute reserves of it stands in the reserve once.
 */
export async function holdByHand(
  app: App,
  ws: number,
  { sale, party, reason }: HandHold,
  { actor, name }: { actor: string; name: string },
): Promise<Uuid> {
  const facts = { sale, party, evidence: [heldByHand(name, reason)] };
  return (await app.posting.post(ws, { is: "hold", actor, facts })).id;
}
