// The sales that a party's links and coupons led to, with what it earned of each: its own affiliate lines,
// recomputed from the frozen plan, less what was taken back, and what of it is held. Reads only, in the
// party's own transaction.
// Example: carla, 100.00 paid, followed /l/carla-spring → earned 31.36, held 0.
import { readLinksOfClicks } from "../affiliates/links-of-clicks.ts";
import type { Uuid } from "../base/id.ts";
import type { Tx } from "../db/transaction.ts";
import { listTouchedSales, type TouchedFilter, type TouchedSale } from "../reports/touched-sales.ts";
import { readPostingSettings } from "../workspaces/posting-settings.ts";
import { linesThatStand } from "./lines-that-stand.ts";
import { PartyBook } from "./party-book.ts";
import { recallSales } from "./recall-sales.ts";

export interface ToldTouchedSale extends TouchedSale {
  code: string | null;
  currency: string;
  paid: number;
  earned: number;
  held: number;
}

export async function showTouchedSales(
  tx: Tx,
  ws: number,
  party: Uuid,
  asked: TouchedFilter,
): Promise<ToldTouchedSale[]> {
  const touched = await listTouchedSales(tx, ws, party, asked);
  const { taxParty } = await readPostingSettings(tx, ws);
  const ids = touched.map((one) => one.sale);
  const recalled = await recallSales(tx, ws, new PartyBook(taxParty), ids);
  const standing = await linesThatStand(tx, ws, recalled);
  const clicks = touched.flatMap(({ touch }) => (touch.by === "link" ? [touch.id as Uuid] : []));
  const links = await readLinksOfClicks(tx, ws, clicks);
  return touched.flatMap((one) => {
    const sale = recalled.get(one.sale);
    const became = standing.get(one.sale);
    if (sale === undefined || became === undefined) return [];
    const own = sale.posted.flatMap((line, i) =>
      line.party === party && line.role === "affiliate"
        ? [{ stands: line.amount - (became.reversed[i] ?? 0), held: became.reserved[i] ?? 0 }]
        : [],
    );
    return [
      {
        ...one,
        code: one.touch.by === "link" ? (links.get(one.touch.id as Uuid)?.code ?? null) : one.touch.code,
        currency: sale.facts.currency,
        paid: sale.facts.paid,
        earned: own.reduce((sum, line) => sum + line.stands, 0),
        held: own.reduce((sum, line) => sum + line.held, 0),
      },
    ];
  });
}
