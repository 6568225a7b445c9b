// Who speaks for the party, managed by the party itself: add by e-mail, let accept or only look, take away,
// leave.
// Example: POST /v1/partner/party_…/accounts { "email": "rita@example.com", "mayAccept": false } → 201
import { z } from "zod";
import { listAccountsOf } from "../../access/party-accounts.ts";
import { inWorkspace } from "../../db/transaction.ts";
import type { App } from "../../flows/app.ts";
import {
  addPartyAccount,
  changePartyAccount,
  removePartyAccount,
} from "../../flows/manage-party-accounts.ts";
import { idIn, showId } from "../../wire/id.ts";
import { showInstant } from "../../wire/instant.ts";
import { newPartyAccount, partyAccountChange, partyAccounts } from "../../wire/party-account.ts";
import { type Partner, partnerRoute } from "../partner-route.ts";
import type { Server } from "../server-type.ts";

const TAG = "Partner portal";
const params = { account: idIn("account") };

type Listed = (app: App, partner: Partner) => Promise<z.input<typeof partyAccounts>>;

export function partnerAccountRoutes(server: Server): void {
  const { identity } = server.door;
  const listed: Listed = async (app: App, { ws, party, account: me }: Partner) => {
    const all = await inWorkspace(app.db, null, (tx) => listAccountsOf(tx, ws, party));
    const people = await identity.readPeople(all.map((one) => one.account));
    const data = all.map(({ account, mayAccept, createdAt }) => ({
      account: showId("account", account),
      name: people.get(account)?.name ?? "",
      email: people.get(account)?.email ?? "",
      mayAccept,
      createdAt: showInstant(createdAt),
      isYou: account === me,
    }));
    return { data };
  };

  partnerRoute(server, {
    method: "GET",
    path: "/accounts",
    name: "listOwnAccounts",
    tag: TAG,
    summary: "The accounts that speak for the party, oldest first",
    answer: partyAccounts,
    handle: ({ app, partner }) => listed(app, partner),
  });

  partnerRoute(server, {
    method: "POST",
    path: "/accounts",
    name: "addOwnAccount",
    tag: TAG,
    summary: "Let another person speak for the party",
    description: "By e-mail address; the person is mailed. All who speak for the party are answered.",
    accepts: true,
    body: newPartyAccount,
    answer: partyAccounts,
    status: 201,
    handle: async ({ app, partner, body }) => {
      await addPartyAccount(app, identity, partner, body);
      return listed(app, partner);
    },
  });

  changingRoutes(server, listed);
}

function changingRoutes(server: Server, listed: Listed): void {
  partnerRoute(server, {
    method: "PATCH",
    path: "/accounts/:account",
    name: "changeOwnAccount",
    tag: TAG,
    summary: "Say whether an account may accept for the party",
    description: "One that may accept always stays (`last_to_accept`).",
    accepts: true,
    params,
    body: partyAccountChange,
    answer: partyAccounts,
    handle: async ({ app, partner, params, body }) => {
      await changePartyAccount(app, partner, params.account, body.mayAccept);
      return listed(app, partner);
    },
  });

  partnerRoute(server, {
    method: "DELETE",
    path: "/accounts/:account",
    name: "removeOwnAccount",
    tag: TAG,
    summary: "Take an account away from the party; one's own: leave",
    params,
    answer: z.object({ left: z.boolean() }).meta({ id: "PartyAccountRemoved" }),
    handle: async ({ app, partner, params }) => {
      await removePartyAccount(app, partner, params.account);
      return { left: params.account === partner.account };
    },
  });
}
