// Who shares a product, or may come to share it: its contracts and what open proposals would make of them.
// What the cap is held against. Never decides; call under the lock of the terms.
// Example: bruno 0.10 in force, an open amendment to 0.20, carla invited to 0.30 → up to 0.50 of direct
// sales.
import type { Uuid } from "../base/id.ts";
import type { Tx } from "../db/transaction.ts";
import type { SharedBy } from "./check-agreement.ts";
import type { Proposal } from "./proposal.ts";
import { contractsByProduct } from "./read-contracts.ts";
import { openProposalsOf } from "./read-proposals.ts";
import type { AgreedVersion } from "./version-in-force.ts";

/** Of every product, or of one. `but`: a proposal that is looked at itself and reserves nothing twice. */
export async function readShares(
  tx: Tx,
  ws: number,
  now: number,
  only: { product?: Uuid; but?: Uuid } = {},
): Promise<Map<Uuid, SharedBy[]>> {
  const contracts = await contractsByProduct(tx, ws, only.product);
  const shares = new Map<Uuid, SharedBy[]>([...contracts].map(([product, list]) => [product, [...list]]));
  for (const proposal of await openProposalsOf(tx, ws, only.product, now)) {
    if (proposal.id === only.but || proposal.terms === null) continue;
    const list = shares.get(proposal.product) ?? [];
    shares.set(proposal.product, withProposal(list, proposal, now));
  }
  return shares;
}

/** The same with one more proposal, whose terms may hold from its start, or from any moment now, on. */
export function withProposal(
  shares: readonly SharedBy[],
  proposal: Pick<Proposal, "contract" | "party" | "terms" | "starts" | "ends">,
  now: number,
): SharedBy[] {
  const { contract: id, party, terms } = proposal;
  if (terms === null) return [...shares];
  const next: AgreedVersion = { starts: Math.max(proposal.starts ?? now, now), ends: proposal.ends, terms };
  const known = shares.find((one) => one.id === id);
  if (known === undefined) return [...shares, { id, party, versions: [], proposed: [next] }];
  const amended = { ...known, proposed: [...known.versions, next] };
  return shares.map((one) => (one.id === id ? amended : one));
}
