// Which accounts speak for a party, managed by the party itself: somebody who may accept adds another by
// e-mail address, says whether it may accept as well, or takes it away. One that may accept always stays.
// Example: bruno adds rita@example.com to read → she is mailed, signs in and looks; she decides nothing.
import { rememberName } from "../access/actor-names.ts";
import { accountActor } from "../access/caller.ts";
import type { Identity } from "../access/identity.ts";
import {
  changeRight,
  linkAccount,
  lockAccountsOf,
  type PartyAccount,
  unlinkAccount,
} from "../access/party-accounts.ts";
import { publicId, type Uuid } from "../base/id.ts";
import { Refusal } from "../base/refusal.ts";
import { addEvent } from "../db/events.ts";
import { addJob } from "../db/job-queue.ts";
import { inWorkspace, type Tx } from "../db/transaction.ts";
import type { App } from "./app.ts";
import { INVITATIONS } from "./send-invite.ts";

export const SEND_PARTY_ACCOUNT = "send_party_account";

/** A business is spoken for by a few people, not by a crowd. */
const MOST = 20;

type By = PartyAccount & { actor: string };

/** Makes the account where the address has none: its owner proves the address by the first link. */
export async function addPartyAccount(
  app: App,
  identity: Identity,
  by: By,
  wanted: { email: string; mayAccept: boolean },
): Promise<Uuid> {
  const { email, mayAccept } = wanted;
  const known = await identity.findAccount(email);
  const account = known?.account ?? (await identity.createAccount({ email, name: email, verified: false }));
  const { ws, workspace, party } = by;
  await inWorkspace(app.db, ws, async (tx) => {
    const all = await lockAccountsOf(tx, ws, party);
    mustMayAccept(all, by.account);
    if (all.some((one) => one.account === account)) {
      throw new Refusal(409, "account_linked", `${email} speaks for this party already.`);
    }
    if (all.length >= MOST) {
      const message = `At most ${MOST} accounts speak for one party. Take one away first.`;
      throw new Refusal(409, "too_many_accounts", message, { facts: { limit: MOST } });
    }
    const at = app.ids.now();
    await linkAccount(tx, { account, workspace, ws, party, mayAccept, email, at });
    await rememberName(tx, ws, accountActor(account), { name: known?.name ?? email, email });
    await tell(app, tx, by, "party.account_added", { account, mayAccept });
    const job = { ws, party, account, by: by.account };
    await addJob(tx, SEND_PARTY_ACCOUNT, job, { queue: INVITATIONS });
  });
  return account;
}

export async function changePartyAccount(app: App, by: By, account: Uuid, mayAccept: boolean): Promise<void> {
  const { ws, party } = by;
  await inWorkspace(app.db, ws, async (tx) => {
    const all = await lockAccountsOf(tx, ws, party);
    mustMayAccept(all, by.account);
    const found = mustFind(all, account);
    if (found.mayAccept === mayAccept) return;
    if (!mayAccept) mustLeaveOne(all, account);
    await changeRight(tx, { ws, party, account }, mayAccept);
    await tell(app, tx, by, "party.account_changed", { account, from: found.mayAccept, to: mayAccept });
  });
}

/**
 * Another's by who may accept; one's own by anybody: leaving is always free, but for the last who may accept.
 */
export async function removePartyAccount(app: App, by: By, account: Uuid): Promise<void> {
  const { ws, party } = by;
  await inWorkspace(app.db, ws, async (tx) => {
    const all = await lockAccountsOf(tx, ws, party);
    if (account !== by.account) mustMayAccept(all, by.account);
    const { mayAccept } = mustFind(all, account);
    if (mayAccept) mustLeaveOne(all, account);
    await unlinkAccount(tx, { ws, party, account });
    await tell(app, tx, by, "party.account_removed", { account, mayAccept });
  });
}

/** Asked again under the lock, so that nobody acts by a right they lost a moment ago. */
function mustMayAccept(all: readonly PartyAccount[], account: Uuid): void {
  if (all.some((one) => one.account === account && one.mayAccept)) return;
  throw new Refusal(403, "may_not_accept", "Only who may accept for this party says who else speaks for it.");
}

function mustFind(all: readonly PartyAccount[], account: Uuid): PartyAccount {
  const found = all.find((one) => one.account === account);
  if (found === undefined) throw new Refusal(404, "not_found", "This account does not speak for the party.");
  return found;
}

function mustLeaveOne(all: readonly PartyAccount[], account: Uuid): void {
  if (all.some((one) => one.account !== account && one.mayAccept)) return;
  const message = "This is the last account that may accept for the party. Let another accept first.";
  throw new Refusal(409, "last_to_accept", message);
}

async function tell(
  app: App,
  tx: Tx,
  by: By,
  type: string,
  more: { account: Uuid; [what: string]: unknown },
) {
  const payload = { ...more, account: publicId("account", more.account) };
  const subject = publicId("party", by.party);
  await addEvent(tx, by.ws, { type, subject, actor: by.actor, payload, at: app.ids.now() });
}
