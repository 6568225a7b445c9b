// Invitations into the team: made, mailed again, withdrawn by those who lead; looked at and accepted by
// whoever got the mail. The token travels in the body, never in an address that a log would keep; looking
// changes nothing.
import type { z } from "zod";
import { type Invite, listInvites } from "../../access/invites.ts";
import { listMembers } from "../../access/members.ts";
import type { SignedIn } from "../../access/signed-in.ts";
import { parsePublicId, type Uuid } from "../../base/id.ts";
import { inWorkspace } from "../../db/transaction.ts";
import { acceptInvite, createInvitedAccount, lookAtInvite } from "../../flows/accept-invite.ts";
import { inviteMember, resendInvite, withdrawInvite } from "../../flows/invite-member.ts";
import { idIn, showId } from "../../wire/id.ts";
import { showInstant } from "../../wire/instant.ts";
import { listOf } from "../../wire/list.ts";
import { invite, invitedAccount, inviteToken, newInvite, seenInvite } from "../../wire/member.ts";
import { session } from "../../wire/session.ts";
import { openRoute } from "../open-route.ts";
import { DoorAnswer } from "../problem.ts";
import { resourceRoute } from "../resource-route.ts";
import type { Server } from "../server-type.ts";
import { mustBeIn, showSession } from "./session.ts";

const TAG = "Members";
const params = { invite: idIn("invite") };
const TRIES = 20;

export function inviteRoutes(server: Server): void {
  const show = async (all: readonly Invite[]): Promise<z.input<typeof invite>[]> => {
    const accounts = all.flatMap((one) => accountOf(one.invitedBy) ?? []);
    const people = await server.door.identity.readPeople([...new Set(accounts)]);
    return all.map((one) => showInvite(one, people, server.app.ids.now()));
  };
  const showOne = async (one: Invite) => (await show([one]))[0] as z.input<typeof invite>;

  resourceRoute(server, {
    method: "GET",
    path: "/invites",
    permission: "members:write",
    name: "listInvites",
    tag: TAG,
    summary: "Open invitations, newest first",
    answer: listOf(invite),
    handle: async ({ app, caller }) => {
      const open = await inWorkspace(app.db, caller.ws, (tx) => listInvites(tx, caller.ws));
      return { data: await show(open), nextCursor: null };
    },
  });

  resourceRoute(server, {
    method: "POST",
    path: "/invites",
    permission: "members:write",
    name: "inviteMember",
    tag: TAG,
    summary: "Invite somebody into the team by mail",
    description: "The link holds for seven days, once, and only for an account of this address.",
    body: newInvite,
    answer: invite,
    handle: async ({ app, caller, body }) => {
      const there = await server.door.identity.findAccount(body.email);
      const members = await inWorkspace(app.db, caller.ws, (tx) => listMembers(tx, caller.ws));
      if (members.some((one) => one.account === there?.account)) throw alreadyMember();
      return await showOne(await inviteMember(app, caller, body));
    },
  });

  resourceRoute(server, {
    method: "POST",
    path: "/invites/:invite/resend",
    permission: "members:write",
    name: "resendInvite",
    tag: TAG,
    summary: "Mail an invitation again, with a new link; the older link ends",
    params,
    answer: invite,
    statuses: [202],
    handle: async ({ app, caller, params }) => await showOne(await resendInvite(app, caller, params.invite)),
  });

  resourceRoute(server, {
    method: "DELETE",
    path: "/invites/:invite",
    permission: "members:write",
    name: "withdrawInvite",
    tag: TAG,
    summary: "Withdraw an invitation",
    params,
    handle: async ({ app, caller, params }) => {
      await withdrawInvite(app, caller, params.invite);
      return undefined;
    },
  });

  answerRoutes(server);
}

/** For whoever got the mail. */
function answerRoutes(server: Server): void {
  const { identity } = server.door;
  openRoute(server, {
    method: "POST",
    path: "/invites/look",
    person: false,
    because: "shows an invitation to whoever holds its link",
    triesPerMinute: TRIES,
    name: "lookAtInvite",
    tag: TAG,
    summary: "What an invitation's link offers; changes nothing",
    body: inviteToken,
    answer: seenInvite,
    status: 200,
    handle: async ({ app, body }) => {
      const seen = await lookAtInvite(app, identity, body.token);
      const account = accountOf(seen.invitedBy);
      const inviter = account === null ? undefined : (await identity.readPeople([account])).get(account);
      return {
        email: seen.email,
        role: seen.role,
        workspace: { id: showId("ws", seen.workspaceId), name: seen.workspaceName },
        inviter: inviter ? inviter.name || inviter.email : null,
        expiresAt: showInstant(seen.expiresAt),
        hasAccount: seen.hasAccount,
      };
    },
  });

  openRoute(server, {
    method: "POST",
    path: "/invites/accept",
    person: true,
    because: "is how a person takes what the link offers them",
    triesPerMinute: TRIES,
    name: "acceptInvite",
    tag: TAG,
    summary: "Accept an invitation with the account of its address",
    body: inviteToken,
    answer: session,
    handle: async ({ app, person, body }) => {
      await acceptInvite(app, body.token, person);
      return await showSession(server, person);
    },
  });

  openRoute(server, {
    method: "POST",
    path: "/invites/join",
    person: false,
    because: "makes the account of an invited address",
    triesPerMinute: TRIES,
    name: "joinByInvite",
    tag: TAG,
    summary: "Make the account of the invited address, and accept",
    body: invitedAccount,
    answer: session,
    status: 201,
    handle: async ({ app, body, request, reply }) => {
      const person = await createInvitedAccount(app, identity, body);
      await acceptInvite(app, body.token, person);
      const tried = await identity.signIn(person.email, body.password, request.headers);
      if (tried.kind === "no")
        throw new DoorAnswer(401, "not_signed_in", "You have joined. Sign in to go on.");
      const signed = mustBeIn(tried);
      reply.header("set-cookie", [...signed.cookies]);
      return await showSession(server, signed.person);
    },
  });
}

function alreadyMember(): DoorAnswer {
  return new DoorAnswer(409, "already_member", "This person is in the team already.", {
    errors: [{ path: "email", code: "already_member", message: "is in the team already" }],
  });
}

function accountOf(actor: string): Uuid | null {
  return actor.startsWith("account:") ? parsePublicId("account", actor.slice("account:".length)) : null;
}

function showInvite(one: Invite, people: ReadonlyMap<string, SignedIn>, now: number) {
  const account = accountOf(one.invitedBy);
  const person = account === null ? undefined : people.get(account);
  return {
    id: showId("invite", one.id),
    email: one.email,
    role: one.role,
    invitedBy: { actor: one.invitedBy, name: person ? person.name || person.email : null },
    createdAt: showInstant(one.createdAt),
    sentAt: showInstant(one.sentAt),
    expiresAt: showInstant(one.expiresAt),
    expired: one.expiresAt.getTime() <= now,
  };
}
