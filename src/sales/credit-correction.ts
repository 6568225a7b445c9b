// Who is credited with a sale put right after it, as a record beside the frozen journey: proposed by one
// person, approved or declined by another together with the adjustments that it is made of. Never changes a
// sale, its split or its journey.
// Example: sale_… by dora → "carla": carla +31.36, dora −17.92, bruno −1.35; posted, carla's renewals from
// then on.
import { type Selectable, sql } from "kysely";
import type { Uuid } from "../base/id.ts";
import { Refusal } from "../base/refusal.ts";
import type { Statement } from "../db/flight.ts";
import type { CreditCorrection as Row } from "../db/tables.ts";
import { takenBy } from "../db/taken.ts";
import type { Tx } from "../db/transaction.ts";
import type { SaleFacts } from "./facts.ts";

export type CorrectionState = "proposed" | "posted" | "declined" | "withdrawn";

/** Weights in parts per million; nobody at all is a direct sale. */
export interface CreditedShare {
  party: Uuid;
  weight: number;
}

/** By how much what a party has of a sale differs from what it would have; minor units. */
export interface CorrectionLine {
  sale: Uuid;
  party: Uuid;
  currency: string;
  amount: number;
}

export interface CreditCorrection {
  id: Uuid;
  sale: Uuid;
  product: Uuid;
  question: Uuid | null;
  credited: CreditedShare[];
  lines: CorrectionLine[];
  /** The sale, and the later charges of its subscription that were put right with it. */
  sales: Uuid[];
  reason: string;
  fourEyes: boolean;
  state: CorrectionState;
  createdName: string;
  createdBehind: string[];
  createdAt: Date;
  answeredName: string | null;
  answeredAt: Date | null;
  answer: string;
  /** That it carries on for what was taken back since; posted by the program. */
  follows: Uuid | null;
}

export type NewCorrection = Pick<
  CreditCorrection,
  "id" | "sale" | "product" | "question" | "credited" | "lines" | "sales" | "reason" | "fourEyes" | "follows"
> & {
  /** The newest entry that took something back of its sales; 0 where none did. */
  seenSeq: number;
  source: string;
  subscription: string | null;
  parties: Uuid[];
  by: string;
  byName: string;
  behind: string[];
  at: number;
};

/** Throws 409 `correction_waits` where one is proposed for the sale. */
export async function addCorrection(tx: Tx, ws: number, one: NewCorrection): Promise<void> {
  const { id, sale, product, question, source, subscription, sales, parties, reason, fourEyes } = one;
  const { follows, seenSeq } = one;
  await tx
    .insertInto("credit_correction")
    .values({
      ...{ ws, id, sale, product, question, source, subscription, sales, parties, reason },
      credited: JSON.stringify(one.credited),
      lines: JSON.stringify(one.lines),
      ...{ four_eyes: fourEyes, follows, seen_seq: seenSeq },
      created_by: one.by,
      created_name: one.byName,
      created_behind: one.behind,
      created_at: new Date(one.at),
    })
    .execute()
    .catch((error: unknown) => {
      if (!/^credit_correction_(waiting|follows)$/.test(takenBy(error) ?? "")) throw error;
      const message =
        "A correction of this sale waits for its approval. Approve or take back that one first.";
      throw new Refusal(409, "correction_waits", message);
    });
}

export interface CorrectionFilter {
  state?: CorrectionState | undefined;
  question?: Uuid | undefined;
  /** Made for this sale, or put right with another charge of its subscription. */
  sale?: Uuid | undefined;
  /** Whether it follows another; left out, all. */
  isFollowing?: boolean | undefined;
  after?: string | undefined;
  limit: number;
}

/** Newest first. */
export async function listCorrections(
  tx: Tx,
  ws: number,
  filter: CorrectionFilter,
): Promise<CreditCorrection[]> {
  const { state, question, sale, isFollowing, after, limit } = filter;
  let query = tx.selectFrom("credit_correction").selectAll().where("ws", "=", ws);
  if (state !== undefined) query = query.where("state", "=", state);
  if (question !== undefined) query = query.where("question", "=", question);
  if (sale !== undefined) query = query.where(sql<boolean>`sales @> ARRAY[${sale}]::uuid[]`);
  if (isFollowing !== undefined) query = query.where("follows", isFollowing ? "is not" : "is", null);
  if (after !== undefined) query = query.where("id", "<", after);
  return (await query.orderBy("id", "desc").limit(limit).execute()).map(toCorrection);
}

export async function readCorrection(tx: Tx, ws: number, id: Uuid): Promise<CreditCorrection | null> {
  const row = await tx
    .selectFrom("credit_correction")
    .selectAll()
    .where("ws", "=", ws)
    .where("id", "=", id)
    .executeTakeFirst();
  return row === undefined ? null : toCorrection(row);
}

/** The same, held against whoever answers it until the transaction ends. */
export async function lockCorrection(tx: Tx, ws: number, id: Uuid): Promise<CreditCorrection | null> {
  const row = await tx
    .selectFrom("credit_correction")
    .selectAll()
    .where("ws", "=", ws)
    .where("id", "=", id)
    .forUpdate()
    .executeTakeFirst();
  return row === undefined ? null : toCorrection(row);
}

/** What was put right of these sales so far, each line of each posted correction. */
export async function readCorrectedLines(
  tx: Tx,
  ws: number,
  sales: readonly Uuid[],
): Promise<CorrectionLine[]> {
  const rows = await tx
    .selectFrom("credit_correction")
    .select("lines")
    .where("ws", "=", ws)
    .where("state", "=", "posted")
    .where(sql<boolean>`sales && ${[...sales]}::uuid[]`)
    .execute();
  const wanted = new Set<string>(sales);
  return rows
    .flatMap((row) => row.lines as unknown as CorrectionLine[])
    .filter((one) => wanted.has(one.sale));
}

