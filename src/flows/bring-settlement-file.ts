// A file of what a source sent to the bank: looked at first, then every settlement in it recorded once. A
// file with a row that cannot be read books nothing, so that no settlement is recorded in part.
// Example: a report of two payouts, one of them known → { recorded: 1, known: 1 }.
import type { Currency } from "../base/currency.ts";
import type { Uuid } from "../base/id.ts";
import { Refusal } from "../base/refusal.ts";
import { inWorkspace } from "../db/transaction.ts";
import { readSettlementFile, type SettlementFile } from "../sources/settlements/read-settlement-file.ts";
import { findSettlement } from "../sources/settlements/read-settlements.ts";
import type { ToldSettlement } from "../sources/settlements/settlement.ts";
import { type SettlementMapping, settlementMapping } from "../sources/settlements/settlement-mapping.ts";
import { readPostingSettings } from "../workspaces/posting-settings.ts";
import type { App } from "./app.ts";
import type { Person } from "./propose-change.ts";
import { recordSettlement } from "./record-source-settlement.ts";

export interface BroughtFile {
  source: string;
  text: string;
  mapping?: unknown;
  currency?: Currency | undefined;
  externalId?: string | undefined;
  arrivedOn?: string | undefined;
}

export interface LookedAtFile extends Omit<SettlementFile, "settlements"> {
  settlements: (ToldSettlement & { isKnown: boolean })[];
}

export async function previewSettlementFile(app: App, ws: number, file: BroughtFile): Promise<LookedAtFile> {
  const read = await readFile(app, ws, file);
  const known = await inWorkspace(app.db, ws, async (tx) => {
    const ids = new Set<string>();
    for (const { source, externalId } of read.settlements) {
      if ((await findSettlement(tx, ws, source, externalId)) !== null) ids.add(externalId);
    }
    return ids;
  });
  return {
    ...read,
    settlements: read.settlements.map((one) => ({ ...one, isKnown: known.has(one.externalId) })),
  };
}

/** Throws 422 `unreadable_file` with each row that cannot be read. */
export async function bringSettlementFile(
  app: App,
  ws: number,
  file: BroughtFile,
  by: Pick<Person, "actor" | "name">,
): Promise<{ recorded: number; known: number; ids: Uuid[] }> {
  const { settlements, problems } = await readFile(app, ws, file);
  if (problems.length > 0 || settlements.length === 0) {
    const details = problems.map(({ row, column, code, message }) => ({
      path: column === null ? `row ${row}` : `row ${row}, ${column}`,
      ...{ code, message },
    }));
    const message = problems[0]?.message ?? "no row tells of money that was sent";
    throw new Refusal(422, "unreadable_file", `Nothing was booked: ${message}`, { details });
  }
  const ids: Uuid[] = [];
  let recorded = 0;
  for (const told of settlements) {
    const { id, created } = await recordSettlement(app, ws, told, by);
    ids.push(id);
    if (created) recorded += 1;
  }
  return { recorded, known: ids.length - recorded, ids };
}

async function readFile(app: App, ws: number, file: BroughtFile): Promise<SettlementFile> {
  const { timeZone } = await inWorkspace(app.db, ws, (tx) => readPostingSettings(tx, ws));
  return await readSettlementFile(file.text, {
    source: file.source,
    timeZone,
    currency: file.currency ?? null,
    externalId: file.externalId ?? null,
    arrivedOn: file.arrivedOn ?? null,
    mapping: file.mapping === undefined ? null : mappingOf(file.mapping),
  });
}

function mappingOf(value: unknown): SettlementMapping {
  const parsed = settlementMapping.safeParse(value);
  if (parsed.success) return parsed.data;
  const details = parsed.error.issues.map(({ path, message }) => ({
    path: `mapping.${path.map(String).join(".")}`,
    ...{ code: "invalid", message },
  }));
  throw new Refusal(422, "invalid_mapping", "The mapping names a field that there is not.", { details });
}
