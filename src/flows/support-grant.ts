// An operator asks to look into a workspace, an owner gives leave for some hours or refuses, and takes it
// back at any moment. Each step is in the workspace's audit trail. There is no other way in, also not in an
// emergency.
// Example: askToLook(app, operator, workspace, { reason: "refund of sale_… hangs", hours: 24 }) → the grant,
// asked.
import { rememberName } from "../access/actor-names.ts";
import { accountActor, type Caller } from "../access/caller.ts";
import type { SignedIn } from "../access/signed-in.ts";
import { addGrant, decideGrant, listGrants, lockGrant, type SupportGrant } from "../access/support-grants.ts";
import { newUuid, publicId, type Uuid } from "../base/id.ts";
import { Refusal } from "../base/refusal.ts";
import { addEvent } from "../db/events.ts";
import { inWorkspace, type Tx } from "../db/transaction.ts";
import type { App } from "./app.ts";

const HOUR_MS = 3_600_000;

export async function askToLook(
  app: App,
  operator: SignedIn,
  ws: number,
  facts: { reason: string; hours: number },
): Promise<SupportGrant> {
  const at = app.ids.now();
  const id = newUuid(app.ids);
  const actor = accountActor(operator.account);
  return await inWorkspace(app.db, ws, async (tx) => {
    const isNew = await addGrant(tx, ws, { id, account: operator.account, ...facts, at });
    if (!isNew)
      throw new Refusal(409, "asked_already", "You have asked already; an owner has not answered yet.");
    await rememberName(tx, ws, actor, operator);
    await addEvent(tx, ws, {
      type: "support.asked",
      subject: publicId("grant", id),
      actor,
      payload: facts,
      at,
    });
    return (await listGrants(tx, ws, { account: operator.account, limit: 1 }))[0] as SupportGrant;
  });
}

export async function answerGrant(app: App, caller: Caller, id: Uuid, given: boolean): Promise<SupportGrant> {
  return await decide(app, caller, id, "asked", (grant, at) => ({
    state: given ? "given" : "refused",
    expiresAt: given ? at + grant.hours * HOUR_MS : null,
  }));
}

/** Counts with the operator's next request. */
export async function revokeGrant(app: App, caller: Caller, id: Uuid): Promise<SupportGrant> {
  return await decide(app, caller, id, "given", () => ({ state: "revoked", expiresAt: null }));
}

async function decide(
  app: App,
  { ws, actor }: Caller,
  id: Uuid,
  from: SupportGrant["state"],
  choose: (
    grant: SupportGrant,
    at: number,
  ) => { state: "given" | "refused" | "revoked"; expiresAt: number | null },
): Promise<SupportGrant> {
  const at = app.ids.now();
  return await inWorkspace(app.db, ws, async (tx) => {
    const grant = await lockGrant(tx, ws, id);
    if (grant === null)
      throw new Refusal(404, "not_found", "There is no such support grant in this workspace.");
    if (grant.state !== from) throw new Refusal(409, "answered_already", "This was answered already.");
    const chosen = choose(grant, at);
    await decideGrant(tx, ws, id, { ...chosen, by: actor, at });
    await tell(tx, ws, grant, chosen.state, actor, at);
    return (await lockGrant(tx, ws, id)) as SupportGrant;
  });
}

async function tell(tx: Tx, ws: number, grant: SupportGrant, state: string, actor: string, at: number) {
  const payload = { operator: publicId("account", grant.account), hours: grant.hours, reason: grant.reason };
  const subject = publicId("grant", grant.id);
  await addEvent(tx, ws, { type: `support.${state}`, subject, actor, payload, at });
}
