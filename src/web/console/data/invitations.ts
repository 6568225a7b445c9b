// Inviting partners to share a product: what terms would mean before they are sent, sending them, and mailing
// once more. It never accepts: only the partner can.
//   invitePartner("ws_…", { product: "product_…", email: "bruno@example.com", share: "0.1", … })
import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import type { z } from "zod";
import type { KnownPerson } from "../../../wire/known-person.ts";
import type { newFeesProposal } from "../../../wire/proposal.ts";
import type * as wire from "../../../wire/terms-example.ts";
import type { NewInvitation, Proposal } from "../../data/contracts.ts";
import { ask } from "./ask.ts";

export type ExampleOf = z.input<typeof wire.exampleOf>;
export type InvitationPreview = z.input<typeof wire.invitationPreview>;

const home = (ws: string) => `/v1/workspaces/${ws}/proposals`;

export const previewQuery = (ws: string, asked: ExampleOf) =>
  queryOptions({
    queryKey: [ws, "proposals", "preview", asked],
    queryFn: ({ signal }) => ask<InvitationPreview>("POST", `${home(ws)}/preview`, { body: asked, signal }),
    placeholderData: keepPreviousData,
    retry: false,
  });

/** All of them, or none. */
export const invitePartners = async (
  ws: string,
  invitations: readonly NewInvitation[],
  once: string,
): Promise<Proposal[]> => {
  const answer = await ask<{ data: Proposal[] }>("POST", home(ws), { body: { invitations }, once });
  return answer.data;
};

export type { KnownPerson };

/** Who an address, or a party, already is here. */
export const knownPersonQuery = (ws: string, asked: { email?: string; party?: string }) =>
  queryOptions({
    queryKey: [ws, "known-people", asked],
    queryFn: ({ signal }) =>
      ask<KnownPerson>("GET", `/v1/workspaces/${ws}/known-people`, { query: asked, signal }),
    staleTime: 30_000,
    retry: false,
  });

export type NewFeesProposal = z.input<typeof newFeesProposal>;

/** Asked of each partner whom the fees would give less. */
export const proposeFees = (ws: string, product: string, body: NewFeesProposal) =>
  ask<{ data: Proposal[] }>("POST", `/v1/workspaces/${ws}/products/${product}/terms/proposals`, { body });

export const remindPartner = (ws: string, proposal: string) =>
  ask<void>("POST", `${home(ws)}/${proposal}/remind`);
