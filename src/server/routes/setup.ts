// First-run set-up on a server of one's own: while nobody has a workspace, the token printed in the log lets
// the first owner make account and business. Afterwards the address only says that it is done.
import { createHash, timingSafeEqual } from "node:crypto";
import { isSetUpNeeded, setUp } from "../../flows/set-up.ts";
import { session, setup, setupState } from "../../wire/session.ts";
import { openRoute } from "../open-route.ts";
import { DoorAnswer } from "../problem.ts";
import type { Server } from "../server-type.ts";
import { mailWayOf, mustBeIn, showSession } from "./session.ts";

const TAG = "Set-up";

export function setupRoutes(server: Server): void {
  // One at a time: two with the same token must not both find nobody there.
  let last: Promise<unknown> = Promise.resolve();

  openRoute(server, {
    method: "GET",
    path: "/setup",
    person: false,
    because: "tells the sign-in page whether there is anybody yet",
    name: "readSetup",
    tag: TAG,
    summary: "Is there nobody yet?",
    answer: setupState,
    handle: async ({ app }) => ({ needed: await isSetUpNeeded(app), mail: mailWayOf(server.door) }),
  });

  openRoute(server, {
    method: "POST",
    path: "/setup",
    person: false,
    because: "asks for the token that the server's log shows",
    triesPerMinute: 10,
    name: "setUp",
    tag: TAG,
    summary: "Make the first owner and the first business",
    body: setup,
    answer: session,
    status: 201,
    handle: async ({ app, body, request, reply }) => {
      if (!isToken(body.token, server.door.setupToken)) {
        throw new DoorAnswer(
          403,
          "wrong_setup_token",
          "This is not the set-up token that the server's log shows.",
          {
            errors: [{ path: "token", code: "wrong_token", message: "is not the one in the server's log" }],
          },
        );
      }
      const turn = last.then(() => setUp(app, server.door.identity, body));
      last = turn.catch(() => undefined);
      await turn;
      const tried = await server.door.identity.signIn(body.email, body.password, request.headers);
      if (tried.kind === "no")
        throw new DoorAnswer(401, "not_signed_in", "The business is made. Sign in to enter it.");
      const signed = mustBeIn(tried);
      reply.header("set-cookie", [...signed.cookies]);
      return await showSession(server, signed.person);
    },
  });
}

function isToken(given: string, wanted: string | undefined): boolean {
  if (wanted === undefined) return false;
  const digest = (text: string) => createHash("sha256").update(text).digest();
  return timingSafeEqual(digest(given), digest(wanted));
}
