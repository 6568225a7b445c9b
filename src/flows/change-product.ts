// Changes what a product is called, whether it is sold, and who answers for what; never its terms
// (change-product-terms). The event tells each field before and after; a change that changes nothing tells
// none.
// Example: changeProduct(app, 7, id, { status: "inactive", basedOn: 3 }, "account:…").
import { publicId, type Uuid } from "../base/id.ts";
import { Refusal } from "../base/refusal.ts";
import { addEvent } from "../db/events.ts";
import { inWorkspace } from "../db/transaction.ts";
import type { PartyName } from "../parties/party.ts";
import type { Product } from "../products/product.ts";
import { lockProduct, type ProductChange, changeProduct as write } from "../products/write-product.ts";
import type { App } from "./app.ts";
import { changedFields } from "./changed-fields.ts";
import { nameResponsible } from "./name-parties.ts";
import { refuseStale } from "./refuse-stale.ts";

type Change = Omit<ProductChange, "responsibilities"> & {
  responsibilities?: Partial<Record<string, PartyName>> | undefined;
  basedOn?: number | undefined;
};

export async function changeProduct(
  app: App,
  ws: number,
  id: Uuid,
  change: Change,
  actor: string,
): Promise<Product> {
  const at = app.ids.now();
  const { responsibilities, basedOn, ...rest } = change;
  return await inWorkspace(app.db, ws, async (tx) => {
    const subject = publicId("product", id);
    const before = await lockProduct(tx, ws, id);
    if (before === null) throw new Refusal(404, "not_found", "There is no such product in this workspace.");
    await refuseStale(tx, ws, { subject, type: "product.changed", basedOn, version: before.version });
    const responsible = responsibilities && (await nameResponsible(tx, ws, responsibilities));
    const fields = changedFields(told(before), {
      ...rest,
      responsibilities: responsible && publicParties(responsible),
    });
    if (fields === null) return before;
    const product = await write(tx, ws, before, { ...rest, responsibilities: responsible });
    const payload = { ...fields, version: product.version };
    await addEvent(tx, ws, { type: "product.changed", subject, actor, payload, at });
    return product;
  });
}

function told(product: Product): object {
  return { ...product, responsibilities: publicParties(product.responsibilities) };
}

function publicParties(named: Record<string, Uuid>): Record<string, string> {
  return Object.fromEntries(Object.entries(named).map(([what, party]) => [what, publicId("party", party)]));
}
