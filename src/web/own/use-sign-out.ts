// The way out, from any page: forgets everything that was read, then shows the door.
// It never leaves a cached figure behind for the next person at this browser.
//   const leave = useSignOut(); await leave();
import { useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { tellTabs } from "../data/other-tabs.ts";
import { signOut } from "../data/session.ts";

export function useSignOut(): () => Promise<void> {
  const queries = useQueryClient();
  const navigate = useNavigate();
  return async () => {
    await signOut();
    queries.clear();
    tellTabs(null);
    await navigate({ to: "/sign-in" });
  };
}
