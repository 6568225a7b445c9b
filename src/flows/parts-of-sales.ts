// What one party got of each of some sales, and gave back of it since, by the frozen plan: what a list of
// sales says beside what the buyer paid. Never what anybody else got. Reads only.
// Example: partsOfSales(tx, 7, bruno, [sale]) → sale: given 582, taken 233.
import { sumMinor } from "../base/amount.ts";
import type { Uuid } from "../base/id.ts";
import type { Tx } from "../db/transaction.ts";
import { readPostingSettings } from "../workspaces/posting-settings.ts";
import { linesThatStand } from "./lines-that-stand.ts";
import { PartyBook } from "./party-book.ts";
import { recallSales } from "./recall-sales.ts";

export interface PartOfSale {
  given: number;
  /** Of it, taken back since, on whatever day. */
  taken: number;
}

export async function partsOfSales(
  tx: Tx,
  ws: number,
  party: Uuid,
  sales: readonly Uuid[],
): Promise<Map<Uuid, PartOfSale>> {
  const { taxParty } = await readPostingSettings(tx, ws);
  const recalled = await recallSales(tx, ws, new PartyBook(taxParty), sales);
  const standing = await linesThatStand(tx, ws, recalled);
  return new Map(
    [...recalled].map(([id, sale]) => {
      const own = sale.posted.flatMap((line, i) => (line.party === party ? [i] : []));
      const reversed = standing.get(id)?.reversed ?? [];
      const given = sumMinor(own.map((i) => sale.lines[i]?.amount ?? 0));
      return [id, { given, taken: sumMinor(own.map((i) => reversed[i] ?? 0)) }];
    }),
  );
}
