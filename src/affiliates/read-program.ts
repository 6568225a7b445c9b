// Reads the programme of a product: as it is now, as it was at an instant, its versions of rules and of terms
// of use. Never writes. Null where the product has none: such a product is as it was before there were any.
// Example: readProgram(tx, 7, piano, saleAt) → { rules: { model: "last", windowDays: 60, … }, renewals: … }.
import type { Uuid } from "../base/id.ts";
import type { Tx } from "../db/transaction.ts";
import { type Program, type ProgramHead, type RulesVersion, toRules } from "./program.ts";

/**
 * The rules are those that hold at `at` (epoch milliseconds), or the newest that has been made where it is
 * left out. Before its first rules a product has no programme.
 */
export async function readProgram(tx: Tx, ws: number, product: Uuid, at?: number): Promise<Program | null> {
  const head = await readProgramHead(tx, ws, product);
  if (head === null) return null;
  const versions = await readRulesVersions(tx, ws, product);
  const held = rulesAt(versions, at ?? Number.POSITIVE_INFINITY);
  if (held === null) return null;
  const { rules, renewals, coproducersMay, couponsCredit } = held;
  return { ...head, rules, renewals, coproducersMay, couponsCredit };
}

export async function readProgramHead(tx: Tx, ws: number, product: Uuid): Promise<ProgramHead | null> {
  const row = await tx
    .selectFrom("affiliate_program")
    .selectAll()
    .where("ws", "=", ws)
    .where("product", "=", product)
    .executeTakeFirst();
  if (row === undefined) return null;
  return {
    product,
    version: row.version,
    state: row.state as ProgramHead["state"],
    access: row.access as ProgramHead["access"],
    slug: row.slug,
    about: row.about,
    createdAt: row.created_at,
  };
}

/** Oldest first. */
export async function readRulesVersions(tx: Tx, ws: number, product: Uuid): Promise<RulesVersion[]> {
  const rows = await tx
    .selectFrom("program_rules")
    .selectAll()
    .where("ws", "=", ws)
    .where("product", "=", product)
    .orderBy("version")
    .execute();
  return rows.map(toRules);
}

/** A newer version replaces every older one from its start on. Null before the first. */
export function rulesAt(versions: readonly RulesVersion[], at: number): RulesVersion | null {
  return versions.findLast((one) => one.starts <= at) ?? null;
}

export interface ProgramTerms {
  readonly version: number;
  readonly text: string;
  readonly createdAt: Date;
}

/** The terms of use in force, or of a version; null where there are none. */
export async function readProgramTerms(
  tx: Tx,
  ws: number,
  product: Uuid,
  version?: number,
): Promise<ProgramTerms | null> {
  let query = tx.selectFrom("program_terms").selectAll().where("ws", "=", ws).where("product", "=", product);
  if (version !== undefined) query = query.where("version", "=", version);
  const row = await query.orderBy("version", "desc").limit(1).executeTakeFirst();
  return row ? { version: row.version, text: row.text, createdAt: row.created_at } : null;
}
