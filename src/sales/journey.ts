// The journey of a sale: the touches that were judged when it came in, what became of each, and the rules by
// which. Kept with the sale, never changed, never judged again. No name and no address stands in it.
// Example: carla's link on 1 May → credited, weight 1000000; dora's on 20 April → "not_last".
import type { Uuid } from "../base/id.ts";
import { uuidArray } from "../db/array.ts";
import type { Statement } from "../db/flight.ts";
import type { Tx } from "../db/transaction.ts";
import type { Model, Skipped } from "../engine/attribute.ts";

/** Beside what the engine says: why a coupon or a charge of a subscription did not come before it. */
export type NotCredited =
  | Skipped
  | "coupon_paused"
  | "coupon_ended"
  | "coupon_not_yet"
  | "coupon_over"
  | "coupon_used_up"
  | "coupon_not_alone"
  | "coupons_do_not_count"
  | "unknown_coupon"
  | "no_renewals"
  /** A person took the commission on the first charge back. */
  | "taken_back"
  /** The producer's own link: a direct sale. */
  | "own_link";

export interface KeptTouch {
  /** Of the click, the coupon, or the first charge of the subscription. */
  id: string;
  /** Null where a code led to nobody, and of the producer's own links. */
  party: Uuid | null;
  /** Epoch milliseconds. */
  at: number;
  by: "link" | "coupon" | "first_charge";
  /** The coupon's code. */
  code?: string;
  /** Null: it was credited. */
  skipped: NotCredited | null;
  /** Parts per million of the credit. */
  weight: number;
}

export interface SaleJourney {
  model: Model;
  windowDays: number | null;
  mayBuyOwn: boolean;
  /** In order of time. */
  touches: KeptTouch[];
  /** The commission rules that applied, by party; the rate of the affiliation where there was none. */
  rules: { party: Uuid; rule: string | null }[];
}

export interface UsedCoupon {
  coupon: Uuid;
  party: Uuid;
  clicked: boolean;
  counted: boolean;
  /** Of a coupon that only so many sales may count: the flight that posts looks once more. */
  mostUses?: number;
}

/** What attribution found, beside the affiliates themselves. */
export interface Attributed {
  journey: SaleJourney;
  used: UsedCoupon[];
}

interface Journeyed {
  id: Uuid;
  seq: number;
  facts: { product: Uuid; happenedAt: number; attributed?: Attributed };
}

/** Null when no sale of the batch has one. */
export function insertJourneys(ws: number, sales: readonly Journeyed[]): Statement | null {
  const judged = sales.filter((sale) => sale.facts.attributed !== undefined);
  if (judged.length === 0) return null;
  return {
    name: "journey",
    text: `INSERT INTO partage.sale_journey (ws, sale, seq, product, at, journey, parties)
      SELECT $1, s, q, p, to_timestamp(a / 1000.0), j::jsonb, ARRAY(SELECT DISTINCT (t ->> 'party')::uuid
          FROM jsonb_array_elements(j::jsonb -> 'touches') AS t WHERE t ->> 'party' IS NOT NULL)
        FROM unnest($2::uuid[], $3::bigint[], $4::uuid[], $5::double precision[], $6::text[]) AS r (s, q, p, a, j)`,
    values: [
      ws,
      uuidArray(judged.map((sale) => sale.id)),
      judged.map((sale) => sale.seq),
      uuidArray(judged.map((sale) => sale.facts.product)),
      judged.map((sale) => sale.facts.happenedAt),
      judged.map((sale) => JSON.stringify(sale.facts.attributed?.journey)),
    ],
  };
}

/** Null where nothing was judged: the caller named the affiliate, or nothing led to one. */
export async function readJourney(tx: Tx, ws: number, sale: Uuid): Promise<SaleJourney | null> {
  const row = await tx
    .selectFrom("sale_journey")
    .select("journey")
    .where("ws", "=", ws)
    .where("sale", "=", sale)
    .executeTakeFirst();
  return row === undefined ? null : (row.journey as unknown as SaleJourney);
}
