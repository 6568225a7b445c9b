// The id of what a source tells once and we book once a sale: its own id where the charge is one sale, else
// with the line of the sale, so that telling it again finds each part.
// Example: re_1 on ch_1 → re_1; on ch_1/li_2 → re_1/li_2.
import type { SaleOfCharge } from "../sales/sales-of-charge.ts";

export function partId(id: string, { charge, externalId }: SaleOfCharge): string {
  return externalId.startsWith(`${charge}/`) ? `${id}/${externalId.slice(charge.length + 1)}` : id;
}
