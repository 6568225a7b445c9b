// What is wrong with what was typed, in the reader's words, or undefined: for useForm's check. It never knows
// a rule of ours; the server refuses what only it can know.
//   const wrong = useChecks(); check: (v) => ({ name: wrong.blank(v.name), price: wrong.amount(v.price,
//   "EUR") })
import type { Words } from "../words/speak.ts";
import { useWords } from "../words/words.tsx";
import { readRate } from "./format-amount.ts";
import { exampleAmount, readAmount } from "./read-amount.ts";
import { type TypedAmounts, wrongOf } from "./typed-amounts.ts";

export interface Checks {
  /** Nothing was typed. */
  blank: (text: string) => string | undefined;
  /** Not an amount of this currency, or one below zero; blank counts as wrong. */
  amount: (text: string, currency: string) => string | undefined;
  /** One of them is not an amount of its currency; blank is none. */
  amounts: (typed: TypedAmounts) => string | undefined;
  /** Not a share from 0 to 100 percent. */
  rate: (text: string) => string | undefined;
  email: (text: string) => string | undefined;
}

/** With an amount as one would write it in this currency. */
export function badAmount({ say, language }: Pick<Words, "say" | "language">, currency: string): string {
  return say("form.badAmount", { currency, example: exampleAmount(currency, language) });
}

export function useChecks(): Checks {
  const { say, language } = useWords();
  const no = (isWrong: boolean, says: string) => (isWrong ? says : undefined);
  return {
    blank: (text) => no(text.trim() === "", say("form.required")),
    amount: (text, currency) =>
      no((readAmount(text, currency, language) ?? -1) < 0, badAmount({ say, language }, currency)),
    amounts: (typed) => {
      const currency = wrongOf(typed, language);
      return currency === undefined ? undefined : badAmount({ say, language }, currency);
    },
    rate: (text) => no(readRate(text) === null, say("form.badRate")),
    email: (text) => no(!/^[^@\s]+@[^@\s]+\.[^@\s]+$/.test(text.trim()), say("form.badEmail")),
  };
}
