// A proposal as both sides are shown it: names, and its terms in words of both languages. Reads only.
// Example: showProposals(tx, 7, [proposal]) → [{ …proposal, productName: "Piano in 30 days", inWords: { en:
// [["Share", "10 % of what is left after the affiliate"], …] } }].
import type { Proposal } from "../contracts/proposal.ts";
import { type InWords, type Language, termsInWords } from "../contracts/terms-in-words.ts";
import type { Tx } from "../db/transaction.ts";
import { readOffersOf } from "../products/read-products.ts";
import { type Names, readNames } from "../reports/names.ts";
import { readWorkspace } from "../workspaces/read-workspace.ts";

export interface ShownProposal extends Proposal {
  inWords: Record<Language, InWords[]>;
}

export async function showProposals(
  tx: Tx,
  ws: number,
  proposals: readonly Proposal[],
): Promise<{ shown: ShownProposal[]; names: Names }> {
  const products = proposals.map((one) => one.product);
  const names = await readNames(tx, ws, { products, parties: proposals.map((one) => one.party) });
  const offers = await readOffersOf(tx, ws, [...new Set(products)]);
  const { timeZone, currency } = await readWorkspace(tx, ws);
  const shown = proposals.map((one) => {
    const { starts, ends, terms } = one;
    const spelled = offers.get(one.product)?.[0]?.currency ?? currency;
    const words = (language: Language) =>
      terms === null ? [] : termsInWords(terms, { language, timeZone, currency: spelled, starts, ends });
    return { ...one, inWords: { en: words("en"), "pt-BR": words("pt-BR") } };
  });
  return { shown, names };
}
