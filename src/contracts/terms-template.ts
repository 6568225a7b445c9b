// Terms that a workspace keeps under a name, to begin an invitation with: read, added, changed, deleted. At
// most one is the default. Agrees to nothing, and what was invited by one keeps its own copy.
// Example: addTemplate(tx, 7, { name: "Usual", terms, isDefault: true, … }).
import type { Selectable } from "kysely";
import type { Uuid } from "../base/id.ts";
import { Refusal } from "../base/refusal.ts";
import type { TermsTemplate as TemplateRow } from "../db/tables.ts";
import { takenBy } from "../db/taken.ts";
import type { Tx } from "../db/transaction.ts";
import type { ContractTerms } from "./contract.ts";

/** More than a workspace can tell apart. */
const MOST = 100;

export interface TermsTemplate {
  id: Uuid;
  name: string;
  terms: ContractTerms;
  isDefault: boolean;
  createdBy: string;
  createdAt: Date;
  changedAt: Date;
}

export interface TemplateChange {
  name?: string | undefined;
  terms?: ContractTerms | undefined;
  isDefault?: boolean | undefined;
}

function toTemplate(row: Selectable<TemplateRow>): TermsTemplate {
  return {
    id: row.id as Uuid,
    name: row.name,
    terms: row.terms as ContractTerms,
    isDefault: row.is_default,
    createdBy: row.created_by,
    createdAt: row.created_at,
    changedAt: row.changed_at,
  };
}

/** By name; there are never more than a hundred. */
export async function listTemplates(tx: Tx, ws: number): Promise<TermsTemplate[]> {
  const rows = await tx.selectFrom("terms_template").selectAll().where("ws", "=", ws).execute();
  return rows.map(toTemplate).sort((a, b) => a.name.localeCompare(b.name));
}

/** Throws 404. */
export async function mustFindTemplate(tx: Tx, ws: number, id: Uuid): Promise<TermsTemplate> {
  const row = await tx
    .selectFrom("terms_template")
    .selectAll()
    .where("ws", "=", ws)
    .where("id", "=", id)
    .forUpdate()
    .executeTakeFirst();
  if (row === undefined) throw new Refusal(404, "not_found", "There are no such terms in this workspace.");
  return toTemplate(row);
}

/** Throws 409 `name_taken` or `too_many`. */
export async function addTemplate(tx: Tx, ws: number, one: TermsTemplate): Promise<void> {
  const kept = await listTemplates(tx, ws);
  if (kept.length >= MOST) {
    const message = `A workspace keeps at most ${MOST} templates. Delete one that nobody uses.`;
    throw new Refusal(409, "too_many", message);
  }
  if (one.isDefault) await clearDefault(tx, ws);
  await tx
    .insertInto("terms_template")
    .values({
      ws,
      id: one.id,
      name: one.name,
      terms: JSON.stringify(one.terms),
      is_default: one.isDefault,
      created_by: one.createdBy,
      created_at: one.createdAt,
      changed_at: one.changedAt,
    })
    .execute()
    .catch(refuseTaken);
}

/** Throws 409 `name_taken`. */
export async function changeTemplate(
  tx: Tx,
  ws: number,
  id: Uuid,
  change: TemplateChange,
  at: number,
): Promise<void> {
  if (change.isDefault === true) await clearDefault(tx, ws);
  await tx
    .updateTable("terms_template")
    .set({
      ...(change.name === undefined ? {} : { name: change.name }),
      ...(change.terms === undefined ? {} : { terms: JSON.stringify(change.terms) }),
      ...(change.isDefault === undefined ? {} : { is_default: change.isDefault }),
      changed_at: new Date(at),
    })
    .where("ws", "=", ws)
    .where("id", "=", id)
    .execute()
    .catch(refuseTaken);
}

export async function deleteTemplate(tx: Tx, ws: number, id: Uuid): Promise<void> {
  await tx.deleteFrom("terms_template").where("ws", "=", ws).where("id", "=", id).execute();
}

async function clearDefault(tx: Tx, ws: number): Promise<void> {
  await tx
    .updateTable("terms_template")
    .set({ is_default: false })
    .where("ws", "=", ws)
    .where("is_default", "=", true)
    .execute();
}

function refuseTaken(error: unknown): never {
  if (takenBy(error) !== "terms_template_name") throw error;
  const message = "is another template's here: choose another name";
  throw new Refusal(409, "name_taken", `This name ${message}.`, {
    details: [{ path: "name", code: "name_taken", message }],
  });
}
