// What is said when the program is ready: where it is, and, while nobody else has an account, how to get in.
// On the embedded database the first start makes a demo workspace, and each start prints a single-use link
// into it until somebody else joins, whose owner is the installation's operator; on a server of one's own,
// and with DEMO=off, it prints where the first owner sets up account and business.
// Example: "Partage is ready: http://127.0.0.1:4000"
import { listAccounts } from "../access/members.ts";
import { makeOperator } from "../access/operators.ts";
import type { Uuid } from "../base/id.ts";
import { inWorkspace } from "../db/transaction.ts";
import { createDemo } from "../flows/create-demo.ts";
import { SPEAKERS } from "../flows/demo-studio.ts";
import { signInLink } from "../flows/send-sign-in-link.ts";
import type { Running, Say } from "./start.ts";

const DEMO_EMAIL = "ana@demo.example";
const DEMO_NAME = "Ana";
/** The first link may wait while somebody reads the README. */
const LINK_MINUTES = 24 * 60;

export async function welcome(running: Running, publicUrl: string, say: Say): Promise<void> {
  const { app, identity, demo, setupToken } = running;
  let accounts = await inWorkspace(app.db, null, (tx) => listAccounts(tx, 2));
  const before = demo ? await identity.findAccount(DEMO_EMAIL) : null;
  const isDemo = accounts.length === 0 || (accounts.length === 1 && accounts[0] === before?.account);
  // A start that was cut short may have left it half made; one that is whole is left as it is.
  if (demo && isDemo) {
    const owner = await accountOf(running, DEMO_EMAIL, DEMO_NAME);
    await createDemo(app, owner, say, (email, name) => accountOf(running, email, name));
    // Whoever reads the link started the server: from here the first business of one's own is made.
    await inWorkspace(app.db, null, (tx) => makeOperator(tx, owner, app.ids.now()));
    accounts = [owner];
  }
  say(`Partage is ready: ${publicUrl}`);
  if (accounts.length === 0) {
    say(`Nobody has an account here yet. Set up the first business: ${publicUrl}/set-up#${setupToken}`);
    return;
  }
  if (!demo || !isDemo) return;
  const link = async (email: string) => {
    const token = await identity.makeLinkToken(email, LINK_MINUTES);
    return token === null ? null : signInLink(publicUrl, token);
  };
  const own = await link(DEMO_EMAIL);
  if (own !== null) say(`Look into the demo (works once, within a day): ${own}`);
  for (const { email, name, is } of SPEAKERS) {
    const theirs = await link(email);
    if (theirs !== null) say(`Or see it as ${name.split(" ")[0]}, ${is}: ${theirs}`);
  }
}

/** A start that was cut short may have made it already. */
async function accountOf({ identity }: Running, email: string, name: string): Promise<Uuid> {
  const there = await identity.findAccount(email);
  if (there !== null) return there.account;
  return await identity.createAccount({ email, name, verified: true });
}
