// Wise batch payments by e-mail or bank account: the columns of its template; a file has the 1,000 lines at
// most that Wise takes (MOST_LINES), of longer runs there are several. Amounts are what arrives
// (amountCurrency target). Never a formula.
// Example: Bruno Lima,bruno@example.com,PQ7K…,PERSON,target,945.35,USD,BRL
import { stringify } from "csv-stringify/sync";
import { decimalText } from "../../base/decimal-text.ts";
import { holderOf, type MethodDetails } from "../method.ts";
import type { FileRail } from "./batch.ts";

const COLUMNS = [
  "name",
  "recipientEmail",
  "paymentReference",
  "receiverType",
  "amountCurrency",
  "amount",
  "sourceCurrency",
  "targetCurrency",
  "IBAN",
  "BIC",
  "abartn",
  "accountNumber",
  "accountType",
];

export const wiseRail: FileRail = {
  extension: "csv",
  mediaType: "text/csv; charset=utf-8",
  write({ business, currency, lines }) {
    const rows = lines.map(({ reference, party, details, amount, isBusiness = false }) => [
      holderOf(details, party),
      details.kind === "wise" ? details.email : "",
      reference,
      isBusiness ? "INSTITUTION" : "PERSON",
      "target",
      decimalText(amount, currency),
      business.currency,
      currency,
      ...bankOf(details),
    ]);
    return stringify([COLUMNS, ...rows], { escape_formulas: true });
  },
};

function bankOf(details: MethodDetails): string[] {
  if (details.kind === "iban") return [details.iban, details.bic ?? "", "", "", ""];
  if (details.kind === "us_bank") {
    return ["", "", details.routing, details.account, details.accountType.toUpperCase()];
  }
  return ["", "", "", "", ""];
}
