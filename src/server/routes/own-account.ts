// A person's own account: profile, address, sessions. A new address counts once it is confirmed there, and
// the old one is told both times. Never says whether another address has an account: the answer is 202 either
// way.
import type { FastifyRequest } from "fastify";
import type { Signed } from "../../access/identity.ts";
import { mailLanguage } from "../../flows/mail-language-of.ts";
import { addressChangeMail, addressTakenMail, confirmAddressMail } from "../../notices/security-mails.ts";
import { showId } from "../../wire/id.ts";
import { showInstant } from "../../wire/instant.ts";
import {
  addressChange,
  addressConfirm,
  confirmedAddress,
  ownSessions,
  profileChange,
  security,
  sessionEnd,
  sessionsEnd,
} from "../../wire/own-account.ts";
import { session } from "../../wire/session.ts";
import { openRoute } from "../open-route.ts";
import { DoorAnswer } from "../problem.ts";
import type { Server } from "../server-type.ts";
import { showSession } from "./session.ts";

const TAG = "My account";
const FRESH_MS = 15 * 60_000;

export function ownAccountRoutes(server: Server): void {
  profileRoutes(server);
  addressRoutes(server);
  sessionRoutes(server);
}

function profileRoutes(server: Server): void {
  openRoute(server, {
    method: "PUT",
    path: "/account/profile",
    person: true,
    because: "changes a person's own account",
    name: "changeProfile",
    tag: TAG,
    summary: "Change my name, language and display of time",
    body: profileChange,
    answer: session,
    handle: async ({ person, body, request, reply }) => {
      const { name, language, timeZone, dateStyle } = body;
      await server.door.identity.own.changeProfile(person.account, {
        ...(name === undefined ? {} : { name: name.trim() }),
        ...(language === undefined ? {} : { language }),
        ...(timeZone === undefined ? {} : { timeZone }),
        ...(dateStyle === undefined ? {} : { dateStyle }),
      });
      // The cookie that remembers who this is for a minute learns the new name at once.
      const signed = await mustBeSignedIn(server, request);
      reply.header("set-cookie", [...signed.cookies]);
      return await showSession(server, signed.person);
    },
  });

  openRoute(server, {
    method: "GET",
    path: "/account/security",
    person: true,
    because: "tells a person about themselves",
    name: "readSecurity",
    tag: TAG,
    summary: "How my account is guarded",
    answer: security,
    handle: async ({ person, request }) => {
      const { own, secondFactor } = server.door.identity;
      const { on, since, codesLeft } = await secondFactor.read(person.account);
      return {
        hasPassword: await own.hasPassword(person.account),
        freshSignIn: isFresh(server, await mustBeSignedIn(server, request)),
        secondFactor: { on, since: showInstant(since), codesLeft },
      };
    },
  });
}

function addressRoutes(server: Server): void {
  openRoute(server, {
    method: "POST",
    path: "/account/address",
    person: true,
    because: "changes a person's own account",
    triesPerMinute: 5,
    name: "changeAddress",
    tag: TAG,
    summary: "Ask for another address to sign in with",
    description: "A mail to it brings a link that confirms it, within 24 hours. The present address is told.",
    body: addressChange,
    status: 202,
    handle: async ({ person, body, request }) => {
      const { identity, mail, publicUrl } = server.door;
      await mustProve(server, request, body.password);
      const { account, email } = person;
      if (body.email === email) throw sameAddress();
      const language = await mailLanguage(identity, account, request.headers["accept-language"]);
      if ((await identity.findAccount(body.email)) !== null) {
        mail(addressTakenMail({ to: body.email, language }));
      } else {
        const link = `${publicUrl.replace(/\/$/, "")}/confirm-address#${await identity.own.makeEmailToken(account, body.email)}`;
        mail(confirmAddressMail({ to: body.email, link, language }));
      }
      mail(addressChangeMail({ to: email, next: body.email, done: false, language }));
      return undefined;
    },
  });

  openRoute(server, {
    method: "POST",
    path: "/account/address/confirm",
    person: false,
    because: "is pressed by whoever reads the mail at the new address",
    triesPerMinute: 10,
    name: "confirmAddress",
    tag: TAG,
    summary: "Confirm the new address by the token of its mail",
    body: addressConfirm,
    answer: confirmedAddress,
    status: 200,
    handle: async ({ body, request }) => {
      const { identity, mail } = server.door;
      const done = await identity.own.redeemEmailToken(body.token);
      if (done === null) {
        throw new DoorAnswer(
          409,
          "link_spent",
          "This link was used already, or is too old. Ask for a new one.",
        );
      }
      const language = await mailLanguage(identity, done.account, request.headers["accept-language"]);
      mail(addressChangeMail({ to: done.from, next: done.to, done: true, language }));
      return { email: done.to };
    },
  });
}

