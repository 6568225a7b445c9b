// What an operator of the installation does: makes workspaces for others, suspends them, asks an owner for
// leave to look. Nothing here shows a workspace's business; each act is in its own trail.
import type { z } from "zod";
import { z as zod } from "zod";
import { accountActor } from "../../access/caller.ts";
import { isOperator } from "../../access/operators.ts";
import type { SignedIn } from "../../access/signed-in.ts";
import type { SupportGrant } from "../../access/support-grants.ts";
import { publicId, type Uuid } from "../../base/id.ts";
import { Refusal } from "../../base/refusal.ts";
import { addEvent } from "../../db/events.ts";
import { inWorkspace } from "../../db/transaction.ts";
import type { App } from "../../flows/app.ts";
import { createWorkspace } from "../../flows/create-workspace.ts";
import { inviteMember } from "../../flows/invite-member.ts";
import { type InstallationWorkspace, listInstallation, lookAt } from "../../flows/list-workspaces.ts";
import { askToLook } from "../../flows/support-grant.ts";
import { tellOwners } from "../../flows/tell-owners.ts";
import { showId } from "../../wire/id.ts";
import { showInstant } from "../../wire/instant.ts";
import { listOf, page, pageQuery } from "../../wire/list.ts";
import { grantRequest, operatorNewWorkspace, operatorWorkspace, suspension } from "../../wire/operator.ts";
import { findWorkspace, type ListedWorkspace, suspend } from "../../workspaces/workspace-list.ts";
import { openRoute } from "../open-route.ts";
import type { Server } from "../server-type.ts";

const TAG = "Operator";
export const BECAUSE = "is for operators of the installation, who are no members";

export function operatorRoutes(server: Server): void {
  workspaceRoutes(server);
  actRoutes(server);
}

function workspaceRoutes(server: Server): void {
  openRoute(server, {
    method: "GET",
    path: "/operator/workspaces",
    person: true,
    because: BECAUSE,
    name: "listInstallationWorkspaces",
    tag: TAG,
    summary: "Every workspace of the installation, newest first",
    query: pageQuery([zod.int().min(0).max(2_147_483_647)]),
    answer: listOf(operatorWorkspace),
    handle: async ({ app, person, query }) => {
      await mustBeOperator(app, person);
      const found = await listInstallation(app, person.account, query.limit + 1, query.cursor?.[0]);
      const { rows, nextCursor } = page(found, query.limit, (one) => [one.ws]);
      return { data: rows.map((one) => show(one, app.ids.now())), nextCursor };
    },
  });

  openRoute(server, {
    method: "POST",
    path: "/operator/workspaces",
    person: true,
    because: BECAUSE,
    triesPerMinute: 20,
    name: "createWorkspaceForOwner",
    tag: TAG,
    summary: "Make a workspace for somebody, who is invited by mail as its owner",
    body: operatorNewWorkspace,
    answer: operatorWorkspace,
    status: 201,
    handle: async ({ app, person, body }) => {
      await mustBeOperator(app, person);
      const { account } = person;
      const actor = accountActor(account);
      const made = await createWorkspace(app, body.workspace, null, actor, person);
      const owner = {
        kind: "account",
        actor,
        account,
        ws: made.ws,
        workspace: made.id,
        role: "owner",
      } as const;
      await inviteMember(app, owner, { email: body.owner, role: "owner" });
      return await showOne(app, account, made.id);
    },
  });
}

function actRoutes(server: Server): void {
  openRoute(server, {
    method: "POST",
    path: "/operator/suspensions",
    person: true,
    because: BECAUSE,
    name: "suspendWorkspace",
    tag: TAG,
    summary: "Suspend a workspace with a reason, or lift the suspension",
    description:
      "Its members go on reading; nobody changes anything; what its sources report is still booked.",
    body: suspension,
    answer: operatorWorkspace,
    status: 200,
    handle: async ({ app, person, body }) => {
      await mustBeOperator(app, person);
      const { ws } = await mustFind(app, body.workspace);
      const actor = accountActor(person.account);
      await inWorkspace(app.db, ws, async (tx) => {
        const at = app.ids.now();
        await suspend(tx, body.workspace, body.why, actor, at);
        const type = body.why === null ? "workspace.suspension_lifted" : "workspace.suspended";
        const subject = publicId("ws", body.workspace);
        await addEvent(tx, ws, {
          type,
          subject,
          actor,
          payload: body.why === null ? {} : { why: body.why },
          at,
        });
      });
      return await showOne(app, person.account, body.workspace);
    },
  });

  openRoute(server, {
    method: "POST",
    path: "/operator/grants",
    person: true,
    because: BECAUSE,
    triesPerMinute: 20,
    name: "askToLook",
    tag: TAG,
    summary: "Ask the owners of a workspace for leave to read it for some hours",
    body: grantRequest,
    answer: operatorWorkspace,
    status: 201,
    handle: async ({ app, person, body }) => {
      await mustBeOperator(app, person);
      const { ws } = await mustFind(app, body.workspace);
      const { reason, hours } = body;
      await askToLook(app, person, ws, { reason, hours });
      await tellOwners(server, ws, { operator: person, reason, hours, workspace: body.workspace });
      return await showOne(app, person.account, body.workspace);
    },
  });
}

export async function mustBeOperator(app: App, person: SignedIn): Promise<void> {
  if (await inWorkspace(app.db, null, (tx) => isOperator(tx, person.account))) return;
  throw new Refusal(403, "not_operator", "This is for operators of the installation.");
}

export async function mustFind(app: App, workspace: Uuid): Promise<ListedWorkspace> {
  const found = await inWorkspace(app.db, null, (tx) => findWorkspace(tx, workspace));
  if (found !== null) return found;
  throw new Refusal(404, "not_found", "There is no such workspace in this installation.");
}

export async function showOne(app: App, operator: Uuid, workspace: Uuid) {
  const listed = await mustFind(app, workspace);
  return show(await inWorkspace(app.db, null, (tx) => lookAt(tx, operator, listed)), app.ids.now());
}

function show(one: InstallationWorkspace, now: number): z.input<typeof operatorWorkspace> {
  const { id, name, demo, entries, member, suspended, grant, platformFee } = one;
  return {
    id: showId("ws", id),
    name,
    demo,
    entries,
    member,
    createdAt: showInstant(one.createdAt),
    lastActivity: showInstant(one.lastActivity),
    suspended: suspended && { at: showInstant(suspended.at), why: suspended.why },
    grant: grant && showGrant(grant, now),
    platformFee,
  };
}

export function showGrant(grant: SupportGrant, now: number) {
  const isOver = grant.state === "given" && (grant.expiresAt?.getTime() ?? 0) <= now;
  return {
    id: showId("grant", grant.id),
    reason: grant.reason,
    hours: grant.hours,
    state: isOver ? ("expired" as const) : grant.state,
    askedAt: showInstant(grant.askedAt),
    decidedAt: showInstant(grant.decidedAt),
    expiresAt: showInstant(grant.expiresAt),
  };
}
