// Sets from which year on a yearly form is judged by another threshold, or takes that away. Judges nobody by
// itself: the facts of a year are judged whenever they are asked for.
// Example: setTaxThreshold(app, 7, { form: "1099-nec", from: 2027, amount: 250000, … }, ana)
import { Refusal } from "../base/refusal.ts";
import { addEvent } from "../db/events.ts";
import { inWorkspace } from "../db/transaction.ts";
import type { TaxForm } from "../statements/tax-forms.ts";
import {
  type NewThreshold,
  readThresholds,
  removeThreshold,
  saveThreshold,
} from "../statements/tax-thresholds.ts";
import type { App } from "./app.ts";

/** Answers all that count now. */
export async function setTaxThreshold(
  app: App,
  ws: number,
  wanted: NewThreshold,
  { actor }: { actor: string },
) {
  return await inWorkspace(app.db, ws, async (tx) => {
    const at = app.ids.now();
    await saveThreshold(tx, ws, wanted, { actor, at });
    const { form: subject, ...payload } = wanted;
    await addEvent(tx, ws, { type: "tax_threshold.set", subject, actor, payload, at });
    return await readThresholds(tx, ws);
  });
}

/** Throws 404 where the workspace set none for that year. */
export async function removeTaxThreshold(
  app: App,
  ws: number,
  { form, from }: { form: TaxForm; from: number },
  { actor }: { actor: string },
) {
  return await inWorkspace(app.db, ws, async (tx) => {
    if (!(await removeThreshold(tx, ws, form, from))) {
      throw new Refusal(404, "not_found", "There is no threshold of your own for that form and year.");
    }
    const at = app.ids.now();
    await addEvent(tx, ws, { type: "tax_threshold.removed", subject: form, actor, payload: { from }, at });
    return await readThresholds(tx, ws);
  });
}
