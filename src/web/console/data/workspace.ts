// The business one is in: its name, currency, time zone and language, and whether it is a demo.
// It never remembers which one was last open; the address does.
//   useQuery(workspaceQuery(ws)) → { name: "Piano School", timeZone: "America/Sao_Paulo", demo: true, … }
import { queryOptions } from "@tanstack/react-query";
import type { Workspace } from "../../../wire/workspace.ts";
import { ask } from "./ask.ts";

export type { Workspace };

export const workspaceQuery = (ws: string) =>
  queryOptions({
    queryKey: [ws, "workspace"],
    queryFn: ({ signal }) => ask<Workspace>("GET", `/v1/workspaces/${ws}/workspace`, { signal }),
    staleTime: 60_000,
  });
