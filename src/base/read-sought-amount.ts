// What amount a person may mean who types one into a search: "49.90", "49,90 EUR", "R$ 49,90" or the bare
// digits of minor units, "4990". Every reading that is an amount of one of the currencies counts. Digits are
// moved, never divided; it decides nothing about money, it only looks for it.
// Example: readSoughtAmounts("4990", ["EUR"]) → [{ EUR, 499000 }, { EUR, 4990 }];  "49,90 EUR" → [{ EUR, 4990
// }]
import { MAX_MINOR } from "./amount.ts";
import { decimalsOf, isCurrency } from "./currency.ts";

export interface SoughtAmount {
  currency: string;
  amount: number;
}

const SIGNS: Record<string, readonly string[]> = {
  "€": ["EUR"],
  "£": ["GBP"],
  R$: ["BRL"],
  "¥": ["JPY", "CNY"],
  US$: ["USD"],
};

/** `known` are the currencies that there can be: amounts of others are not looked for. */
export function readSoughtAmounts(typed: string, known: readonly string[]): SoughtAmount[] {
  const match = /^\s*([A-Za-z]{3}|R\$|US\$|[€£¥$])?\s*(\d[\d.,\s']*)\s*([A-Za-z]{3}|[€£¥$])?\s*$/.exec(typed);
  if (!match) return [];
  const [, before, digits = "", behind] = match;
  const named = (before ?? behind)?.toUpperCase();
  const meant = named === undefined || named === "$" ? known : (SIGNS[named] ?? [named]);
  const found: SoughtAmount[] = [];
  for (const currency of known.filter((one) => meant.includes(one) && isCurrency(one))) {
    const decimals = isCurrency(currency) ? decimalsOf(currency) : 0;
    for (const amount of readings(digits.replace(/[\s']/g, ""), decimals)) found.push({ currency, amount });
  }
  return found;
}

/** Digits, or digits in thousands. */
const WHOLE = /^(\d+|\d{1,3}([.,]\d{3})+)$/;

function readings(digits: string, decimals: number): number[] {
  const marks = digits.replace(/\d/g, "");
  const plain = Number(digits.replace(/[.,]/g, ""));
  // As it is written in whole units first; digits alone may also be minor units.
  const all = marks === "" ? [asUnits(digits, "", decimals), plain] : [];
  const last = Math.max(digits.lastIndexOf("."), digits.lastIndexOf(","));
  const tail = digits.slice(last + 1);
  const whole = digits.slice(0, last);
  if (marks !== "" && tail.length <= decimals && WHOLE.test(whole)) all.push(asUnits(whole, tail, decimals));
  // "1.234": thousands where every group behind a mark has three digits.
  if (marks !== "" && WHOLE.test(digits)) all.push(asUnits(digits, "", decimals));
  return [...new Set(all)].filter((amount) => Number.isSafeInteger(amount) && amount <= MAX_MINOR);
}

function asUnits(whole: string, fraction: string, decimals: number): number {
  return Number(whole.replace(/[.,]/g, "") + fraction.padEnd(decimals, "0"));
}
