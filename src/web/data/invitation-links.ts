// Whether this server's mails leave, and the link of an invitation to hand over where they do not.
// Taking one ends every link before it: so it is made when asked for, and never kept.
//   useMailStays() → true; takeInviteLink(ws, invite) → { link: "https://…/invite#k3V…" }
import { useQuery } from "@tanstack/react-query";
import type { HandedLink } from "../../wire/member.ts";
import { ask } from "./ask.ts";
import { homeOf, type Looker } from "./contracts.ts";
import { sessionQuery } from "./session.ts";

/** Mails only lie in a folder of the server. */
export function useMailStays(): boolean {
  return useQuery(sessionQuery).data?.mail === "folder";
}

const home = (ws: string) => `/v1/workspaces/${ws}`;

export const takeInviteLink = (ws: string, invite: string) =>
  ask<HandedLink>("POST", `${home(ws)}/invites/${invite}/link`);

export const takeProposalLink = (ws: string, proposal: string) =>
  ask<HandedLink>("POST", `${home(ws)}/proposals/${proposal}/link`);

/** Of an own invitation where a manager asks. */
export const takeAffiliateInvitationLink = (who: Looker, invitation: string) =>
  ask<HandedLink>(
    "POST",
    who.side === "producer"
      ? `${home(who.id)}/affiliate-invitations/${invitation}/link`
      : `${homeOf(who)}/recruit-invitations/${invitation}/link`,
  );
