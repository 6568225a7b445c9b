// From the parties that a request names to their ids: in the terms of a product and in who answers for what.
// Never makes a party. Example: { platformFee: { party: { ref: "market" } } } → { platformFee: { party:
// "party_01…" } }.
import { publicId, type Uuid } from "../base/id.ts";
import { formatRate, type Ppm } from "../base/rate.ts";
import type { Tx } from "../db/transaction.ts";
import type { PartyName } from "../parties/party.ts";
import { mustFindParty } from "../parties/read-parties.ts";
import { spellTerms } from "../products/product-terms.ts";

/** Fees and affiliate rules as a caller says them. */
export interface TermsFacts {
  platformFee?:
    | {
        party: PartyName;
        rate?: Ppm | undefined;
        fixed?: Record<string, number> | undefined;
        bearer?: "shared" | "producer" | undefined;
      }
    | undefined;
  processorFee?: { bearer?: "shared" | "producer" | undefined } | undefined;
  affiliate?: { base?: "net" | "gross" | undefined } | undefined;
  unreturnedFees?: "producer" | "pro_rata" | undefined;
}

/**
 * As they are stored: in the words of plan.json. Throws 422 for a party nobody knows, or terms that cannot
 * be.
 */
export async function nameTerms(
  tx: Tx,
  ws: number,
  terms: TermsFacts,
  path: string,
): Promise<Record<string, unknown>> {
  const { platformFee, ...rest } = terms;
  if (platformFee === undefined) return spellTerms(defined(rest));
  const { party, rate, ...more } = platformFee;
  const found = await mustFindParty(tx, ws, party, `${path}platformFee.party`);
  const fee = defined({ ...more, rate: rate === undefined ? undefined : formatRate(rate) });
  return spellTerms(defined({ ...rest, platformFee: { ...fee, party: publicId("party", found.id) } }));
}

/** delivery, support, marketing, tax → party. */
export async function nameResponsible(
  tx: Tx,
  ws: number,
  named: Partial<Record<string, PartyName>>,
): Promise<Record<string, Uuid>> {
  const found: Record<string, Uuid> = {};
  for (const [what, party] of Object.entries(named)) {
    if (party !== undefined)
      found[what] = (await mustFindParty(tx, ws, party, `responsibilities.${what}`)).id;
  }
  return found;
}

function defined(object: object): object {
  return Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined));
}
