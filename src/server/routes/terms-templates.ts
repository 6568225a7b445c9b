// Terms that a workspace keeps and reuses: list, keep, rename or change, make the default, delete. Changes no
// contract. Example: POST /v1/terms-templates { "name": "Usual", "terms": { "share": "0.10", … } }.

import { z } from "zod";
import { listTemplates, mustFindTemplate, type TermsTemplate } from "../../contracts/terms-template.ts";
import { inWorkspace } from "../../db/transaction.ts";
import { changeTemplate, deleteTemplate, keepTemplate } from "../../flows/keep-template.ts";
import { idIn, showId } from "../../wire/id.ts";
import { showInstant } from "../../wire/instant.ts";
import { listOf, page, pageQuery } from "../../wire/list.ts";
import {
  newTermsTemplate,
  type TermsTemplate as Shown,
  termsTemplate,
  termsTemplateChange,
} from "../../wire/terms-template.ts";
import { resourceRoute } from "../resource-route.ts";
import type { Server } from "../server-type.ts";
import { readTerms } from "./read-terms.ts";

const TAG = "Proposals";
const params = { template: idIn("template") };

export function termsTemplateRoutes(server: Server): void {
  resourceRoute(server, {
    method: "GET",
    path: "/terms-templates",
    permission: "contracts:read",
    name: "listTermsTemplates",
    tag: TAG,
    summary: "The terms this workspace keeps, by name",
    query: pageQuery([z.string()]),
    answer: listOf(termsTemplate),
    handle: ({ app, caller, query }) =>
      inWorkspace(app.db, caller.ws, async (tx) => {
        const all = await listTemplates(tx, caller.ws);
        const after = query.cursor?.[0];
        const left = after === undefined ? all : all.filter((one) => one.name.localeCompare(after) > 0);
        const { rows, nextCursor } = page(left, query.limit, (one) => [one.name]);
        return { data: rows.map(show), nextCursor };
      }),
  });

  resourceRoute(server, {
    method: "POST",
    path: "/terms-templates",
    permission: "contracts:write",
    name: "keepTermsTemplate",
    tag: TAG,
    summary: "Keep terms under a name",
    body: newTermsTemplate,
    answer: termsTemplate,
    handle: async ({ app, caller, body }) => {
      const { name, terms, isDefault } = body;
      const kept = { name, terms: readTerms(terms), isDefault };
      const id = await keepTemplate(app, caller.ws, kept, caller.actor);
      return inWorkspace(app.db, caller.ws, async (tx) => show(await mustFindTemplate(tx, caller.ws, id)));
    },
  });

  resourceRoute(server, {
    method: "PATCH",
    path: "/terms-templates/:template",
    permission: "contracts:write",
    name: "changeTermsTemplate",
    tag: TAG,
    summary: "Rename kept terms, change them, or begin invitations with them",
    params,
    body: termsTemplateChange,
    answer: termsTemplate,
    handle: async ({ app, caller, params, body }) => {
      const { name, terms, isDefault } = body;
      const wanted = { name, isDefault, terms: terms && readTerms(terms) };
      await changeTemplate(app, caller.ws, params.template, wanted, caller.actor);
      return inWorkspace(app.db, caller.ws, async (tx) =>
        show(await mustFindTemplate(tx, caller.ws, params.template)),
      );
    },
  });

  deleteRoute(server);
}

function deleteRoute(server: Server): void {
  resourceRoute(server, {
    method: "DELETE",
    path: "/terms-templates/:template",
    permission: "contracts:write",
    name: "deleteTermsTemplate",
    tag: TAG,
    summary: "Forget kept terms; nothing that was agreed changes",
    params,
    handle: async ({ app, caller, params }) => {
      await deleteTemplate(app, caller.ws, params.template, caller.actor);
      return undefined;
    },
  });
}

function show({ id, name, terms, isDefault, createdAt, changedAt }: TermsTemplate): Shown {
  return {
    id: showId("template", id),
    ...{ name, isDefault, terms: { ...terms } },
    createdAt: showInstant(createdAt),
    changedAt: showInstant(changedAt),
  };
}
