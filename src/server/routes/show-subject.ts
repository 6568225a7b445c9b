// What an entry of the ledger is about: a sale, or the contract that it settles; an opening balance is about
// neither. Never both.
// Example: showSubject("settlement", id) → { sale: null, contract: "contract_01…" }.
import { showId } from "../../wire/id.ts";

export function showSubject(kind: string, subject: string): { sale: string | null; contract: string | null } {
  if (kind === "opening") return { sale: null, contract: null };
  return kind === "settlement"
    ? { sale: null, contract: showId("contract", subject) }
    : { sale: showId("sale", subject), contract: null };
}
