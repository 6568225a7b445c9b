// The one rule of what a posting is on a statement, as SQL: shared by the totals and by the lines, so that
// they cannot part. Reads nothing by itself; needs `j` (journal), `p` (posting), `own` (account) around it.
// Example: a payable posting right before one of the source's own, in a sale → at_source.
import { type RawBuilder, sql } from "kysely";
import type { Section } from "./statement.ts";

/** Kinds of accounts that a statement counts; what is in transit has left. */
export const OWED_KINDS = sql`('payable', 'reserved', 'platform_fees', 'processor_fees', 'tax')`;

/** What goes into the reserve and out of it again, and changes nothing of what is owed. */
export const HELD_KINDS = sql`('dispute_opened', 'dispute_won', 'commission_held', 'commission_released')`;

/** Needs `processors`: the numbers of the accounts of kind processor, as an array. */
export const SECTION: RawBuilder<Section> = sql`CASE
  WHEN j.kind = 'dispute_lost' AND own.kind = 'payable' AND p.line = cardinality(j.accounts) - 1
       AND EXISTS (SELECT FROM partage.dispute d WHERE d.ws = j.ws AND d.sale = j.subject AND d.closed_seq = j.seq
                    AND d.fee > 0) THEN 'fees'
  WHEN j.kind IN ('sale', 'refund', 'dispute_lost') AND own.kind = 'payable'
       AND p.line > CASE j.kind WHEN 'sale' THEN 2 ELSE 1 END
       AND j.accounts[p.line + 1] = ANY (processors.accounts) THEN 'at_source'
  WHEN j.kind = 'sale' THEN 'sales'
  WHEN j.kind = 'refund' THEN 'refunds'
  WHEN j.kind IN ('dispute_opened', 'dispute_won', 'dispute_lost') THEN 'chargebacks'
  WHEN j.kind = 'fee' THEN 'fees'
  WHEN j.kind = 'settlement' THEN 'guarantees'
  WHEN j.kind LIKE 'payout%' THEN 'payouts'
  ELSE 'adjustments' END`;

/** The journal's kind; the fee of a lost dispute stands in its entry and is told apart. */
export const LINE_KIND = sql<string>`CASE WHEN j.kind = 'dispute_lost' AND ${SECTION} = 'fees'
  THEN 'dispute_fee' ELSE j.kind END`;

/** What goes into the reserve and comes back is told by the other posting of its pair. */
export const IS_LINE = sql<boolean>`NOT (own.kind = 'reserved' AND j.kind IN ${HELD_KINDS})`;

export const processorsOf = (ws: number) => sql`processors AS MATERIALIZED (
  SELECT coalesce(array_agg(account), '{}') AS accounts FROM partage.ledger_account
   WHERE ws = ${ws} AND kind = 'processor')`;
