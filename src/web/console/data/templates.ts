// The terms that this workspace keeps for invitations: read, keep, change, delete. It never invites.
//   useQuery(templatesQuery("ws_…")).data?.data → [{ name: "Usual", isDefault: true, … }]
import { queryOptions } from "@tanstack/react-query";
import type { z } from "zod";
import type * as wire from "../../../wire/terms-template.ts";
import type { TermsTemplate } from "../../../wire/terms-template.ts";
import { ask, type PageOf } from "./ask.ts";

export type { TermsTemplate };
export type NewTermsTemplate = z.input<typeof wire.newTermsTemplate>;
export type TermsTemplateChange = z.input<typeof wire.termsTemplateChange>;

const home = (ws: string) => `/v1/workspaces/${ws}/terms-templates`;

export const templatesQuery = (ws: string) =>
  queryOptions({
    queryKey: [ws, "terms-templates"],
    queryFn: ({ signal }) => ask<PageOf<TermsTemplate>>("GET", home(ws), { query: { limit: 100 }, signal }),
  });

export const keepTemplate = (ws: string, body: NewTermsTemplate) =>
  ask<TermsTemplate>("POST", home(ws), { body });

export const changeTemplate = (ws: string, id: string, body: TermsTemplateChange) =>
  ask<TermsTemplate>("PATCH", `${home(ws)}/${id}`, { body });

export const deleteTemplate = (ws: string, id: string) => ask<void>("DELETE", `${home(ws)}/${id}`);
