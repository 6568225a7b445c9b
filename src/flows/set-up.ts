// The first owner and the first business of an installation: an account, a workspace, the owner in it, who
// runs the installation as its operator too. Only while nobody has a workspace. Cut short after the account,
// it can be done again with the same address and password.
// Example: setUp(app, identity, { name: "Ana", email: "ana@example.com", password: "…", workspace: { … } }) →
// account.
import { accountActor } from "../access/caller.ts";
import type { Identity } from "../access/identity.ts";
import { listAccounts } from "../access/members.ts";
import { makeOperator } from "../access/operators.ts";
import type { Uuid } from "../base/id.ts";
import { Refusal } from "../base/refusal.ts";
import { inWorkspace } from "../db/transaction.ts";
import type { App } from "./app.ts";
import { createWorkspace, type WorkspaceFacts } from "./create-workspace.ts";

export interface SetUpFacts {
  name: string;
  email: string;
  password: string;
  workspace: WorkspaceFacts;
}

export async function isSetUpNeeded(app: App): Promise<boolean> {
  return (await inWorkspace(app.db, null, (tx) => listAccounts(tx, 1))).length === 0;
}

/** Throws 410 `already_set_up`, 409 `email_taken`. */
export async function setUp(app: App, identity: Identity, facts: SetUpFacts): Promise<Uuid> {
  if (!(await isSetUpNeeded(app))) {
    throw new Refusal(
      410,
      "already_set_up",
      "This installation has its first business already. Sign in instead.",
    );
  }
  const account = await makeAccount(identity, facts);
  await inWorkspace(app.db, null, (tx) => makeOperator(tx, account, app.ids.now()));
  await createWorkspace(app, facts.workspace, account, accountActor(account), facts);
  return account;
}

/** Who holds the set-up token runs the server, so that the address is believed. */
async function makeAccount(identity: Identity, facts: SetUpFacts): Promise<Uuid> {
  const { email, name, password } = facts;
  try {
    return await identity.createAccount({ email, name, password, verified: true });
  } catch (error) {
    if (!(error instanceof Refusal) || error.code !== "email_taken") throw error;
    const tried = await identity.signIn(email, password, {});
    if (tried.kind !== "in") throw error;
    return tried.signed.person.account;
  }
}
