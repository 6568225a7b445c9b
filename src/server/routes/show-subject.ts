// What an entry of the ledger is about: a sale, the contract that it settles, or what was put right by hand;
// an opening balance is about none of them. Never two.
// Example: showSubject("settlement", id) → { sale: null, contract: "contract_01…", adjustment: null }.
import { showId } from "../../wire/id.ts";

const OF_SALE = new Set([
  "sale",
  "refund",
  "dispute_opened",
  "dispute_won",
  "dispute_lost",
  "dispute_fee",
  "fee",
  "commission_held",
  "commission_released",
  "commission_taken_back",
]);

const OF_ADJUSTMENT = new Set(["adjustment", "write_off"]);

interface Subject {
  sale: string | null;
  contract: string | null;
  adjustment: string | null;
}

export function showSubject(kind: string, subject: string): Subject {
  return {
    sale: OF_SALE.has(kind) ? showId("sale", subject) : null,
    contract: kind === "settlement" ? showId("contract", subject) : null,
    adjustment: OF_ADJUSTMENT.has(kind) ? showId("adjustment", subject) : null,
  };
}
