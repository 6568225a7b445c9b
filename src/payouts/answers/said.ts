// What a bank's answer says of payouts, in our words, whatever it was written in: of one by its reference, or
// of a whole file by the run's. Decides nothing: what it does to a payout depends on where that stands.
// Example: { reference: "PQ7K2M9X4TB0VNR", outcome: "back", amount: "945.35", currency: "EUR", reason: "AC04"
// }.
import { Refusal } from "../../base/refusal.ts";

export interface Said {
  /** The payout's, or the run's where `isBatch`. */
  reference: string;
  isBatch: boolean;
  /** "back": it failed, or came back after it had arrived; "under_way" changes nothing. */
  outcome: "settled" | "back" | "under_way";
  /** As the bank spells it; null: it does not say. */
  amount: string | null;
  currency: string | null;
  reason: string;
  /** The bank's own id of it. */
  externalId: string | null;
}

export interface ReadAnswer {
  kind: "pain.002" | "camt.054" | "camt.053" | "nacha";
  said: Said[];
}

/** "AC04: closed last year": the bank's code and its own words, where it says them. Empty where neither. */
export function reasonText(code: string | null, said: string | null): string {
  return [code, said].filter((text) => text !== null).join(": ");
}

export function unreadable(message: string): Refusal {
  return new Refusal(422, "unreadable_answer", message, {
    details: [{ path: "file", code: "unreadable_answer", message }],
  });
}
