// Links for whichever side looks: made, listed, changed, drawn; the pages that they may lead to; what came of
// them. It never counts by itself.
//   useInfiniteQuery(linksQuery({ side: "party", id: "party_…" }, {})) → [{ code: "carla-spring", … }]
import {
  infiniteQueryOptions,
  keepPreviousData,
  type QueryClient,
  queryOptions,
} from "@tanstack/react-query";
import type { z } from "zod";
import type * as wire from "../../wire/link.ts";
import type { Destination, Link, LinkChoices, OwnLink } from "../../wire/link.ts";
import type { LinkDays, LinkPlaces, TopLinks } from "../../wire/link-report.ts";
import { ask, type PageOf } from "./ask.ts";
import { homeOf, type Looker } from "./contracts.ts";

export type { Destination, LinkChoices, LinkDays, TopLinks };
/** An affiliate is told nothing of whose it is: it is its own. */
export type AnyLink = OwnLink & Partial<Pick<Link, "party">>;
export type NewLink = z.input<typeof wire.newLink>;
export type LinkChange = z.input<typeof wire.linkChange>;
export type NewDestination = z.input<typeof wire.newDestination>;
export type DestinationChange = z.input<typeof wire.destinationChange>;

export interface LinkFilters {
  q?: string | undefined;
  product?: string | undefined;
  party?: string | undefined;
  state?: string | undefined;
}

export interface Period {
  from: string;
  to: string;
  product?: string | undefined;
  party?: string | undefined;
  link?: string | undefined;
}

export const readLinks = (who: Looker, filters: LinkFilters, cursor: string | null, signal: AbortSignal) =>
  ask<PageOf<AnyLink>>("GET", `${homeOf(who)}/links`, { query: { ...filters, limit: 50, cursor }, signal });

export const linksQuery = (who: Looker, filters: LinkFilters) =>
  infiniteQueryOptions({
    queryKey: [who.id, "links", filters],
    initialPageParam: null as string | null,
    queryFn: ({ pageParam, signal }) => readLinks(who, filters, pageParam, signal),
    getNextPageParam: (last) => last.nextCursor,
    placeholderData: keepPreviousData,
  });

export const linkQuery = (who: Looker, id: string) =>
  queryOptions({
    queryKey: [who.id, "link", id],
    queryFn: ({ signal }) => ask<AnyLink>("GET", `${homeOf(who)}/links/${id}`, { signal }),
  });

export const makeLink = (who: Looker, body: NewLink) =>
  ask<AnyLink>("POST", `${homeOf(who)}/links`, { body });

export const changeLink = (who: Looker, id: string, body: LinkChange) =>
  ask<AnyLink>("PATCH", `${homeOf(who)}/links/${id}`, { body });

/** A picture that the browser fetches by itself. */
export const codeAddress = (who: Looker, id: string) => `${homeOf(who)}/links/${id}/qr.svg`;

export const linkChoicesQuery = (party: string) =>
  queryOptions({
    queryKey: [party, "link-choices"],
    queryFn: ({ signal }) => ask<LinkChoices>("GET", `/v1/partner/${party}/link-choices`, { signal }),
  });

export const destinationsQuery = (ws: string, product?: string) =>
  queryOptions({
    queryKey: [ws, "destinations", product ?? null],
    queryFn: ({ signal }) =>
      ask<PageOf<Destination>>("GET", `/v1/workspaces/${ws}/destinations`, {
        query: { product, limit: 100 },
        signal,
      }),
  });

export const storeDestination = (ws: string, body: NewDestination) =>
  ask<Destination>("POST", `/v1/workspaces/${ws}/destinations`, { body });

export const changeDestination = (ws: string, id: string, body: DestinationChange) =>
  ask<Destination>("PATCH", `/v1/workspaces/${ws}/destinations/${id}`, { body });

const reports = (who: Looker) => `${homeOf(who)}${who.side === "producer" ? "/reports" : ""}`;

export const linkDaysQuery = (who: Looker, period: Period) =>
  queryOptions({
    queryKey: [who.id, "link-days", period],
    queryFn: ({ signal }) =>
      ask<LinkDays>("GET", `${reports(who)}/link-days`, { query: { ...period }, signal }),
    placeholderData: keepPreviousData,
  });

export const topLinksQuery = (who: Looker, period: Period, by: "link" | "party") =>
  queryOptions({
    queryKey: [who.id, "top-links", period, by],
    queryFn: ({ signal }) =>
      ask<TopLinks>("GET", `${reports(who)}/top-links`, { query: { ...period, by }, signal }),
    placeholderData: keepPreviousData,
  });

export const linkPlacesQuery = (who: Looker, period: Period) =>
  queryOptions({
    queryKey: [who.id, "link-places", period],
    queryFn: ({ signal }) =>
      ask<LinkPlaces>("GET", `${reports(who)}/link-places`, { query: { ...period }, signal }),
    placeholderData: keepPreviousData,
  });

export const LINK_FILES = {
  links: "links.csv",
  affiliations: "affiliations.csv",
  days: "reports/link-days.csv",
  clicks: "clicks.csv",
  journeys: "journeys.csv",
  leads: "leads.csv",
  rules: "commission-rules.csv",
  coupons: "coupons.csv",
  invitations: "affiliate-invitations.csv",
  places: "reports/link-places.csv",
} as const;

/** A file that the browser fetches by itself. */
export const linkFile = (ws: string, file: keyof typeof LINK_FILES, days?: { from: string; to: string }) =>
  `/v1/workspaces/${ws}/${LINK_FILES[file]}${days ? `?from=${days.from}&to=${days.to}` : ""}`;

export async function linksChanged(queries: QueryClient, who: Looker): Promise<void> {
  const keys = ["links", "destinations", "link-choices", "top-links"];
  await Promise.all(keys.map((key) => queries.invalidateQueries({ queryKey: [who.id, key] })));
}
