// The parties that a person speaks for, each with its workspace: what the portal's switcher shows. A
// co-producer is no member: no team role is read here. One transaction that enters each workspace in turn.
// Example: listOwnParties(app, account) → [{ party: bruno, workspace: { name: "Piano School", … }, mayAccept:
// true }].
import { listPartiesOf } from "../access/party-accounts.ts";
import type { Uuid } from "../base/id.ts";
import { enter, inWorkspace } from "../db/transaction.ts";
import type { App } from "./app.ts";

export interface OwnParty {
  party: Uuid;
  name: string;
  mayAccept: boolean;
  workspace: { id: Uuid; name: string; currency: string; timeZone: string; demo: boolean };
  producer: string;
}

export async function listOwnParties(app: App, account: Uuid): Promise<OwnParty[]> {
  return await inWorkspace(app.db, null, async (tx) => {
    const own: OwnParty[] = [];
    for (const { ws, party, mayAccept } of await listPartiesOf(tx, account)) {
      await enter(tx, ws);
      const workspace = await tx
        .selectFrom("workspace")
        .select(["id", "name", "currency", "time_zone as timeZone", "demo"])
        .where("ws", "=", ws)
        .executeTakeFirst();
      const parties = await tx
        .selectFrom("party")
        .select(["id", "name", "kind"])
        .where("ws", "=", ws)
        .where((is) => is.or([is("id", "=", party), is("kind", "=", "producer")]))
        .execute();
      const name = parties.find((one) => one.id === party)?.name;
      const producer = parties.find((one) => one.kind === "producer")?.name;
      if (workspace === undefined || name === undefined) continue;
      const { id, ...facts } = workspace;
      own.push({ party, name, mayAccept, workspace: { id: id as Uuid, ...facts }, producer: producer ?? "" });
    }
    return own;
  });
}
