// What a business is set to: its settings, API keys, addresses that are told, the audit trail, support
// grants. Secrets are in the answer that makes them and are never kept here.
//   changeSettings(ws, { legalName: "Piano School Ltda" })
import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import type { z } from "zod";
import type { ApiKey, CreatedApiKey } from "../../../wire/api-key.ts";
import type { AuditActor, AuditEntry } from "../../../wire/audit.ts";
import type { SupportGrant } from "../../../wire/operator.ts";
import type { CreatedEndpoint, Endpoint, Message } from "../../../wire/webhook.ts";
import type * as wire from "../../../wire/workspace.ts";
import { ask, type PageOf } from "./ask.ts";
import type { Workspace } from "./workspace.ts";

export type { ApiKey, AuditActor, AuditEntry, Endpoint, Message, SupportGrant };
export type SettingsChange = z.input<typeof wire.workspaceChange>;

const home = (ws: string) => `/v1/workspaces/${ws}`;
const all = { limit: 100 };

export const changeSettings = (ws: string, body: SettingsChange) =>
  ask<Workspace>("PATCH", `${home(ws)}/workspace`, { body });

export const keysQuery = (ws: string) =>
  queryOptions({
    queryKey: [ws, "keys"],
    queryFn: ({ signal }) => ask<PageOf<ApiKey>>("GET", `${home(ws)}/api-keys`, { query: all, signal }),
  });

export const createKey = (ws: string, body: { name: string; scopes: string[] }) =>
  ask<CreatedApiKey>("POST", `${home(ws)}/api-keys`, { body });

export const rotateKey = (ws: string, id: string, graceHours: number) =>
  ask<CreatedApiKey>("POST", `${home(ws)}/api-keys/${id}/rotate`, { body: { graceHours } });

export const revokeKey = (ws: string, id: string) => ask<void>("DELETE", `${home(ws)}/api-keys/${id}`);

const hooks = (ws: string) => `${home(ws)}/webhook-endpoints`;

export const endpointsQuery = (ws: string) =>
  queryOptions({
    queryKey: [ws, "endpoints"],
    queryFn: ({ signal }) => ask<PageOf<Endpoint>>("GET", hooks(ws), { query: all, signal }),
  });

export const endpointQuery = (ws: string, id: string) =>
  queryOptions({
    queryKey: [ws, "endpoint", id],
    queryFn: ({ signal }) => ask<Endpoint>("GET", `${hooks(ws)}/${id}`, { signal }),
  });

/** Looked at again while something is on its way. */
export const hookMessagesQuery = (ws: string, id: string, state: string | undefined) =>
  infiniteQueryOptions({
    queryKey: [ws, "endpoint", id, "messages", state ?? ""],
    initialPageParam: null as string | null,
    queryFn: ({ pageParam, signal }) =>
      ask<PageOf<Message>>("GET", `${hooks(ws)}/${id}/messages`, {
        query: { state, limit: 25, cursor: pageParam },
        signal,
      }),
    getNextPageParam: (last) => last.nextCursor,
    refetchInterval: (query) =>
      query.state.data?.pages[0]?.data.some((one) => one.state === "waiting") ? 3000 : false,
  });

export const createEndpoint = (ws: string, body: { url: string; types: Endpoint["types"] }) =>
  ask<CreatedEndpoint>("POST", hooks(ws), { body });

export const changeEndpoint = (
  ws: string,
  id: string,
  body: { url?: string; types?: string[]; state?: "active" | "paused" },
) => ask<Endpoint>("PATCH", `${hooks(ws)}/${id}`, { body });

export const rotateHook = (ws: string, id: string, graceHours: number) =>
  ask<CreatedEndpoint>("POST", `${hooks(ws)}/${id}/rotate`, { body: { graceHours } });

export const removeEndpoint = (ws: string, id: string) => ask<void>("DELETE", `${hooks(ws)}/${id}`);

export const tryEndpoint = (ws: string, id: string) => ask<{ id: string }>("POST", `${hooks(ws)}/${id}/test`);

export const replayMessage = (ws: string, endpoint: string, id: string) =>
  ask<Message>("POST", `${hooks(ws)}/${endpoint}/messages/${id}/replay`);

export interface AuditFilters {
  words?: string;
  actor?: string;
  type?: string;
  subject?: string;
  from?: string;
  to?: string;
}

export const auditQuery = (ws: string, filters: AuditFilters) =>
  infiniteQueryOptions({
    queryKey: [ws, "audit", filters],
    initialPageParam: null as string | null,
    queryFn: ({ pageParam, signal }) =>
      ask<PageOf<AuditEntry>>("GET", `${home(ws)}/audit-trail`, {
        query: { ...filters, limit: 50, cursor: pageParam },
        signal,
      }),
    getNextPageParam: (last) => last.nextCursor,
  });

export const auditActorsQuery = (ws: string) =>
  queryOptions({
    queryKey: [ws, "audit-actors"],
    queryFn: ({ signal }) => ask<{ data: AuditActor[] }>("GET", `${home(ws)}/audit-trail/actors`, { signal }),
  });

export const auditFile = (ws: string, filters: AuditFilters) => {
  const pairs = Object.entries(filters).filter(([, value]) => value) as [string, string][];
  return `${home(ws)}/audit-trail.csv${pairs.length > 0 ? `?${new URLSearchParams(pairs)}` : ""}`;
};

export const exportFile = (ws: string) => `${home(ws)}/export.ndjson`;

export const grantsQuery = (ws: string) =>
  queryOptions({
    queryKey: [ws, "grants"],
    queryFn: ({ signal }) => ask<PageOf<SupportGrant>>("GET", `${home(ws)}/support-grants`, { signal }),
  });

export const answerGrant = (ws: string, id: string, given: boolean) =>
  ask<SupportGrant>("POST", `${home(ws)}/support-grants/${id}/answer`, { body: { given } });

export const revokeGrant = (ws: string, id: string) =>
  ask<SupportGrant>("POST", `${home(ws)}/support-grants/${id}/revoke`);
