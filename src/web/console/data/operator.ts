// What an operator of the installation sees and does; nothing of any workspace's business.
//   useInfiniteQuery(installationQuery) → [{ name: "Piano School", entries: 1204, grant: null, … }]
import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import type { z } from "zod";
import type * as wire from "../../../wire/operator.ts";
import type { Installation, OperatorWorkspace } from "../../../wire/operator.ts";
import { ask, type PageOf } from "./ask.ts";

export type { OperatorWorkspace };

const home = "/v1/operator";

export const installationQuery = infiniteQueryOptions({
  queryKey: ["operator", "workspaces"],
  initialPageParam: null as string | null,
  queryFn: ({ pageParam, signal }) =>
    ask<PageOf<OperatorWorkspace>>("GET", `${home}/workspaces`, {
      query: { limit: 50, cursor: pageParam },
      signal,
    }),
  getNextPageParam: (last) => last.nextCursor,
});

export const defaultsQuery = queryOptions({
  queryKey: ["operator", "installation"],
  queryFn: ({ signal }) => ask<Installation>("GET", `${home}/installation`, { signal }),
});

export const changeDefaults = (body: z.input<typeof wire.installationChange>) =>
  ask<Installation>("PUT", `${home}/installation`, { body });

export const makeWorkspace = (body: z.input<typeof wire.operatorNewWorkspace>) =>
  ask<OperatorWorkspace>("POST", `${home}/workspaces`, { body });

export const suspendWorkspace = (workspace: string, why: string | null) =>
  ask<OperatorWorkspace>("POST", `${home}/suspensions`, { body: { workspace, why } });

export const askToLook = (body: { workspace: string; reason: string; hours: number }) =>
  ask<OperatorWorkspace>("POST", `${home}/grants`, { body });
