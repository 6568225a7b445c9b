// Adds a workspace and changes its settings. Its number leads every key of the database; its time zone fixes
// what a day of money is, and stays once the first entry is posted. Whether a lower cap fits is asked by the
// flow.
// Example: addWorkspace(tx, { id, name: "Piano School", country: "BR", currency: "BRL", … }) → its number.
import { sql } from "kysely";
import type { Uuid } from "../base/id.ts";
import type { Ppm } from "../base/rate.ts";
import { Refusal } from "../base/refusal.ts";
import { enter, type Tx } from "../db/transaction.ts";
import { DEFAULT_MAX_SHARED } from "../engine/plan.ts";
import { toWorkspace, type Workspace, type WorkspaceFees } from "./workspace.ts";

export interface NewWorkspace {
  id: Uuid;
  name: string;
  country: string;
  currency: string;
  timeZone: string;
  language: string;
  maxShared?: Ppm | undefined;
  holds?: Record<string, number> | undefined;
  guaranteeDays?: number | undefined;
  fees?: WorkspaceFees | undefined;
  demo?: boolean | undefined;
  externalId?: string | undefined;
  metadata?: Record<string, string> | undefined;
  at: number;
}

/** Leaves the transaction inside the new workspace. */
export async function addWorkspace(tx: Tx, workspace: NewWorkspace): Promise<Workspace> {
  const given = await sql<{ ws: number }>`SELECT nextval('partage.workspace_number')::int AS ws`.execute(tx);
  const ws = given.rows[0]?.ws as number;
  await enter(tx, ws);
  const row = await tx
    .insertInto("workspace")
    .values({
      ws,
      id: workspace.id,
      external_id: workspace.externalId ?? null,
      name: workspace.name,
      country: workspace.country,
      currency: workspace.currency,
      time_zone: workspace.timeZone,
      language: workspace.language,
      max_shared: workspace.maxShared ?? DEFAULT_MAX_SHARED,
      holds: JSON.stringify(workspace.holds ?? {}),
      ...(workspace.guaranteeDays === undefined ? {} : { guarantee_days: workspace.guaranteeDays }),
      fees: JSON.stringify(workspace.fees ?? {}),
      demo: workspace.demo ?? false,
      metadata: JSON.stringify(workspace.metadata ?? {}),
      created_at: new Date(workspace.at),
    })
    .returningAll()
    .executeTakeFirstOrThrow();
  return toWorkspace(row);
}

/** Left out (undefined): as it is. */
export interface WorkspaceChange {
  name?: string | undefined;
  country?: string | undefined;
  currency?: string | undefined;
  timeZone?: string | undefined;
  language?: string | undefined;
  maxShared?: Ppm | undefined;
  holds?: Record<string, number> | undefined;
  legalName?: string | null | undefined;
  taxId?: string | null | undefined;
  address?: string | null | undefined;
  fees?: WorkspaceFees | undefined;
  guaranteeDays?: number | undefined;
  clickDays?: number | null | undefined;
  writeOffDays?: number | null | undefined;
  externalId?: string | null | undefined;
  metadata?: Record<string, string> | undefined;
}

/** Call with the terms locked. Throws 422 `time_zone_fixed` once anything is posted. */
export async function changeWorkspace(
  tx: Tx,
  before: Workspace,
  change: WorkspaceChange,
): Promise<Workspace> {
  const { ws } = before;
  const moves = change.timeZone !== undefined && change.timeZone !== before.timeZone;
  if (moves && (await isTimeZoneFixed(tx, ws))) {
    throw new Refusal(
      422,
      "time_zone_fixed",
      `The time zone is ${before.timeZone} for good: it fixes the days of the money that is posted.`,
      { details: [{ path: "timeZone", code: "fixed", message: "cannot be changed after the first sale" }] },
    );
  }
  const row = await tx
    .updateTable("workspace")
    .set({
      name: change.name ?? before.name,
      country: change.country ?? before.country,
      currency: change.currency ?? before.currency,
      time_zone: change.timeZone ?? before.timeZone,
      language: change.language ?? before.language,
      max_shared: change.maxShared ?? before.maxShared,
      holds: JSON.stringify(change.holds ?? before.holds),
      legal_name: change.legalName === undefined ? before.legalName : change.legalName,
      tax_id: change.taxId === undefined ? before.taxId : change.taxId,
      address: change.address === undefined ? before.address : change.address,
      fees: JSON.stringify(change.fees ?? before.fees),
      guarantee_days: change.guaranteeDays ?? before.guaranteeDays,
      click_days: change.clickDays === undefined ? before.clickDays : change.clickDays,
      write_off_days: change.writeOffDays === undefined ? before.writeOffDays : change.writeOffDays,
      external_id: change.externalId === undefined ? before.externalId : change.externalId,
      metadata: JSON.stringify(change.metadata ?? before.metadata),
    })
    .where("ws", "=", ws)
    .returningAll()
    .executeTakeFirstOrThrow();
  return toWorkspace(row);
}

/** Which steps of the first run are put aside; decides nothing else. */
export async function saveSkipped(tx: Tx, ws: number, skipped: readonly string[]): Promise<void> {
  await tx
    .updateTable("workspace")
    .set({ first_run: JSON.stringify({ skipped }) })
    .where("ws", "=", ws)
    .execute();
}

/** True once the first entry is posted. */
export async function isTimeZoneFixed(tx: Tx, ws: number): Promise<boolean> {
  const head = await tx.selectFrom("ledger_head").select("seq").where("ws", "=", ws).executeTakeFirst();
  return (head?.seq ?? 0) > 0;
}
