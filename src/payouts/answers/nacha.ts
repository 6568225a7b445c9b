// NACHA returns: an entry with an addenda record 799, whose code says why. The individual id number is the
// payout's reference. A notification of change (798) gives nothing back and is passed over.
// Example: 6 21 … PQ7K2M9X4TB0VNR … and 799R03… → back, "R03".
import { digitsToDecimal } from "../../base/decimal-text.ts";
import type { Said } from "./said.ts";

export function isNacha(text: string): boolean {
  return /^101[ 0-9]{10}/.test(text);
}

export function readNacha(text: string): Said[] {
  const records = text.split(/\r?\n/);
  return records.flatMap((record, i): Said[] => {
    const addenda = records[i + 1] ?? "";
    if (!record.startsWith("6") || !addenda.startsWith("799")) return [];
    const code = addenda.slice(3, 6);
    return [
      {
        reference: record.slice(39, 54).trim(),
        isBatch: false,
        outcome: "back",
        amount: digitsToDecimal(record.slice(29, 39), "USD"),
        currency: "USD",
        reason: code,
        externalId: addenda.slice(79, 94).trim() || null,
      },
    ];
  });
}
