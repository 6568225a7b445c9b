// A payout: money that leaves for a party over a rail, under one reference for ever. Its state says where the
// money stands: proposed moves nothing; in transit and unknown it is under way; settled it has left; failed
// and returned it is the party's again. Never changes what it says, only goes forward.
// Example: PQ7K2M9… of run 12: 945.35 BRL to bruno by Pix, in_transit since 2 February, entry 812.
import type { Selectable } from "kysely";
import type { Uuid } from "../base/id.ts";
import type { Payout as Row } from "../db/tables.ts";
import type { RailName } from "./rail-names.ts";

export const PAYOUT_STATES = [
  "proposed",
  "in_transit",
  "unknown",
  "settled",
  "failed",
  "returned",
  "refused",
  "withdrawn",
] as const;
export type PayoutState = (typeof PAYOUT_STATES)[number];

export interface Payout {
  id: Uuid;
  run: Uuid;
  party: Uuid;
  rail: RailName;
  method: Uuid;
  /** Fifteen capital letters and digits: what the bank gives back to us. */
  reference: string;
  /** What arrives. */
  currency: string;
  amount: number;
  /** What it was earned in. */
  owedCurrency: string;
  owedAmount: number;
  rate: string | null;
  rateSource: string | null;
  rateAt: Date | null;
  state: PayoutState;
  reason: string;
  externalId: string | null;
  begunAt: Date | null;
  sentAt: Date | null;
  /** When it was first handed to a service, whether or not that answered, and from which account. */
  triedAt: Date | null;
  triedFrom: string | null;
  settledAt: Date | null;
  backAt: Date | null;
  seq: number | null;
  settledSeq: number | null;
  backSeq: number | null;
}

export type NewPayout = Pick<
  Payout,
  | "id"
  | "party"
  | "rail"
  | "method"
  | "reference"
  | "currency"
  | "amount"
  | "owedCurrency"
  | "owedAmount"
  | "rate"
  | "rateSource"
  | "rateAt"
>;

/** Money of it is under way. */
export function isUnderWay({ state }: Pick<Payout, "state">): boolean {
  return state === "in_transit" || state === "unknown";
}

export function toPayout(row: Selectable<Row>): Payout {
  return {
    id: row.id as Uuid,
    run: row.run as Uuid,
    party: row.party as Uuid,
    rail: row.rail as RailName,
    method: row.method as Uuid,
    reference: row.reference,
    currency: row.currency,
    amount: row.amount,
    owedCurrency: row.owed_currency,
    owedAmount: row.owed_amount,
    rate: row.rate,
    rateSource: row.rate_source,
    rateAt: row.rate_at,
    state: row.state as PayoutState,
    reason: row.reason,
    externalId: row.external_id,
    begunAt: row.begun_at,
    sentAt: row.sent_at,
    triedAt: row.tried_at,
    triedFrom: row.tried_from,
    settledAt: row.settled_at,
    backAt: row.back_at,
    seq: row.seq,
    settledSeq: row.settled_seq,
    backSeq: row.back_seq,
  };
}
