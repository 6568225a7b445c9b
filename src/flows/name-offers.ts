// A mix names offers of the contract's own product: looked up, and written down by their names of today, so
// that agreement, mail and page say them for ever. Decides nothing else.
// Example: { of: "offer_…", share: "0.2" } → { of: "offer_…", name: "With certificate", share: "0.2" }
import { publicId, type Uuid } from "../base/id.ts";
import { Refusal } from "../base/refusal.ts";
import type { AgreedTerms } from "../contracts/agreed-terms.ts";
import type { Tx } from "../db/transaction.ts";
import { readOfferNames } from "../products/read-products.ts";

/** Throws 422 `unknown_offer` with the path of each that is no offer of the product. */
export async function nameOffers<T extends AgreedTerms>(
  tx: Tx,
  ws: number,
  product: Uuid,
  terms: T,
): Promise<T> {
  if (!terms.clauses.some(({ kind }) => kind === "mix")) return terms;
  const offers = await readOfferNames(tx, ws, product);
  const names = new Map([...offers].map(([id, name]) => [publicId("offer", id), name]));
  const wrong: { path: string; code: string; message: string }[] = [];
  const clauses = terms.clauses.map((clause, index) => {
    if (clause.kind !== "mix") return clause;
    const shares = clause.shares.map((one, place) => {
      const name = names.get(one.of);
      if (name === undefined) {
        const path = `clauses[${index}].shares[${place}].of`;
        wrong.push({ path, code: "unknown_offer", message: "names no offer of this product" });
      }
      return { of: one.of, name: name ?? one.of, share: one.share };
    });
    return { ...clause, shares };
  });
  if (wrong.length > 0) {
    const message = "A share of its own can only be given to an offer of this product.";
    throw new Refusal(422, "unknown_offer", message, { details: wrong });
  }
  return { ...terms, clauses };
}

/** Terms that are of no product yet, kept to be used again. Throws 422 `mix_of_no_product`. */
export function refuseMix({ clauses }: AgreedTerms): void {
  const index = clauses.findIndex(({ kind }) => kind === "mix");
  if (index < 0) return;
  const path = `clauses[${index}]`;
  const message = "names offers of one product: leave it out of a template";
  throw new Refusal(422, "mix_of_no_product", `${path} ${message}.`, {
    details: [{ path, code: "mix_of_no_product", message }],
  });
}
