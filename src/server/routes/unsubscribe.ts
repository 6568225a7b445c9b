// The links at the foot of a mail and beside its sender (RFC 8058): they switch one kind of mail off, for the
// person it went to, without a session. Opening one changes nothing and leads to the page with the switch;
// one press, by a person there or by a mail program's POST, does.
// Example: POST /v1/unsubscribe/AZ3k… with List-Unsubscribe=One-Click → 200; GET the same → 303 to
// /mails#AZ3k….
import { z } from "zod";
import { flipSwitch, readSwitch, type SeenSwitch } from "../../flows/choose-mails.ts";
import { type MailSwitch, openSwitch, switchPage } from "../../notices/unsubscribe.ts";
import { mailSwitch, switchFlip, switchOpen } from "../../wire/notice.ts";
import { openRoute } from "../open-route.ts";
import { DoorAnswer, PROBLEM_ANSWER } from "../problem.ts";
import type { Server } from "../server-type.ts";

const TAG = "Inbox";
const because = "is known by the sealed link of the mail";
const TRIES = 30;

export function unsubscribeRoutes(server: Server): void {
  openRoute(server, {
    method: "POST",
    path: "/mail-switch/open",
    person: false,
    because,
    triesPerMinute: TRIES,
    name: "openMailSwitch",
    tag: TAG,
    summary: "What a mail's link switches, and how it stands",
    body: switchOpen,
    answer: mailSwitch,
    handle: async ({ app, body }) => mustBeThere(await readSwitch(app, mustOpen(server, body.token))),
  });

  openRoute(server, {
    method: "POST",
    path: "/mail-switch",
    person: false,
    because,
    triesPerMinute: TRIES,
    name: "flipMailSwitch",
    tag: TAG,
    summary: "Switch such mails off or on",
    body: switchFlip,
    answer: mailSwitch,
    handle: async ({ app, body }) =>
      mustBeThere(await flipSwitch(app, mustOpen(server, body.token), body.on)),
  });
  oneClick(server);
}

/** No cookie is read and none of our headers asked for: the sealed link is all there is. */
function oneClick(server: Server): void {
  const params = z.strictObject({ token: z.string().max(290) });
  const config = { open: because, consumes: "*" };
  const tries = { max: server.door.triesPerMinute ?? TRIES, timeWindow: 60_000 };
  server.post(
    "/v1/unsubscribe/:token",
    {
      config: { ...config, rateLimit: tries },
      bodyLimit: 1024,
      schema: {
        operationId: "unsubscribe",
        tags: [TAG],
        summary: "Switch such mails off, by a mail program's one click (RFC 8058)",
        security: [],
        params,
        response: { 200: mailSwitch, "4xx": PROBLEM_ANSWER, "5xx": PROBLEM_ANSWER },
      },
    },
    async (request) =>
      mustBeThere(await flipSwitch(server.app, mustOpen(server, request.params.token), false)),
  );
  server.get(
    "/v1/unsubscribe/:token",
    {
      config: { open: because, rateLimit: tries },
      schema: {
        operationId: "showUnsubscribe",
        tags: [TAG],
        summary: "How the switch of a mail stands; changes nothing",
        description: "With `Accept: text/html`, as a browser asks, it leads to the page with the switch.",
        security: [],
        params,
        response: {
          200: mailSwitch,
          303: { description: "The page with the switch" },
          "4xx": PROBLEM_ANSWER,
          "5xx": PROBLEM_ANSWER,
        },
      },
    },
    async (request, reply) => {
      const one = mustOpen(server, request.params.token);
      const isBrowser = (request.headers.accept ?? "").includes("text/html");
      if (!isBrowser) return mustBeThere(await readSwitch(server.app, one));
      return reply.redirect(switchPage(server.door.publicUrl, request.params.token), 303);
    },
  );
}

function mustOpen(server: Server, token: string): MailSwitch {
  const { safe } = server.app;
  const one = safe === undefined ? null : openSwitch(safe, token);
  if (one === null) throw noSuchLink();
  return one;
}

function mustBeThere(seen: SeenSwitch | null): SeenSwitch {
  if (seen === null) throw noSuchLink();
  return seen;
}

function noSuchLink(): DoorAnswer {
  const message = "This link switches nothing: it is cut off, or not ours. Sign in and choose under “Mails”.";
  return new DoorAnswer(404, "not_found", message);
}
