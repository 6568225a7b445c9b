// One figure with its name, what it means, and the way down to what it is made of. It never stands alone as a
// box: several sit in a row with a line between them, all as large as the longest of them lets them be, so
// that none leaves its column.
//   <Figures><Figure name="Available" amounts={[{ amount: 52420, currency: "USD" }]} to="/w/…" says="…"
//   /></Figures>
import { Link } from "@tanstack/react-router";
import { Children, type CSSProperties, isValidElement, type ReactNode } from "react";
import { useWords } from "../words/words.tsx";
import css from "./figure.module.css";
import { formatAmount } from "./format-amount.ts";
import { Money } from "./money.tsx";

interface Props {
  name: string;
  amounts?: readonly { amount: number; currency: string }[];
  /** A count instead of money, already formatted. */
  value?: string;
  says?: ReactNode;
  to?: string;
  tone?: "ink" | "pending" | "taken";
}

/** The code after an amount is small: it takes the room of so many digits. */
const CODE = 3;
/** From here on four figures stand two by two on most desks. */
const LONG = 14;

export function Figures({ children }: { children: ReactNode }) {
  const { language } = useWords();
  const lengths = Children.toArray(children).map((child) =>
    isValidElement<Partial<Props>>(child) ? lettersOf(child.props, language) : 0,
  );
  const letters = Math.max(9, ...lengths);
  return (
    <div className={css.room}>
      <div
        className={css.figures}
        data-long={letters >= LONG || undefined}
        style={{ "--letters": letters } as CSSProperties}
      >
        {children}
      </div>
    </div>
  );
}

function lettersOf({ amounts, value }: Partial<Props>, language: string): number {
  const [first] = amounts ?? [];
  return first ? formatAmount(first.amount, first.currency, language).length + CODE : (value ?? "").length;
}

export function Figure({ name, amounts, value, says, to, tone }: Props) {
  const [first, ...others] = amounts ?? [];
  const body = (
    <>
      <span className={css.name} data-tone={tone}>
        {name}
      </span>
      {value === undefined ? null : <span className={css.value}>{value}</span>}
      {first ? (
        <Money {...first} size="xl" zero="digits" {...(first.amount < 0 ? {} : { tone: "ink" })} />
      ) : null}
      {others.map((other) => (
        <Money key={other.currency} {...other} size="md" zero="digits" />
      ))}
    </>
  );
  return (
    <div className={css.figure}>
      {to ? (
        <Link to={to} className={css.down}>
          {body}
        </Link>
      ) : (
        <div className={css.still}>{body}</div>
      )}
      {says ? <div className={css.says}>{says}</div> : null}
    </div>
  );
}
