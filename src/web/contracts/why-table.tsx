// The derivation of one line of a sale as a table: for the console, the portal and the printed appendix
// alike. It never explains by itself: the steps come from the server, recomputed from the sale and its frozen
// plan.
//   <WhyTable why={why} line={line} sale={sale} />
import type { Why } from "../../wire/why.ts";
import { formatAmount } from "../parts/format-amount.ts";
import { Money } from "../parts/money.tsx";
import { useWords } from "../words/words.tsx";
import { derive, isWholeExact, splitExact, type WhyOf, type WhyRow } from "./why-steps.ts";
import css from "./why-table.module.css";

interface Props {
  why: Why;
  line: WhyOf;
  sale: { currency: string };
}

export function WhyTable({ why, line, sale }: Props) {
  const words = useWords();
  return (
    <WhyRows
      says={words.say("flow.why", { name: line.party.name })}
      rows={derive(why, line, words)}
      currency={sale.currency}
    />
  );
}

/** Any derivation: rows of words and figures down to the last one. */
export function WhyRows({
  says,
  rows,
  currency,
}: {
  says: string;
  rows: readonly WhyRow[];
  currency: string;
}) {
  return (
    <table className={css.steps}>
      <caption className="only-read">{says}</caption>
      <tbody>
        {rows.map((row) => (
          <Step key={row.key} row={row} currency={currency} />
        ))}
      </tbody>
    </table>
  );
}

function Step({ row, currency }: { row: WhyRow; currency: string }) {
  return (
    <tr data-kind={row.kind}>
      <th scope="row">{row.text}</th>
      <td className={css.exact}>
        <Exact exact={row.exact} currency={currency} />
      </td>
      <td>
        {row.amount === null ? null : (
          <Money amount={row.amount} currency={currency} withCode={false} tone="ink" zero="digits" />
        )}
      </td>
    </tr>
  );
}

/** 5.82 + 2/5 of 0.01. Whole amounts need no second telling. */
function Exact({ exact, currency }: { exact: string | null; currency: string }) {
  const { say, language } = useWords();
  if (exact === null || isWholeExact(exact)) return null;
  const { whole, left } = splitExact(exact);
  return (
    <span title={say("why.exactNote", { fraction: left ?? "" })}>
      {say("why.exactly")} {formatAmount(whole, currency, language)} +{" "}
      <span className={css.fraction}>{left}</span>{" "}
      {say("why.ofSmallest", { unit: formatAmount(1, currency, language) })}
    </span>
  );
}
