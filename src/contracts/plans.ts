// The plans of a product over time: for every stretch of time the plan.json (domain §11) that splits its
// sales, composed from the product's terms and the contract versions in force. Parties and contracts by their
// public ids. Never decides a split and never writes; storePlans only words the statement that a posting
// flight carries.
// Example: terms from May 2026, contract_01… from July → three stretches: until May and until July (the first
// terms hold for every sale before them), and from July on with the contract.
import type { Uuid } from "../base/id.ts";
import { publicId } from "../base/id.ts";
import { formatInstant, type Instant, instant } from "../base/instant.ts";
import { formatRate } from "../base/rate.ts";
import { assert } from "../base/refusal.ts";
import type { Statement } from "../db/flight.ts";
import type { Tx } from "../db/transaction.ts";
import { checkCap } from "../engine/check-cap.ts";
import { DEFAULT_MAX_SHARED, HIGHEST_MAX_SHARED } from "../engine/plan.ts";
import { type AgreedVersion, largestShareOf, versionInForce } from "./version-in-force.ts";

export interface PlanInterval {
  /** Epoch milliseconds, inclusive; −Infinity for the first. */
  from: number;
  /** Exclusive; Infinity for the last. */
  until: number;
  /**
   * plan.json; read it with `readPlan(plan, { checkCap: false })`: the cap was checked when it was agreed.
   */
  plan: Record<string, unknown>;
}

interface ProductTerms {
  starts: number;
  body: Record<string, unknown>;
}

interface AgreedContract {
  id: Uuid;
  party: Uuid;
  /** Oldest first. */
  versions: AgreedVersion[];
}

/**
 * Every stretch of time, sorted, without gaps, from −Infinity to Infinity: the plan of a sale is found by
 * binary search on its instant. Empty when there is no such product.
 */
export async function plansOf(tx: Tx, ws: number, product: Uuid): Promise<PlanInterval[]> {
  const terms = await readTerms(tx, ws, product);
  if (terms.length === 0) return [];
  const contracts = await readContracts(tx, ws, product);
  const { producer, timeZone } = await readWorkspace(tx, ws);
  const always = { producer: publicId("party", producer), ...(timeZone === "UTC" ? {} : { timeZone }) };
  const turns = turnsOf(terms, contracts);
  return turns.map((from, index) => {
    const until = turns[index + 1] ?? Number.POSITIVE_INFINITY;
    return { from, until, plan: { ...always, ...termsAt(terms, from), ...contractsAt(contracts, from) } };
  });
}

async function readWorkspace(tx: Tx, ws: number): Promise<{ producer: Uuid; timeZone: string }> {
  const row = await tx
    .selectFrom("workspace")
    .innerJoin("party", "party.ws", "workspace.ws")
    .select(["party.id as producer", "workspace.time_zone"])
    .where("workspace.ws", "=", ws)
    .where("party.ws", "=", ws)
    .where("party.kind", "=", "producer")
    .executeTakeFirst();
  assert(row, `workspace ${ws} has no producer`);
  return { producer: row.producer as Uuid, timeZone: row.time_zone };
}

async function readTerms(tx: Tx, ws: number, product: Uuid): Promise<ProductTerms[]> {
  const rows = await tx
    .selectFrom("product_terms")
    .select(["starts", "body"])
    .where("ws", "=", ws)
    .where("product", "=", product)
    .orderBy("version")
    .execute();
  return rows.map((row) => ({ starts: row.starts.getTime(), body: row.body as Record<string, unknown> }));
}

async function readContracts(tx: Tx, ws: number, product: Uuid): Promise<AgreedContract[]> {
  const rows = await tx
    .selectFrom("contract")
    .innerJoin("contract_version", (join) =>
      join
        .onRef("contract_version.ws", "=", "contract.ws")
        .onRef("contract_version.contract", "=", "contract.id"),
    )
    .select(["contract.id", "contract.party", "contract_version.starts", "contract_version.ends", "terms"])
    .where("contract.ws", "=", ws)
    .where("contract.product", "=", product)
    .orderBy("contract.position")
    .orderBy("contract_version.version")
    .execute();
  const contracts = new Map<string, AgreedContract>();
  for (const row of rows) {
    const known = contracts.get(row.id) ?? { id: row.id as Uuid, party: row.party as Uuid, versions: [] };
    contracts.set(row.id, known);
    known.versions.push({
      starts: row.starts.getTime(),
      ends: row.ends === null ? null : row.ends.getTime(),
      terms: row.terms as AgreedVersion["terms"],
    });
  }
  return [...contracts.values()];
}

