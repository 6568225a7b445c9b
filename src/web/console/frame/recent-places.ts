// Where one has been in this workspace, newest first, for the palette. Kept beside what was read, so that
// whatever forgets that forgets this too: signing out from any page, a session that ended, another workspace,
// a closed tab.
//   useRecentPlaces("ws_1") → [{ to: "/w/ws_1/sales/sale_9", name: "Piano in 30 days" }, …]
import { type QueryClient, useQueryClient } from "@tanstack/react-query";
import { useRouterState } from "@tanstack/react-router";
import { useEffect } from "react";

export interface RecentPlace {
  to: string;
  name: string;
}

interface Kept {
  ws: string;
  places: readonly RecentPlace[];
}

const MOST = 6;
const KEY = ["recent-places"] as const;

function placesIn(queries: QueryClient, ws: string): readonly RecentPlace[] {
  const kept = queries.getQueryData<Kept>(KEY);
  return kept?.ws === ws ? kept.places : [];
}

export function useRecentPlaces(ws: string): readonly RecentPlace[] {
  return placesIn(useQueryClient(), ws);
}

export function forgetPlaces(queries: QueryClient): void {
  queries.removeQueries({ queryKey: KEY });
}

/** Notes each page once it has its title. */
export function useNotePlaces(ws: string): void {
  const queries = useQueryClient();
  const { pathname } = useRouterState({ select: (state) => state.resolvedLocation ?? state.location });
  useEffect(() => {
    // A page says its title when it is drawn; what is left again at once was not visited.
    const timer = setTimeout(() => {
      const name = document.title.replace(/ · Partage$/, "");
      const others = placesIn(queries, ws).filter((place) => place.to !== pathname);
      queries.setQueryDefaults(KEY, { gcTime: Number.POSITIVE_INFINITY });
      queries.setQueryData<Kept>(KEY, { ws, places: [{ to: pathname, name }, ...others].slice(0, MOST + 1) });
    }, 1_000);
    return () => clearTimeout(timer);
  }, [queries, ws, pathname]);
}
