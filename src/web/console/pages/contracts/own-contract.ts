// The contract that the address names, as the producer's side changes it: where its business is, where the
// forms lead back to and on to. It reads no contract itself.
// Example: /w/ws_…/contracts/contract_…/amend → { who: { side: "producer", id: "ws_…" }, contract, leaveTo, …
// }.
import { useQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import { contractAddress, proposalAddress } from "../../addresses.ts";
import { workspaceQuery } from "../../data/workspace.ts";
import { useWorkspace } from "../../frame/use-workspace.ts";
import { touchedPlaces } from "../../touched-places.ts";

export function useOwnContract() {
  const { ws } = useWorkspace();
  const { contract = "" } = useParams({ strict: false }) as { contract?: string };
  const workspace = useQuery(workspaceQuery(ws)).data;
  return {
    who: { side: "producer" as const, id: ws },
    contract,
    place: workspace && { currency: workspace.currency, timeZone: workspace.timeZone },
    leaveTo: contractAddress(ws, contract),
    sentTo: (proposal: string) => proposalAddress(ws, proposal),
    touchedPlaces: touchedPlaces(ws),
  };
}
