// Who of ours are the parties that a source says it pays itself: it tells roles, and the product's
// contracts and the sale's affiliate say who they are. Fees and tax never pass through a party's balance
// and are left out.
// Example: Hotmart's COPRODUCER 20.79, one contract in force → Bruno was paid 2079 there.
import type { Uuid } from "../base/id.ts";
import { contractsOf } from "../contracts/read-contracts.ts";
import { versionInForce } from "../contracts/version-in-force.ts";
import type { Tx } from "../db/transaction.ts";
import type { PaidAtSource } from "../sales/facts.ts";
import type { Note, PaidAtSourcePart, SaleMessage } from "../sources/message.ts";
import { readPostingSettings } from "../workspaces/posting-settings.ts";

/**
 * What cannot be matched to a party is a note; where several co-producers share, each was paid what our split
 * gives.
 */
export async function namePaidParties(
  tx: Tx,
  ws: number,
  sale: SaleMessage,
  product: Uuid,
  affiliate: Uuid | null,
): Promise<{ paid: PaidAtSource[]; notes: Note[] }> {
  const notes: Note[] = [];
  const paid = new Map<Uuid, number | null>();
  const add = (party: Uuid, amount: number | null) => {
    const before = paid.has(party) ? (paid.get(party) as number | null) : 0;
    paid.set(party, before === null || amount === null ? null : before + amount);
  };
  const byRole = Map.groupBy(sale.paidAtSource, (part) => part.role);
  const { producer } = await readPostingSettings(tx, ws);
  for (const part of byRole.get("producer") ?? []) add(producer, part.amount);
  for (const part of byRole.get("affiliate") ?? []) if (affiliate !== null) add(affiliate, part.amount);
  const shared = byRole.get("coproducer") ?? [];
  if (shared.length > 0) {
    const parties = await coproducersAt(tx, ws, product, sale.at);
    if (parties.length === 1) for (const part of shared) add(parties[0] as Uuid, part.amount);
    else for (const party of parties) add(party, null);
    if (parties.length !== 1) notes.push(notOne(shared, parties.length));
  }
  return { paid: [...paid].map(([party, amount]) => ({ party, amount })), notes };
}

async function coproducersAt(tx: Tx, ws: number, product: Uuid, at: number): Promise<Uuid[]> {
  const inForce = (await contractsOf(tx, ws, product)).filter((contract) => {
    const version = versionInForce(contract.versions, at);
    return version !== null && version.terms.scope !== "recruited";
  });
  return [...new Set(inForce.map((contract) => contract.party))];
}

function notOne(shared: readonly PaidAtSourcePart[], parties: number): Note {
  const message =
    parties === 0
      ? `the source paid ${shared.length} co-producer(s), and no contract is in force here`
      : `the source does not say which of ${parties} co-producers it paid: each counts as paid what our split gives`;
  return { code: "coproducer_not_named", message, path: null };
}
