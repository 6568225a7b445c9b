// Gives a product new fees and affiliate rules from an instant on. Never from one that has passed, never for
// a sale that is posted, and never so that a partner with an agreed contract could get less: that is
// proposed. What gives affiliates less begins after three days' notice. The terms are given whole: what is
// left out is the default, not what was before.
// Example: changeProductTerms(app, 7, piano, { platformFee: { party, rate: 90000 } }, undefined, actor) →
// version 2.
import { publicId, type Uuid } from "../base/id.ts";
import { Refusal } from "../base/refusal.ts";
import { addEvent } from "../db/events.ts";
import { inWorkspace, type Tx } from "../db/transaction.ts";
import { addProductTerms, readProductTerms } from "../products/product-terms.ts";
import { readProduct } from "../products/read-products.ts";
import { lockTerms } from "../workspaces/read-workspace.ts";
import type { App } from "./app.ts";
import { chooseStart } from "./choose-start.ts";
import { nameTerms, type TermsFacts } from "./name-parties.ts";
import { startAfterNotice, whatAffiliatesLose } from "./notice-to-promoting.ts";
import { refusePromised } from "./refuse-promised.ts";
import { refuseStale } from "./refuse-stale.ts";

/** Answers the number of the version. */
export async function changeProductTerms(
  app: App,
  ws: number,
  product: Uuid,
  terms: TermsFacts,
  starts: number | undefined,
  actor: string,
  basedOn?: number | undefined,
): Promise<number> {
  return await inWorkspace(app.db, ws, async (tx) => {
    await lockTerms(tx, ws);
    const at = app.ids.now();
    if ((await readProduct(tx, ws, product)) === null) {
      throw new Refusal(404, "not_found", "There is no such product in this workspace.");
    }
    if (starts !== undefined && starts < at) {
      throw new Refusal(422, "starts_in_past", "New terms start now or later.", {
        details: [{ path: "starts", code: "starts_in_past", message: "has passed" }],
      });
    }
    if (basedOn !== undefined) await refuseOlder(tx, ws, product, basedOn);
    const body = await nameTerms(tx, ws, terms, "");
    await refusePromised(tx, ws, product, body, starts ?? at);
    const affiliates = await whatAffiliatesLose(tx, ws, product, body, starts ?? at);
    const wanted = affiliates.length > 0 ? startAfterNotice(starts, at) : starts;
    const from = await chooseStart(tx, ws, product, wanted, at, "starts");
    await refusePromised(tx, ws, product, body, from);
    const version = await addProductTerms(tx, ws, { product, starts: from, body, actor, at });
    await tellChanged(tx, ws, product, { version, from, affiliates, actor, at });
    return version;
  });
}

export interface ChangedTerms {
  version: number;
  from: number;
  /** What of it gives affiliates less: they are told. */
  affiliates: readonly string[];
  actor: string;
  at: number;
}

export async function tellChanged(
  tx: Tx,
  ws: number,
  product: Uuid,
  { version, from, affiliates, actor, at }: ChangedTerms,
): Promise<void> {
  const payload = {
    ...{ version, starts: new Date(from).toISOString() },
    ...(affiliates.length === 0 ? {} : { affiliates }),
  };
  const subject = publicId("product", product);
  await addEvent(tx, ws, { type: "product.terms_changed", subject, actor, payload, at });
}

/** The caller saw version `basedOn` as the newest: a newer one is another's, and stands. */
async function refuseOlder(tx: Tx, ws: number, product: Uuid, basedOn: number): Promise<void> {
  const version = (await readProductTerms(tx, ws, [product])).get(product)?.at(-1)?.version ?? 0;
  await refuseStale(tx, ws, {
    subject: publicId("product", product),
    type: "product.terms_changed",
    basedOn,
    version,
  });
}
