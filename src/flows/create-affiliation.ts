// Makes a partner an affiliate of a product: a code, a rate, and who recruited them. Approved at once. Where
// the product has a programme a rate other than its own becomes a rule for this affiliate. Refused where a
// link of theirs would earn nothing.
// Example: createAffiliation(app, 7, { product, party: { ref: "carla" }, code: "CARLA", rate: 350000 },
// actor).

import type { Affiliation } from "../affiliates/affiliation.ts";
import { addAffiliation } from "../affiliates/write-affiliation.ts";
import { newUuid, publicId } from "../base/id.ts";
import { formatRate, type Ppm } from "../base/rate.ts";
import { addEvent } from "../db/events.ts";
import { inWorkspace } from "../db/transaction.ts";
import type { PartyName } from "../parties/party.ts";
import { mustFindPartner } from "../parties/read-parties.ts";
import type { ProductName } from "../products/product.ts";
import { mustFindProduct } from "../products/read-products.ts";
import { lockTerms } from "../workspaces/read-workspace.ts";
import type { App } from "./app.ts";
import { refuseBarred } from "./decide-affiliation.ts";
import { giveOwnRate } from "./give-own-rate.ts";

export interface AffiliationFacts {
  product: ProductName;
  party: PartyName;
  code: string;
  rate: Ppm;
  recruitedBy?: PartyName | null | undefined;
  /** As it stood in another tool; approved where it is left out. */
  state?: "suspended" | "blocked" | undefined;
  /** Why it is suspended or blocked. */
  reason?: string | undefined;
  externalId?: string | undefined;
  metadata?: Record<string, string> | undefined;
}

export async function createAffiliation(
  app: App,
  ws: number,
  facts: AffiliationFacts,
  actor: string,
): Promise<Affiliation> {
  const at = app.ids.now();
  return await inWorkspace(app.db, ws, async (tx) => {
    await lockTerms(tx, ws);
    const product = await mustFindProduct(tx, ws, facts.product, "product");
    const party = (await mustFindPartner(tx, ws, facts.party, "party")).id;
    const recruiter = facts.recruitedBy
      ? await mustFindPartner(tx, ws, facts.recruitedBy, "recruitedBy")
      : null;
    const { code, rate, state, reason, externalId, metadata } = facts;
    const id = newUuid(app.ids);
    const recruitedBy = recruiter?.id ?? null;
    await refuseBarred(tx, ws, { product, party }, at);
    const own = { id, product, party, code, rate, recruitedBy, externalId, metadata, by: actor, at };
    const affiliation = await addAffiliation(tx, ws, { ...own, state, reason });
    const subject = publicId("affiliation", id);
    const after = { rate: formatRate(rate), recruitedBy: recruitedBy && publicId("party", recruitedBy) };
    const payload = { product: publicId("product", product), party: publicId("party", party), code, after };
    await addEvent(tx, ws, { type: "affiliation.created", subject, actor, payload, at });
    await giveOwnRate(app, tx, ws, { product, party, rate, isFirst: true }, actor);
    return affiliation;
  });
}
