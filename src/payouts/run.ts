// A payout run: what was proposed to be paid at one time, by whom, and who approved it. Goes from proposed
// over approved and paying to done, or is withdrawn before anything moved.
// Example: run 12, proposed by Fay on 1 February, approved by Ana, 198 payouts in three rails, paying.
import type { Selectable } from "kysely";
import type { Uuid } from "../base/id.ts";
import type { PayoutRun as Row } from "../db/tables.ts";

export const RUN_STATES = ["proposed", "approved", "paying", "done", "withdrawn"] as const;
export type RunState = (typeof RUN_STATES)[number];

export interface GivenRate {
  from: string;
  to: string;
  /** So many units of `to` for one of `from`. */
  rate: string;
  /** Who says so: "ECB reference rate". */
  source: string;
  /** Epoch milliseconds. */
  at: number;
}

export interface PayoutRun {
  id: Uuid;
  /** Without a gap in the workspace. */
  no: number;
  state: RunState;
  scheduled: boolean;
  /** "2026-02-02": when the bank shall execute. */
  executesOn: string;
  rates: GivenRate[];
  fourEyes: boolean;
  madeBy: string;
  madeName: string;
  /** Everybody who may have proposed it: who knows the secret of the key that did. */
  madeBehind: string[];
  madeAt: Date;
  approvedBy: string | null;
  approvedName: string | null;
  approvedAt: Date | null;
  endedAt: Date | null;
  /** The run that the schedule proposed in its place, because nobody approved it. */
  replacedBy: Uuid | null;
}

export interface LeftOut {
  party: Uuid;
  currency: string;
  /** Available then, in minor units. */
  amount: number;
  reason: LeftOutReason;
  facts: Record<string, string | number>;
}

export const LEFT_OUT_REASONS = [
  "below_minimum",
  "negative",
  "held",
  "no_method",
  "method_changed",
  "in_other_run",
  "rail_does_not_fit",
  "above_rail",
  "rail_not_set_up",
  "no_rate",
  "not_chosen",
] as const;
export type LeftOutReason = (typeof LEFT_OUT_REASONS)[number];

export function toRun(row: Selectable<Row>): PayoutRun {
  return {
    id: row.id as Uuid,
    no: row.no,
    state: row.state as RunState,
    scheduled: row.scheduled,
    executesOn: row.executes_on,
    rates: row.rates as unknown as GivenRate[],
    fourEyes: row.four_eyes,
    madeBy: row.made_by,
    madeName: row.made_name,
    madeBehind: [row.made_by, ...row.made_behind],
    madeAt: row.made_at,
    approvedBy: row.approved_by,
    approvedName: row.approved_name,
    approvedAt: row.approved_at,
    endedAt: row.ended_at,
    replacedBy: row.replaced_by as Uuid | null,
  };
}
