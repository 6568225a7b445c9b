// Why one party gets what it gets of a sale: a column of figures that a person can follow to the last unit.
// It never explains by itself: the steps come from the server, recomputed from the sale and its frozen plan.
import { Skeleton } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { formatAmount } from "../../../parts/format-amount.ts";
import { Money } from "../../../parts/money.tsx";
import { Problem } from "../../../parts/problem.tsx";
import { useWords } from "../../../words/words.tsx";
import { type SaleDetail, type SaleLine, type Why, whyQuery } from "../../data/sales.ts";
import { useWorkspace } from "../../frame/use-workspace.ts";
import css from "./why-line.module.css";
import { derive, isWholeExact, splitExact, type WhyRow } from "../../../contracts/why-steps.ts";

interface Props {
  sale: SaleDetail;
  line: SaleLine;
}

export function WhyLine({ sale, line }: Props) {
  const words = useWords();
  const { ws } = useWorkspace();
  const why = useQuery(whyQuery(ws, sale.id));
  const place = useRef<HTMLDivElement>(null);
  // Asked from the flow above, the answer may stand below the edge of the screen.
  useEffect(() => {
    if (why.isSuccess) place.current?.scrollIntoView({ block: "nearest" });
  }, [why.isSuccess]);
  if (why.isError) {
    return (
      <div className={css.why}>
        <Problem error={why.error} onRetry={() => void why.refetch()} />
      </div>
    );
  }
  if (why.isPending) {
    return (
      <div className={css.why} aria-hidden="true">
        {["a", "b", "c", "d"].map((place) => (
          <Skeleton key={place} height={12} my={12} />
        ))}
      </div>
    );
  }
  return (
    <div className={css.why} ref={place}>
      <WhyTable why={why.data} line={line} sale={sale} />
      <p className={css.plan}>{words.say("why.recomputed", { plan: sale.plan.slice(0, 12) })}</p>
    </div>
  );
}

/** The steps alone, as the screen and the printed appendix show them. */
export function WhyTable({ why, line, sale }: Props & { why: Why }) {
  const words = useWords();
  return (
    <table className={css.steps}>
      <caption className="only-read">{words.say("flow.why", { name: line.party.name })}</caption>
      <tbody>
        {derive(why, line, words).map((row) => (
          <Step key={row.key} row={row} currency={sale.currency} />
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

/** 5.82 and two fifths of a unit. Whole amounts need no second telling. */
function Exact({ exact, currency }: { exact: string | null; currency: string }) {
  const { say, language } = useWords();
  if (exact === null || isWholeExact(exact)) return null;
  const { whole, left } = splitExact(exact);
  return (
    <span title={say("why.exactNote", { fraction: left ?? "" })}>
      {say("why.exactly")} {formatAmount(whole, currency, language)} +{" "}
      <span className={css.fraction}>{left}</span>
    </span>
  );
}
