// What a run of journal entries was about, one fact an entry, in the words that the API uses: for webhooks.
// Reads only; holds no personal data. Example: entries 41 to 43 → sale.recorded, sale.recorded,
// refund.recorded.
import { sql } from "kysely";
import { publicId } from "../base/id.ts";
import type { Tx } from "../db/transaction.ts";

export interface PostedFact {
  seq: number;
  /** As endpoints choose them: sale.recorded, dispute.lost. */
  type: string;
  data: Record<string, unknown>;
}

interface Row {
  seq: number;
  kind: string;
  source: string;
  key: string;
  sale: string;
  currency: string;
  at: Date;
  product: string | null;
  paid: number | null;
  tax: number | null;
  shipping: number | null;
  refund: string | null;
  refunded: number | null;
  dispute: string | null;
  disputed: number | null;
  fee: number;
}

const TYPES: Readonly<Record<string, string>> = {
  sale: "sale.recorded",
  refund: "refund.recorded",
  dispute_opened: "dispute.opened",
  dispute_won: "dispute.won",
  dispute_lost: "dispute.lost",
  fee: "fee.recorded",
};

/** In order; entries of other kinds are left out. */
export async function readPostedFacts(
  tx: Tx,
  ws: number,
  fromSeq: number,
  toSeq: number,
): Promise<PostedFact[]> {
  const { rows } = await sql<Row>`
    SELECT j.seq, j.kind, j.source, j.key, j.subject AS sale, j.currency, j.happened_at AS at,
           s.product, s.paid, s.tax, s.shipping, r.id AS refund, r.amount AS refunded, d.id AS dispute,
           d.amount AS disputed, (SELECT max(x) FROM unnest(j.amounts) AS x) AS fee
      FROM partage.journal j
      LEFT JOIN partage.sale s ON s.ws = j.ws AND s.id = j.subject AND j.kind = 'sale'
      LEFT JOIN partage.refund r ON r.ws = j.ws AND r.seq = j.seq AND j.kind = 'refund'
      LEFT JOIN partage.dispute d ON d.ws = j.ws AND d.sale = j.subject
       AND j.seq IN (d.opened_seq, d.closed_seq) AND j.kind LIKE 'dispute%'
     WHERE j.ws = ${ws} AND j.seq BETWEEN ${fromSeq} AND ${toSeq} ORDER BY j.seq`.execute(tx);
  return rows.flatMap((row) => {
    const type = TYPES[row.kind];
    return type === undefined ? [] : [{ seq: row.seq, type, data: dataOf(row) }];
  });
}

function dataOf(row: Row): Record<string, unknown> {
  const { seq, source, key: externalId, currency } = row;
  const entry = { seq, source, externalId, currency, at: row.at.toISOString() };
  const sale = publicId("sale", row.sale);
  switch (row.kind) {
    case "sale": {
      const { paid, tax, shipping } = row;
      return { id: sale, ...entry, product: publicId("product", row.product ?? ""), paid, tax, shipping };
    }
    case "refund":
      return { id: publicId("refund", row.refund ?? ""), sale, ...entry, amount: row.refunded };
    case "fee":
      return { sale, ...entry, amount: row.fee };
    default:
      return { id: publicId("dispute", row.dispute ?? ""), sale, ...entry, amount: row.disputed };
  }
}
