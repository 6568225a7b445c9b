// Makes a workspace with what it cannot be without: its producer, its tax party, and the member who owns it.
// Never makes a product or a platform: those are named when somebody needs them.
// Example: createWorkspace(app, { name: "Piano School", … }, account, "account:…") → { ws: 7, id: "019a…", …
// }.
import { rememberName } from "../access/actor-names.ts";
import { addMember } from "../access/members.ts";
import { newUuid, publicId, type Uuid } from "../base/id.ts";
import type { Ppm } from "../base/rate.ts";
import { addEvent } from "../db/events.ts";
import { inWorkspace, type Tx } from "../db/transaction.ts";
import { TAX_REF } from "../parties/party.ts";
import { addParty } from "../parties/write-party.ts";
import { readInstallation } from "../workspaces/installation.ts";
import type { Workspace } from "../workspaces/workspace.ts";
import { addWorkspace, changeWorkspace } from "../workspaces/write-workspace.ts";
import type { App } from "./app.ts";

export interface WorkspaceFacts {
  name: string;
  country: string;
  currency: string;
  timeZone: string;
  language: string;
  maxShared?: Ppm | undefined;
  holds?: Record<string, number> | undefined;
  guaranteeDays?: number | undefined;
  demo?: boolean | undefined;
  externalId?: string | undefined;
  metadata?: Record<string, string> | undefined;
}

export interface MadeWorkspace extends Workspace {
  producer: Uuid;
  taxParty: Uuid;
}

/** `owner` is the account that becomes its owner; null for one that nobody enters (a bench, a simulation). */
export async function createWorkspace(
  app: App,
  facts: WorkspaceFacts,
  owner: Uuid | null,
  actor: string,
  ownerName?: { name: string; email: string },
): Promise<MadeWorkspace> {
  const { ids } = app;
  const at = ids.now();
  return await inWorkspace(app.db, null, async (tx) => {
    const workspace = await addWorkspace(tx, { id: newUuid(ids), ...facts, at });
    const { ws, id, name, country } = workspace;
    const producer = await addParty(tx, ws, { id: newUuid(ids), kind: "producer", name, country, at });
    const tax = await addParty(tx, ws, { id: newUuid(ids), kind: "tax", name: "Tax", ref: TAX_REF, at });
    await beginWithFee(app, tx, workspace);
    if (owner !== null) await addMember(tx, { account: owner, ws, workspace: id, role: "owner", at });
    if (ownerName !== undefined) await rememberName(tx, ws, actor, ownerName);
    await addEvent(tx, ws, {
      type: "workspace.created",
      subject: publicId("ws", id),
      actor,
      payload: { name },
      at,
    });
    return { ...workspace, producer: producer.id, taxParty: tax.id };
  });
}

/** The operator's fee, where there is one, with the party it goes to. */
async function beginWithFee(app: App, tx: Tx, workspace: Workspace): Promise<void> {
  const { platformFee } = await readInstallation(tx);
  if (platformFee === null) return;
  const { name, ...fee } = platformFee;
  const at = app.ids.now();
  const party = await addParty(tx, workspace.ws, { id: newUuid(app.ids), kind: "platform", name, at });
  await changeWorkspace(tx, workspace, {
    fees: { platformFee: { ...fee, party: publicId("party", party.id) } },
  });
}
