// What was sold today, and in the period against the one before: sold, taken back, what is left. Each figure
// leads to the sales it is made of. It never compares two currencies.
//   Sold 12,400.00, +8 % against 11,480.00 in the 30 days before
import { useQuery } from "@tanstack/react-query";
import { Figure, Figures } from "../../../parts/figure.tsx";
import { amountText, formatShare } from "../../../parts/format-amount.ts";
import { Problem } from "../../../parts/problem.tsx";
import { FiguresSkeleton } from "../../../parts/skeletons.tsx";
import { useWords } from "../../../words/words.tsx";
import { ledgerAddress, salesAddress } from "../../addresses.ts";
import { type Days, type SoldReport, soldQuery } from "../../data/reports.ts";
import { useWorkspace } from "../../frame/use-workspace.ts";
import type { Period } from "./period.ts";

type Sold = SoldReport["totals"][number];

interface Props {
  ws: string;
  today: string;
  period: Period;
  now: Days;
  before: Days;
  currency: string;
}

const NONE = { sales: 0, paid: 0, takeBacks: 0, taken: 0, disputeFees: 0 };

const pick = (report: SoldReport | undefined, currency: string): Sold =>
  report?.totals.find((one) => one.currency === currency) ?? { currency, ...NONE };

export function SoldFigures({ ws, today, period, now, before, currency }: Props) {
  const { say, language } = useWords();
  const { may } = useWorkspace();
  const ofDay = useQuery(soldQuery(ws, { from: today, to: today }));
  const ofPeriod = useQuery(soldQuery(ws, now));
  const ofBefore = useQuery(soldQuery(ws, before));
  const failed = [ofDay, ofPeriod, ofBefore].find((one) => one.isError);
  if (failed) return <Problem error={failed.error} onRetry={() => void failed.refetch()} />;
  if (ofDay.isPending || ofPeriod.isPending || ofBefore.isPending) return <FiguresSkeleton count={4} />;
  const day = pick(ofDay.data, currency);
  const sold = pick(ofPeriod.data, currency);
  const then = pick(ofBefore.data, currency);
  const list = (days: Days, more = "") =>
    `${salesAddress(ws)}?from=${days.from}&to=${days.to}&currency=${currency}${more}`;
  const against = say(`period.before.${period}`);
  const left = sold.paid - sold.taken - sold.disputeFees;
  const leftThen = then.paid - then.taken - then.disputeFees;
  return (
    <Figures>
      <Figure
        name={say("sold.today")}
        amounts={[{ amount: day.paid, currency }]}
        says={<DaySays day={day} />}
        to={list({ from: today, to: today })}
      />
      <Figure
        name={say("sold.period")}
        amounts={[{ amount: sold.paid, currency }]}
        says={<Against now={sold.paid} then={then.paid} currency={currency} against={against} />}
        to={list(now)}
      />
      <Figure
        name={say("sold.taken")}
        amounts={[{ amount: sold.taken, currency }]}
        says={
          sold.taken === 0 && then.taken === 0
            ? say("sold.noneTaken")
            : say("sold.takenSays", {
                count: sold.takeBacks,
                share: sold.paid > 0 ? formatShare(sold.taken, sold.paid, language) : "–",
              })
        }
        to={
          may("ledger")
            ? `${ledgerAddress(ws)}?tab=entries&what=taken_back&from=${now.from}&to=${now.to}&currency=${currency}`
            : `${salesAddress(ws)}?state=taken_back&currency=${currency}`
        }
        tone="taken"
      />
      <Figure
        name={say("sold.left")}
        amounts={[{ amount: left, currency }]}
        says={
          <>
            <Against now={left} then={leftThen} currency={currency} against={against} />
            {sold.disputeFees === 0
              ? null
              : ` · ${say("sold.disputeFees", { amount: amountText(sold.disputeFees, currency, language) })}`}
          </>
        }
        tone="ink"
      />
    </Figures>
  );
}

function DaySays({ day }: { day: Sold }) {
  const { say, language } = useWords();
  const sales = say("sold.sales", { count: day.sales });
  if (day.taken === 0) return sales;
  return `${sales} · ${say("sold.takenBack", { amount: amountText(day.taken, day.currency, language) })}`;
}

interface AgainstProps {
  now: number;
  then: number;
  currency: string;
  against: string;
}

/** The change in percent, with both ends: never a percentage of nothing. */
function Against({ now, then, currency, against }: AgainstProps) {
  const { say, language } = useWords();
  const before = say("sold.before", { amount: amountText(then, currency, language), against });
  if (then <= 0) return before;
  const change = formatShare(now - then, then, language);
  const text = now === then ? "±0%" : now > then ? `+${change}` : change;
  return (
    <>
      <b data-up={now >= then || undefined}>{text}</b> {before}
    </>
  );
}
