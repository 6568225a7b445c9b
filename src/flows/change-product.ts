// Changes what a product is called, whether it is sold, and who answers for what; never its terms
// (change-product-terms).
// Example: changeProduct(app, 7, id, { status: "inactive" }, "account:…").
import { publicId, type Uuid } from "../base/id.ts";
import { Refusal } from "../base/refusal.ts";
import { addEvent } from "../db/events.ts";
import { inWorkspace } from "../db/transaction.ts";
import type { PartyName } from "../parties/party.ts";
import type { Product } from "../products/product.ts";
import { type ProductChange, changeProduct as write } from "../products/write-product.ts";
import type { App } from "./app.ts";
import { nameResponsible } from "./name-parties.ts";

type Change = Omit<ProductChange, "responsibilities"> & {
  responsibilities?: Partial<Record<string, PartyName>> | undefined;
};

export async function changeProduct(
  app: App,
  ws: number,
  id: Uuid,
  change: Change,
  actor: string,
): Promise<Product> {
  const at = app.ids.now();
  const { responsibilities, ...rest } = change;
  return await inWorkspace(app.db, ws, async (tx) => {
    const responsible = responsibilities && (await nameResponsible(tx, ws, responsibilities));
    const product = await write(tx, ws, id, { ...rest, responsibilities: responsible });
    if (product === null) throw new Refusal(404, "not_found", "There is no such product in this workspace.");
    const payload = { changed: Object.keys(change) };
    await addEvent(tx, ws, { type: "product.changed", subject: publicId("product", id), actor, payload, at });
    return product;
  });
}
