// What a source exchanged: of each currency of the sales what left it, what arrived for that, and the rate
// which the two imply; and the same of one line. It never looks a rate up.
//   <Exchanged one={settlement} />  <LineRate line={line} currency="USD" />
import { decimalText } from "../../../../base/decimal-text.ts";
import { DataTable } from "../../../parts/data-table.tsx";
import { Money } from "../../../parts/money.tsx";
import { Section } from "../../../parts/page.tsx";
import type { Column } from "../../../parts/table-column.ts";
import { When } from "../../../parts/when.tsx";
import css from "../../../payouts/payouts.module.css";
import { useWords } from "../../../words/words.tsx";
import type { SettledLine, SourceSettlement } from "../../data/source-settlements.ts";

type Sums = SourceSettlement["exchanged"][number];

export function Exchanged({ one }: { one: SourceSettlement }) {
  const { say } = useWords();
  const { exchanged, currency } = one;
  if (exchanged.length === 0) return null;
  const money = (key: "gross" | "fee" | "arrived", head: string, into?: string): Column<Sums> => ({
    ...{ key, head, align: "end", card: key === "arrived" ? "figure" : "line" },
    cell: (sums) => <Money amount={sums[key]} currency={into ?? sums.currency} />,
  });
  const columns: Column<Sums>[] = [
    { key: "currency", head: say("settled.column.currency"), card: "title", cell: (sums) => sums.currency },
    { key: "lines", head: say("settled.lines"), align: "end", card: "line", cell: (sums) => sums.lines },
    money("gross", say("settled.gross")),
    money("fee", say("settled.fee")),
    {
      key: "rate",
      head: say("payout.rate"),
      align: "end",
      card: "line",
      cell: (sums) => <Rate rate={sums.rate} from={sums.currency} to={currency} />,
    },
    money("arrived", say("settled.net"), currency),
  ];
  return (
    <Section title={say("settled.exchanged")}>
      <p className={css.quiet}>{say("settled.exchangedSays", { source: one.source })}</p>
      <DataTable
        says={say("settled.exchanged")}
        rows={exchanged}
        columns={columns}
        keyOf={(sums) => sums.currency}
      />
    </Section>
  );
}

/** 1 BRL = 0.195 USD; a dash where the two say none. */
function Rate({ rate, from, to }: { rate: string | null; from: string; to: string }) {
  const { say, language } = useWords();
  if (rate === null) return <>–</>;
  const shown = new Intl.NumberFormat(language, { maximumSignificantDigits: 7 }).format(Number(rate));
  return (
    <span className={css.rate} title={`${rate} ${to}/${from}`}>
      {say("settled.rate", { from, to, rate: shown })}
    </span>
  );
}

/** Of the lines: what each is in its sale's currency, and the rate. */
export function exchangeColumns(
  say: ReturnType<typeof useWords>["say"],
  currency: string,
): Column<SettledLine>[] {
  return [
    {
      key: "sold",
      head: say("settled.inSale"),
      align: "end",
      card: "line",
      cell: ({ exchange }) =>
        exchange === null ? "–" : <Money amount={exchange.gross} currency={exchange.currency} />,
      csv: ({ exchange }) => (exchange === null ? "" : decimalText(exchange.gross, exchange.currency)),
    },
    {
      key: "soldIn",
      head: say("settled.saleCurrency"),
      isHidden: true,
      card: "none",
      cell: ({ exchange }) => exchange?.currency ?? "–",
      csv: ({ exchange }) => exchange?.currency ?? "",
    },
    {
      key: "rate",
      head: say("payout.rate"),
      align: "end",
      card: "line",
      cell: ({ exchange }) =>
        exchange === null ? "–" : <Rate rate={exchange.rate} from={exchange.currency} to={currency} />,
      csv: ({ exchange }) => exchange?.rate ?? "",
    },
  ];
}

/** Below a line that differs: by which rate of which day it is compared. */
export function LineRate({ line, currency }: { line: SettledLine; currency: string }) {
  const { say } = useWords();
  const { exchange } = line;
  if (exchange === null) return null;
  return (
    <span className={css.quiet}>
      {say("settled.toldHere")} <Money amount={line.gross} currency={currency} />
      {" · "}
      <Rate rate={exchange.rate} from={exchange.currency} to={currency} />
      {" · "}
      <When at={exchange.rateAt} show="day" />
    </span>
  );
}
