// What is said when the program is ready: where it is, and, while nobody has a workspace yet, how to get in.
// On the embedded database the first start makes a demo workspace and prints a single-use link into it; on a
// server of one's own it prints where the first owner sets up account and business.
// Example: "Partage is ready: http://127.0.0.1:4000"
import { hasMembers } from "../access/members.ts";
import { inWorkspace } from "../db/transaction.ts";
import type { Running, Say } from "./start.ts";

export async function welcome(running: Running, publicUrl: string, say: Say): Promise<void> {
  const { app } = running;
  const settled = await inWorkspace(app.db, null, (tx) => hasMembers(tx));
  say(`Partage is ready: ${publicUrl}`);
  if (!settled)
    say(
      `Nobody has an account here yet. Set up the first business: ${publicUrl}/set-up#${running.setupToken}`,
    );
}
