// Programmes, rates, applicants, managers and what they share, for whichever side looks: the workspace's
// addresses or the partner's own; and the public page, for anybody. It never decides who may do what.
//   useQuery(programQuery("ws_…", "product_…")) → { access: "request", rate: "0.3", rules: { … } }
import { infiniteQueryOptions, keepPreviousData, queryOptions } from "@tanstack/react-query";
import type { z } from "zod";
import type { Affiliation } from "../../wire/affiliation.ts";
import type * as commissionWire from "../../wire/commission.ts";
import type { AppliedRate, CommissionDraft, CommissionRule } from "../../wire/commission.ts";
import type * as programWire from "../../wire/program.ts";
import type { Applied, Program, ProgramPage, ProgramRules } from "../../wire/program.ts";
import type * as recruitingWire from "../../wire/recruiting.ts";
import type {
  AffiliateInvitation,
  Circular,
  ManagedProduct,
  Manager,
  Material,
  OwnProgram,
  Recruit,
  RecruitFigures,
} from "../../wire/recruiting.ts";
import { isProblem } from "../parts/problem-facts.ts";
import { ask, type PageOf } from "./ask.ts";
import { homeOf, type Looker } from "./contracts.ts";
import { readWhole } from "./read-whole.ts";
import type { Session } from "./session.ts";

export type {
  AffiliateInvitation,
  Affiliation,
  Applied,
  AppliedRate,
  Circular,
  CommissionDraft,
  CommissionRule,
  ManagedProduct,
  Manager,
  Material,
  OwnProgram,
  Program,
  ProgramPage,
  ProgramRules,
  Recruit,
  RecruitFigures,
};
export type NewProgram = z.input<typeof programWire.newProgram>;
export type ProgramChange = z.input<typeof programWire.programChange>;
export type NewCommission = z.input<typeof commissionWire.newCommission>;
export type Decision = z.input<typeof recruitingWire.affiliationDecision>["decision"];
/** Of somebody who promotes already, or did. */
export type AffiliateAct = Exclude<Decision, "approve" | "refuse">;
export type NewInvitation = z.input<typeof recruitingWire.newAffiliateInvitation>;
export type NewMaterial = z.input<typeof recruitingWire.newMaterial>;
export type NewCircular = z.input<typeof recruitingWire.newCircular>;
export type Application = z.input<typeof programWire.application>;
export type SignUp = z.input<typeof programWire.signUp>;
type JoinByHand = z.input<typeof programWire.joinedByHand>;

const home = (ws: string) => `/v1/workspaces/${ws}`;
const ofProduct = (ws: string, product: string) => `${home(ws)}/products/${product}`;
const AT_ONCE = 100;

/**
 * Null is a product without one: an answer like another, so that asking again leaves on the page what stands
 * there.
 */
export const programQuery = (ws: string, product: string) =>
  queryOptions({
    queryKey: [ws, "product", product, "program"],
    queryFn: async ({ signal }): Promise<Program | null> => {
      try {
        return await ask<Program>("GET", `${ofProduct(ws, product)}/program`, { signal });
      } catch (error) {
        if (isProblem(error) && error.code === "no_program") return null;
        throw error;
      }
    },
    retry: false,
  });

export const openProgram = (ws: string, product: string, body: NewProgram) =>
  ask<Program>("POST", `${ofProduct(ws, product)}/program`, { body });

export const changeProgram = (ws: string, product: string, body: ProgramChange) =>
  ask<Program>("PATCH", `${ofProduct(ws, product)}/program`, { body });

export const changeTerms = (ws: string, product: string, text: string) =>
  ask<unknown>("POST", `${ofProduct(ws, product)}/program/terms`, { body: { text } });

export const remindOfTerms = (ws: string, product: string) =>
  ask<{ count: number }>("POST", `${ofProduct(ws, product)}/program/terms/reminders`);

export const ratesQuery = (ws: string, product: string) =>
  queryOptions({
    queryKey: [ws, "product", product, "commission-rules"],
    queryFn: ({ signal }) =>
      ask<PageOf<CommissionRule>>("GET", `${ofProduct(ws, product)}/commission-rules`, {
        query: { limit: AT_ONCE },
        signal,
      }),
  });

