// Who is signed in, what they are member of and what they are partner of; and the way out. Shared by console
// and portal, so that going from one to the other asks nobody to sign in again. It never stores a token: the
// session is a cookie that scripts cannot read.
//   useQuery(sessionQuery).data.parties → [{ id: "party_…", name: "Bruno", workspace: { name: "Piano School"
//   }, … }]
import { queryOptions } from "@tanstack/react-query";
import type { z } from "zod";
import type { Security } from "../../wire/own-account.ts";
import type * as wire from "../../wire/session.ts";
import { ask } from "./ask.ts";

export type Session = z.input<typeof wire.session>;
export type OwnParty = Session["parties"][number];

export const sessionQuery = queryOptions({
  queryKey: ["session"],
  queryFn: ({ signal }) => ask<Session>("GET", "/v1/session", { signal }),
  staleTime: 60_000,
  retry: false,
});

/** Of somebody whose session may have ended elsewhere: where it did, this browser's cookies go with it. */
export const readSessionAfresh = () => ask<Session>("GET", "/v1/session", { query: { fresh: "true" } });

/**
 * Whether I have a password, and whether I signed in just now: what moves money elsewhere asks for either.
 */
export const securityQuery = queryOptions({
  queryKey: ["account", "security"],
  queryFn: ({ signal }) => ask<Security>("GET", "/v1/account/security", { signal }),
});

/** Whether there is nobody yet, and how mail leaves: asked by who is not signed in. */
export const setUpQuery = queryOptions({
  queryKey: ["set-up"],
  queryFn: ({ signal }) => ask<{ needed: boolean; mail: Session["mail"] }>("GET", "/v1/setup", { signal }),
  retry: false,
});

export const signOut = () => ask<void>("DELETE", "/v1/session");

/** Of a link that a mail brought: pressed, never by opening it. */
export const redeemLink = (token: string) =>
  ask<Session>("POST", "/v1/session/links/redeem", { body: { token } });
