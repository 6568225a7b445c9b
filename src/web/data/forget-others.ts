// What was read of one business is gone from this browser's memory once one is in another: by a menu, a link,
// the address or "back". It never forgets what is mine alone: the session, my inbox, my account.
//   useForgetOthers(["ws_1"]) → what is kept under ["ws_2", "sales"] and ["party_9", "payouts"] is dropped
import { useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";

const OF_A_BUSINESS = /^(ws|party)_/;

export function useForgetOthers(here: readonly string[]): void {
  const queries = useQueryClient();
  const kept = here.join(" ");
  useEffect(() => {
    const isOther = (whose: unknown) =>
      typeof whose === "string" && OF_A_BUSINESS.test(whose) && !kept.split(" ").includes(whose);
    queries.removeQueries({ predicate: ({ queryKey: [whose] }) => isOther(whose) });
  }, [queries, kept]);
}
