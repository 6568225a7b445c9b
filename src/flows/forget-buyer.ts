// Forgets the buyer of one sale and says in the audit trail that it was done, by whom; never what was erased.
// What people wrote about the buyer in questions is taken out of there as well, and leads of the address are
// nobody's any more.
// Example: forgetBuyer(app, 7, sale, "account:…") → event buyer.erased of sale_….
import { forgetLeadsOf } from "../affiliates/lead.ts";
import { publicId, type Uuid } from "../base/id.ts";
import { Refusal } from "../base/refusal.ts";
import { addEvent } from "../db/events.ts";
import { inWorkspace } from "../db/transaction.ts";
import { eraseWords } from "../questions/write-question.ts";
import { readListedSale } from "../reports/sales.ts";
import { eraseBuyer } from "../sales/erase-buyer.ts";
import type { App } from "./app.ts";

/** Shorter names and references are words that mean other things as well. */
const SHORTEST = 4;

/** Throws 404 `not_found`. Done before: nothing happens. */
export async function forgetBuyer(app: App, ws: number, sale: Uuid, actor: string): Promise<void> {
  const at = app.ids.now();
  await inWorkspace(app.db, ws, async (tx) => {
    const found = await readListedSale(tx, ws, sale);
    if (found === null) throw new Refusal(404, "not_found", "There is no such sale in this workspace.");
    const erased = await eraseBuyer(tx, ws, sale, at);
    if (erased === null) return;
    const words = [erased.email, erased.name, erased.reference].flatMap((one) => one ?? []);
    const long = words.filter((one) => one.length >= SHORTEST);
    await eraseWords(tx, ws, long);
    if (erased.email !== null) await forgetLeadsOf(tx, ws, erased.email);
    const subject = publicId("sale", sale);
    await addEvent(tx, ws, { type: "buyer.erased", subject, actor, payload: {}, at });
  });
}