export const appliedRateQuery = (ws: string, product: string, party: string, offer: string) =>
  queryOptions({
    queryKey: [ws, "product", product, "commission", party, offer],
    queryFn: ({ signal }) =>
      ask<AppliedRate>("GET", `${ofProduct(ws, product)}/commission`, {
        query: { party, offer: offer === "" ? null : offer },
        signal,
      }),
    enabled: party !== "",
  });

export const previewRate = (ws: string, product: string, body: NewCommission, signal?: AbortSignal) =>
  ask<CommissionDraft>("POST", `${ofProduct(ws, product)}/commission-rules/preview`, { body, signal });

export const setRate = (ws: string, product: string, body: NewCommission) =>
  ask<CommissionRule>("POST", `${ofProduct(ws, product)}/commission-rules`, { body });

export const endRate = (ws: string, rule: string) =>
  ask<{ ends: string }>("POST", `${home(ws)}/commission-rules/${rule}/end`);

/** All of a list in which nobody may be missing. */
const whole =
  <T>(path: string, query: Record<string, string> = {}) =>
  ({ signal }: { signal: AbortSignal }) =>
    readWhole<T>(
      (cursor, at) => ask("GET", path, { query: { ...query, limit: AT_ONCE, cursor }, signal: at }),
      signal,
    );

export const applicantsQuery = (ws: string, product: string) =>
  queryOptions({
    queryKey: [ws, "product", product, "applicants"],
    queryFn: whole<Affiliation>(`${home(ws)}/affiliations`, { product, state: "requested" }),
  });

export const decide = (ws: string, affiliation: string, decision: Decision, reason: string) =>
  ask<Affiliation>("POST", `${home(ws)}/affiliations/${affiliation}/decisions`, {
    body: { decision, reason },
  });

export const managersQuery = (ws: string, product: string) =>
  queryOptions({
    queryKey: [ws, "product", product, "managers"],
    queryFn: ({ signal }) =>
      ask<{ data: Manager[] }>("GET", `${ofProduct(ws, product)}/managers`, { signal }),
  });

/** Whoever writes, invites and shares: the producer for a product, a manager for his own. */
const sharedPath = (who: Looker, product: string) =>
  who.side === "producer"
    ? `${homeOf(who)}/products/${product}`
    : `${homeOf(who)}/managed-products/${product}`;

export const invitationsQuery = (who: Looker, product: string) =>
  queryOptions({
    queryKey: [who.id, "product", product, "affiliate-invitations"],
    queryFn:
      who.side === "producer"
        ? whole<AffiliateInvitation>(`${sharedPath(who, product)}/affiliate-invitations`)
        : whole<AffiliateInvitation>(`${homeOf(who)}/recruit-invitations`, { product }),
  });

export const invite = (who: Looker, product: string, body: NewInvitation) =>
  ask<AffiliateInvitation>(
    "POST",
    `${sharedPath(who, product)}/${who.side === "producer" ? "affiliate-invitations" : "invitations"}`,
    { body },
  );

export const withdrawInvitation = (who: Looker, id: string) =>
  ask<unknown>(
    "DELETE",
    `${homeOf(who)}/${who.side === "producer" ? "affiliate-invitations" : "recruit-invitations"}/${id}`,
  );

export const materialsQuery = (who: Looker, product: string) =>
  queryOptions({
    queryKey: [who.id, "product", product, "materials"],
    queryFn:
      who.side === "producer"
        ? whole<Material>(`${sharedPath(who, product)}/materials`)
        : whole<Material>(`${homeOf(who)}/materials`, { product }),
  });

export const shareMaterial = (who: Looker, product: string, body: NewMaterial) =>
  ask<Material>("POST", `${sharedPath(who, product)}/materials`, { body });

export const withdrawMaterial = (who: Looker, id: string) =>
  ask<unknown>("DELETE", `${homeOf(who)}/materials/${id}`);

