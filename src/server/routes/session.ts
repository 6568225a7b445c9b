// Signing in and out, by password or by a single-use link, and who I am. Never says whether an address has an
// account: a wrong password and an unknown address get one answer, and asking for a link always gets 202.
import type { FastifyReply, FastifyRequest } from "fastify";
import { z } from "zod";
import type { Signed, SignIn } from "../../access/identity.ts";
import { isOperator } from "../../access/operators.ts";
import type { SignedIn } from "../../access/signed-in.ts";
import { Refusal } from "../../base/refusal.ts";
import { inWorkspace } from "../../db/transaction.ts";
import { listOwnParties } from "../../flows/list-own-parties.ts";
import { listOwnWorkspaces } from "../../flows/list-own-workspaces.ts";
import { mailLanguage } from "../../flows/mail-language-of.ts";
import { passwordChangedMail, recoveryUsedMail } from "../../notices/security-mails.ts";
import { showId } from "../../wire/id.ts";
import {
  challengeAnswer,
  linkRedeem,
  linkRequest,
  passwordChange,
  session,
  signIn,
} from "../../wire/session.ts";
import { notSignedIn } from "../find-caller.ts";
import { openRoute } from "../open-route.ts";
import { DoorAnswer } from "../problem.ts";
import type { Server } from "../server-type.ts";
import { showOwnParty } from "./show-own.ts";

const TAG = "Session";
const TRIES = 10;

const fresh = z.enum(["true"]).optional().meta({
  description: "Ask whether the session is still there, and not what its cookie remembers for a minute.",
});

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
    query: { fresh },
    answer: session,
    handle: async ({ person, query, request, reply }) => {
      if (query.fresh) await mustStillBeIn(server, request, reply);
      return await showSession(server, person);
    },
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
    handle: async ({ body, request, reply }) => {
      const signed = await server.door.identity.changePassword(request.headers, body);
      if (signed === null) {
        throw new DoorAnswer(403, "wrong_password", "The current password is not right.", {
          errors: [{ path: "current", code: "wrong_password", message: "is not right" }],
        });
      }
      const { account, email } = signed.person;
      const language = await mailLanguage(server.door.identity, account, request.headers["accept-language"]);
      server.door.mail(passwordChangedMail({ to: email, language }));
      return await enter(server, reply, signed);
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
    handle: async ({ body, request, reply }) => {
      const tried = await server.door.identity.signIn(body.email, body.password, request.headers);
      if (tried.kind === "no")
        throw new DoorAnswer(401, "wrong_credentials", "Address and password do not belong together.");
      return await enter(server, reply, mustBeIn(tried));
    },
  });

  openRoute(server, {
    method: "POST",
    path: "/session/challenge",
    person: false,
    because: "is the second step of signing in",
    triesPerMinute: TRIES,
    name: "answerChallenge",
    tag: TAG,
    summary: "Sign in: the code of the authenticator app, or a recovery code",
    description:
      "The challenge is in the answer `second_factor_needed`; it takes five tries, for ten minutes.",
    body: challengeAnswer,
    answer: session,
    handle: async ({ body, request, reply }) => {
      const { identity } = server.door;
      const tried = await identity.answerChallenge(body.challenge, body.code, request.headers);
      if (tried.kind === "no") {
        throw new DoorAnswer(401, "wrong_code", "This code is not right, or was used already.", {
          errors: [{ path: "code", code: "wrong_code", message: "is not right, or was used already" }],
        });
      }
      if (tried.kind === "wait") {
        throw new DoorAnswer(
          401,
          "challenge_over",
          "This sign-in took too long or too many tries. Begin again.",
        );
      }
      const signed = mustBeIn(tried);
      if (tried.kind === "in" && tried.used === "recovery") await tellRecoveryUsed(server, signed.person);
      return await enter(server, reply, signed);
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
    handle: async ({ body, request, reply }) => {
      const tried = await server.door.identity.redeemLinkToken(body.token, request.headers);
      if (tried.kind === "no") {
        throw new DoorAnswer(
          401,
          "link_spent",
          "This sign-in link was used already, or is too old. Ask for a new one.",
        );
      }
      return await enter(server, reply, mustBeIn(tried));
    },
  });
}

/** A session that ended elsewhere is ended in this browser: 401, and its cookies go. */
async function mustStillBeIn(server: Server, request: FastifyRequest, reply: FastifyReply): Promise<void> {
  const { identity } = server.door;
  if ((await identity.readSession(request.headers, true)) !== null) return;
  reply.removeHeader("set-cookie").header("set-cookie", [...(await identity.signOut(request.headers))]);
  throw notSignedIn();
}

async function enter(server: Server, reply: FastifyReply, signed: Signed) {
  reply.header("set-cookie", [...signed.cookies]);
  return await showSession(server, signed.person);
}

/** Throws 403 `second_factor_needed` with the challenge, 429 `too_many_passwords`. */
export function mustBeIn(tried: SignIn): Signed {
  if (tried.kind === "in") return tried.signed;
  if (tried.kind === "code") {
    throw new Refusal(403, "second_factor_needed", "Now the code of your authenticator app.", {
      facts: { challenge: tried.challenge },
    });
  }
  throw new DoorAnswer(
    429,
    "too_many_passwords",
    "Too many wrong passwords for this address. Have a sign-in link mailed instead, or try again in an hour.",
  );
}

async function tellRecoveryUsed(server: Server, person: SignedIn): Promise<void> {
  const { identity, mail } = server.door;
  const { codesLeft } = await identity.secondFactor.read(person.account);
  const language = await mailLanguage(identity, person.account, undefined);
  mail(recoveryUsedMail({ to: person.email, codesLeft, language }));
}

export function mailWayOf({ mailStays }: { mailStays?: boolean | undefined }): "smtp" | "folder" {
  return mailStays === true ? "folder" : "smtp";
}

/** What every way of signing in answers. */
export async function showSession(server: Server, person: SignedIn) {
  const { app, door } = server;
  const { account, email, name, verified } = person;
  const workspaces = await listOwnWorkspaces(app, account);
  const profile = await door.identity.own.readProfile(account);
  const operator = await inWorkspace(app.db, null, (tx) => isOperator(tx, account));
  return {
    account: { id: showId("account", account), email, name, verified, ...profile },
    operator,
    mail: mailWayOf(door),
    workspaces: workspaces.map((one) => ({ ...one, id: showId("ws", one.id) })),
    parties: (await listOwnParties(app, account)).map(showOwnParty),
  };
}
