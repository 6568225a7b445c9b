// The rows of findings as statements of a posting flight, and the place up to which sales were looked at. A
// finding is written once with its evidence, which only grows while it is held, and decided once.
// Example: endFinding(7, { id, state: "released", seq: 91, … }): the row says so in the same commit.
import type { Uuid } from "../base/id.ts";
import { int8Array, uuidArray } from "../db/array.ts";
import type { Statement } from "../db/flight.ts";
import type { Tx } from "../db/transaction.ts";
import type { Finding } from "./finding.ts";
import type { FindingRule } from "./fraud-settings.ts";
import type { Evidence } from "./judge-signals.ts";

export type NewFinding = Pick<
  Finding,
  "id" | "sale" | "party" | "product" | "evidence" | "currency" | "amount" | "seq"
> & { at: number };

export function insertFinding(ws: number, one: NewFinding): Statement {
  const { id, sale, party, product, evidence, currency, amount, seq, at } = one;
  return {
    name: "finding",
    text: `INSERT INTO partage.finding (ws, id, sale, party, product, rules, evidence, currency, amount, seq, found_at)
      VALUES ($1, $2, $3, $4, $5, ARRAY(SELECT jsonb_array_elements($6::jsonb) ->> 'rule'), $6::jsonb, $7, $8, $9,
        to_timestamp($10::double precision / 1000.0))`,
    values: [ws, id, sale, party, product, JSON.stringify(evidence), currency, amount, seq, at],
  };
}

/**
 * Found later of a commission that is held: joins it, each rule once. Answers what joined; null for nothing.
 */
export async function joinEvidence(
  tx: Tx,
  ws: number,
  { sale, party, evidence }: Pick<Finding, "sale" | "party" | "evidence">,
  at: number,
): Promise<{ finding: Uuid; product: Uuid; rules: FindingRule[] } | null> {
  const held = await tx
    .selectFrom("finding")
    .select(["id", "product", "rules", "evidence"])
    .where("ws", "=", ws)
    .where("sale", "=", sale)
    .where("party", "=", party)
    .where("state", "=", "held")
    .forUpdate()
    .executeTakeFirst();
  const fresh = evidence.filter((one) => held !== undefined && !held.rules.includes(one.rule));
  if (held === undefined || fresh.length === 0) return null;
  const addedAt = new Date(at).toISOString();
  const all = [...(held.evidence as Evidence[]), ...fresh.map((one) => ({ ...one, addedAt }))];
  const rules = fresh.map((one) => one.rule);
  await tx
    .updateTable("finding")
    .set({ evidence: JSON.stringify(all), rules: [...held.rules, ...rules] })
    .where("ws", "=", ws)
    .where("id", "=", held.id)
    .execute();
  return { finding: held.id as Uuid, product: held.product as Uuid, rules };
}

/** What an entry moves in the reserve for the sake of each; nothing where it moves nothing. */
export function insertReserves(
  ws: number,
  seq: number,
  moves: readonly { finding: Uuid; amount: number }[],
): Statement[] {
  const moved = moves.filter((one) => one.amount !== 0);
  if (moved.length === 0) return [];
  const ids = uuidArray(moved.map((one) => one.finding));
  const amounts = int8Array(moved.map((one) => one.amount));
  return [
    {
      name: "finding_reserve",
      text: `INSERT INTO partage.finding_reserve (ws, finding, seq, amount)
        SELECT $1, finding, $2, amount FROM unnest($3::uuid[], $4::bigint[]) AS r (finding, amount)`,
      values: [ws, seq, ids, amounts],
    },
  ];
}

export interface FindingEnd {
  id: Uuid;
  state: "released" | "taken_back";
  /** What of it was left, for the affiliate or for the producer. */
  amount: number;
  seq: number;
  at: number;
  by: string;
  name: string;
  reason: string;
  /** Of its evidence, when it was decided: more that joins meanwhile fails the flight. */
  version: number;
}

export function endFinding(
  ws: number,
  { id, state, amount, seq, at, by, name, reason, version }: FindingEnd,
): Statement {
  const [released, taken] = state === "released" ? [amount, null] : [null, amount];
  return {
    name: "finding_end",
    text: `WITH done AS (
        UPDATE partage.finding SET state = $3, released = $4, taken = $11, decided_seq = $5,
               decided_at = to_timestamp($6::double precision / 1000.0), decided_by = $7, decided_name = $8, reason = $9
         WHERE ws = $1 AND id = $2 AND jsonb_array_length(evidence) = $10 RETURNING 1
      ) SELECT partage.expect_rows((SELECT count(*) FROM done), 1, 'finding')`,
    values: [ws, id, state, released, seq, at, by, name, reason, version, taken],
  };
}

/** Up to which entry sales were looked at; null where never, and from then on held until the end. */
export async function lockWatch(tx: Tx, ws: number): Promise<number | null> {
  const row = await tx
    .selectFrom("fraud_watch")
    .select("seq")
    .where("ws", "=", ws)
    .forUpdate()
    .executeTakeFirst();
  return row?.seq ?? null;
}

export async function moveWatch(tx: Tx, ws: number, seq: number): Promise<void> {
  await tx
    .insertInto("fraud_watch")
    .values({ ws, seq })
    .onConflict((conflict) => conflict.column("ws").doUpdateSet({ seq }))
    .execute();
}
