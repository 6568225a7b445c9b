// Is a tax number one of its country? By form and check digits: CPF and CNPJ (with letters too), EIN and SSN,
// the VAT and personal numbers of the European Union. Never asks an authority whether it was given out.
// Example: checkTaxId("BR", "12.ABC.345/01DE-35") → { kind: "cnpj", number: "12ABC34501DE35" }.
import { stdnum } from "stdnum";

export interface CheckedTaxId {
  /** cpf, cnpj, ein, ssn, vat …; "other" where nobody here knows the country's numbers. */
  kind: string;
  /** Without dots and dashes. */
  number: string;
}

/** What is asked first where a number fits several. */
const FIRST = ["cnpj", "cpf", "ein", "ssn", "vat", "uid", "nif", "iva", "tva", "btw"];
const PLAIN = /^[A-Z0-9][A-Z0-9 ./-]{3,28}[A-Z0-9]$/;

/** Null for one that cannot be a number of that country. */
export function checkTaxId(country: string, text: string): CheckedTaxId | null {
  const typed = text.trim().toUpperCase();
  // Check digits of one digit repeated come out right, and nobody was ever given such a number.
  if (/^(\w)\1+$/.test(typed.replace(/\W/g, ""))) return null;
  const known = stdnum[country];
  if (known === undefined) {
    return PLAIN.test(typed) ? { kind: "other", number: typed.replace(/[ ./-]/g, "") } : null;
  }
  const names = Object.keys(known).filter((name) => name !== "passport");
  const place = (name: string) => (FIRST.includes(name) ? FIRST.indexOf(name) : FIRST.length);
  for (const kind of names.sort((a, b) => place(a) - place(b))) {
    const found = known[kind]?.validate(typed);
    if (found?.isValid === true) return { kind, number: found.compact };
  }
  return null;
}

/** "•••• 1DE35": as much as people see. */
export function hintOf(number: string): string {
  return `•••• ${number.slice(-4)}`;
}
