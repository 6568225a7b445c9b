// The workspaces of the installation as its operator sees them: what they are called, how many entries their
// journal has, when something last happened, and the operator's own newest grant. Each is entered in turn
// under row-level security, and nothing else of it is read.
// Example: listInstallation(app, account, 25) → [{ id, name: "Piano School", entries: 1204, lastActivity, …
// }].
import { findMembership } from "../access/members.ts";
import { listGrants, type SupportGrant } from "../access/support-grants.ts";
import { parsePublicId, type Uuid } from "../base/id.ts";
import { enter, inWorkspace, type Tx } from "../db/transaction.ts";
import { findParty } from "../parties/read-parties.ts";
import type { InstallationFee } from "../workspaces/installation.ts";
import { readWorkspace } from "../workspaces/read-workspace.ts";
import type { WorkspaceFees } from "../workspaces/workspace.ts";
import { type ListedWorkspace, listWorkspaces } from "../workspaces/workspace-list.ts";
import type { App } from "./app.ts";

export interface InstallationWorkspace extends ListedWorkspace {
  name: string;
  demo: boolean;
  entries: number;
  lastActivity: Date | null;
  member: boolean;
  grant: SupportGrant | null;
  /** What new products of it begin with. */
  platformFee: InstallationFee | null;
}

export async function listInstallation(
  app: App,
  operator: Uuid,
  limit: number,
  after?: number,
): Promise<InstallationWorkspace[]> {
  return await inWorkspace(app.db, null, async (tx) => {
    const all: InstallationWorkspace[] = [];
    for (const one of await listWorkspaces(tx, limit, after)) all.push(await lookAt(tx, operator, one));
    return all;
  });
}

export async function lookAt(tx: Tx, operator: Uuid, one: ListedWorkspace): Promise<InstallationWorkspace> {
  const { ws } = one;
  await enter(tx, ws);
  const { name, demo, fees } = await readWorkspace(tx, ws);
  const head = await tx.selectFrom("ledger_head").select("seq").where("ws", "=", ws).executeTakeFirst();
  const last = await tx
    .selectFrom("event")
    .select("recorded_at")
    .where("ws", "=", ws)
    .orderBy("seq", "desc")
    .limit(1)
    .executeTakeFirst();
  const [grant = null] = await listGrants(tx, ws, { account: operator, limit: 1 });
  const member = (await findMembership(tx, operator, one.id)) !== null;
  return {
    ...one,
    name,
    demo,
    entries: head?.seq ?? 0,
    lastActivity: last?.recorded_at ?? null,
    member,
    grant,
    platformFee: fees.platformFee === undefined ? null : await spellFee(tx, ws, fees.platformFee),
  };
}

/** Whom it goes to by name: the operator sees no party of the workspace. */
async function spellFee(
  tx: Tx,
  ws: number,
  { party, rate = "0", fixed = {}, bearer = "shared" }: NonNullable<WorkspaceFees["platformFee"]>,
): Promise<InstallationFee> {
  const found = await findParty(tx, ws, parsePublicId("party", party) ?? (party as Uuid));
  return { name: found?.name ?? party, rate, fixed, bearer };
}
