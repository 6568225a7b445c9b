// The versions of a product's terms: fees and affiliate rules, in the words of plan.json, parties by public
// id. Append-only. The newest version that has started holds; the first one also for every sale before it.
// Example: { platformFee: { party: "party_…", rate: "0.099", fixed: { USD: 50 } }, affiliate: { base: "gross"
// } }.
import type { Uuid } from "../base/id.ts";
import { Broken, Refusal } from "../base/refusal.ts";
import type { Tx } from "../db/transaction.ts";
import type { Plan } from "../engine/plan.ts";
import { writePlan } from "../engine/plan-hash.ts";
import { readPlan } from "../engine/read-plan.ts";

/** What of a plan is the product's own; the engine's reader says what is wrong with it. */
export type TermsBody = Pick<Plan, "platformFee" | "processorFee" | "affiliate" | "unreturnedFees">;

export interface ProductTerms {
  version: number;
  starts: Date;
  body: TermsBody;
  createdBy: string;
  createdAt: Date;
}

/** Stored as plan.json spells it, defaults left out. Throws 422 `invalid_terms` with every path. */
export function spellTerms(terms: unknown): Record<string, unknown> {
  const { producer: _, ...body } = writePlan(readTerms(terms)) as Record<string, unknown>;
  return body;
}

function readTerms(terms: unknown): Plan {
  const read = readPlan({ producer: "producer", ...(terms as object) });
  if (read.ok) return read.plan;
  throw new Refusal(422, "invalid_terms", "These terms cannot be.", { details: read.errors });
}

/** Of terms as they are stored. */
export function readBody(body: object): TermsBody {
  return readTerms(body);
}

export interface NewProductTerms {
  product: Uuid;
  starts: number;
  /** From spellTerms. */
  body: Record<string, unknown>;
  actor: string;
  at: number;
}

/** Call with the terms locked. Answers the number of the version. */
export async function addProductTerms(tx: Tx, ws: number, terms: NewProductTerms): Promise<number> {
  const last = await tx
    .selectFrom("product_terms")
    .select((is) => is.fn.max("version").as("version"))
    .where("ws", "=", ws)
    .where("product", "=", terms.product)
    .executeTakeFirst();
  const version = (last?.version ?? 0) + 1;
  await tx
    .insertInto("product_terms")
    .values({
      ws,
      product: terms.product,
      version,
      starts: new Date(terms.starts),
      body: JSON.stringify(terms.body),
      created_by: terms.actor,
      created_at: new Date(terms.at),
    })
    .execute();
  return version;
}

/** Every version of these products, oldest first. */
export async function readProductTerms(
  tx: Tx,
  ws: number,
  products: readonly Uuid[],
): Promise<Map<Uuid, ProductTerms[]>> {
  if (products.length === 0) return new Map();
  const rows = await tx
    .selectFrom("product_terms")
    .selectAll()
    .where("ws", "=", ws)
    .where("product", "in", [...products])
    .orderBy("product")
    .orderBy("version")
    .execute();
  const terms = rows.map((row) => ({
    product: row.product as Uuid,
    version: row.version,
    starts: row.starts,
    body: readTerms(row.body) as TermsBody,
    createdBy: row.created_by,
    createdAt: row.created_at,
  }));
  return Map.groupBy(terms, (one) => one.product);
}

/** Each version as it is stored, in the words of plan.json, by its number. */
export async function readTermsBodies(tx: Tx, ws: number, product: Uuid): Promise<Map<number, object>> {
  const rows = await tx
    .selectFrom("product_terms")
    .select(["version", "body"])
    .where("ws", "=", ws)
    .where("product", "=", product)
    .execute();
  return new Map(rows.map((row) => [row.version, row.body as object]));
}

/** The version in force; `versions` oldest first, at least one. */
export function termsAt(versions: readonly ProductTerms[], at: number): ProductTerms {
  const found = versions.findLast((one) => one.starts.getTime() <= at) ?? versions[0];
  if (found === undefined) throw new Broken("a product without terms");
  return found;
}
