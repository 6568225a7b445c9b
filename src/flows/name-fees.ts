// From fees as a caller says them to fees as a workspace keeps them: parties by id, checked as the terms of a
// product would be; and from there to the terms that a new product begins with. Never makes a party.
// Example: nameFees(tx, 7, { platformFee: { party: { ref: "market" }, rate: 99000 } }) → { platformFee: {
// party: "party_…", rate: "0.099" } }.
import { publicId } from "../base/id.ts";
import { formatRate, type Ppm } from "../base/rate.ts";
import type { Tx } from "../db/transaction.ts";
import type { PartyName } from "../parties/party.ts";
import { mustFindParty } from "../parties/read-parties.ts";
import { spellTerms } from "../products/product-terms.ts";
import type { WorkspaceFees } from "../workspaces/workspace.ts";
import { nameTerms, type TermsFacts } from "./name-parties.ts";

export interface FeesFacts extends Omit<TermsFacts, "platformFee" | "affiliate"> {
  platformFee?: TermsFacts["platformFee"] | null;
  processor?:
    | { party: PartyName; rate?: Ppm | undefined; fixed?: Record<string, number> | undefined }
    | null
    | undefined;
}

/** Throws 422 `unknown_party`, `invalid_terms`. */
export async function nameFees(tx: Tx, ws: number, facts: FeesFacts): Promise<WorkspaceFees> {
  const { processor, platformFee, processorFee, unreturnedFees } = facts;
  const terms = { platformFee: platformFee ?? undefined, processorFee, unreturnedFees };
  const named = (await nameTerms(tx, ws, terms, "fees.")) as WorkspaceFees;
  if (processor === undefined || processor === null) return named;
  const { id } = await mustFindParty(tx, ws, processor.party, "fees.processor.party");
  const { rate, fixed } = processor;
  const expected = {
    party: publicId("party", id),
    ...(rate === undefined ? {} : { rate: formatRate(rate) }),
    ...(fixed === undefined ? {} : { fixed }),
  };
  return { ...named, processor: expected };
}

/** What a product that says nothing of its terms begins with. */
export function firstTerms({ processor: _, ...fees }: WorkspaceFees): Record<string, unknown> {
  return spellTerms(fees);
}
