// One figure with its name, what it means, and the way down to what it is made of.
// It never stands alone as a box: several sit in a row with a line between them.
//   <Figures><Figure name="Available" amounts={[{ amount: 52420, currency: "USD" }]} to="/w/…" says="…"
//   /></Figures>
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import css from "./figure.module.css";
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

export function Figures({ children }: { children: ReactNode }) {
  return <div className={css.figures}>{children}</div>;
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
