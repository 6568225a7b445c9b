// Connected sources: how each is doing, connecting, its address, test message, and the products that messages
// wait for. It never keeps a secret: what is pasted is sent and forgotten.
//   useQuery(sourcesQuery(ws)) → [{ name: "stripe", state: "active", parked: 14, lastReceivedAt: "…", … }]
import { queryOptions } from "@tanstack/react-query";
import type { z } from "zod";
import type * as wire from "../../../wire/source.ts";
import type { ConnectedSource, ParkedProduct, Source } from "../../../wire/source.ts";
import { ask, type PageOf } from "./ask.ts";

export type { ConnectedSource, ParkedProduct, Source };
export type SourceName = Source["name"];
export type SourceChange = z.input<typeof wire.sourceIn>;
export type ParkedMapping = z.input<typeof wire.parkedMapping>;
export type MappedParked = z.input<typeof wire.mappedParked>;
type Progress = z.input<typeof wire.parkedProgress>;

const home = (ws: string) => `/v1/workspaces/${ws}/sources`;
const waiting = (ws: string) => `/v1/workspaces/${ws}/parked-products`;

/** The platforms that can be connected, in the order they are shown. */
export const PLATFORMS = [
  { name: "hotmart", title: "Hotmart" },
  { name: "stripe", title: "Stripe" },
] as const;

/** As people write it: "stripe" → "Stripe". */
export const titleOf = (source: string): string =>
  PLATFORMS.find(({ name }) => name === source)?.title ?? source;

export const sourcesQuery = (ws: string) =>
  queryOptions({
    queryKey: [ws, "sources"],
    queryFn: ({ signal }) => ask<PageOf<Source>>("GET", home(ws), { signal }).then((page) => page.data),
    refetchInterval: 15_000,
  });

/** With the address; for those who may change the source. Looked at again every other second while one waits. */
export const connectionQuery = (ws: string, name: string, isWaiting: boolean) =>
  queryOptions({
    queryKey: [ws, "sources", name, "address"],
    queryFn: ({ signal }) => ask<ConnectedSource>("GET", `${home(ws)}/${name}/address`, { signal }),
    refetchInterval: isWaiting ? 2000 : 15_000,
    retry: false,
  });

export const changeSource = (ws: string, name: string, body: SourceChange) =>
  ask<ConnectedSource>("PUT", `${home(ws)}/${name}`, { body });

export const renewAddress = (ws: string, name: string) =>
  ask<ConnectedSource>("POST", `${home(ws)}/${name}/address`);

export const sendTest = (ws: string, name: string) => ask<Source>("POST", `${home(ws)}/${name}/test`);

export const disconnectSource = (ws: string, name: string) => ask<void>("DELETE", `${home(ws)}/${name}`);

export const parkedProductsQuery = (ws: string) =>
  queryOptions({
    queryKey: [ws, "parked-products"],
    queryFn: ({ signal }) =>
      ask<PageOf<ParkedProduct>>("GET", waiting(ws), { signal }).then((page) => page.data),
  });

export const mapParked = (ws: string, body: ParkedMapping) =>
  ask<MappedParked>("POST", waiting(ws), { body, once: crypto.randomUUID() });

/** Looked at again until none of them waits for its turn. */
export const progressQuery = (ws: string, { source, ref }: { source: string; ref: string }) =>
  queryOptions({
    queryKey: [ws, "parked-products", source, ref, "progress"],
    queryFn: ({ signal }) =>
      ask<Progress>("GET", `${waiting(ws)}/progress`, { query: { source, ref }, signal }),
    refetchInterval: (query) =>
      query.state.data?.outcomes.some((one) => one.state === "stored") === false ? false : 700,
  });
