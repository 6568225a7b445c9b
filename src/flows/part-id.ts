// The id of what a source tells once and we book once a sale: its own id where it names that very sale or the
// charge is one sale, else with the line of the sale, so that telling it again finds each part.
// Example: re_1 on ch_1 → re_1; on ch_1/li_2 → re_1/li_2; r-7 of the sale ch_1/li_2 itself → r-7.
import type { SaleOfCharge } from "../sales/sales-of-charge.ts";
import type { SaleRef } from "../sources/message.ts";

export function partId(id: string, { charge, externalId }: SaleOfCharge, named?: SaleRef): string {
  if (named?.externalId === externalId) return id;
  return externalId.startsWith(`${charge}/`) ? `${id}/${externalId.slice(charge.length + 1)}` : id;
}
