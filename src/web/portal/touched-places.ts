// Where the portal shows what a change of a contract touches, as far as it is the party's own to read. It
// reads nothing.
// Example: touchedPlaces("party_…")("running", …, "USD") →
// "/partner/party_…/statements/running?currency=USD".
import type { TouchedPlaces } from "../contracts/touched.tsx";
import { draftAddress, payoutsAddress, statementsAddress } from "./addresses.ts";

export function touchedPlaces(party: string): TouchedPlaces {
  return (what, _about, currency) => {
    if (what === "unpaid") return payoutsAddress(party);
    if (what === "statements") return statementsAddress(party);
    return what === "running" ? draftAddress(party, currency ?? "") : null;
  };
}