export const writeToAffiliates = (who: Looker, product: string, body: NewCircular) =>
  ask<Circular>("POST", `${sharedPath(who, product)}/circulars`, { body });

export const handOver = (
  who: Looker,
  product: string,
  affiliations: readonly string[],
  to: string | null,
  reason: string,
) =>
  ask<{ count: number }>("POST", `${sharedPath(who, product)}/hand-overs`, {
    body: { affiliations: [...affiliations], to, ...(reason === "" ? {} : { reason }) },
  });

export const ownProgramsQuery = (party: string) =>
  queryOptions({
    queryKey: [party, "programs"],
    queryFn: ({ signal }) => ask<{ data: OwnProgram[] }>("GET", `/v1/partner/${party}/programs`, { signal }),
    enabled: party !== "",
  });

export const applyAsParty = (party: string, product: string, body: { terms: number | null; note: string }) =>
  ask<Applied>("POST", `/v1/partner/${party}/programs/${product}/applications`, { body });

export const acceptTerms = (party: string, affiliation: string, version: number) =>
  ask<OwnProgram>("POST", `/v1/partner/${party}/affiliations/${affiliation}/terms`, { body: { version } });

export const managedQuery = (party: string) =>
  queryOptions({
    queryKey: [party, "managed-products"],
    queryFn: ({ signal }) =>
      ask<{ data: ManagedProduct[] }>("GET", `/v1/partner/${party}/managed-products`, { signal }),
    enabled: party !== "",
  });

export interface RecruitFilters {
  q?: string | undefined;
  state?: string | undefined;
  /** The first day; since the beginning where left out. */
  from?: string | undefined;
  sort?: string | undefined;
  direction?: string | undefined;
}

export const recruitFiguresQuery = (party: string, product: string, filters: RecruitFilters) =>
  infiniteQueryOptions({
    queryKey: [party, "recruits", product, filters],
    initialPageParam: null as string | null,
    queryFn: ({ pageParam, signal }) =>
      ask<PageOf<RecruitFigures>>("GET", `/v1/partner/${party}/recruit-figures`, {
        query: { ...filters, product, limit: 50, cursor: pageParam },
        signal,
      }),
    getNextPageParam: (last) => last.nextCursor,
    placeholderData: keepPreviousData,
  });

/** The whole list as a file, in the same order. */
export const recruitFile = (party: string, product: string, filters: RecruitFilters) => {
  const set = Object.entries({ ...filters, product }).flatMap(([name, value]) =>
    value ? [[name, value]] : [],
  );
  return `/v1/partner/${party}/recruit-figures.csv?${new URLSearchParams(set)}`;
};

/** All of them at once: to choose among. */
export const allRecruitsQuery = (party: string, product: string) =>
  queryOptions({
    queryKey: [party, "recruits", product, "all"],
    queryFn: ({ signal }) =>
      readWhole(
        (cursor, signal) =>
          ask<PageOf<Recruit>>("GET", `/v1/partner/${party}/recruits`, {
            query: { product, limit: AT_ONCE, cursor },
            signal,
          }),
        signal,
      ),
  });

export const decideRecruit = (party: string, id: string, decision: Decision, reason: string) =>
  ask<Recruit>("POST", `/v1/partner/${party}/recruits/${id}/decisions`, { body: { decision, reason } });

export const makeRecruitingLink = (party: string, product: string) =>
  ask<{ code: string; address: string }>("POST", `/v1/partner/${party}/managed-products/${product}/link`);

export const pageQuery = (slug: string, by: string | undefined, invited: string | undefined) =>
  queryOptions({
    queryKey: ["program-page", slug, by, invited],
    queryFn: ({ signal }) =>
      ask<ProgramPage>("GET", "/v1/program-page", { query: { slug, by, invited }, signal }),
    retry: false,
  });

export const apply = (body: Application) => ask<Applied>("POST", "/v1/program-applications", { body });

export const joinByHand = (body: JoinByHand) =>
  ask<Session>("POST", "/v1/program-applications/join", { body });

export const signUp = (body: SignUp) => ask<void>("POST", "/v1/program-applications/sign-up", { body });