/** Sales that something was taken back of since they were put right last, and what that correction says. */
export async function listBehind(tx: Tx, ws: number, limit: number): Promise<Behind[]> {
  const { rows } = await sql<Behind>`
    SELECT c.id AS correction, c.root, c.sale, c.credited, c.reason
      FROM (SELECT DISTINCT ON (s.sale) c.id, c.sale AS root, s.sale, c.credited, c.reason, c.seen_seq
              FROM partage.credit_correction c CROSS JOIN LATERAL unnest(c.sales) s(sale)
             WHERE c.ws = ${ws} AND c.state = 'posted' ORDER BY s.sale, c.answered_at DESC, c.id DESC) c
     WHERE EXISTS (SELECT FROM partage.refund r WHERE r.ws = ${ws} AND r.sale = c.sale AND r.seq > c.seen_seq)
        OR EXISTS (SELECT FROM partage.dispute d WHERE d.ws = ${ws} AND d.sale = c.sale AND d.state = 'lost'
                    AND d.closed_seq > c.seen_seq)
     ORDER BY c.sale LIMIT ${limit}`.execute(tx);
  return rows;
}

export interface Behind {
  correction: Uuid;
  /** That the correction was made for. */
  root: Uuid;
  sale: Uuid;
  credited: CreditedShare[];
  reason: string;
}

export async function isCorrected(tx: Tx, ws: number, sale: Uuid): Promise<boolean> {
  return (await listCorrections(tx, ws, { sale, state: "posted", limit: 1 })).length > 0;
}

/** Whom later charges of the subscription are credited to since it was put right; null where nothing was. */
export async function readCorrectedShares(
  tx: Tx,
  ws: number,
  facts: Pick<SaleFacts, "source" | "product" | "side">,
): Promise<CreditedShare[] | null> {
  const subscription = facts.side?.subscription?.ref;
  if (subscription === undefined) return null;
  const row = await tx
    .selectFrom("credit_correction")
    .select("credited")
    .where("ws", "=", ws)
    .where("state", "=", "posted")
    .where("subscription", "=", subscription)
    .where("source", "=", facts.source)
    .where("product", "=", facts.product)
    .orderBy("answered_at", "desc")
    .orderBy("id", "desc")
    .limit(1)
    .executeTakeFirst();
  return row === undefined ? null : (row.credited as unknown as CreditedShare[]);
}

/** Later charges of the sale's subscription that were credited by looking back to an earlier one. */
export async function readLaterCharges(tx: Tx, ws: number, facts: SaleFacts): Promise<Uuid[]> {
  const subscription = facts.side?.subscription;
  if (subscription === undefined) return [];
  const { rows } = await sql<{ id: Uuid }>`
    SELECT s.id FROM partage.sale s JOIN partage.journal j ON j.ws = s.ws AND j.seq = s.seq
     WHERE s.ws = ${ws} AND j.ws = ${ws} AND (s.facts -> 'subscription' ->> 'ref') = ${subscription.ref}
       AND s.product = ${facts.product} AND j.source = ${facts.source} AND (s.facts ? 'judged' OR s.affiliate IS NULL)
       AND (s.facts -> 'subscription' ->> 'charge')::int > ${Math.max(1, subscription.charge)}
     ORDER BY s.happened_at, s.id LIMIT 1000`.execute(tx);
  return rows.map((row) => row.id);
}

export interface CorrectionAnswer {
  by: string;
  name: string;
  at: number;
  answer: string;
}

/** In the flight, or the transaction, that answers it: raises where it is answered already. */
export function answerCorrection(
  ws: number,
  id: Uuid,
  state: Exclude<CorrectionState, "proposed">,
  { by, name, at, answer }: CorrectionAnswer,
): Statement {
  return {
    name: "credit correction",
    text: `WITH done AS (
        UPDATE partage.credit_correction SET state = $3, answered_by = $4, answered_name = $5, answered_at = $6,
          answer = $7 WHERE ws = $1 AND id = $2 AND state = 'proposed' RETURNING 1)
      SELECT partage.expect_rows((SELECT count(*) FROM done), 1, 'credit correction')`,
    values: [ws, id, state, by, name, new Date(at), answer],
  };
}

export function noSuchCorrection(): Refusal {
  return new Refusal(404, "not_found", "There is no such correction in this workspace.");
}

/** Throws 409 with what became of it. */
export function mustWait({ state, answeredAt }: CreditCorrection): void {
  if (state === "proposed") return;
  const message = `This correction was ${state} already; nothing was changed.`;
  throw new Refusal(409, `correction_${state}`, message, { facts: { state, at: answeredAt } });
}

function toCorrection(row: Selectable<Row>): CreditCorrection {
  return {
    id: row.id as Uuid,
    sale: row.sale as Uuid,
    product: row.product as Uuid,
    question: row.question as Uuid | null,
    credited: row.credited as unknown as CreditedShare[],
    lines: row.lines as unknown as CorrectionLine[],
    sales: row.sales as Uuid[],
    reason: row.reason,
    fourEyes: row.four_eyes,
    state: row.state as CorrectionState,
    createdName: row.created_name,
    createdBehind: [row.created_by, ...row.created_behind],
    createdAt: row.created_at,
    answeredName: row.answered_name,
    answeredAt: row.answered_at,
    answer: row.answer,
    follows: row.follows as Uuid | null,
  };
}
