// What an entry of the ledger is about: a sale, or the contract that it settles; an opening balance is about
// neither. Never both.
// Example: showSubject("settlement", id) → { sale: null, contract: "contract_01…" }.
import { showId } from "../../wire/id.ts";

const OF_SALE = new Set([
  "sale",
  "refund",
  "dispute_opened",
  "dispute_won",
  "dispute_lost",
  "fee",
  "commission_held",
  "commission_released",
  "commission_taken_back",
]);

export function showSubject(kind: string, subject: string): { sale: string | null; contract: string | null } {
  if (kind === "settlement") return { sale: null, contract: showId("contract", subject) };
  return { sale: OF_SALE.has(kind) ? showId("sale", subject) : null, contract: null };
}
