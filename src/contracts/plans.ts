// The plans of a product over time: for every stretch of time the plan.json (domain §11) that splits its
// sales, composed from the product's terms and the contract versions in force. Parties and contracts by their
// public ids. Never decides a split and never writes; storePlans only words the statement that a posting
// flight carries.
// Example: terms from May 2026, contract_01… from July → three stretches: until May and until July (the first
// terms hold for every sale before them), and from July on with the contract.
import type { Uuid } from "../base/id.ts";
import type { Statement } from "../db/flight.ts";
import type { Tx } from "../db/transaction.ts";
import { type PlanBody, planAt, turnsOf } from "./compose-plan.ts";
import { type ProductHistory, readHistory } from "./terms-history.ts";

export interface PlanInterval {
  /** Epoch milliseconds, inclusive; −Infinity for the first. */
  from: number;
  /** Exclusive; Infinity for the last. */
  until: number;
  /**
   * plan.json; read it with `readPlan(plan, { checkCap: false })`: the cap was checked when it was agreed.
   */
  plan: PlanBody;
}

/**
 * Every stretch of time, sorted, without gaps, from −Infinity to Infinity: the plan of a sale is found by
 * binary search on its instant. Empty when there is no such product.
 */
export async function plansOf(tx: Tx, ws: number, product: Uuid): Promise<PlanInterval[]> {
  const history = await readHistory(tx, ws, product);
  return history === null ? [] : plansOver(history);
}

export function plansOver(history: ProductHistory): PlanInterval[] {
  const turns = turnsOf(history);
  return turns.map((from, index) => {
    const until = turns[index + 1] ?? Number.POSITIVE_INFINITY;
    return { from, until, plan: planAt(history, from) };
  });
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
