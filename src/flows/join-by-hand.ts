// Where a server sends no mail, whoever holds the link of an invitation to promote makes the account of the
// invited address on the public page, with a password of their own: no mail could let them in. It proves
// nothing of the address, so the account counts as unproven; under another address it makes none.
// Example: joinByHand(app, identity, door, { slug: "piano-in-30-days", invited, name, password }) → dora's
// account.
import type { Identity } from "../access/identity.ts";
import type { SignedIn } from "../access/signed-in.ts";
import { Refusal } from "../base/refusal.ts";
import { inWorkspace } from "../db/transaction.ts";
import type { App } from "./app.ts";
import type { Hands } from "./hand-over-link.ts";
import { findInvited, openPage } from "./join-program.ts";

export interface JoinsByHand {
  slug: string;
  invited: string;
  name: string;
  password: string;
}

/** Throws 404 `no_such_page`, 409 `mail_leaves`, `email_taken`, 410 `invitation_over`. */
export async function joinByHand(
  app: App,
  identity: Identity,
  { mailStays }: Pick<Hands, "mailStays">,
  { slug, invited, name, password }: JoinsByHand,
): Promise<SignedIn> {
  if (mailStays !== true) {
    const message = "Invitations leave this server by mail: confirm the address by the link in one instead.";
    throw new Refusal(409, "mail_leaves", message);
  }
  const { ws, product } = await openPage(app, slug);
  const { email } = await inWorkspace(app.db, ws, (tx) => findInvited(app, tx, ws, product, invited));
  const account = await identity.createAccount({ email, name, password, verified: false });
  return { account, email, name, verified: false };
}
