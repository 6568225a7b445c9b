// Who an e-mail address, or a party, already is here: a member of the team, a co-producer, an affiliate,
// invited to be one of them. For dialogs in which somebody is about to confuse the three. Reads only.
// Example: bruno@example.com → finance member; co-producer of "Piano in 30 days"; no affiliate.
import type { Identity } from "../access/identity.ts";
import { listMembers } from "../access/members.ts";
import type { Uuid } from "../base/id.ts";
import { isEnded } from "../contracts/contract.ts";
import { listContracts } from "../contracts/read-contracts.ts";
import { listProposals } from "../contracts/read-proposals.ts";
import { inWorkspace } from "../db/transaction.ts";
import { findPartnerByEmail } from "../parties/find-by-email.ts";
import { findParty } from "../parties/read-parties.ts";
import { readNames } from "../reports/names.ts";
import { readPromoted } from "../reports/touched.ts";
import type { App } from "./app.ts";

export interface KnownPerson {
  /** Team role; null where the address is no member's. */
  role: string | null;
  party: { id: Uuid; name: string } | null;
  /** Products by id and name: shared under a contract that has not ended, asked to share, promoted. */
  shares: { id: Uuid; name: string }[];
  invitedTo: { id: Uuid; name: string }[];
  promotes: { id: Uuid; name: string }[];
}

export async function knowPerson(
  app: App,
  identity: Identity,
  ws: number,
  asked: { email?: string | undefined; party?: Uuid | undefined },
): Promise<KnownPerson> {
  const now = app.ids.now();
  const { found, members, products } = await inWorkspace(app.db, ws, async (tx) => {
    const found =
      asked.party === undefined
        ? await findPartnerByEmail(tx, ws, asked.email ?? "")
        : await findParty(tx, ws, asked.party);
    const members = await listMembers(tx, ws);
    if (found === null) return { found, members, products: null };
    const filter = { party: found.id, now, limit: 100 };
    const contracts = (await listContracts(tx, ws, filter)).filter((one) => !isEnded(one, now));
    const open = await listProposals(tx, ws, { ...filter, state: "open" });
    const shares = contracts.map((one) => one.product);
    const invitedTo = open.filter((one) => one.kind === "invite").map((one) => one.product);
    const promotes = await readPromoted(tx, ws, found.id);
    const names = await readNames(tx, ws, { products: [...shares, ...invitedTo, ...promotes] });
    const named = (ids: readonly Uuid[]) => [...new Set(ids)].map((id) => ({ id, name: names.product(id) }));
    return {
      found,
      members,
      products: { shares: named(shares), invitedTo: named(invitedTo), promotes: named(promotes) },
    };
  });
  const email = asked.email ?? found?.email ?? null;
  const account = email === null ? null : await identity.findAccount(email);
  const role = members.find((one) => one.account === account?.account)?.role ?? null;
  const party = found === null ? null : { id: found.id, name: found.name };
  return { role, party, ...(products ?? { shares: [], invitedTo: [], promotes: [] }) };
}
