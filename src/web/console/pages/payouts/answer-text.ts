// What a bank's answer says, in words: how many it spoke of and what became of them, and each thing that does
// not fit. Example: "camt.054: speaks of 120 payouts"; "117 arrived"; "The bank says 120.51 EUR, expected was
// 120.50 EUR: nothing was booked."
import type { BankAnswer } from "../../../data/payouts.ts";
import { amountText } from "../../../parts/format-amount.ts";
import type { Words } from "../../../words/speak.ts";

export type Said = "settled" | "failed" | "returned" | "known" | "differs";

export function differenceText(one: BankAnswer["differences"][number], { say, language }: Words): string {
  const { code, told = null, expected, currency } = one;
  if (told === null || expected === undefined || currency === undefined) {
    return say(`payout.difference.${code}` as "payout.difference.wrong_amount");
  }
  const amounts = {
    told: amountText(told, currency, language),
    expected: amountText(expected, currency, language),
  };
  return say("payout.difference.wrongAmounts", amounts);
}

/** As people write it: a bank's form, or the service that told. */
export function kindText({ kind }: Pick<BankAnswer, "kind">): string {
  return KINDS[kind] ?? kind;
}

const KINDS: Readonly<Record<string, string>> = { nacha: "NACHA", paypal: "PayPal", stripe: "Stripe" };

/** Each with how many; what did not happen is left out. Null: read before it was counted. */
export function outcomesOf({ outcomes, known, differences }: BankAnswer): [Said, number][] | null {
  if (outcomes === null) return null;
  const all = { ...outcomes, known, differs: differences.length };
  return (Object.entries(all) as [Said, number][]).filter(([, count]) => count > 0);
}
