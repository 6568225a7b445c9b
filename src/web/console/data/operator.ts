// What an operator of the installation sees and does; nothing of any workspace's business.
//   useInfiniteQuery(installationQuery) → [{ name: "Piano School", entries: 1204, grant: null, … }]
import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import type { z } from "zod";
import type * as wire from "../../../wire/operator.ts";
import type { Installation, InstallationHistory, OperatorWorkspace } from "../../../wire/operator.ts";
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

export const defaultChangesQuery = infiniteQueryOptions({
  queryKey: ["operator", "installation", "changes"],
  initialPageParam: null as string | null,
  queryFn: ({ pageParam, signal }) =>
    ask<PageOf<InstallationHistory>>("GET", `${home}/installation/changes`, {
      query: { limit: 10, cursor: pageParam },
      signal,
    }),
  getNextPageParam: (last) => last.nextCursor,
});

export const setPlatformFee = (
  workspace: string,
  platformFee: z.input<typeof wire.workspacePlatformFee>["platformFee"],
) => ask<OperatorWorkspace>("PUT", `${home}/platform-fees`, { body: { workspace, platformFee } });

export const makeWorkspace = (body: z.input<typeof wire.operatorNewWorkspace>) =>
  ask<OperatorWorkspace>("POST", `${home}/workspaces`, { body });

export const suspendWorkspace = (workspace: string, why: string | null) =>
  ask<OperatorWorkspace>("POST", `${home}/suspensions`, { body: { workspace, why } });

export const askToLook = (body: { workspace: string; reason: string; hours: number }) =>
  ask<OperatorWorkspace>("POST", `${home}/grants`, { body });
