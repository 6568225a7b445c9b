// Why the next run would leave a party's balance out, said to the party itself, with what it can do. Never
// names what is the business's alone. Example: method_changed → "your new account counts from 4 Feb, 09:12."
import type { PayoutDetails } from "../../../data/payouts.ts";
import { amountText } from "../../../parts/format-amount.ts";
import type { Words } from "../../../words/speak.ts";

type WhyNot = NonNullable<PayoutDetails["owed"][number]["whyNot"]>;

/** Null of what is said by its figures: less than the minimum. */
export function ownReasonOf({ reason, facts }: WhyNot, { say, language }: Words): string | null {
  const text = (name: string) => String(facts[name] ?? "");
  const rail = () => say(`payout.rail.${text("rail")}` as "payout.rail.csv");
  switch (reason) {
    case "below_minimum":
    case "in_other_run":
    case "not_chosen":
      return null;
    case "method_changed":
      return say("payout.own.method_changed", {
        until: new Intl.DateTimeFormat(language, { dateStyle: "medium", timeStyle: "short" }).format(
          new Date(text("until")),
        ),
      });
    case "rail_does_not_fit":
    case "rail_not_set_up":
      return say(`payout.own.${reason}`, { rail: rail() });
    case "above_rail":
      return say("payout.own.above_rail", {
        rail: rail(),
        most: amountText(Number(facts.most ?? 0), text("currency"), language),
      });
    case "no_rate":
      return say("payout.own.no_rate", { from: text("from"), to: text("to") });
    default:
      return say(`payout.own.${reason}`);
  }
}
