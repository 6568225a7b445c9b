// What a payout is worth, as columns: on the screen its amount; in a file also the currency, what was earned
// for it and the rate, each a cell of its own that a sheet can add up. It never writes minor units.
// Example: 57,841.79 USD → 57841.79 | USD | 57841.79 | USD |
import { decimalText } from "../../../../base/decimal-text.ts";
import type { Payout } from "../../../data/payouts.ts";
import { Money } from "../../../parts/money.tsx";
import type { Column } from "../../../parts/table-column.ts";
import type { useWords } from "../../../words/words.tsx";

export function amountColumns(say: ReturnType<typeof useWords>["say"]): Column<Payout>[] {
  const quiet = { isHidden: true, card: "none" } as const;
  return [
    {
      key: "amount",
      head: say("word.amount"),
      align: "end",
      card: "figure",
      cell: (one) => <Money amount={one.amount} currency={one.currency} />,
      csv: (one) => decimalText(one.amount, one.currency),
    },
    {
      ...{ key: "currency", head: say("word.currency"), ...quiet },
      cell: (one) => one.currency,
      csv: (one) => one.currency,
    },
    {
      ...{ key: "owed", head: say("payout.owed"), align: "end", ...quiet },
      cell: ({ owed }) => <Money amount={owed.amount} currency={owed.currency} />,
      csv: ({ owed }) => decimalText(owed.amount, owed.currency),
    },
    {
      ...{ key: "owedIn", head: say("payout.owedIn"), ...quiet },
      cell: ({ owed }) => owed.currency,
      csv: ({ owed }) => owed.currency,
    },
    {
      ...{ key: "rate", head: say("payout.rate"), align: "end", ...quiet },
      cell: ({ rate }) => rate?.rate ?? "–",
      csv: ({ rate }) => rate?.rate ?? "",
    },
  ];
}
