// Checks where a party wants to be paid and brings it into one spelling: an IBAN by its country's form and
// its check digits, a routing number by its checksum, a Pix key by what it says it is. Never asks a bank.
// Example: iban "DE88 3704 0044 0532 0130 00" → 422 invalid_iban: its check digits do not fit.
import { cnpj, cpf } from "cpf-cnpj-validator";
import { electronicFormatIBAN, isValidBIC, ValidationErrorsIBAN, validateIBAN } from "ibantools";
import { Refusal } from "../base/refusal.ts";
import type { MethodDetails, PixKeyType } from "./method.ts";

/** Throws 422 with the path of what is wrong. */
export function checkMethod(details: MethodDetails): MethodDetails {
  switch (details.kind) {
    case "iban":
      return { ...details, holder: holder(details.holder), iban: iban(details.iban), bic: bic(details.bic) };
    case "us_bank":
      return {
        ...details,
        holder: holder(details.holder),
        routing: routing(details.routing),
        account: usAccount(details.account),
      };
    case "paypal":
      return { ...details, email: email(details.email, "email") };
    case "wise":
      return { ...details, holder: holder(details.holder), email: email(details.email, "email") };
    case "pix":
      return {
        ...details,
        holder: holder(details.holder),
        key: pixKey(details.keyType, details.key),
      };
    case "stripe":
      return { ...details, account: stripeAccount(details.account) };
  }
}

function wrong(path: string, code: string, message: string): Refusal {
  return new Refusal(422, code, `${path} ${message}.`, { details: [{ path, code, message }] });
}

function holder(text: string): string {
  const name = text.normalize("NFC").replace(/\s+/g, " ").trim();
  if (name.length === 0) throw wrong("holder", "invalid_holder", "must say whose account it is");
  return name;
}

const IBAN_FAULTS: Partial<Record<ValidationErrorsIBAN, string>> = {
  [ValidationErrorsIBAN.NoIBANCountry]: "begins with a country that has no IBAN",
  [ValidationErrorsIBAN.WrongBBANLength]: "has the wrong length for its country",
  [ValidationErrorsIBAN.WrongBBANFormat]: "does not have its country's form",
  [ValidationErrorsIBAN.ChecksumNotNumber]: "must have two digits behind the country",
  [ValidationErrorsIBAN.WrongIBANChecksum]: "has check digits that do not fit: a digit is mistyped",
  [ValidationErrorsIBAN.WrongAccountBankBranchChecksum]:
    "has an account number whose check digit does not fit",
};

function iban(text: string): string {
  const spelt = electronicFormatIBAN(text) ?? "";
  const { valid, errorCodes } = validateIBAN(spelt);
  if (valid) return spelt;
  const fault = errorCodes.map((code) => IBAN_FAULTS[code]).find((one) => one !== undefined);
  throw wrong("iban", "invalid_iban", fault ?? "is not an IBAN");
}

function bic(text: string | null): string | null {
  if (text === null || text.trim() === "") return null;
  const spelt = text.replace(/\s/g, "").toUpperCase();
  if (isValidBIC(spelt)) return spelt;
  throw wrong("bic", "invalid_bic", "is not a BIC: eight or eleven letters and digits");
}

/** ABA: 3, 7, 1 by turns add up to a multiple of ten. */
export function isRoutingNumber(text: string): boolean {
  if (!/^[0-9]{9}$/.test(text) || text === "000000000") return false;
  const weights = [3, 7, 1];
  const sum = [...text].reduce((total, digit, i) => total + Number(digit) * (weights[i % 3] as number), 0);
  return sum % 10 === 0;
}

function routing(text: string): string {
  const spelt = text.replace(/[\s-]/g, "");
  if (isRoutingNumber(spelt)) return spelt;
  throw wrong("routing", "invalid_routing", "is not a US routing number: nine digits whose checksum fits");
}

function usAccount(text: string): string {
  const spelt = text.replace(/[\s-]/g, "");
  if (/^[0-9]{4,17}$/.test(spelt)) return spelt;
  throw wrong("account", "invalid_account", "must be 4 to 17 digits");
}

function email(text: string, path: string): string {
  const spelt = text.trim();
  if (spelt.length <= 254 && /^[^\s@<>",;]+@[^\s@<>",;]+\.[^\s@<>",;.]+$/.test(spelt)) return spelt;
  throw wrong(path, "invalid_email", "is not an e-mail address");
}

function stripeAccount(text: string): string {
  const spelt = text.trim();
  if (/^acct_[A-Za-z0-9]{8,32}$/.test(spelt)) return spelt;
  throw wrong("account", "invalid_account", "must be a Stripe account id: acct_ and letters and digits");
}

const RANDOM_KEY = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

function pixKey(type: PixKeyType, text: string): string {
  const spelt = text.trim();
  switch (type) {
    case "cpf":
      if (cpf.isValid(spelt)) return cpf.strip(spelt);
      throw wrong("key", "invalid_cpf", "is not a CPF: its check digits do not fit");
    case "cnpj":
      if (cnpj.isValid(spelt)) return cnpj.strip(spelt).toUpperCase();
      throw wrong("key", "invalid_cnpj", "is not a CNPJ: its check digits do not fit");
    case "email":
      // The central bank's directory knows no longer one.
      if (spelt.length > 77)
        throw wrong("key", "invalid_email", "has more than 77 characters: no Pix key is so long");
      return email(spelt, "key").toLowerCase();
    case "phone": {
      const digits = spelt.replace(/[^0-9+]/g, "");
      const number = digits.startsWith("+") ? digits : `+55${digits}`;
      if (/^\+55[1-9][0-9]9?[0-9]{8}$/.test(number)) return number;
      throw wrong("key", "invalid_phone", "is not a Brazilian number: +55, area and number");
    }
    case "random":
      if (RANDOM_KEY.test(spelt.toLowerCase())) return spelt.toLowerCase();
      throw wrong("key", "invalid_pix_key", "is not a random key: 32 hexadecimal digits with hyphens");
  }
}
