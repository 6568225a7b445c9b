// How a version of a product's terms looks in an answer: the platform by name, rates as people write them.
// Example: platform 9.9 % + 0.50 → { "platformFee": { "party": { "name": "Market" }, "rate": "0.099", … }, …
// }.
import { parsePublicId } from "../../base/id.ts";
import { formatRate } from "../../base/rate.ts";
import type { ProductTerms } from "../../products/product-terms.ts";
import type { Names } from "../../reports/names.ts";
import { showInstant } from "../../wire/instant.ts";
import type { ProductTerms as Shown } from "../../wire/product.ts";
import { showParty } from "./show-named.ts";

/** The platforms that these terms name. */
export function partiesOfTerms(versions: readonly ProductTerms[]): string[] {
  return versions.flatMap(({ body }) => (body.platformFee === null ? [] : [uuidOf(body.platformFee.party)]));
}

function uuidOf(party: string): string {
  return parsePublicId("party", party) ?? party;
}

export function showTerms(names: Names, terms: ProductTerms): Shown {
  const { platformFee, processorFee, affiliate, unreturnedFees } = terms.body;
  return {
    version: terms.version,
    starts: showInstant(terms.starts),
    platformFee: platformFee && {
      party: showParty(names, uuidOf(platformFee.party)),
      rate: formatRate(platformFee.rate),
      fixed: Object.fromEntries(platformFee.fixed),
      bearer: platformFee.bearer,
    },
    processorFee,
    affiliate,
    unreturnedFees,
    createdBy: terms.createdBy,
    createdAt: showInstant(terms.createdAt),
  };
}
