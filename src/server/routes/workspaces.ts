// Workspaces: made by whoever is signed in (who becomes the owner), read by its members, changed by those who
// lead it.
import { accountActor } from "../../access/caller.ts";
import { formatRate } from "../../base/rate.ts";
import { inWorkspace, type Tx } from "../../db/transaction.ts";
import { changeWorkspace } from "../../flows/change-workspace.ts";
import { createWorkspace } from "../../flows/create-workspace.ts";
import { showId } from "../../wire/id.ts";
import { showInstant } from "../../wire/instant.ts";
import { newWorkspace, type Workspace as Shown, workspace, workspaceChange } from "../../wire/workspace.ts";
import { readPostingSettings } from "../../workspaces/posting-settings.ts";
import { readWorkspace } from "../../workspaces/read-workspace.ts";
import type { Workspace } from "../../workspaces/workspace.ts";
import { readSuspension, type Suspension } from "../../workspaces/workspace-list.ts";
import { isTimeZoneFixed } from "../../workspaces/write-workspace.ts";
import { openRoute } from "../open-route.ts";
import { resourceRoute } from "../resource-route.ts";
import type { Server } from "../server-type.ts";
import { showFees } from "./show-fees.ts";

const TAG = "Workspaces";

export function workspaceRoutes(server: Server): void {
  openRoute(server, {
    method: "POST",
    path: "/workspaces",
    person: true,
    because: "makes a workspace that is one's own",
    kept: true,
    triesPerMinute: 20,
    name: "createWorkspace",
    tag: TAG,
    summary: "Make a workspace of one's own",
    body: newWorkspace,
    answer: workspace,
    status: 201,
    handle: async ({ app, person, body }) => {
      const { account } = person;
      const made = await createWorkspace(app, body, account, accountActor(account), person);
      return inWorkspace(app.db, made.ws, (tx) => look(tx, made.ws));
    },
  });

  resourceRoute(server, {
    method: "GET",
    path: "/workspace",
    permission: "workspace:read",
    name: "readWorkspace",
    tag: TAG,
    summary: "The workspace and its settings",
    answer: workspace,
    handle: async ({ app, caller }) => inWorkspace(app.db, caller.ws, (tx) => look(tx, caller.ws)),
  });

  resourceRoute(server, {
    method: "PATCH",
    path: "/workspace",
    permission: "workspace:write",
    name: "changeWorkspace",
    tag: TAG,
    summary: "Change the workspace's settings",
    description: "A lower maxShared is refused while contracts share more (`cap_in_use`).",
    body: workspaceChange,
    answer: workspace,
    handle: async ({ app, caller, body }) => {
      await changeWorkspace(app, caller.ws, body, caller.actor);
      return inWorkspace(app.db, caller.ws, (tx) => look(tx, caller.ws));
    },
  });
}

async function look(tx: Tx, ws: number): Promise<Shown> {
  const { producer } = await readPostingSettings(tx, ws);
  const workspace = await readWorkspace(tx, ws);
  const fees = await showFees(tx, workspace);
  const suspension = await readSuspension(tx, ws);
  return show(workspace, { producer, timeZoneFixed: await isTimeZoneFixed(tx, ws), fees, suspension });
}

interface Beside {
  producer: string;
  timeZoneFixed: boolean;
  fees: Shown["fees"];
  suspension: Suspension | null;
}

function show(one: Workspace, { producer, timeZoneFixed, fees, suspension }: Beside): Shown {
  const { ws: _, skipped: __, id, createdAt, maxShared, ...rest } = one;
  return {
    id: showId("ws", id),
    ...rest,
    fees,
    suspended: suspension && { at: showInstant(suspension.at), why: suspension.why },
    timeZoneFixed,
    maxShared: formatRate(maxShared),
    producer: showId("party", producer),
    createdAt: showInstant(createdAt),
  };
}
