// Records a lead: somebody who left an address after a click, before buying. Told again under its external id
// it is the same lead. Marks that lead nowhere are left out; the address itself is not kept.
// Example: recordLead(app, 7, { product, externalId: "webinar-812", clickId: "click_…" }, "key:…").
import { addLead, type Lead } from "../affiliates/lead.ts";
import { newUuid, publicId } from "../base/id.ts";
import { emailDigest } from "../base/person-key.ts";
import { addEvent } from "../db/events.ts";
import { inWorkspace } from "../db/transaction.ts";
import type { ProductName } from "../products/product.ts";
import { mustFindProduct } from "../products/read-products.ts";
import type { App } from "./app.ts";
import { uuidOf } from "./sale-touches.ts";

export interface LeadFacts {
  product: ProductName;
  externalId: string;
  clickId?: string | undefined;
  visitorId?: string | undefined;
  email?: string | undefined;
  /** SHA-256 of the address, as 64 hex digits, where the caller does not tell the address itself. */
  emailHash?: string | undefined;
  at?: number | undefined;
}

export async function recordLead(
  app: App,
  ws: number,
  facts: LeadFacts,
  actor: string,
): Promise<{ lead: Lead; created: boolean }> {
  const now = app.ids.now();
  return await inWorkspace(app.db, ws, async (tx) => {
    const product = await mustFindProduct(tx, ws, facts.product, "product");
    const click = uuidOf("click", facts.clickId);
    const { externalId, email, emailHash = null } = facts;
    const kept = await addLead(tx, ws, {
      id: newUuid(app.ids),
      product,
      externalId,
      clicks: click === null ? [] : [click],
      visitor: uuidOf("visitor", facts.visitorId),
      at: facts.at ?? now,
      emailKey: email === undefined ? emailHash : emailDigest(email),
    });
    if (!kept.created) return kept;
    const subject = publicId("lead", kept.lead.id);
    const payload = { product: publicId("product", product), externalId };
    await addEvent(tx, ws, { type: "lead.recorded", subject, actor, payload, at: now });
    return kept;
  });
}
