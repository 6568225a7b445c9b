// Amounts in several currencies as one types them, and back: digits are moved, never divided, and what stands
// in one currency never becomes another's. Example: { USD: 50, BRL: 250 } → { USD: "0.50", BRL: "2.50" } →
// the same.
import { formatAmount } from "./format-amount.ts";
import { readAmount } from "./read-amount.ts";

/** As typed, by currency. */
export type TypedAmounts = Record<string, string>;

/** As they are typed in one's language; the home currency has a row also where it has no amount. */
export function typedAmounts(
  amounts: Readonly<Record<string, number>>,
  home: string,
  language: string,
): TypedAmounts {
  const all = Object.keys(amounts).length === 0 ? { [home]: 0 } : amounts;
  return Object.fromEntries(
    Object.entries(all).map(([currency, amount]) => [currency, formatAmount(amount, currency, language)]),
  );
}

/** The first currency whose figure is no amount of it; nothing typed is nothing. */
export function wrongOf(typed: TypedAmounts, language: string): string | undefined {
  return Object.keys(typed).find((currency) => readOne(typed, currency, language) === null);
}

function readOne(typed: TypedAmounts, currency: string, language: string): number | null {
  const text = typed[currency] ?? "";
  const amount = text.trim() === "" ? 0 : readAmount(text, currency, language);
  return amount === null || amount < 0 ? null : amount;
}

/**
 * Minor units by currency, none where there is nothing; null where one is no amount. Nothing typed is
 * nothing.
 */
export function readAmounts(typed: TypedAmounts, language: string): Record<string, number> | null {
  const read: Record<string, number> = {};
  for (const currency of Object.keys(typed)) {
    const amount = readOne(typed, currency, language);
    if (amount === null) return null;
    if (amount > 0) read[currency] = amount;
  }
  return read;
}
