// Names the parties of an impact preview and adds what the change touches. Reads only.
// Example: { party: "party_…", name: "Bruno Lima", role: "coproducer", before: 1230000, after: 1845000 }.
import { parsePublicId, type Uuid } from "../base/id.ts";
import { inWorkspace } from "../db/transaction.ts";
import { findParty } from "../parties/read-parties.ts";
import { readProduct } from "../products/read-products.ts";
import { readNames } from "../reports/names.ts";
import { readTouched, type Touched } from "../reports/touched.ts";
import type { App } from "./app.ts";
import type { Impact, ProposedTerms } from "./preview-impact.ts";
import type { CurrencyImpact, PartyImpact } from "./replay-terms.ts";

export interface NamedImpact extends Omit<Impact, "currencies"> {
  currencies: (Omit<CurrencyImpact, "parties"> & {
    /** Party: null of one who is not known yet. */
    parties: (Omit<PartyImpact, "party"> & { party: string | null; name: string })[];
  })[];
  touched: Touched & { support: string | null };
}

export async function nameImpact(
  app: App,
  ws: number,
  wanted: ProposedTerms,
  found: Impact,
): Promise<NamedImpact> {
  return await inWorkspace(app.db, ws, async (tx) => {
    const support = (await readProduct(tx, ws, wanted.product))?.responsibilities.support ?? null;
    const invited = await findParty(tx, ws, wanted.party);
    const ids = found.currencies.flatMap((one) =>
      one.parties.map(({ party }) => parsePublicId("party", party)),
    );
    const known = ids.filter((id) => id !== wanted.party || invited !== null);
    const names = await readNames(tx, ws, { parties: [...known, support] });
    const nameOf = (id: Uuid | null) => (id !== null && known.includes(id) ? names.party(id) : "");
    const currencies = found.currencies.map((one) => ({
      ...one,
      parties: one.parties.map((line) => {
        const name = nameOf(parsePublicId("party", line.party));
        return { ...line, party: name === "" ? null : line.party, name };
      }),
    }));
    const touched = await readTouched(tx, ws, wanted.product, invited?.id ?? null, found.until);
    const answers = support === null ? null : names.party(support);
    return { ...found, currencies, touched: { ...touched, support: answers } };
  });
}
