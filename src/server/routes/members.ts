// The team of a workspace: who is in it, in which role; roles are changed and people leave. Inviting comes by
// mail, later. The last owner can neither leave nor be made less: somebody must be able to give rights back.

import type { Caller } from "../../access/caller.ts";
import { changeRole, listMembers, lockOwners, type Member, removeMember } from "../../access/members.ts";
import type { SignedIn } from "../../access/signed-in.ts";
import { publicId, type Uuid } from "../../base/id.ts";
import { Refusal } from "../../base/refusal.ts";
import { addEvent } from "../../db/events.ts";
import { inWorkspace, type Tx } from "../../db/transaction.ts";
import type { App } from "../../flows/app.ts";
import { idIn, showId } from "../../wire/id.ts";
import { showInstant } from "../../wire/instant.ts";
import { listOf } from "../../wire/list.ts";
import { member, memberChange } from "../../wire/member.ts";
import { resourceRoute } from "../resource-route.ts";
import type { Server } from "../server-type.ts";

const TAG = "Members";

export function memberRoutes(server: Server): void {
  resourceRoute(server, {
    method: "GET",
    path: "/members",
    permission: "members:read",
    name: "listMembers",
    tag: TAG,
    summary: "The team, oldest member first",
    answer: listOf(member),
    handle: async ({ app, caller }) => {
      const members = await inWorkspace(app.db, caller.ws, (tx) => listMembers(tx, caller.ws));
      const people = await server.door.identity.readPeople(members.map((one) => one.account));
      return { data: members.map((one) => show(one, people.get(one.account))), nextCursor: null };
    },
  });

  resourceRoute(server, {
    method: "PATCH",
    path: "/members/:account",
    permission: "members:write",
    name: "changeMember",
    tag: TAG,
    summary: "Change a member's role",
    description: "Only an owner makes somebody owner, or an owner something else.",
    params: { account: idIn("account") },
    body: memberChange,
    answer: member,
    handle: async ({ app, caller, params, body }) => {
      const changed = await change(app, caller, params.account, "member.role_changed", async (tx, before) => {
        if (before.role === "owner" || body.role === "owner") mustBeOwner(caller);
        if (before.role === "owner" && body.role !== "owner")
          await mustLeaveAnOwner(tx, caller.ws, before.account);
        await changeRole(tx, caller.ws, before.account, body.role);
        return { from: before.role, to: body.role };
      });
      const people = await server.door.identity.readPeople([params.account]);
      return show({ ...changed, role: body.role }, people.get(params.account));
    },
  });

  resourceRoute(server, {
    method: "DELETE",
    path: "/members/:account",
    permission: "members:write",
    name: "removeMember",
    tag: TAG,
    summary: "Take a member out of the workspace",
    params: { account: idIn("account") },
    handle: async ({ app, caller, params }) => {
      await change(app, caller, params.account, "member.removed", async (tx, before) => {
        if (before.role === "owner") mustBeOwner(caller);
        if (before.role === "owner") await mustLeaveAnOwner(tx, caller.ws, before.account);
        await removeMember(tx, caller.ws, before.account);
        return { role: before.role };
      });
      return undefined;
    },
  });
}

async function change(
  app: App,
  caller: Caller,
  account: Uuid,
  type: string,
  act: (tx: Tx, before: Member) => Promise<unknown>,
): Promise<Member> {
  return await inWorkspace(app.db, caller.ws, async (tx) => {
    await lockOwners(tx, caller.ws);
    const before = (await listMembers(tx, caller.ws)).find((one) => one.account === account);
    if (!before) throw new Refusal(404, "not_found", "There is no such member in this workspace.");
    const payload = await act(tx, before);
    const event = {
      type,
      subject: publicId("account", account),
      actor: caller.actor,
      payload,
      at: app.ids.now(),
    };
    await addEvent(tx, caller.ws, event);
    return before;
  });
}

function mustBeOwner(caller: Caller): void {
  if (caller.kind === "account" && caller.role === "owner") return;
  throw new Refusal(403, "not_permitted", "Only an owner may make or unmake an owner.");
}

async function mustLeaveAnOwner(tx: Tx, ws: number, leaving: Uuid): Promise<void> {
  const others = (await lockOwners(tx, ws)).filter((account) => account !== leaving);
  if (others.length > 0) return;
  throw new Refusal(
    409,
    "last_owner",
    "A workspace keeps at least one owner. Make somebody else owner first.",
  );
}

function show(one: Member, person: SignedIn | undefined) {
  return {
    account: showId("account", one.account),
    email: person?.email ?? "",
    name: person?.name ?? "",
    role: one.role,
    createdAt: showInstant(one.createdAt),
  };
}
