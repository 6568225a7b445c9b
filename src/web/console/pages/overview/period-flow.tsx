// Where the money of the period went: from what buyers paid, less what was taken back, past fees and tax, to
// every party. It says in its title what one sees. Below zero is said, not drawn.
import { useQuery } from "@tanstack/react-query";
import { Flow } from "../../../parts/flow.tsx";
import { amountText, formatShare } from "../../../parts/format-amount.ts";
import { Section } from "../../../parts/page.tsx";
import { colours } from "../../../parts/part-of.ts";
import { Problem } from "../../../parts/problem.tsx";
import { useWords } from "../../../words/words.tsx";
import { partiesAddress, salesAddress } from "../../addresses.ts";
import { type Days, flowQuery } from "../../data/reports.ts";
import { flowParts } from "./flow-parts.ts";
import css from "./overview.module.css";

export function PeriodFlow({ ws, now, currency }: { ws: string; now: Days; currency: string }) {
  const words = useWords();
  const { say, language } = words;
  const report = useQuery(flowQuery(ws, now));
  if (report.isError) return <Problem error={report.error} onRetry={() => void report.refetch()} />;
  if (report.isPending) return <div className={css.flowPlace} />;
  const flow = report.data.flows.find((one) => one.currency === currency);
  if (flow === undefined) return null;
  const { whole, shared, hasFees, parts } = flowParts(ws, flow, words);
  const below = parts.filter((part) => part.amount < 0);
  const producer = flow.roles.find((role) => role.role === "producer");
  const says =
    whole > 0 && producer
      ? say("flow.finding", {
          share: formatShare(producer.kept, whole, language),
          whole: amountText(whole, currency, language),
        })
      : say("flow.title");
  return (
    <Section title={says}>
      {whole > 0 && below.length === 0 ? (
        <Flow
          says={says}
          currency={currency}
          source={{
            name: say(flow.taken > 0 ? "flow.paidLess" : "sale.buyerPaid"),
            amount: whole,
            href: `${salesAddress(ws)}?from=${now.from}&to=${now.to}&currency=${currency}`,
          }}
          middle={
            hasFees ? { name: say("overview.toPeople"), amount: shared, href: partiesAddress(ws) } : undefined
          }
          parts={parts}
          colours={colours(parts)}
        />
      ) : (
        <p className={css.less}>
          {say(whole === 0 && below.length === 0 ? "flow.allBack" : "flow.tookMore")}
        </p>
      )}
    </Section>
  );
}
