// Who may see what parties earn: whoever may read the ledger. A team role without it (support, marketing) is
// shown a sale without its lines, fees and affiliate. A key is its owner's, and sees what its scopes say.
// Example: support reads a sale → what the buyer paid, its state, the buyer; no line of it.
import type { Caller } from "./caller.ts";
import { mustBeAllowed } from "./caller.ts";
import { roleMay } from "./permissions.ts";

export function maySeeEarnings(caller: Caller): boolean {
  return caller.kind === "key" || roleMay(caller.role, "ledger:read");
}

/** Throws 403 `not_permitted`. */
export function mustSeeEarnings(caller: Caller): void {
  if (!maySeeEarnings(caller)) mustBeAllowed(caller, "ledger:read");
}
