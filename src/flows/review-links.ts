// Writes down that somebody of the workspace has looked over the links of a product as they are now. A link
// that is added or changed later waits to be looked at again. Changes no link.
// Example: three links live → event product.links_reviewed with their ids and versions.
import { publicId, type Uuid } from "../base/id.ts";
import { Refusal } from "../base/refusal.ts";
import { addEvent } from "../db/events.ts";
import { inWorkspace } from "../db/transaction.ts";
import { readProduct } from "../products/read-products.ts";
import { LINKS_REVIEWED } from "../reports/links.ts";
import type { App } from "./app.ts";
import { linksToReview } from "./check-launch.ts";

export async function reviewLinks(app: App, ws: number, product: Uuid, actor: string): Promise<void> {
  await inWorkspace(app.db, ws, async (tx) => {
    if ((await readProduct(tx, ws, product)) === null) {
      throw new Refusal(404, "not_found", "There is no such product in this workspace.");
    }
    const subject = publicId("product", product);
    const payload = { affiliations: await linksToReview(tx, ws, product) };
    const at = app.ids.now();
    await addEvent(tx, ws, { type: LINKS_REVIEWED, subject, actor, payload, at });
  });
}
