// Opening balances, for whichever side looks. The producer's tells and takes back, the party confirms or
// objects; the server posts what is confirmed.
//   useQuery(openingsQuery({ side: "party", id: "party_…" })).data → [{ amount: 41250, state: "open", … }]
import { queryOptions } from "@tanstack/react-query";
import type { z } from "zod";
import type * as wire from "../../wire/opening.ts";
import type { Opening } from "../../wire/opening.ts";
import { ask } from "./ask.ts";
import { homeOf, type Looker } from "./contracts.ts";

export type { Opening };
export type NewOpening = z.input<typeof wire.newOpening>;

export const openingsQuery = (who: Looker, party?: string) =>
  queryOptions({
    queryKey: [who.id, "openings", party ?? null],
    queryFn: ({ signal }) =>
      ask<{ data: Opening[] }>("GET", `${homeOf(who)}/opening-balances`, { query: { party }, signal }),
  });

export const tellOpening = (ws: string, body: NewOpening) =>
  ask<Opening>("POST", `/v1/workspaces/${ws}/opening-balances`, { body });

export const withdrawOpening = (ws: string, id: string) =>
  ask<Opening>("POST", `/v1/workspaces/${ws}/opening-balances/${id}/withdraw`);

export const confirmOpening = (party: string, id: string) =>
  ask<Opening>("POST", `/v1/partner/${party}/opening-balances/${id}/confirm`);

export const objectToOpening = (party: string, id: string, answer: string) =>
  ask<Opening>("POST", `/v1/partner/${party}/opening-balances/${id}/object`, { body: { answer } });
