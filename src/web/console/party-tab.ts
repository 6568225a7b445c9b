// Where a tab of a party stands. The tabs lie below the fold, so that the address names the place as well.
//   partyTabAddress("ws_1", "party_2", "payouts") → "/w/ws_1/parties/party_2?tab=payouts#of-party"
import { partyAddress } from "./addresses.ts";

/** The id of the place. */
export const OF_PARTY = "of-party";

export const partyTabAddress = (ws: string, party: string, tab: "entries" | "payouts") =>
  `${partyAddress(ws, party)}?tab=${tab}#${OF_PARTY}`;
