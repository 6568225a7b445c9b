// The workspaces a person may enter, with the role in each: what the console's switcher shows.
// One transaction that enters each workspace in turn; row-level security lets it read no other.
// Example: listOwnWorkspaces(app, account) → [{ id: "019a…", name: "Piano School", currency: "USD", role:
// "owner", demo: true }].
import { listMemberships } from "../access/members.ts";
import type { Role } from "../access/permissions.ts";
import type { Uuid } from "../base/id.ts";
import { enter, inWorkspace } from "../db/transaction.ts";
import type { App } from "./app.ts";

export interface OwnWorkspace {
  id: Uuid;
  name: string;
  currency: string;
  demo: boolean;
  role: Role;
}

export async function listOwnWorkspaces(app: App, account: Uuid): Promise<OwnWorkspace[]> {
  return await inWorkspace(app.db, null, async (tx) => {
    const own: OwnWorkspace[] = [];
    for (const { ws, role } of await listMemberships(tx, account)) {
      await enter(tx, ws);
      const row = await tx
        .selectFrom("workspace")
        .select(["id", "name", "currency", "demo"])
        .where("ws", "=", ws)
        .executeTakeFirst();
      if (row) own.push({ id: row.id as Uuid, name: row.name, currency: row.currency, demo: row.demo, role });
    }
    return own;
  });
}
