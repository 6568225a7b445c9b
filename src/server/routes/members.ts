// The team of a workspace: who is in it, in which role; roles are changed, people leave or are taken out, and
// ownership is handed over. The last owner can neither leave nor be made less.
import type { Member } from "../../access/members.ts";
import { listMembers } from "../../access/members.ts";
import type { SignedIn } from "../../access/signed-in.ts";
import { inWorkspace } from "../../db/transaction.ts";
import { changeMember, handOverOwnership, leaveTeam, takeOutMember } from "../../flows/change-member.ts";
import { idIn, showId } from "../../wire/id.ts";
import { showInstant } from "../../wire/instant.ts";
import { listOf } from "../../wire/list.ts";
import { member, memberChange } from "../../wire/member.ts";
import { resourceRoute } from "../resource-route.ts";
import type { Server } from "../server-type.ts";

const TAG = "Members";
const params = { account: idIn("account") };

export function memberRoutes(server: Server): void {
  const { identity } = server.door;
  const withPerson = async (one: Member) =>
    show(one, (await identity.readPeople([one.account])).get(one.account));

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
      const people = await identity.readPeople(members.map((one) => one.account));
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
    params,
    body: memberChange,
    answer: member,
    handle: async ({ app, caller, params, body }) =>
      await withPerson(await changeMember({ app, identity, caller }, params.account, body.role)),
  });

  resourceRoute(server, {
    method: "DELETE",
    path: "/members/:account",
    permission: "members:write",
    name: "removeMember",
    tag: TAG,
    summary: "Take a member out of the workspace",
    params,
    handle: async ({ app, caller, params }) => {
      await takeOutMember({ app, identity, caller }, params.account);
      return undefined;
    },
  });

  ownWayRoutes(server, withPerson);
}

/** What people do about themselves. */
function ownWayRoutes(server: Server, withPerson: (one: Member) => Promise<ReturnType<typeof show>>): void {
  const { identity } = server.door;
  resourceRoute(server, {
    method: "POST",
    path: "/members/:account/own",
    permission: "members:write",
    name: "handOverOwnership",
    tag: TAG,
    summary: "Hand my ownership over to this member",
    description: "The member becomes owner and the owner who asks becomes admin, in one step.",
    params,
    answer: member,
    statuses: [200],
    handle: async ({ app, caller, params }) =>
      await withPerson(await handOverOwnership({ app, identity, caller }, params.account)),
  });

  resourceRoute(server, {
    method: "POST",
    path: "/members/leave",
    permission: "members:read",
    name: "leaveWorkspace",
    tag: TAG,
    summary: "Leave the workspace",
    description: "The last owner cannot leave.",
    handle: async ({ app, caller }) => {
      await leaveTeam({ app, identity, caller });
      return undefined;
    },
  });
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
