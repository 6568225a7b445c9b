// Why somebody was left out of a run, in a sentence with its figures. It never guesses: a reason it does not
// know is said as it is. Example: below_minimum, 1000 USD → "Less than the least, 10.00 USD".
import type { PayoutLeftOut } from "../data/payouts.ts";
import { amountText } from "../parts/format-amount.ts";
import type { Words } from "../words/speak.ts";

export function reasonOf({ reason, facts }: Pick<PayoutLeftOut, "reason" | "facts">, words: Words): string {
  const { say, language } = words;
  const text = (name: string) => String(facts[name] ?? "");
  switch (reason) {
    case "below_minimum":
      return say("payout.reason.below_minimum", {
        least: amountText(Number(facts.minimum ?? 0), text("currency"), language),
      });
    case "held":
      return facts.why === undefined
        ? say("payout.reason.held")
        : say("payout.reason.heldWhy", { why: text("why") });
    case "method_changed":
      return say("payout.reason.method_changed", {
        until: new Intl.DateTimeFormat(language, { dateStyle: "medium", timeStyle: "short" }).format(
          new Date(text("until")),
        ),
      });
    case "in_other_run":
      return say("payout.reason.in_other_run", { run: text("run") });
    case "rail_does_not_fit":
    case "rail_not_set_up":
      return say(`payout.reason.${reason}`, {
        rail: say(`payout.rail.${text("rail")}` as "payout.rail.csv"),
      });
    case "above_rail":
      return say("payout.reason.above_rail", {
        rail: say(`payout.rail.${text("rail")}` as "payout.rail.csv"),
        most: amountText(Number(facts.most ?? 0), text("currency"), language),
      });
    case "no_rate":
      return say("payout.reason.no_rate", { from: text("from"), to: text("to") });
    default:
      return say(`payout.reason.${reason}`);
  }
}

/** Why a payout failed or was refused: ours in words, a bank's code with them, what a bank wrote as it is. */
export function whyOf(reason: string, words: Words): string {
  const key = `payout.why.${reason}`;
  return words.has(key) ? words.say(key as "payout.why.held") : reason;
}
