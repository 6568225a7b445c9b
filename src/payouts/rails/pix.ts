// Pix: a list with key, amount and, for each line, the code that a bank's app pays when it is pasted ("copia
// e cola", a static BR Code with the payout's reference as its txid). Never a formula.
// Example: PQ7K…,Bruno Lima,cpf,52998224725,945.35,00020126…6304ABCD
import { stringify } from "csv-stringify/sync";
import { createStaticPix, hasError } from "pix-utils";
import { decimalText } from "../../base/decimal-text.ts";
import { assert } from "../../base/refusal.ts";
import { asciiField } from "./bank-text.ts";
import type { Batch, BatchLine, FileRail } from "./batch.ts";

const COLUMNS = ["reference", "holder", "key_type", "key", "amount", "executes_on", "copia_e_cola"];

export const pixRail: FileRail = {
  extension: "csv",
  mediaType: "text/csv; charset=utf-8",
  write(batch) {
    const rows = batch.lines.map((line) => {
      const { details, reference, amount } = line;
      assert(details.kind === "pix", "a Pix to something that is no key");
      const { holder, key, keyType } = details;
      const reais = decimalText(amount, "BRL");
      return [reference, holder, keyType, withoutPlus(key), reais, batch.executesOn, codeOf(batch, line)];
    });
    return stringify([COLUMNS, ...rows], { record_delimiter: "windows", escape_formulas: true });
  },
};

/** A cell that begins with + would be a formula; banks take the number with or without it. */
export function withoutPlus(key: string): string {
  return key.startsWith("+") ? key.slice(1) : key;
}

function codeOf({ business }: Batch, { details, party, reference, amount }: BatchLine): string {
  assert(details.kind === "pix", "a Pix to something that is no key");
  // A code must name somebody in Latin letters; the key alone says who is paid.
  const [name] = [details.holder, party, reference]
    .map((text) => asciiField(text, 25).trim())
    .filter(Boolean);
  const pix = createStaticPix({
    merchantName: name ?? reference,
    merchantCity: asciiField(business.city, 15).trim() || "BRASIL",
    pixKey: details.key,
    txid: reference,
    // The library takes a number: exact, since a decimal of two places below 10^13 spells back the same.
    transactionAmount: Number(decimalText(amount, "BRL")),
  });
  assert(!hasError(pix), "a Pix code that its own library refuses");
  return pix.toBRCode();
}
