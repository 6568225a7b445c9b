// Signing in and out, by password or by a single-use link, and who I am. Never says whether an address has an
// account: a wrong password and an unknown address get one answer, and asking for a link always gets 202.
import type { FastifyReply } from "fastify";
import type { Signed } from "../../access/identity.ts";
import type { SignedIn } from "../../access/signed-in.ts";
import type { App } from "../../flows/app.ts";
import { listOwnWorkspaces } from "../../flows/list-own-workspaces.ts";
import { showId } from "../../wire/id.ts";
import { linkRedeem, linkRequest, passwordChange, session, signIn } from "../../wire/session.ts";
import { openRoute } from "../open-route.ts";
import { DoorAnswer } from "../problem.ts";
import type { Server } from "../server-type.ts";

const TAG = "Session";
const TRIES = 10;

export function sessionRoutes(server: Server): void {
  signInRoutes(server);
  linkRoutes(server);

  openRoute(server, {
    method: "GET",
    path: "/session",
    person: true,
    because: "tells a person about themselves",
    name: "readSession",
    tag: TAG,
    summary: "Who I am, and my workspaces",
    answer: session,
    handle: async ({ app, person }) => showSession(app, person),
  });

  openRoute(server, {
    method: "PUT",
    path: "/session/password",
    person: true,
    because: "changes a person's own password",
    triesPerMinute: TRIES,
    name: "changePassword",
    tag: TAG,
    summary: "Set or change my password",
    description: "Ends every other session of mine.",
    body: passwordChange,
    answer: session,
    handle: async ({ app, body, request, reply }) => {
      const signed = await server.door.identity.changePassword(request.headers, body);
      if (signed === null) {
        throw new DoorAnswer(403, "wrong_password", "The current password is not right.", {
          errors: [{ path: "current", code: "wrong_password", message: "is not right" }],
        });
      }
      return await enter(app, reply, signed);
    },
  });
}

function signInRoutes(server: Server): void {
  openRoute(server, {
    method: "POST",
    path: "/session",
    person: false,
    because: "is how a person signs in",
    triesPerMinute: TRIES,
    name: "signIn",
    tag: TAG,
    summary: "Sign in by password",
    body: signIn,
    answer: session,
    handle: async ({ app, body, request, reply }) => {
      const signed = await server.door.identity.signIn(body.email, body.password, request.headers);
      if (signed === null)
        throw new DoorAnswer(401, "wrong_credentials", "Address and password do not belong together.");
      return await enter(app, reply, signed);
    },
  });

  openRoute(server, {
    method: "DELETE",
    path: "/session",
    person: false,
    because: "ends whatever session there is",
    name: "signOut",
    tag: TAG,
    summary: "Sign out",
    handle: async ({ request, reply }) => {
      reply.header("set-cookie", [...(await server.door.identity.signOut(request.headers))]);
      return undefined;
    },
  });
}

function linkRoutes(server: Server): void {
  openRoute(server, {
    method: "POST",
    path: "/session/links",
    person: false,
    because: "is how a person asks for a sign-in link",
    triesPerMinute: TRIES,
    name: "requestSignInLink",
    tag: TAG,
    summary: "Have a sign-in link mailed",
    description:
      "The answer is the same whether or not the address has an account. The link works once, for 15 minutes.",
    body: linkRequest,
    status: 202,
    handle: async ({ body, request }) => {
      // Beside the request, so that its time tells nothing either.
      server.door.sendSignInLink(body.email, request.headers["accept-language"]);
      return undefined;
    },
  });

  openRoute(server, {
    method: "POST",
    path: "/session/links/redeem",
    person: false,
    because: "is how a person signs in",
    triesPerMinute: TRIES,
    name: "redeemSignInLink",
    tag: TAG,
    summary: "Sign in by the token of a link",
    body: linkRedeem,
    answer: session,
    handle: async ({ app, body, request, reply }) => {
      const signed = await server.door.identity.redeemLinkToken(body.token, request.headers);
      if (signed === null) {
        throw new DoorAnswer(
          401,
          "link_spent",
          "This sign-in link was used already, or is too old. Ask for a new one.",
        );
      }
      return await enter(app, reply, signed);
    },
  });
}

async function enter(app: App, reply: FastifyReply, signed: Signed) {
  reply.header("set-cookie", [...signed.cookies]);
  return await showSession(app, signed.person);
}

/** What every way of signing in answers. */
export async function showSession(app: App, person: SignedIn) {
  const workspaces = await listOwnWorkspaces(app, person.account);
  const { email, name, verified } = person;
  return {
    account: { id: showId("account", person.account), email, name, verified },
    workspaces: workspaces.map((one) => ({ ...one, id: showId("ws", one.id) })),
  };
}
