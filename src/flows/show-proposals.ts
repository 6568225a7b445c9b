// A proposal as both sides are shown it: names, and its terms in words of both languages. Reads only.
// Example: showProposals(tx, 7, [proposal]) → [{ …proposal, productName: "Piano in 30 days", inWords: { en:
// [["Share", "10 % of what is left after the affiliate"], …] } }].

import type { InWords, Language } from "../contracts/clause-in-words.ts";
import { readFeesHashes } from "../contracts/fees-agreement.ts";
import type { Proposal } from "../contracts/proposal.ts";
import { termsInWords } from "../contracts/terms-in-words.ts";
import type { Tx } from "../db/transaction.ts";
import { readOffersOf } from "../products/read-products.ts";
import { type Names, readNames } from "../reports/names.ts";
import { readWorkspace } from "../workspaces/read-workspace.ts";
import { tellFees } from "./tell-fees.ts";

export interface ShownProposal extends Proposal {
  inWords: Record<Language, InWords[]>;
  /** Of a change of fees: what holds today; else empty. */
  today: Record<Language, InWords[]>;
  /** Of fees that everybody accepted: the hash of the agreement. */
  agreementSha256: string | null;
}

const NOTHING: Record<Language, InWords[]> = { en: [], "pt-BR": [] };

export async function showProposals(
  tx: Tx,
  ws: number,
  proposals: readonly Proposal[],
): Promise<{ shown: ShownProposal[]; names: Names }> {
  const products = proposals.map((one) => one.product);
  const names = await readNames(tx, ws, { products, parties: proposals.map((one) => one.party) });
  const offers = await readOffersOf(tx, ws, [...new Set(products)]);
  const { timeZone, currency } = await readWorkspace(tx, ws);
  const bodies = proposals.flatMap(({ productTerms }) => (productTerms === null ? [] : [productTerms]));
  const fees = await tellFees(tx, ws, products, bodies);
  const asked = proposals.filter((one) => one.kind === "fees" && one.state === "accepted");
  const hashes = await readFeesHashes(
    tx,
    ws,
    asked.map((one) => one.id),
  );
  const shown = proposals.map((proposal) => {
    const one = { ...proposal, agreementSha256: hashes.get(proposal.id) ?? null };
    const { starts, ends, terms, productTerms } = one;
    if (productTerms !== null) {
      const today = fees.at(one.product, Math.max(one.createdAt, starts ?? 0));
      return { ...one, inWords: fees.of(productTerms), today };
    }
    const spelled = offers.get(one.product)?.[0]?.currency ?? currency;
    const words = (language: Language) =>
      terms === null
        ? []
        : [
            ...termsInWords(terms, { language, timeZone, currency: spelled, starts, ends }),
            ...fees.at(one.product, Math.max(one.createdAt, starts ?? 0))[language],
          ];
    return { ...one, inWords: { en: words("en"), "pt-BR": words("pt-BR") }, today: NOTHING };
  });
  return { shown, names };
}
