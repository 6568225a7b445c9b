// The first charge of a subscription that is recorded, with whoever it was credited to: what renewals look
// back to. Reads only.
// Example: sub_1 of stripe on piano → { id: sale_…, at: 3 May, shares: [carla 1000000] }.
import { sql } from "kysely";
import type { Uuid } from "../base/id.ts";
import { WHOLE } from "../base/rate.ts";
import type { Tx } from "../db/transaction.ts";
import type { SaleFacts, SideFacts } from "./facts.ts";

export interface FirstCharge {
  /** Null: it is recorded together with the later one. */
  id: Uuid | null;
  /** Epoch milliseconds. */
  at: number;
  /** Weights in parts per million; none where it was a direct sale. */
  shares: { party: Uuid; weight: number }[];
}

/** Null where none is recorded. */
export async function readFirstCharge(tx: Tx, ws: number, facts: SaleFacts): Promise<FirstCharge | null> {
  const ref = facts.side?.subscription?.ref;
  if (ref === undefined) return null;
  const { rows } = await sql<{ id: Uuid; at: Date; affiliate: Uuid | null; side: SideFacts | null }>`
    SELECT s.id, s.happened_at AS at, s.affiliate, s.facts AS side
      FROM partage.sale s JOIN partage.journal j ON j.ws = s.ws AND j.seq = s.seq
     WHERE s.ws = ${ws} AND j.ws = ${ws} AND (s.facts -> 'subscription' ->> 'ref') = ${ref}
       AND s.product = ${facts.product} AND j.source = ${facts.source}
     ORDER BY (s.facts -> 'subscription' ->> 'charge')::int, s.happened_at, s.id LIMIT 1`.execute(tx);
  const first = rows[0];
  if (first === undefined) return null;
  return { id: first.id, at: first.at.getTime(), shares: sharesOf(first.affiliate, first.side) };
}

/** Of one that is recorded, or of one that comes in the same batch. */
export function sharesOf(affiliate: Uuid | null, side: SideFacts | null): FirstCharge["shares"] {
  const several = side?.affiliates?.map(({ party, weight }) => ({ party, weight }));
  return several ?? (affiliate === null ? [] : [{ party: affiliate, weight: WHOLE }]);
}