function sessionRoutes(server: Server): void {
  const because = "shows and ends a person's own sessions";
  openRoute(server, {
    method: "GET",
    path: "/account/sessions",
    person: true,
    because,
    name: "listOwnSessions",
    tag: TAG,
    summary: "Where I am signed in",
    answer: ownSessions,
    handle: async ({ person, request }) => {
      const here = (await mustBeSignedIn(server, request)).session?.id;
      const all = await server.door.identity.own.listSessions(person.account);
      const data = all.map(({ id, createdAt, seenAt, userAgent }) => ({
        id: showId("session", id),
        current: id === here,
        createdAt: showInstant(createdAt),
        seenAt: showInstant(seenAt),
        userAgent,
      }));
      return { data };
    },
  });

  openRoute(server, {
    method: "POST",
    path: "/account/sessions/end",
    person: true,
    because,
    name: "endOwnSession",
    tag: TAG,
    summary: "Sign out one session of mine",
    body: sessionEnd,
    handle: async ({ person, body }) => {
      const ended = await server.door.identity.own.endSession(person.account, body.session);
      if (!ended) throw new DoorAnswer(404, "not_found", "There is no such session of yours.");
      return undefined;
    },
  });

  openRoute(server, {
    method: "POST",
    path: "/account/sessions/end-all",
    person: true,
    because,
    name: "endOwnSessions",
    tag: TAG,
    summary: "Sign out everywhere, or everywhere else",
    body: sessionsEnd,
    handle: async ({ person, body, request, reply }) => {
      const { identity } = server.door;
      const here = (await mustBeSignedIn(server, request)).session?.id ?? null;
      await identity.own.endSessions(person.account, body.keepThis ? here : null);
      if (!body.keepThis) reply.header("set-cookie", [...(await identity.signOut(request.headers))]);
      return undefined;
    },
  });
}

export async function mustBeSignedIn(server: Server, request: FastifyRequest): Promise<Signed> {
  const signed = await server.door.identity.readSession(request.headers, true);
  if (signed === null) throw new DoorAnswer(401, "not_signed_in", "Sign in.");
  return signed;
}

/** The password where there is one, else a sign-in of this quarter of an hour. */
export async function mustProve(
  server: Server,
  request: FastifyRequest,
  password: string | undefined,
): Promise<Signed> {
  const { identity } = server.door;
  const signed = await mustBeSignedIn(server, request);
  const { account } = signed.person;
  if (!(await identity.own.hasPassword(account))) {
    if (isFresh(server, signed)) return signed;
    throw new DoorAnswer(
      403,
      "sign_in_again",
      "Your sign-in is older than 15 minutes. Sign out, sign in by a mailed link, and do this again.",
    );
  }
  if (password !== undefined && (await identity.checkPassword(account, password))) return signed;
  throw new DoorAnswer(403, "wrong_password", "The password is not right.", {
    errors: [{ path: "password", code: "wrong_password", message: "is not right" }],
  });
}

function isFresh(server: Server, signed: Signed): boolean {
  const since = signed.session?.createdAt.getTime() ?? 0;
  return server.app.ids.now() - since < FRESH_MS;
}

function sameAddress(): DoorAnswer {
  return new DoorAnswer(409, "same_address", "This is your address already.", {
    errors: [{ path: "email", code: "same_address", message: "is your address already" }],
  });
}
