// Before terms are signed, where it could come worse than one expects: parts that do not fit and are scaled
// down, or a producer who keeps less than the cap promises. In figures of a real price. Silent where there is
// nothing.
//   <WorstCases warnings={preview.warnings} you="Bruno Lima" isProducer />
import type { WorstCase } from "../data/contracts.ts";
import { amountText, formatRate } from "../parts/format-amount.ts";
import { Status } from "../parts/status.tsx";
import { useWords } from "../words/words.tsx";
import css from "./worst-cases.module.css";

interface Props {
  warnings: readonly WorstCase[];
  /** Whose terms they are. */
  you: string;
  isProducer: boolean;
}

export function WorstCases({ warnings, you, isProducer }: Props) {
  const { say, language } = useWords();
  if (warnings.length === 0) return null;
  return (
    <section className={css.worst} aria-label={say("worst.title")}>
      <Status tone="pending">{say("worst.title")}</Status>
      {warnings.map((one) => {
        const amount = (minor: number | null) => amountText(minor ?? 0, one.currency, language);
        const facts = {
          name: you,
          paid: amount(one.paid),
          rest: amount(one.rest),
          own: amount(one.own),
          kept: amount(one.kept),
          least: amount(one.least),
          rate: one.rate === null ? "" : formatRate(one.rate, language),
        };
        return (
          <p key={one.sale}>
            {say(`worst.sale.${one.sale}`, facts)}{" "}
            {say(`worst.${one.kind}.${isProducer ? "producer" : "party"}`, facts)}
          </p>
        );
      })}
      <p className={css.quiet}>{say("worst.why")}</p>
    </section>
  );
}
