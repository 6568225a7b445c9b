// The list rail: one line a payout with everything needed to pay it by hand, in any bank's portal or program.
// Never lets a cell begin a formula. Example: PQ7K2M9X4TB0VNR,Bruno Lima,945.35,BRL,pix,cpf 52998224725,…
import { stringify } from "csv-stringify/sync";
import { decimalText } from "../../base/decimal-text.ts";
import { holderOf, type MethodDetails } from "../method.ts";
import type { FileRail } from "./batch.ts";
import { withoutPlus } from "./pix.ts";

const COLUMNS = [
  "reference",
  "party",
  "holder",
  "amount",
  "currency",
  "kind",
  "account",
  "bank",
  "executes_on",
  "run",
];

export const csvRail: FileRail = {
  extension: "csv",
  mediaType: "text/csv; charset=utf-8",
  write({ currency, executesOn, runNo, lines }) {
    const rows = lines.map(({ reference, party, details, amount }) => [
      reference,
      party,
      holderOf(details, party),
      decimalText(amount, currency),
      currency,
      details.kind,
      ...placeOf(details),
      executesOn,
      String(runNo),
    ]);
    return stringify([COLUMNS, ...rows], { record_delimiter: "windows", escape_formulas: true });
  },
};

/** The account, and at which bank. */
function placeOf(details: MethodDetails): [string, string] {
  switch (details.kind) {
    case "iban":
      return [details.iban, details.bic ?? ""];
    case "us_bank":
      return [`${details.accountType} ${details.account}`, details.routing];
    case "pix":
      return [withoutPlus(details.key), details.keyType];
    case "stripe":
      return [details.account, "Stripe"];
    case "paypal":
    case "wise":
      return [details.email, details.kind === "paypal" ? "PayPal" : "Wise"];
  }
}
