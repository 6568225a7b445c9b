// Thresholds that a workspace set itself, each from a year on; beside those that the program brings. Reads
// and writes them; judging is tax-forms'.
// Example: saveThreshold(tx, 7, { form: "1099-nec", from: 2027, currency: "USD", amount: 250000, … })
import type { Tx } from "../db/transaction.ts";
import { TAX_FORMS, type TaxForm, THRESHOLDS, type Threshold } from "./tax-forms.ts";

export type NewThreshold = Pick<Threshold, "form" | "from" | "currency" | "amount" | "sales"> & {
  /** Why: which law, who said so. */
  note: string;
};

export async function readOwnThresholds(tx: Tx, ws: number): Promise<Threshold[]> {
  const rows = await tx
    .selectFrom("tax_threshold")
    .selectAll()
    .where("ws", "=", ws)
    .orderBy("form")
    .orderBy("from_year")
    .execute();
  return rows.map((row) => ({
    ...{ form: row.form as TaxForm, from: row.from_year, currency: row.currency, amount: row.amount },
    ...{ sales: row.sales, source: row.note, isOwn: true },
  }));
}

/** Everything that counts, by form and year: where both begin in a year, the workspace's own does. */
export async function readThresholds(tx: Tx, ws: number): Promise<Threshold[]> {
  const own = await readOwnThresholds(tx, ws);
  const isReplaced = (one: Threshold) => own.some((each) => each.form === one.form && each.from === one.from);
  const all = [...THRESHOLDS.filter((one) => !isReplaced(one)), ...own];
  return all.sort((a, b) => TAX_FORMS.indexOf(a.form) - TAX_FORMS.indexOf(b.form) || a.from - b.from);
}

export async function saveThreshold(
  tx: Tx,
  ws: number,
  { form, from, ...one }: NewThreshold,
  by: { actor: string; at: number },
): Promise<void> {
  const values = { ...one, set_by: by.actor, set_at: new Date(by.at) };
  await tx
    .insertInto("tax_threshold")
    .values({ ws, form, from_year: from, ...values })
    .onConflict((conflict) => conflict.columns(["ws", "form", "from_year"]).doUpdateSet(values))
    .execute();
}

/** False where there was none. */
export async function removeThreshold(tx: Tx, ws: number, form: TaxForm, from: number): Promise<boolean> {
  const done = await tx
    .deleteFrom("tax_threshold")
    .where("ws", "=", ws)
    .where("form", "=", form)
    .where("from_year", "=", from)
    .executeTakeFirst();
  return done.numDeletedRows > 0n;
}
