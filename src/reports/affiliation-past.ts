// What an affiliation was before it was changed, where only events tell it: own rates that gave way to higher
// ones, and terms of use that were accepted. Reads only.
// Example: readAffiliationPast(tx, 7, [carla]) → 30 % until 4 July; version 1 accepted on 3 March.
import { publicId, type Uuid } from "../base/id.ts";
import { type Ppm, parseRate } from "../base/rate.ts";
import type { Tx } from "../db/transaction.ts";

export interface AffiliationPast {
  /** Oldest first: the rate that held until then. */
  rates: { until: number; rate: Ppm }[];
  accepted: { version: number; at: number }[];
}

interface Told {
  before?: { rate?: string };
  /** Of a rate that a rule gives. */
  rateStarts?: string;
  /** The terms' where they were accepted. */
  version?: number;
  terms?: number | null;
}

const ACCEPTS = new Set(["affiliation.terms_accepted", "affiliation.requested"]);

/** By affiliation; of one that never changed nothing is in the answer. */
export async function readAffiliationPast(
  tx: Tx,
  ws: number,
  affiliations: readonly Uuid[],
): Promise<Map<Uuid, AffiliationPast>> {
  const subjects = new Map(affiliations.map((id) => [publicId("affiliation", id) as string, id]));
  const past = new Map<Uuid, AffiliationPast>();
  if (subjects.size === 0) return past;
  const rows = await tx
    .selectFrom("event")
    .select(["type", "subject", "payload", "recorded_at"])
    .where("ws", "=", ws)
    .where("subject", "in", [...subjects.keys()])
    .where("type", "in", ["affiliation.changed", ...ACCEPTS])
    .orderBy("seq")
    .execute();
  for (const row of rows) {
    const id = subjects.get(row.subject) as Uuid;
    const one = past.get(id) ?? { rates: [], accepted: [] };
    past.set(id, one);
    const at = row.recorded_at.getTime();
    const told = row.payload as Told;
    const rate = told.before?.rate === undefined ? undefined : parseRate(told.before.rate);
    // What a rule changed is told by the rule: the affiliation's own rate stayed.
    const isOwn = row.type === "affiliation.changed" && told.rateStarts === undefined;
    if (isOwn && rate !== undefined) one.rates.push({ until: at, rate });
    const version = row.type === "affiliation.terms_accepted" ? told.version : told.terms;
    if (ACCEPTS.has(row.type) && typeof version === "number") one.accepted.push({ version, at });
  }
  return past;
}
