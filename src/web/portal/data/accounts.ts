// Who speaks for a party: read and changed by the party itself. It never decides who may; the server does.
//   useQuery(accountsQuery("party_…")).data → [{ email: "rita@example.com", mayAccept: false, isYou: false, …
//   }]
import { queryOptions } from "@tanstack/react-query";
import type { PartyAccount } from "../../../wire/party-account.ts";
import { ask } from "../../data/ask.ts";

export type { PartyAccount };

const home = (party: string) => `/v1/partner/${party}/accounts`;

export const accountsQuery = (party: string) =>
  queryOptions({
    queryKey: [party, "accounts"],
    queryFn: ({ signal }) => ask<{ data: PartyAccount[] }>("GET", home(party), { signal }),
  });

export const addAccount = (party: string, body: { email: string; mayAccept: boolean }) =>
  ask<{ data: PartyAccount[] }>("POST", home(party), { body });

export const changeAccount = (party: string, account: string, mayAccept: boolean) =>
  ask<{ data: PartyAccount[] }>("PATCH", `${home(party)}/${account}`, { body: { mayAccept } });

export const removeAccount = (party: string, account: string) =>
  ask<{ left: boolean }>("DELETE", `${home(party)}/${account}`);
