// How parties are paid: the rail, the currency, the least, how often, and whether it is held; and what the
// business does with everybody. Left out means as the business does. Reads and writes; decides nothing.
// Example: minimum 1000 → 10.00 USD, 10 JPY, 10.000 KWD.
import { sql } from "kysely";
import { decimalsOf } from "../base/currency.ts";
import type { Uuid } from "../base/id.ts";
import type { Tx } from "../db/transaction.ts";
import type { RailName } from "./rail-names.ts";

export const SCHEDULES = ["on_demand", "weekly", "monthly"] as const;
export type Schedule = (typeof SCHEDULES)[number];

export interface PayoutSettings {
  rail: RailName | null;
  currency: string | null;
  /** As a currency with two decimals would count it; scaled by `minimumIn`. */
  minimum: number | null;
  schedule: Schedule | null;
  held: boolean;
  heldWhy: string;
}

export interface PayoutPolicy {
  /** Null: on as soon as two may approve. */
  fourEyes: boolean | null;
  schedule: Schedule;
  minimum: number;
}

export const DEFAULT_SETTINGS: PayoutSettings = {
  rail: null,
  currency: null,
  minimum: null,
  schedule: null,
  held: false,
  heldWhy: "",
};

export const DEFAULT_POLICY: PayoutPolicy = { fourEyes: null, schedule: "on_demand", minimum: 1000 };

/** 1000 → 10 whole units of the currency, in its minor units: digits are moved, cut towards zero. */
export function minimumIn(currency: string, minimum: number): number {
  const digits = String(minimum).padStart(3, "0");
  const whole = digits.slice(0, -2);
  const decimals = decimalsOf(currency);
  return Number(whole + digits.slice(-2).padEnd(decimals, "0").slice(0, decimals));
}

export async function readPolicy(tx: Tx, ws: number): Promise<PayoutPolicy> {
  const row = await tx.selectFrom("payout_policy").selectAll().where("ws", "=", ws).executeTakeFirst();
  if (row === undefined) return DEFAULT_POLICY;
  return { fourEyes: row.four_eyes, schedule: row.schedule as Schedule, minimum: row.minimum };
}

export async function savePolicy(
  tx: Tx,
  ws: number,
  policy: PayoutPolicy,
  by: { actor: string; at: Date },
): Promise<void> {
  const values = {
    four_eyes: policy.fourEyes,
    schedule: policy.schedule,
    minimum: policy.minimum,
    changed_by: by.actor,
    changed_at: by.at,
  };
  await tx
    .insertInto("payout_policy")
    .values({ ws, ...values })
    .onConflict((conflict) => conflict.column("ws").doUpdateSet(values))
    .execute();
}

/** Party → its settings; a party without a row is not in it. */
export async function listSettings(
  tx: Tx,
  ws: number,
  parties?: readonly Uuid[],
): Promise<Map<Uuid, PayoutSettings>> {
  let query = tx.selectFrom("payout_settings").selectAll().where("ws", "=", ws);
  if (parties !== undefined) query = query.where(sql<boolean>`party = any(${[...parties]}::uuid[])`);
  const rows = await query.execute();
  return new Map(
    rows.map((row) => [
      row.party as Uuid,
      {
        rail: row.rail as RailName | null,
        currency: row.currency,
        minimum: row.minimum,
        schedule: row.schedule as Schedule | null,
        held: row.held,
        heldWhy: row.held_why,
      },
    ]),
  );
}

export async function readSettings(tx: Tx, ws: number, party: Uuid): Promise<PayoutSettings> {
  return (await listSettings(tx, ws, [party])).get(party) ?? DEFAULT_SETTINGS;
}

export async function saveSettings(
  tx: Tx,
  ws: number,
  party: Uuid,
  settings: PayoutSettings,
  by: { actor: string; at: Date },
): Promise<void> {
  const { heldWhy, ...same } = settings;
  const values = { ...same, held_why: heldWhy, changed_by: by.actor, changed_at: by.at };
  await tx
    .insertInto("payout_settings")
    .values({ ws, party, ...values })
    .onConflict((conflict) => conflict.columns(["ws", "party"]).doUpdateSet(values))
    .execute();
}
