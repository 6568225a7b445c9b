// From one business to another: what was read in the old one is forgotten before the new one opens.
// It never keeps a figure of one business while another is on the screen.
//   const switchTo = useSwitchWorkspace(); switchTo("ws_2")
import { useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { overviewAddress } from "../addresses.ts";
import { forgetPlaces } from "./recent-places.ts";
import { useWorkspace } from "./use-workspace.ts";

export function useSwitchWorkspace(): (ws: string) => void {
  const queries = useQueryClient();
  const navigate = useNavigate();
  const { ws: old } = useWorkspace();
  return (ws) => {
    if (ws === old) return;
    forgetPlaces(queries);
    void navigate({ to: overviewAddress(ws) }).then(() =>
      queries.removeQueries({ predicate: (query) => query.queryKey[0] === old }),
    );
  };
}
