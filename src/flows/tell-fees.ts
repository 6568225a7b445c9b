// The fees of products in words, for whoever reads what a share is a share of: as they hold at an instant, or
// as they are proposed. Reads only; a partner finds those of its own products. Example: (await tellFees(tx,
// 7, [piano])).at(piano, now).en → [["Platform fee", "9.9 % + 0.50 USD to Market, taken before the split"],
// …].
import { parsePublicId, type Uuid } from "../base/id.ts";
import type { InWords, Language } from "../contracts/clause-in-words.ts";
import { feesInWords } from "../contracts/fees-in-words.ts";
import type { Fees } from "../contracts/promised-fees.ts";
import type { Tx } from "../db/transaction.ts";
import { readBody, readProductTerms, termsAt } from "../products/product-terms.ts";
import { readNames } from "../reports/names.ts";

export type BothWords = Record<Language, InWords[]>;

export interface ToldFees {
  /** None where they are not the reader's to see. */
  at(product: Uuid, instant: number): BothWords;
  /** Of terms that are only proposed, as they are stored. */
  of(body: object): BothWords;
}

/** `bodies`: proposed terms that will be asked for. */
export async function tellFees(
  tx: Tx,
  ws: number,
  products: readonly Uuid[],
  bodies: readonly object[] = [],
): Promise<ToldFees> {
  const terms = await readProductTerms(tx, ws, [...new Set(products)]);
  const proposed = bodies.map(readBody);
  const all = [...[...terms.values()].flat().map((one) => one.body), ...proposed];
  const parties = all.flatMap(({ platformFee }) => (platformFee === null ? [] : [platformOf(platformFee)]));
  const names = await readNames(tx, ws, { parties });
  const words = (fees: Fees): BothWords => {
    const platform = fees.platformFee === null ? "" : names.party(platformOf(fees.platformFee));
    const say = (language: Language) => feesInWords(fees, { language, platform });
    return { en: say("en"), "pt-BR": say("pt-BR") };
  };
  return {
    at: (product, instant) => {
      const versions = terms.get(product) ?? [];
      return versions.length === 0 ? { en: [], "pt-BR": [] } : words(termsAt(versions, instant).body);
    },
    of: (body) => words(readBody(body)),
  };
}

function platformOf({ party }: { party: string }): string {
  return parsePublicId("party", party) ?? party;
}
