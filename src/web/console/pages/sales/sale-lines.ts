// The lines of a sale as the pictures take them: who, why at all, how much, in which colour.
// It never changes an amount; sums are exact (base/amount).
//   lineParts(sale, words) → [{ key: "party_1 producer", name: "Ana", note: "Producer", amount: 5242 }, …]
import { sumMinor } from "../../../../base/amount.ts";
import type { PartOf } from "../../../parts/part-of.ts";
import type { Words } from "../../../words/speak.ts";
import { partyAddress } from "../../addresses.ts";
import type { Role, SaleDetail, SaleLine } from "../../data/sales.ts";

const FEES: readonly Role[] = ["platform_fee", "processor_fee", "tax"];

export const isFee = (role: Role): boolean => FEES.includes(role);

export const lineKey = (line: Pick<SaleLine, "party" | "role" | "contract">): string =>
  `${line.party.id}-${line.role}-${line.contract ?? ""}`;

export function lineParts(ws: string, lines: readonly SaleLine[], words: Words, mayOpen: boolean): PartOf[] {
  return lines.map((line) => ({
    key: lineKey(line),
    who: line.party.id,
    name: line.party.name,
    note: words.say(`lineRole.${line.role}`),
    amount: line.amount,
    isFee: isFee(line.role),
    ...(mayOpen ? { href: partyAddress(ws, line.party.id) } : {}),
  }));
}

/** What is left for people once tax and fees are gone. */
export function sharedAmount(lines: readonly SaleLine[]): number {
  return sumMinor(lines.filter((line) => !isFee(line.role)).map((line) => line.amount));
}

/** What of the sale could still be refunded. */
export const leftToRefund = (sale: Pick<SaleDetail, "paid" | "refunded" | "disputed">): number =>
  sale.paid - sale.refunded - sale.disputed;
