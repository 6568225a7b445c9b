// Who is signed in, and the ways in and out: password, link, first set-up.
// It never stores a token: the session is a cookie that scripts cannot read.
//   useSuspenseQuery(sessionQuery).data.workspaces → [{ id: "ws_…", name: "Piano School", role: "owner", … }]
import type { z } from "zod";
import type * as wire from "../../../wire/session.ts";
import type { Session } from "../../data/session.ts";
import { ask } from "./ask.ts";

export { redeemLink, type Session, sessionQuery, setUpQuery, signOut } from "../../data/session.ts";

export type OwnWorkspace = Session["workspaces"][number];
export type SetUp = z.input<typeof wire.setup>;

export const signIn = (body: { email: string; password: string }) =>
  ask<Session>("POST", "/v1/session", { body });

export const askForLink = (email: string) => ask<void>("POST", "/v1/session/links", { body: { email } });

export const answerChallenge = (challenge: string, code: string) =>
  ask<Session>("POST", "/v1/session/challenge", { body: { challenge, code } });

export const setUp = (body: SetUp) => ask<Session>("POST", "/v1/setup", { body });
