// The acts that take back or come after a split, and what becomes of one: its entry and the rows that go with
// it. Types only. Example: { is: "refund", actor: "account:…", facts: { sale, amount: 400, feesReturned:
// "all", … } }.
import type { Uuid } from "../base/id.ts";
import type { Statement } from "../db/flight.ts";
import type { CounterMove } from "../engine/counters.ts";
import type { EntryDraft } from "../ledger/entry.ts";
import type { DisputeEnd, DisputeFacts, LateFee, RefundFacts } from "../sales/facts.ts";

export type TakeBackAct = { actor: string } & (
  | { is: "refund"; facts: RefundFacts }
  | { is: "dispute"; facts: DisputeFacts }
  | { is: "dispute_end"; facts: DisputeEnd }
  | { is: "fee"; facts: LateFee }
);

/** One act, decided: its entry, and the rows that go with it. */
export interface Placed {
  id: Uuid;
  entry: EntryDraft;
  moves: readonly CounterMove[];
  statements(seq: number): Statement[];
}
