// Reads what decided the commissions of some parties over time: their affiliations with every step, and of
// the products these are on the rates and rules that ever began. For many parties at once. Never writes.
// Example: readAffiliated(tx, 7, [carla]) → carla on "Piano in 30 days", approved since 3 March, 30 % for
// all.
import type { Uuid } from "../base/id.ts";
import { instant } from "../base/instant.ts";
import type { Ppm } from "../base/rate.ts";
import type { Tx } from "../db/transaction.ts";
import type { CommissionRule } from "../engine/commission.ts";
import { type Affiliation, type AffiliationState, toAffiliation } from "./affiliation.ts";
import { type RulesVersion, toRules } from "./program.ts";

export interface Affiliated {
  affiliation: Affiliation;
  /** Oldest first; at least one. */
  steps: readonly { at: number; state: AffiliationState }[];
  /** Those that may speak of the party. */
  commissions: readonly CommissionRule[];
  /** Of the programme, oldest first; none where the product has no programme. */
  rules: readonly RulesVersion[];
}

/** In order of their making; parties without one are not in the answer. */
export async function readAffiliated(
  tx: Tx,
  ws: number,
  parties: readonly Uuid[],
): Promise<Map<Uuid, Affiliated[]>> {
  if (parties.length === 0) return new Map();
  const rows = await tx
    .selectFrom("affiliation")
    .selectAll()
    .where("ws", "=", ws)
    .where("party", "in", [...parties])
    .orderBy("created_at")
    .orderBy("id")
    .execute();
  const all = rows.map(toAffiliation);
  if (all.length === 0) return new Map();
  const steps = await readSteps(tx, ws, all);
  const products = [...new Set(all.map((one) => one.product))];
  const commissions = await readCommissions(tx, ws, products, parties);
  const rules = await readRules(tx, ws, products);
  const found = all.map((affiliation) => ({
    affiliation,
    steps: steps.get(affiliation.id) ?? [{ at: affiliation.createdAt.getTime(), state: affiliation.state }],
    commissions: (commissions.get(affiliation.product) ?? []).filter(
      (rule) => rule.party === null || rule.party === affiliation.party,
    ),
    rules: rules.get(affiliation.product) ?? [],
  }));
  return Map.groupBy(found, (one) => one.affiliation.party);
}

async function readSteps(tx: Tx, ws: number, all: readonly Affiliation[]) {
  const rows = await tx
    .selectFrom("affiliation_step")
    .select(["affiliation", "at", "state"])
    .where("ws", "=", ws)
    .where(
      "affiliation",
      "in",
      all.map((one) => one.id),
    )
    .orderBy("no")
    .execute();
  const steps = rows.map((row) => ({ ...row, at: row.at.getTime(), state: row.state as AffiliationState }));
  return Map.groupBy(steps, (step) => step.affiliation as Uuid);
}

/** By product, in order of their making. */
async function readCommissions(tx: Tx, ws: number, products: readonly Uuid[], parties: readonly Uuid[]) {
  const rows = await tx
    .selectFrom("commission_rule")
    .selectAll()
    .where("ws", "=", ws)
    .where("product", "in", [...products])
    .where((is) => is.or([is("party", "is", null), is("party", "in", [...parties])]))
    .orderBy("created_at")
    .orderBy("id")
    .execute();
  const begun = rows.filter((row) => row.ends === null || row.ends > row.starts);
  const rules = begun.map((row) => ({
    product: row.product as Uuid,
    ...{ id: row.id, party: row.party, offer: row.offer, rate: row.rate as Ppm },
    from: instant(row.starts.getTime()),
    until: row.ends === null ? null : instant(row.ends.getTime()),
  }));
  return Map.groupBy(rules, (rule) => rule.product);
}

async function readRules(tx: Tx, ws: number, products: readonly Uuid[]) {
  const rows = await tx
    .selectFrom("program_rules")
    .selectAll()
    .where("ws", "=", ws)
    .where("product", "in", [...products])
    .orderBy("version")
    .execute();
  const versions = rows.map((row) => ({ product: row.product as Uuid, ...toRules(row) }));
  return Map.groupBy(versions, (version) => version.product);
}
