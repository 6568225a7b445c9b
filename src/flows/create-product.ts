// Makes a product with its first terms, which hold for every sale before the second version starts, and with
// the names that sources know it by. Example: createProduct(app, 7, { name: "Piano in 30 days", terms: { … }
// }, actor).
import { newUuid, publicId } from "../base/id.ts";
import { addEvent } from "../db/events.ts";
import { inWorkspace } from "../db/transaction.ts";
import type { PartyName } from "../parties/party.ts";
import type { Product } from "../products/product.ts";
import { addProductRef } from "../products/product-refs.ts";
import { addProductTerms } from "../products/product-terms.ts";
import { addProduct, type NewProduct } from "../products/write-product.ts";
import { readWorkspace } from "../workspaces/read-workspace.ts";
import type { App } from "./app.ts";
import { makeOffer, type OfferFacts } from "./create-offer.ts";
import { firstTerms } from "./name-fees.ts";
import { nameResponsible, nameTerms, type TermsFacts } from "./name-parties.ts";

export interface ProductFacts extends Omit<NewProduct, "id" | "at" | "responsibilities"> {
  responsibilities?: Partial<Record<string, PartyName>> | undefined;
  terms?: TermsFacts | undefined;
  refs?: readonly { source: string; ref: string }[] | undefined;
  offers?: readonly OfferFacts[] | undefined;
}

export async function createProduct(
  app: App,
  ws: number,
  facts: ProductFacts,
  actor: string,
): Promise<Product> {
  const at = app.ids.now();
  const { terms, refs = [], offers = [], responsibilities = {}, ...own } = facts;
  return await inWorkspace(app.db, ws, async (tx) => {
    const responsible = await nameResponsible(tx, ws, responsibilities);
    // Silence means what the workspace has settled on; terms that are given are given whole.
    const body = terms
      ? await nameTerms(tx, ws, terms, "terms.")
      : firstTerms((await readWorkspace(tx, ws)).fees);
    const product = await addProduct(tx, ws, {
      id: newUuid(app.ids),
      ...own,
      responsibilities: responsible,
      at,
    });
    await addProductTerms(tx, ws, { product: product.id, starts: at, body, actor, at });
    for (const ref of refs) await addProductRef(tx, ws, { ...ref, product: product.id, offer: null });
    const subject = publicId("product", product.id);
    const payload = { name: product.name, status: product.status };
    await addEvent(tx, ws, { type: "product.created", subject, actor, payload, at });
    for (const [index, offer] of offers.entries()) {
      await makeOffer(tx, app, ws, product.id, offer, actor, `offers[${index}].`);
    }
    return product;
  });
}
