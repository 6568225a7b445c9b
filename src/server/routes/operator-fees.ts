// The platform's fee, as the operator sets it: what every new workspace begins with, and what the new
// products of one workspace do. Products that are there keep theirs: those change in their workspace, with
// whoever shares agreeing.
import { z } from "zod";
import { accountActor } from "../../access/caller.ts";
import { formatRate } from "../../base/rate.ts";
import { inWorkspace } from "../../db/transaction.ts";
import { setPlatformFee } from "../../flows/set-platform-fee.ts";
import { showInstant } from "../../wire/instant.ts";
import { listOf, page, pageQuery } from "../../wire/list.ts";
import {
  installation,
  installationChange,
  installationHistory,
  operatorWorkspace,
  workspacePlatformFee,
} from "../../wire/operator.ts";
import {
  listInstallationChanges,
  readInstallation,
  writeInstallation,
} from "../../workspaces/installation.ts";
import { openRoute } from "../open-route.ts";
import type { Server } from "../server-type.ts";
import { BECAUSE, mustBeOperator, mustFind, showOne } from "./operator.ts";

const about = { person: true, because: BECAUSE, tag: "Operator" } as const;

export function operatorFeeRoutes(server: Server): void {
  installationRoutes(server);

  openRoute(server, {
    ...about,
    method: "PUT",
    path: "/operator/platform-fees",
    name: "setPlatformFee",
    summary: "Set the platform fee that a workspace's new products begin with",
    description:
      "Products that are there keep their terms, which only their workspace changes, with its partners. Stands in " +
      "the workspace's audit trail with what it was, and its owners are told by mail. They may still choose " +
      "another in their settings.",
    body: workspacePlatformFee,
    answer: operatorWorkspace,
    handle: async ({ app, person, body }) => {
      await mustBeOperator(app, person);
      const { ws } = await mustFind(app, body.workspace);
      await setPlatformFee(app, person, ws, body.platformFee);
      return await showOne(app, person.account, body.workspace);
    },
  });
}

function installationRoutes(server: Server): void {
  openRoute(server, {
    ...about,
    method: "GET",
    path: "/operator/installation",
    name: "readInstallation",
    summary: "What every new workspace begins with",
    answer: installation,
    handle: async ({ app, person }) => {
      await mustBeOperator(app, person);
      return await inWorkspace(app.db, null, (tx) => readInstallation(tx));
    },
  });

  openRoute(server, {
    ...about,
    method: "PUT",
    path: "/operator/installation",
    name: "changeInstallation",
    summary: "Set what every new workspace begins with; those that are there stay as they are",
    body: installationChange,
    answer: installation,
    handle: async ({ app, person, body }) => {
      await mustBeOperator(app, person);
      const fee = body.platformFee && { ...body.platformFee, rate: formatRate(body.platformFee.rate) };
      const by = { actor: accountActor(person.account), name: person.name || person.email };
      return await inWorkspace(app.db, null, async (tx) => {
        await writeInstallation(tx, fee, by, app.ids.now());
        return await readInstallation(tx);
      });
    },
  });

  openRoute(server, {
    ...about,
    method: "GET",
    path: "/operator/installation/changes",
    name: "listInstallationChanges",
    summary: "Who changed what new workspaces begin with, newest first",
    query: pageQuery([z.int().min(1)]),
    answer: listOf(installationHistory),
    handle: async ({ app, person, query }) => {
      await mustBeOperator(app, person);
      const { cursor, limit } = query;
      const found = await inWorkspace(app.db, null, (tx) =>
        listInstallationChanges(tx, { before: cursor?.[0], limit: limit + 1 }),
      );
      const { rows, nextCursor } = page(found, limit, (one) => [one.seq]);
      const data = rows.map(({ before, after, ...one }) => ({
        at: showInstant(one.changedAt),
        by: { id: one.changedBy, name: one.changedName },
        before,
        after,
      }));
      return { data, nextCursor };
    },
  });
}
