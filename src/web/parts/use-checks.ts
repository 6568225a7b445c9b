// What is wrong with what was typed, in the reader's words, or undefined: for useForm's check. It never knows
// a rule of ours; the server refuses what only it can know.
//   const wrong = useChecks(); check: (v) => ({ name: wrong.blank(v.name), price: wrong.amount(v.price,
//   "EUR") })
import { useWords } from "../words/words.tsx";
import { readAmount, readRate } from "./format-amount.ts";
import { readAmounts, type TypedAmounts } from "./typed-amounts.ts";

export interface Checks {
  /** Nothing was typed. */
  blank: (text: string) => string | undefined;
  /** Not an amount of this currency; blank counts as wrong. */
  amount: (text: string, currency: string) => string | undefined;
  /** One of them is not an amount of its currency; blank is none. */
  amounts: (typed: TypedAmounts) => string | undefined;
  /** Not a share from 0 to 100 percent. */
  rate: (text: string) => string | undefined;
  email: (text: string) => string | undefined;
}

export function useChecks(): Checks {
  const { say, language } = useWords();
  const no = (isWrong: boolean, says: string) => (isWrong ? says : undefined);
  return {
    blank: (text) => no(text.trim() === "", say("form.required")),
    amount: (text, currency) => no(readAmount(text, currency, language) === null, say("form.badAmount")),
    amounts: (typed) => no(readAmounts(typed, language) === null, say("form.badAmount")),
    rate: (text) => no(readRate(text) === null, say("form.badRate")),
    email: (text) => no(!/^[^@\s]+@[^@\s]+\.[^@\s]+$/.test(text.trim()), say("form.badEmail")),
  };
}
