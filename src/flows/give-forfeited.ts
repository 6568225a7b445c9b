// Of a commission that was taken back, what is reversed later is the producer's to give: the lines of
// recalled sales say so. Changes nothing that is stored.
// Example: dora's 17.92 was taken back; a refund of the sale takes it from ana.
import type { Uuid } from "../base/id.ts";
import type { Tx } from "../db/transaction.ts";
import { readForfeited } from "../findings/read-findings.ts";
import type { RecalledSale } from "./recall-sales.ts";
import type { PartyNames } from "./split-facts.ts";

export async function giveForfeited(
  tx: Tx,
  ws: number,
  names: Pick<PartyNames, "uuidOf">,
  sales: ReadonlyMap<Uuid, RecalledSale>,
): Promise<void> {
  for (const [id, parties] of await readForfeited(tx, ws, [...sales.keys()])) {
    const sale = sales.get(id);
    if (sale === undefined) continue;
    const producer = names.uuidOf(sale.compiled.plan.producer);
    sale.posted = sale.posted.map((line) => {
      return line.role === "affiliate" && parties.has(line.party) ? { ...line, party: producer } : line;
    });
  }
}
