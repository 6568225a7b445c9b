// Where this server sends no mail: the link of an invitation, for whoever invites to hand over themselves.
// Each press makes another and ends those before. Refused where mail leaves. Never kept for a repeated key.
// Example: POST /v1/invites/invite_…/link → { "link": "https://…/invite#k3V…" }, or 409 mail_leaves.
import { handOverAffiliateInvitation, handOverInvite, handOverProposal } from "../../flows/hand-over-link.ts";
import { idIn } from "../../wire/id.ts";
import { handedLink } from "../../wire/member.ts";
import { resourceRoute } from "../resource-route.ts";
import type { Server } from "../server-type.ts";

const shared = {
  method: "POST" as const,
  description: "Ends every link before it. Refused (`mail_leaves`) where mail is set up.",
  answer: handedLink,
  keep: () => ({ link: "" }),
};

export function handedLinkRoutes(server: Server): void {
  resourceRoute(server, {
    ...shared,
    path: "/invites/:invite/link",
    permission: "members:write",
    name: "takeInviteLink",
    tag: "Members",
    summary: "A link to hand over oneself, of an invitation into the team",
    params: { invite: idIn("invite") },
    handle: async ({ app, caller, params }) => ({
      link: await handOverInvite(app, server.door, caller, params.invite),
    }),
  });

  resourceRoute(server, {
    ...shared,
    path: "/proposals/:proposal/link",
    permission: "contracts:accept",
    name: "takeProposalLink",
    tag: "Proposals",
    summary: "A link to hand over oneself, of an invitation to share",
    params: { proposal: idIn("proposal") },
    handle: async ({ app, caller, params }) => ({
      link: await handOverProposal(app, server.door, caller, params.proposal),
    }),
  });

  resourceRoute(server, {
    ...shared,
    path: "/affiliate-invitations/:invitation/link",
    permission: "affiliates:write",
    name: "takeAffiliateInvitationLink",
    tag: "Affiliate programmes",
    summary: "A link to hand over oneself, of an invitation to promote",
    params: { invitation: idIn("invitation") },
    handle: async ({ app, caller, params }) => ({
      link: await handOverAffiliateInvitation(app, server.door, caller, params.invitation),
    }),
  });
}
