// What an entry of the ledger is about: a sale, or the contract that it settles. Never both.
// Example: showSubject("settlement", id) → { sale: null, contract: "contract_01…" }.
import { showId } from "../../wire/id.ts";

export function showSubject(kind: string, subject: string): { sale: string | null; contract: string | null } {
  return kind === "settlement"
    ? { sale: null, contract: showId("contract", subject) }
    : { sale: showId("sale", subject), contract: null };
}
