// When a commission is held until a person has looked: one setting a rule, each can be switched off. Read
// with the defaults where a business said nothing. Never decides about anybody: it only says what is looked
// at.
// Example: { tooFast: { on: true, seconds: 10 } }: bought 4 seconds after the click → held.
import type { Tx } from "../db/transaction.ts";

export interface FraudSettings {
  /** The buyer is the affiliate, where the programme says that this earns nothing. */
  ownPurchase: { on: boolean };
  /** So many sales of one affiliate from one device or means of payment within a day. */
  deviceBurst: { on: boolean; sales: number };
  /** So many clicks of one visitor or device within an hour before the sale's own. */
  clickFlood: { on: boolean; clicks: number };
  /** Bought within so many seconds of the click. */
  tooFast: { on: boolean; seconds: number };
  /** Bought with an address of a provider of throwaway mail. */
  throwawayMail: { on: boolean };
  /** So much of the affiliate's commission of ninety days was taken back, on so many days or more. */
  refundRate: { on: boolean; rate: number; days: number };
  /** So many uses within a week without a click, and so many times what is usual. */
  couponLeak: { on: boolean; uses: number; times: number };
}

export type FraudRule = keyof FraudSettings;

/** What a commission is held by: one of the rules, or a person. */
export type FindingRule = FraudRule | "byHand";

export const FRAUD_DEFAULTS: FraudSettings = {
  ownPurchase: { on: true },
  deviceBurst: { on: true, sales: 3 },
  clickFlood: { on: true, clicks: 30 },
  tooFast: { on: true, seconds: 10 },
  throwawayMail: { on: true },
  refundRate: { on: true, rate: 300_000, days: 5 },
  couponLeak: { on: true, uses: 10, times: 5 },
};

export interface KeptSettings {
  version: number;
  settings: FraudSettings;
}

export async function readFraudSettings(tx: Tx, ws: number): Promise<KeptSettings> {
  const row = await tx
    .selectFrom("fraud_settings")
    .select(["version", "settings"])
    .where("ws", "=", ws)
    .executeTakeFirst();
  if (row === undefined) return { version: 0, settings: FRAUD_DEFAULTS };
  return { version: row.version, settings: { ...FRAUD_DEFAULTS, ...(row.settings as object) } };
}

export async function writeFraudSettings(
  tx: Tx,
  ws: number,
  { version, settings }: KeptSettings,
  at: number,
): Promise<void> {
  const values = { version, settings: JSON.stringify(settings), changed_at: new Date(at) };
  await tx
    .insertInto("fraud_settings")
    .values({ ws, ...values })
    .onConflict((conflict) => conflict.column("ws").doUpdateSet(values))
    .execute();
}
