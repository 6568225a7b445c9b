// How many requests wait for this party's answer: for the menu and the home. It never counts what the party
// asked itself.
//   useWaiting("party_…") → 2
import { useQuery } from "@tanstack/react-query";
import { proposalsQuery } from "../../data/contracts.ts";

export function useWaiting(party: string): number {
  const open = useQuery({
    ...proposalsQuery({ side: "party", id: party }, { state: "open" }),
    enabled: party !== "",
  });
  return (open.data?.data ?? []).filter((one) => one.side === "producer").length;
}
