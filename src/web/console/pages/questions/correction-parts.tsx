// What a correction gives to and takes from each party, a line each, and what the producer bears of it. It
// never computes: the amounts are the server's.
//   <CorrectionParts parts={one.parts} producer={one.producer} />
import { Money } from "../../../parts/money.tsx";
import { useWords } from "../../../words/words.tsx";
import type { CreditCorrection } from "../../data/credit-corrections.ts";
import css from "./put-right.module.css";

interface Props {
  parts: CreditCorrection["parts"];
  producer: CreditCorrection["producer"];
}

export function CorrectionParts({ parts, producer }: Props) {
  const { say } = useWords();
  if (parts.length === 0) return <p className={css.note}>{say("correction.noMoney")}</p>;
  return (
    <ul className={css.parts} aria-label={say("correction.parts")}>
      {parts.map(({ party, currency, amount }) => (
        <li key={`${party.id} ${currency}`}>
          <span>{party.name}</span>
          <Money amount={amount} currency={currency} signed />
        </li>
      ))}
      {producer.map(({ currency, amount }) => (
        <li key={currency} data-rest>
          <span>{say("correction.producer")}</span>
          <Money amount={amount} currency={currency} tone="quiet" signed />
        </li>
      ))}
    </ul>
  );
}
