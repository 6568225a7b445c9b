// How much of held commissions is held now: what was put into the reserve, less what was taken back since. A
// part that a dispute wants too is held as well. Once a person has decided, nothing is.
// Example: dora's 17.92 held, half of the sale refunded → 8.96.
import type { Uuid } from "../base/id.ts";
import type { Tx } from "../db/transaction.ts";
import type { Finding } from "../findings/finding.ts";
import { type HeldTotal, listHeldInDispute, sumUndisputed } from "../reports/held-totals.ts";
import { readPostingSettings } from "../workspaces/posting-settings.ts";
import { PartyBook } from "./party-book.ts";
import { type RecalledSale, recallSales } from "./recall-sales.ts";
import { heldOf } from "./reserved-lines.ts";

/** By finding; one that is decided is missing. */
export async function heldNow(tx: Tx, ws: number, findings: readonly Finding[]): Promise<Map<Uuid, number>> {
  const held = findings.filter((one) => one.state === "held");
  const sales = await recall(tx, ws, [...new Set(held.map((one) => one.sale))]);
  return new Map(held.map((one) => [one.id, heldOf(sales.get(one.sale) as RecalledSale, one)]));
}

/** By currency. Only what is in dispute is worked out anew: there may be many that are not. */
export async function sumHeld(tx: Tx, ws: number): Promise<HeldTotal[]> {
  const totals = await sumUndisputed(tx, ws);
  const sales = await recall(tx, ws, await listHeldInDispute(tx, ws));
  return totals.map((one) => {
    const of = [...sales.values()].filter(({ facts }) => facts.currency === one.currency);
    const disputed = of.flatMap((sale) => sale.holds.map((hold) => heldOf(sale, hold)));
    return { ...one, amount: disputed.reduce((sum, amount) => sum + amount, one.amount) };
  });
}

async function recall(tx: Tx, ws: number, sales: readonly Uuid[]): Promise<Map<Uuid, RecalledSale>> {
  if (sales.length === 0) return new Map();
  const { taxParty } = await readPostingSettings(tx, ws);
  return await recallSales(tx, ws, new PartyBook(taxParty), sales);
}
