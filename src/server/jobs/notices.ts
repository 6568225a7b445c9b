// Telling people what happened: a round for a workspace where something did, every minute a look over all of
// them, and what the clock brings: endings that come near, the sales of a day that is over. Repeats without
// harm: what was told is not told again. Example: { ws: 7 } → 2 notices; its mails → 2 mails.
import { listWorkspaceNumbers } from "../../access/members.ts";
import { Broken } from "../../base/refusal.ts";
import { inWorkspace } from "../../db/transaction.ts";
import type { App } from "../../flows/app.ts";
import { mailNotices } from "../../flows/mail-notices.ts";
import { tellSalesOfDays } from "../../flows/sales-told.ts";
import type { Mailing } from "../../flows/send-invite.ts";
import { tellNotices } from "../../flows/tell-notices.ts";
import { watchEndings } from "../../flows/watch-endings.ts";
import { watchGrants } from "../../flows/watch-grants.ts";

export async function runTellNotices(app: App, { identity }: Mailing, payload: unknown): Promise<void> {
  const ws = (payload as { ws?: unknown } | null)?.ws;
  if (typeof ws !== "number") throw new Broken("a round of notices without its workspace");
  await tellNotices(app, identity, ws);
}

export async function runMailNotices(app: App, by: Mailing, payload: unknown): Promise<void> {
  const ws = (payload as { ws?: unknown } | null)?.ws;
  if (typeof ws !== "number") throw new Broken("a round of mails without its workspace");
  await mailNotices(app, by, ws);
}

/** Every minute: what nobody asked a round for, as each sale. */
export async function watchNotices(app: App, { identity }: Mailing): Promise<void> {
  for (const ws of await everyWorkspace(app)) await tellNotices(app, identity, ws);
}

/** Every few minutes: a day is over somewhere, an end comes near. */
export async function watchDays(app: App): Promise<void> {
  for (const ws of await everyWorkspace(app)) {
    await watchEndings(app, ws);
    await watchGrants(app, ws);
    await tellSalesOfDays(app, ws);
  }
}

function everyWorkspace(app: App): Promise<number[]> {
  return inWorkspace(app.db, null, (tx) => listWorkspaceNumbers(tx));
}
