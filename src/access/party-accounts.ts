// Which accounts speak for a party of a workspace: the way from a signed-in person to a partner's portal. A
// person has one account; a business may have several, and only those with the right accept for it.
// Example: linkAccount(tx, { account, workspace, ws: 7, party, mayAccept: true, at }); a role here is no team
// role.
import type { Uuid } from "../base/id.ts";
import { emailDigests } from "../base/person-key.ts";
import type { Tx } from "../db/transaction.ts";

export interface PartyAccount {
  account: Uuid;
  workspace: Uuid;
  ws: number;
  party: Uuid;
  mayAccept: boolean;
  /** When it was added; epoch milliseconds. */
  createdAt: number;
}

/**
 * Adds what is not there yet; what is there keeps its right. Of the account's address digests alone are kept,
 * for good, so that a purchase of its own is known. Runs in any workspace or none.
 */
export async function linkAccount(
  tx: Tx,
  link: Omit<PartyAccount, "createdAt"> & { email: string; at: number },
): Promise<void> {
  await tx
    .insertInto("party_account")
    .values({
      account: link.account,
      workspace: link.workspace,
      ws: link.ws,
      party: link.party,
      may_accept: link.mayAccept,
      created_at: new Date(link.at),
    })
    .onConflict((conflict) => conflict.columns(["account", "workspace", "party"]).doNothing())
    .execute();
  const keys = [...new Set(emailDigests(link.email))];
  await tx
    .insertInto("known_address")
    .values(keys.map((key) => ({ account: link.account, email_key: key, since: new Date(link.at) })))
    .onConflict((conflict) => conflict.columns(["account", "email_key"]).doNothing())
    .execute();
}

/** Every party that an account speaks for, in every workspace, oldest first. */
export async function listPartiesOf(tx: Tx, account: Uuid): Promise<PartyAccount[]> {
  const rows = await tx
    .selectFrom("party_account")
    .selectAll()
    .where("account", "=", account)
    .orderBy("created_at")
    .orderBy("party")
    .execute();
  return rows.map(toLink);
}

/** Null when the account does not speak for the party. Runs outside a workspace. */
export async function findPartyAccount(tx: Tx, account: Uuid, party: Uuid): Promise<PartyAccount | null> {
  const row = await tx
    .selectFrom("party_account")
    .selectAll()
    .where("account", "=", account)
    .where("party", "=", party)
    .executeTakeFirst();
  return row === undefined ? null : toLink(row);
}

/** The accounts that speak for a party. */
export async function listAccountsOf(tx: Tx, ws: number, party: Uuid): Promise<PartyAccount[]> {
  const rows = await tx
    .selectFrom("party_account")
    .selectAll()
    .where("ws", "=", ws)
    .where("party", "=", party)
    .orderBy("created_at")
    .execute();
  return rows.map(toLink);
}

/** As listAccountsOf, held against every other change until the transaction ends. */
export async function lockAccountsOf(tx: Tx, ws: number, party: Uuid): Promise<PartyAccount[]> {
  const rows = await tx
    .selectFrom("party_account")
    .selectAll()
    .where("ws", "=", ws)
    .where("party", "=", party)
    .orderBy("account")
    .forUpdate()
    .execute();
  return rows.map(toLink);
}

export async function changeRight(
  tx: Tx,
  { ws, party, account }: Pick<PartyAccount, "ws" | "party" | "account">,
  mayAccept: boolean,
): Promise<void> {
  await tx
    .updateTable("party_account")
    .set({ may_accept: mayAccept })
    .where("ws", "=", ws)
    .where("party", "=", party)
    .where("account", "=", account)
    .execute();
}

export async function unlinkAccount(
  tx: Tx,
  { ws, party, account }: Pick<PartyAccount, "ws" | "party" | "account">,
): Promise<void> {
  await tx
    .deleteFrom("party_account")
    .where("ws", "=", ws)
    .where("party", "=", party)
    .where("account", "=", account)
    .execute();
}

function toLink(row: {
  account: string;
  workspace: string;
  ws: number;
  party: string;
  may_accept: boolean;
  created_at: Date;
}): PartyAccount {
  return {
    account: row.account as Uuid,
    workspace: row.workspace as Uuid,
    ws: row.ws,
    party: row.party as Uuid,
    mayAccept: row.may_accept,
    createdAt: row.created_at.getTime(),
  };
}
