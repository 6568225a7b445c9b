// Contracts and what is asked about them, for whichever side looks: the workspace's addresses or the
// partner's own. It never decides who may answer; the server does. Keys begin with the workspace or the
// party, so that switching forgets them.
//   useQuery(proposalQuery({ side: "party", id: "party_…" }, "proposal_…"))
import { keepPreviousData, type QueryClient, queryOptions } from "@tanstack/react-query";
import type { z } from "zod";
import type { agreement } from "../../wire/agreement.ts";
import type { Impact, ownImpactOf } from "../../wire/impact.ts";
import type { ContractStory } from "../../wire/partner.ts";
import type * as wire from "../../wire/proposal.ts";
import type { Proposal } from "../../wire/proposal.ts";
import type { exampleTerms, TermsExample, WorstCase } from "../../wire/terms-example.ts";
import { ask, type PageOf } from "./ask.ts";

export type { ContractStory, Impact, Proposal, TermsExample, WorstCase };
/** With what could come worse than one expects. */
export interface ShownExample {
  example: TermsExample | null;
  warnings: WorstCase[];
}
export type ToldVersion = ContractStory["versions"][number];
export type Agreement = z.input<typeof agreement>;
export type NewAmendment = z.input<typeof wire.newAmendment>;
export type NewEnd = z.input<typeof wire.newEnd>;
export type NewInvitation = z.input<typeof wire.newInvitations>["invitations"][number];
export type ExampleTerms = z.input<typeof exampleTerms>;
export type TermsOfUse = z.input<typeof wire.termsOfUseOut>;

/** Who looks: a workspace's member, or who speaks for a party. */
export interface Looker {
  side: "producer" | "party";
  /** ws_… or party_…. */
  id: string;
}

export const homeOf = ({ side, id }: Looker) =>
  side === "producer" ? `/v1/workspaces/${id}` : `/v1/partner/${id}`;

export const termsOfUseQuery = queryOptions({
  queryKey: ["terms-of-use"],
  queryFn: ({ signal }) => ask<TermsOfUse>("GET", "/v1/terms-of-use", { signal }),
  staleTime: 5 * 60_000,
});

export const proposalQuery = (who: Looker, id: string) =>
  queryOptions({
    queryKey: [who.id, "proposals", id],
    queryFn: ({ signal }) => ask<Proposal>("GET", `${homeOf(who)}/proposals/${id}`, { signal }),
  });

export interface ProposalFilter {
  product?: string | undefined;
  contract?: string | undefined;
  state?: string | undefined;
}

export const proposalsQuery = (who: Looker, filter: ProposalFilter = {}) =>
  queryOptions({
    queryKey: [who.id, "proposals", "list", filter],
    queryFn: ({ signal }) =>
      ask<PageOf<Proposal>>("GET", `${homeOf(who)}/proposals`, { query: { ...filter, limit: 100 }, signal }),
  });

export const storyQuery = (who: Looker, contract: string) =>
  queryOptions({
    queryKey: [who.id, "contracts", contract, "story"],
    queryFn: ({ signal }) => {
      const path = `${homeOf(who)}/contracts/${contract}`;
      return ask<ContractStory>("GET", who.side === "producer" ? `${path}/story` : path, { signal });
    },
  });

export const exampleQuery = (who: Looker, proposal: string) =>
  queryOptions({
    queryKey: [who.id, "proposals", proposal, "example"],
    queryFn: ({ signal }) =>
      ask<ShownExample>("GET", `${homeOf(who)}/proposals/${proposal}/example`, {
        signal,
      }),
  });

export const impactQuery = (who: Looker, proposal: string, days: number) =>
  queryOptions({
    queryKey: [who.id, "proposals", proposal, "impact", days],
    queryFn: ({ signal }) =>
      ask<Impact>("GET", `${homeOf(who)}/proposals/${proposal}/impact`, { query: { days }, signal }),
  });

export type ImpactTerms = z.input<typeof ownImpactOf>["terms"] & object;

interface DraftedChange {
  /** Null of somebody new. */
  contract: string | null;
  product: string;
  party: string | null;
  /** Null: it ends. */
  terms: ImpactTerms | null;
  days: number;
}