/** The instants at which anything changes, −Infinity first. The first terms have no turn of their own. */
function turnsOf(terms: readonly ProductTerms[], contracts: readonly AgreedContract[]): number[] {
  const turns = new Set([Number.NEGATIVE_INFINITY]);
  for (const one of terms.slice(1)) turns.add(one.starts);
  for (const { versions } of contracts) {
    for (const { starts, ends } of versions) turns.add(starts).add(ends ?? starts);
  }
  return [...turns].sort((a, b) => a - b);
}

/** The newest terms that have started; the first ones before that. */
function termsAt(terms: readonly ProductTerms[], at: number): Record<string, unknown> {
  const started = terms.findLast((one) => one.starts <= at) ?? terms[0];
  return started?.body ?? {};
}

function contractsAt(contracts: readonly AgreedContract[], at: number): Record<string, unknown> {
  const inForce = contracts.flatMap(({ id, party, versions }) => {
    const version = versionInForce(versions, at);
    return version === null ? [] : [{ id, party, ...version }];
  });
  if (inForce.length === 0) return {};
  const list = inForce.map(({ id, party, starts, until, terms }) => ({
    id: publicId("contract", id),
    party: publicId("party", party),
    ...(terms.share === undefined ? {} : { share: terms.share }),
    base: terms.base,
    scope: terms.scope,
    from: formatInstant(instant(starts)),
    ...(until === null ? {} : { until: formatInstant(instant(until)) }),
    mayBeAffiliate: terms.mayBeAffiliate,
    ...(terms.clauses.length === 0 ? {} : { clauses: terms.clauses }),
  }));
  // The cap is a policy and decides no split; it is named only so that `partage split` reads such a plan as
  // well.
  const shares = inForce.map(({ party, terms }) => ({
    party,
    share: largestShareOf(terms),
    scope: terms.scope,
    from: 0 as Instant,
    until: null,
  }));
  const isOver = checkCap(shares, DEFAULT_MAX_SHARED).length > 0;
  return { contracts: list, ...(isOver ? { maxShared: formatRate(HIGHEST_MAX_SHARED) } : {}) };
}

export interface StoredPlan {
  /** Short name in the journal. */
  no: number;
  /** 64 hexadecimal characters. */
  hash: string;
  body: unknown;
}

/** The number of every plan of the workspace by its hash; the next number is the map's size plus one. */
export async function readPlanNumbers(tx: Tx, ws: number): Promise<Map<string, number>> {
  const rows = await tx
    .selectFrom("plan")
    .select(["no", "hash"])
    .where("ws", "=", ws)
    .orderBy("no")
    .execute();
  return new Map(rows.map((row) => [row.hash.toString("hex"), row.no]));
}

/** Plans by number. */
export async function readPlans(
  tx: Tx,
  ws: number,
  numbers: readonly number[],
): Promise<Map<number, StoredPlan>> {
  if (numbers.length === 0) return new Map();
  const rows = await tx
    .selectFrom("plan")
    .select(["no", "hash", "body"])
    .where("ws", "=", ws)
    .where("no", "in", [...new Set(numbers)])
    .execute();
  return new Map(rows.map((row) => [row.no, { no: row.no, hash: row.hash.toString("hex"), body: row.body }]));
}

/**
 * New plans as a statement of the flight that first splits by them; the head's swap makes their numbers safe.
 */
export function storePlans(ws: number, plans: readonly StoredPlan[], at: number): Statement {
  return {
    name: "plan",
    text: `INSERT INTO partage.plan (ws, no, hash, body, created_at)
      SELECT $1, no, decode(hash, 'hex'), body::jsonb, $5 FROM unnest($2::int[], $3::text[], $4::text[]) AS p (no, hash, body)`,
    values: [
      ws,
      plans.map((plan) => plan.no),
      plans.map((plan) => plan.hash),
      plans.map((plan) => JSON.stringify(plan.body)),
      new Date(at),
    ],
  };
}
