// An amount as people read it: tabular digits, the currency once and small, minus as a sign, nothing as a
// dash. It never wraps and never computes. Dates have a sibling in when.tsx.
//   <Money amount={-123450} currency="USD" /> → −1,234.50 USD;  amount 0 → –
import { useWords } from "../words/words.tsx";
import { formatAmount } from "./format-amount.ts";
import css from "./money.module.css";

interface Props {
  amount: number;
  currency: string;
  /** Columns that name their currency once leave the code out. */
  withCode?: boolean;
  size?: "sm" | "md" | "lg" | "xl";
  tone?: "ink" | "quiet" | "pending" | "taken";
  /** A zero is a dash. Digits only where it is itself the answer: a figure, a price, what a buyer paid, a sum. */
  zero?: "dash" | "digits";
  /** A plus where a change is meant. */
  signed?: boolean;
}

export function Money(props: Props) {
  const { amount, currency, withCode = true, size = "md", zero = "dash", signed = false } = props;
  const { language } = useWords();
  const tone = props.tone ?? (amount < 0 ? "taken" : "ink");
  const isDash = amount === 0 && zero === "dash";
  const text = isDash ? "–" : `${signed && amount > 0 ? "+" : ""}${formatAmount(amount, currency, language)}`;
  return (
    <span className={css.money} data-size={size} data-tone={isDash ? "quiet" : tone}>
      {text}
      {withCode && !isDash ? <span className={css.code}>{currency}</span> : null}
      {withCode && isDash ? <span className={css.room} data-code={currency} aria-hidden="true" /> : null}
    </span>
  );
}
