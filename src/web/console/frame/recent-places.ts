// Where one has been in this workspace, newest first, for the palette. Kept in memory alone: another
// workspace, a closed tab or signing out leaves nothing of it behind.
//   recentPlaces("ws_1") → [{ to: "/w/ws_1/sales/sale_9", name: "Piano in 30 days" }, …]
import { useRouterState } from "@tanstack/react-router";
import { useEffect } from "react";

export interface RecentPlace {
  to: string;
  name: string;
}

const MOST = 6;
let kept: { ws: string; places: RecentPlace[] } = { ws: "", places: [] };

export const recentPlaces = (ws: string): readonly RecentPlace[] => (kept.ws === ws ? kept.places : []);

export function forgetPlaces(): void {
  kept = { ws: "", places: [] };
}

/** Notes each page once it has its title. */
export function useRecentPlaces(ws: string): void {
  const { pathname } = useRouterState({ select: (state) => state.resolvedLocation ?? state.location });
  useEffect(() => {
    // A page says its title when it is drawn; what is left again at once was not visited.
    const timer = setTimeout(() => {
      const name = document.title.replace(/ · Partage$/, "");
      const others = recentPlaces(ws).filter((place) => place.to !== pathname);
      kept = { ws, places: [{ to: pathname, name }, ...others].slice(0, MOST + 1) };
    }, 1_000);
    return () => clearTimeout(timer);
  }, [ws, pathname]);
}
