// The second factor of a person's own account: turned on with a first code, turned off with the password and
// a code. Recovery codes are in the answer that makes them and never again; each change is mailed.
import type { FastifyRequest } from "fastify";
import type { Identity } from "../../access/identity.ts";
import { mailLanguage } from "../../flows/mail-language-of.ts";
import { newCodesMail, secondFactorMail } from "../../notices/security-mails.ts";
import { factorConfirm, factorProof, newFactor, recoveryCodes } from "../../wire/own-account.ts";
import { openRoute } from "../open-route.ts";
import { DoorAnswer } from "../problem.ts";
import type { Server } from "../server-type.ts";
import { mustBeSignedIn, mustProve } from "./own-account.ts";

const TAG = "My account";
const BECAUSE = "changes a person's own account";
const TRIES = 10;

export function secondFactorRoutes(server: Server): void {
  turnOnRoutes(server);
  provedRoutes(server);
}

function turnOnRoutes(server: Server): void {
  const { identity, mail } = server.door;
  openRoute(server, {
    method: "POST",
    path: "/account/second-factor",
    person: true,
    because: BECAUSE,
    triesPerMinute: TRIES,
    name: "beginSecondFactor",
    tag: TAG,
    summary: "Make a key for an authenticator app",
    description: "Nothing is asked at sign-in before a first code has proved the key.",
    answer: newFactor,
    status: 201,
    handle: async ({ person, request }) => {
      await mustBeSignedIn(server, request);
      const made = await identity.secondFactor.begin(person.account, person.email);
      if (made === null) throw new DoorAnswer(409, "factor_on", "Two-factor sign-in is on already.");
      return made;
    },
  });

  openRoute(server, {
    method: "POST",
    path: "/account/second-factor/confirm",
    person: true,
    because: BECAUSE,
    triesPerMinute: TRIES,
    name: "confirmSecondFactor",
    tag: TAG,
    summary: "Prove the key with a code; answers the recovery codes",
    body: factorConfirm,
    answer: recoveryCodes,
    status: 200,
    handle: async ({ person, body, request }) => {
      const codes = await identity.secondFactor.confirm(person.account, body.code);
      if (codes === null) throw wrongCode(403);
      mail(secondFactorMail({ to: person.email, on: true, language: await languageFor(identity, request) }));
      return { codes };
    },
  });
}

function provedRoutes(server: Server): void {
  const { identity, mail } = server.door;
  openRoute(server, {
    method: "POST",
    path: "/account/second-factor/codes",
    person: true,
    because: BECAUSE,
    triesPerMinute: TRIES,
    name: "makeRecoveryCodes",
    tag: TAG,
    summary: "Make new recovery codes; the old ones end",
    body: factorProof,
    answer: recoveryCodes,
    status: 201,
    handle: async ({ person, body, request }) => {
      await mustProveBoth(server, request, body);
      const codes = await identity.secondFactor.makeCodes(person.account);
      mail(newCodesMail({ to: person.email, language: await languageFor(identity, request) }));
      return { codes };
    },
  });

  openRoute(server, {
    method: "POST",
    path: "/account/second-factor/off",
    person: true,
    because: BECAUSE,
    triesPerMinute: TRIES,
    name: "endSecondFactor",
    tag: TAG,
    summary: "Turn two-factor sign-in off",
    body: factorProof,
    handle: async ({ person, body, request }) => {
      await mustProveBoth(server, request, body);
      await identity.secondFactor.turnOff(person.account);
      mail(secondFactorMail({ to: person.email, on: false, language: await languageFor(identity, request) }));
      return undefined;
    },
  });
}

/** What one knows, then what one has; a code is not spent on a wrong password. */
async function mustProveBoth(
  server: Server,
  request: FastifyRequest,
  body: { code: string; password?: string | undefined },
): Promise<void> {
  const { person } = await mustProve(server, request, body.password);
  if ((await server.door.identity.secondFactor.check(person.account, body.code)) === null)
    throw wrongCode(403);
}

function wrongCode(status: 403): DoorAnswer {
  return new DoorAnswer(status, "wrong_code", "This code is not right, or was used already.", {
    errors: [{ path: "code", code: "wrong_code", message: "is not right, or was used already" }],
  });
}

function languageFor(identity: Identity, request: FastifyRequest) {
  const account = request.person?.account;
  return mailLanguage(identity, account as NonNullable<typeof account>, request.headers["accept-language"]);
}
