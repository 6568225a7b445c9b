// When the subscriptions of some sales were first charged: what decides how their renewals are split. Never
// looks at what is in the air; whoever asks waits for it to land.
// Example: sub_1 of stripe, charged on 3 May, 3 June and 3 July → 3 May.
import { sql } from "kysely";
import type { Uuid } from "../base/id.ts";
import type { Tx } from "../db/transaction.ts";
import type { SaleFacts } from "./facts.ts";

/** `source product ref` → epoch milliseconds of the earliest charge that is recorded. */
export type FirstCharges = Map<string, number>;

/** Null for a sale that is no charge of a subscription. */
export function subscriptionKey(facts: Pick<SaleFacts, "source" | "product" | "side">): string | null {
  const ref = facts.side?.subscription?.ref;
  return ref === undefined ? null : `${facts.source} ${facts.product} ${ref}`;
}

export async function readFirstCharges(
  tx: Tx,
  ws: number,
  sales: readonly SaleFacts[],
): Promise<FirstCharges> {
  const refs = [...new Set(sales.flatMap((facts) => facts.side?.subscription?.ref ?? []))];
  if (refs.length === 0) return new Map();
  const { rows } = await sql<{ source: string; product: Uuid; ref: string; at: number }>`
    SELECT j.source, s.product, s.facts -> 'subscription' ->> 'ref' AS ref,
      (extract(epoch FROM min(s.happened_at)) * 1000)::bigint AS at
    FROM partage.sale s JOIN partage.journal j ON j.ws = s.ws AND j.seq = s.seq
    WHERE s.ws = ${ws} AND j.ws = ${ws} AND (s.facts -> 'subscription' ->> 'ref') = any(${refs}::text[])
    GROUP BY j.source, s.product, ref`.execute(tx);
  return new Map(rows.map(({ source, product, ref, at }) => [`${source} ${product} ${ref}`, at]));
}
