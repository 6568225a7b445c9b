// My own account: profile, address, password, second factor, sessions. Nothing secret is kept.
//   changeProfile({ name: "Ana Souza", language: "pt-BR" }) → the session as it is now
import { queryOptions } from "@tanstack/react-query";
import type { z } from "zod";
import type * as wire from "../../../wire/own-account.ts";
import type { NewFactor, OwnSession, Security } from "../../../wire/own-account.ts";
import { ask } from "./ask.ts";
import type { Session } from "./session.ts";

export { securityQuery } from "../../data/session.ts";
export type { OwnSession, Security };

const home = "/v1/account";

export const ownSessionsQuery = queryOptions({
  queryKey: ["account", "sessions"],
  queryFn: ({ signal }) => ask<{ data: OwnSession[] }>("GET", `${home}/sessions`, { signal }),
});

export const changeProfile = (body: z.input<typeof wire.profileChange>) =>
  ask<Session>("PUT", `${home}/profile`, { body });

export const changeAddress = (body: { email: string; password?: string }) =>
  ask<void>("POST", `${home}/address`, { body });

export const confirmAddress = (token: string) =>
  ask<{ email: string }>("POST", `${home}/address/confirm`, { body: { token } });

export const changePassword = (body: { current?: string; next: string }) =>
  ask<Session>("PUT", "/v1/session/password", { body });

export const beginFactor = () => ask<NewFactor>("POST", `${home}/second-factor`);

export const confirmFactor = (code: string) =>
  ask<{ codes: string[] }>("POST", `${home}/second-factor/confirm`, { body: { code } });

interface Proof {
  code: string;
  password?: string;
}

export const makeCodes = (body: Proof) =>
  ask<{ codes: string[] }>("POST", `${home}/second-factor/codes`, { body });

export const endFactor = (body: Proof) => ask<void>("POST", `${home}/second-factor/off`, { body });

export const endSession = (session: string) =>
  ask<void>("POST", `${home}/sessions/end`, { body: { session } });

export const endSessions = (keepThis: boolean) =>
  ask<void>("POST", `${home}/sessions/end-all`, { body: { keepThis } });
