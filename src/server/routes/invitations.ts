// The link of a co-producer's invitation: look, accept, decline. For people who may have no account yet; what
// stands behind # in the link comes in the body, so that no log ever sees it. Looking never accepts.
// Example: POST /v1/invitations/open { "token": "k3V…" } → who invites whom to what.
import type { FastifyReply, FastifyRequest } from "fastify";
import type { SignedIn } from "../../access/signed-in.ts";
import { TERMS_OF_USE } from "../../contracts/terms-of-use.ts";
import { acceptInvitation, declineInvitation } from "../../flows/accept-invitation.ts";
import { openInvitation } from "../../flows/open-invitation.ts";
import { showId } from "../../wire/id.ts";
import {
  invitationAccept,
  invitationAccepted,
  invitationDecline,
  invitationOpen,
  invitationOpened,
} from "../../wire/proposal.ts";
import { openRoute } from "../open-route.ts";
import type { Server } from "../server-type.ts";
import { showProposal } from "./show-proposal.ts";
import { showExample } from "./terms-examples.ts";

const TAG = "Invitations";
const BECAUSE = "is for whoever holds the link that the mail brought";
const TRIES = 30;

export function invitationRoutes(server: Server): void {
  openRoute(server, {
    method: "POST",
    path: "/invitations/open",
    person: false,
    because: BECAUSE,
    triesPerMinute: TRIES,
    name: "openInvitation",
    tag: TAG,
    summary: "What an invitation offers",
    body: invitationOpen,
    answer: invitationOpened,
    handle: async ({ app, body, request }) => {
      const opened = await openInvitation(app, body.token);
      const { workspace, proposal, email, names } = opened;
      const signed = await server.door.identity.readSession(request.headers, false);
      const use = TERMS_OF_USE.at(-1) as (typeof TERMS_OF_USE)[number];
      return {
        workspace: { ...workspace, id: showId("ws", workspace.id) },
        proposal: showProposal(proposal, names, app.ids.now()),
        email,
        hasAccount: (await server.door.identity.findAccount(email)) !== null,
        signedInAs: signed?.person.email ?? null,
        producer: opened.producer,
        example: showExample(opened.example),
        warnings: opened.warnings,
        termsOfUse: { version: use.version, text: { en: [...use.text.en], "pt-BR": [...use.text["pt-BR"]] } },
      };
    },
  });

  openRoute(server, {
    method: "POST",
    path: "/invitations/accept",
    person: false,
    because: BECAUSE,
    triesPerMinute: TRIES,
    name: "acceptInvitation",
    tag: TAG,
    summary: "Accept an invitation",
    description:
      "Signed in under the invited address, or under another with `underOtherAddress`; without an account one is " +
      "made of `name` and, if given, `password`, and its session comes back as a cookie.",
    body: invitationAccept,
    answer: invitationAccepted,
    handle: async ({ app, body, request, reply }) => {
      const person = await personOf(server, request, reply);
      const done = await acceptInvitation(app, server.door.identity, body, person);
      if (done.newAccount !== null) await letIn(server, done.newAccount, request, reply);
      const { contract, version, party } = done;
      return { contract: showId("contract", contract), version, party: showId("party", party) };
    },
  });

  openRoute(server, {
    method: "POST",
    path: "/invitations/decline",
    person: false,
    because: BECAUSE,
    triesPerMinute: TRIES,
    name: "declineInvitation",
    tag: TAG,
    summary: "Decline an invitation",
    body: invitationDecline,
    handle: async ({ app, body }) => {
      await declineInvitation(app, body.token, body.answer);
      return undefined;
    },
  });
}

async function personOf(
  server: Server,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<SignedIn | null> {
  const signed = await server.door.identity.readSession(request.headers, true);
  if (signed !== null && signed.cookies.length > 0) reply.header("set-cookie", [...signed.cookies]);
  return signed?.person ?? null;
}

/** The account was made a moment ago by this very request. */
async function letIn(
  server: Server,
  email: string,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<void> {
  const token = await server.door.identity.makeLinkToken(email, 1);
  const signed = token === null ? null : await server.door.identity.redeemLinkToken(token, request.headers);
  if (signed?.kind === "in") reply.header("set-cookie", [...signed.signed.cookies]);
}
