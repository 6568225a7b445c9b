// The contract that the address names, as the partner's side changes it: where its business is, where the
// forms lead back to and on to. It reads no contract itself.
// Example: /partner/party_…/contracts/contract_…/end → { who: { side: "party", … }, contract, leaveTo, … }.
import { useParams } from "@tanstack/react-router";
import { contractAddress, requestAddress } from "../../addresses.ts";
import { useParty } from "../../frame/use-party.ts";
import { touchedPlaces } from "../../touched-places.ts";

export function useOwnContract() {
  const { party, own, who } = useParty();
  const { contract = "" } = useParams({ strict: false }) as { contract?: string };
  return {
    who,
    contract,
    place: own && { currency: own.workspace.currency, timeZone: own.workspace.timeZone },
    leaveTo: contractAddress(party, contract),
    sentTo: (proposal: string) => requestAddress(party, proposal),
    touchedPlaces: touchedPlaces(party),
  };
}
