// Batches for the rails' tests: three payouts of a made-up school, the same every time.
import type { MethodDetails } from "../../src/payouts/method.ts";
import type { PayingAccount } from "../../src/payouts/paying-account.ts";
import type { Batch } from "../../src/payouts/rails/batch.ts";

export const IBAN: MethodDetails = {
  kind: "iban",
  holder: "Zoë Müller & Søn™",
  iban: "DE89370400440532013000",
  bic: "COBADEFFXXX",
};
export const IBAN_WITHOUT_BIC: MethodDetails = {
  kind: "iban",
  holder: "Claire",
  iban: "FR1420041010050500013M02606",
  bic: null,
};
export const US: MethodDetails = {
  kind: "us_bank",
  holder: "Bruno Lima",
  routing: "021000021",
  account: "12345678",
  accountType: "checking",
};
export const PIX: MethodDetails = {
  kind: "pix",
  holder: "Ana Conceição",
  keyType: "phone",
  key: "+5511987654321",
};
export const SEPA_PAYER: PayingAccount = {
  rail: "sepa",
  name: "Escola de Música Ltda.",
  iban: "NL91ABNA0417164300",
  bic: null,
};
export const ACH_PAYER: PayingAccount = {
  rail: "ach",
  companyName: "Piano School",
  companyId: "1234567890",
  routing: "091400606",
  bankName: "First Bank & Trust",
};

export function batchOf(
  details: readonly MethodDetails[],
  currency: string,
  payer: PayingAccount | null = null,
): Batch {
  return {
    reference: "R0123456789ABCD",
    runNo: 12,
    currency,
    at: Date.UTC(2026, 1, 1, 9, 30),
    executesOn: "2026-02-02",
    business: { name: "Piano School", city: "São Paulo", currency: "USD" },
    payer,
    lines: details.map((one, i) => ({
      reference: `P000000000000${String(i + 10).padStart(2, "0")}`,
      party: "=SUM(A1)",
      details: one,
      amount: 94_535 + i,
    })),
  };
}
