// Keeps terms under a name for invitations to begin with, changes them, or forgets them. Never touches a
// proposal or a contract that began with them.
// Example: keepTemplate(app, 7, { name: "Usual", terms, isDefault: true }, "account:…") → template_….
import { newUuid, publicId, type Uuid } from "../base/id.ts";
import { checkTerms } from "../contracts/check-agreement.ts";
import type { ContractTerms } from "../contracts/contract.ts";
import {
  addTemplate,
  changeTemplate as change,
  mustFindTemplate,
  deleteTemplate as remove,
  type TemplateChange,
} from "../contracts/terms-template.ts";
import { addEvent } from "../db/events.ts";
import { inWorkspace } from "../db/transaction.ts";
import { lockTerms } from "../workspaces/read-workspace.ts";
import type { App } from "./app.ts";
import { changedFields } from "./changed-fields.ts";
import { refuseMix } from "./name-offers.ts";

export async function keepTemplate(
  app: App,
  ws: number,
  one: { name: string; terms: ContractTerms; isDefault: boolean },
  actor: string,
): Promise<Uuid> {
  const now = app.ids.now();
  checkTerms(one.terms, now, null);
  refuseMix(one.terms);
  return await inWorkspace(app.db, ws, async (tx) => {
    await lockTerms(tx, ws);
    const id = newUuid(app.ids);
    const at = new Date(now);
    await addTemplate(tx, ws, { ...one, id, createdBy: actor, createdAt: at, changedAt: at });
    const subject = publicId("template", id);
    await addEvent(tx, ws, { type: "template.created", subject, actor, payload: { ...one }, at: now });
    return id;
  });
}

export async function changeTemplate(
  app: App,
  ws: number,
  id: Uuid,
  wanted: TemplateChange,
  actor: string,
): Promise<void> {
  const at = app.ids.now();
  if (wanted.terms !== undefined) {
    checkTerms(wanted.terms, at, null);
    refuseMix(wanted.terms);
  }
  await inWorkspace(app.db, ws, async (tx) => {
    await lockTerms(tx, ws);
    const before = await mustFindTemplate(tx, ws, id);
    const fields = changedFields(before, wanted);
    if (fields === null) return;
    await change(tx, ws, id, wanted, at);
    const subject = publicId("template", id);
    await addEvent(tx, ws, { type: "template.changed", subject, actor, payload: { ...fields }, at });
  });
}

export async function deleteTemplate(app: App, ws: number, id: Uuid, actor: string): Promise<void> {
  const at = app.ids.now();
  await inWorkspace(app.db, ws, async (tx) => {
    const { name, terms } = await mustFindTemplate(tx, ws, id);
    await remove(tx, ws, id);
    const subject = publicId("template", id);
    const payload = { before: { name, terms } };
    await addEvent(tx, ws, { type: "template.deleted", subject, actor, payload, at });
  });
}
