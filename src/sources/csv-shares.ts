// What a row says the platform kept and each role got, carried over to the currency of the sale where it is
// another. Amounts may be written as costs (negative): their size counts. Never takes an amount that does not
// fit what was paid without saying so. Example: paid 100.00, fee 9.90, producer 60.10, affiliate 30.00 → fee
// 990, paid at source 6010, 3000.
import { type Minor, sumMinor, ZERO } from "../base/amount.ts";
import type { Currency } from "../base/currency.ts";
import { convertShares } from "./convert-shares.ts";
import type { CsvField } from "./csv-mapping.ts";
import type { CsvRecord } from "./csv-record.ts";
import type { FeePart, Note, PaidAtSourcePart, ReportedPart, SourceRole } from "./message.ts";

export interface RowShares {
  fees: FeePart[];
  /** What neither the platform nor a party got, where the mapping calls that tax. */
  restTax: Minor;
  reported: ReportedPart[];
  paidAtSource: PaidAtSourcePart[];
  affiliateCommission: Minor | null;
}

const FIELDS: readonly { field: CsvField; role: SourceRole }[] = [
  { field: "fee", role: "processor_fee" },
  { field: "producerAmount", role: "producer" },
  { field: "coproducerAmount", role: "coproducer" },
  { field: "affiliateAmount", role: "affiliate" },
];

export function readRowShares(record: CsvRecord, currency: Currency, paid: Minor, notes: Note[]): RowShares {
  const { mapping } = record.layout;
  const settled = (mapping.settlementCurrency ?? currency) as Currency;
  const told = FIELDS.map(({ field, role }) => ({
    field,
    role,
    amount: sizeOf(record.amount(field, settled)),
  })).filter((share) => share.amount !== null) as { field: CsvField; role: SourceRole; amount: Minor }[];
  const isSame = settled === currency;
  const whole = isSame
    ? told.map(({ amount }) => amount)
    : convertShares(
        paid,
        told.map(({ amount }) => amount),
      );
  const amounts = whole ?? told.map(() => ZERO);
  if (!isSame && told.length > 0) {
    const message = `what was paid was divided over what the row reports in ${settled}`;
    notes.push({ code: "shares_converted", message, path: null });
  }
  const of = (role: SourceRole) =>
    told.map((share, i) => (share.role === role ? (amounts[i] as Minor) : null)).find((x) => x !== null);
  const fee = of("processor_fee") ?? ZERO;
  const rest = (paid - sumMinor(amounts)) as Minor;
  const reported = told
    .filter(({ amount }) => amount > 0)
    .map(({ role, amount }): ReportedPart => ({ role, ref: null, name: null, amount, currency: settled }));
  return {
    fees: fee > 0 ? [{ party: mapping.feeParty, amount: fee }] : [],
    restTax: mapping.restIsTax && isSame && told.length > 1 && rest > 0 ? rest : ZERO,
    reported,
    paidAtSource: mapping.paysParties ? paidParts(told, amounts) : [],
    affiliateCommission: of("affiliate") ?? null,
  };
}

function paidParts(told: readonly { role: SourceRole }[], amounts: readonly Minor[]): PaidAtSourcePart[] {
  return told
    .map(({ role }, i) => ({ role, ref: null, name: null, amount: amounts[i] as Minor }))
    .filter(({ amount }) => amount > 0);
}

function sizeOf(amount: Minor | null): Minor | null {
  return amount === null ? null : (Math.abs(amount) as Minor);
}