/** Of a change that is being written; nothing is stored. */
export const impactOfTermsQuery = (who: Looker, { contract, product, party, terms, days }: DraftedChange) => {
  const of = contract === null ? { product, ...(party === null ? {} : { party }) } : { product, contract };
  return queryOptions({
    queryKey: [who.id, "proposals", "impact", of, terms, days],
    queryFn: ({ signal }) =>
      who.side === "party"
        ? ask<Impact>("POST", `${homeOf(who)}/contracts/${contract}/impact`, {
            body: { terms, days },
            signal,
          })
        : ask<Impact>("POST", `${homeOf(who)}/proposals/impact`, { body: { ...of, terms, days }, signal }),
    placeholderData: keepPreviousData,
    retry: false,
  });
};

export const agreementQuery = (who: Looker, contract: string, version: number) =>
  queryOptions({
    queryKey: [who.id, "contracts", contract, "agreement", version],
    queryFn: ({ signal }) =>
      ask<Agreement>("GET", `${homeOf(who)}/contracts/${contract}/versions/${version}/agreement`, { signal }),
    // Frozen for ever.
    staleTime: Number.POSITIVE_INFINITY,
  });

export const feesAgreementQuery = (who: Looker, proposal: string) =>
  queryOptions({
    queryKey: [who.id, "proposals", proposal, "agreement"],
    queryFn: ({ signal }) =>
      ask<Agreement>("GET", `${homeOf(who)}/proposals/${proposal}/agreement`, { signal }),
    staleTime: Number.POSITIVE_INFINITY,
  });

export const feesAgreementFile = (who: Looker, proposal: string, language: string) =>
  `${homeOf(who)}/proposals/${proposal}/agreement.pdf?language=${language}`;

export const agreementFile = (who: Looker, contract: string, version: number, language: string) =>
  `${homeOf(who)}/contracts/${contract}/versions/${version}/agreement.pdf?language=${language}`;

export const acceptProposal = (who: Looker, id: string, termsOfUse: number) =>
  ask<{ contract: string; version: number }>("POST", `${homeOf(who)}/proposals/${id}/accept`, {
    body: { termsOfUse },
  });

export const declineProposal = (who: Looker, id: string, answer: string) =>
  ask<Proposal>("POST", `${homeOf(who)}/proposals/${id}/decline`, { body: { answer } });

export const withdrawProposal = (who: Looker, id: string) =>
  ask<Proposal>("POST", `${homeOf(who)}/proposals/${id}/withdraw`);

export const proposeAmendment = (who: Looker, contract: string, body: NewAmendment) =>
  ask<Proposal>("POST", `${homeOf(who)}/contracts/${contract}/amendments`, { body });

export const proposeEnd = (who: Looker, contract: string, body: NewEnd) =>
  ask<Proposal>("POST", `${homeOf(who)}/contracts/${contract}/endings`, { body });

export const giveNotice = (who: Looker, contract: string, body: z.input<typeof wire.newEndNotice>) =>
  ask<ContractStory>("POST", `${homeOf(who)}/contracts/${contract}/notice`, { body });

/** By mail, to a party that has no account here. */
export const askToConfirm = (who: Looker, contract: string, body: z.input<typeof wire.confirmationRequest>) =>
  ask<Proposal>("POST", `${homeOf(who)}/contracts/${contract}/confirmation-request`, { body });

export const answerRecorded = (
  who: Looker,
  contract: string,
  word: "confirm" | "object",
  body: z.input<typeof wire.recordedAnswer>,
) => ask<ContractStory>("POST", `${homeOf(who)}/contracts/${contract}/${word}`, { body });

/** What a workspace may see of terms that are not sent yet; a partner sees its own line only. */
export const previewAmendment = (who: Looker, contract: string, product: string, terms: ExampleTerms) =>
  who.side === "party"
    ? ask<ShownExample>("POST", `${homeOf(who)}/contracts/${contract}/example`, {
        body: { terms },
      })
    : ask<ShownExample>("POST", `${homeOf(who)}/proposals/preview`, {
        body: { product, contract, terms },
      });

/** After an answer: everything that is read of this side's contracts, sales and figures is read again. */
export const contractsChanged = (queries: QueryClient, who: Looker): Promise<void> =>
  queries.invalidateQueries({ queryKey: [who.id] });
