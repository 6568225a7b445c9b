// The columns of a product's affiliates: who, how they stand, what they bring and earn. A head sorts by its
// figure, once more the other way round. Amounts of several currencies stand under each other.
//   useAffiliateColumns({ sort: "sales" }, narrow) → columns; pressing "Clicks" narrows to sort=clicks
import { formatRate } from "../../../parts/format-amount.ts";
import { Money } from "../../../parts/money.tsx";
import { Status } from "../../../parts/status.tsx";
import type { Column } from "../../../parts/table-column.ts";
import { useWords } from "../../../words/words.tsx";
import type { AffiliateFigures, FigureFilters } from "../../data/affiliate-figures.ts";
import css from "./products.module.css";

const TONES = {
  requested: "pending",
  approved: "good",
  refused: "quiet",
  blocked: "taken",
  suspended: "pending",
  ended: "quiet",
} as const;

type Narrow = (some: { sort?: string; direction?: string }) => void;
type C = Column<AffiliateFigures>;

export function useAffiliateColumns(filters: FigureFilters, narrow: Narrow): C[] {
  const { say, language } = useWords();
  const sorted = sorter(filters, narrow);
  const whole = (count: number) => (count === 0 ? "–" : count.toLocaleString(language));
  const figure = (key: "clicks" | "sales"): C => ({
    ...{ key, head: say(`affiliates.${key}`), align: "end", card: "line", sort: sorted(key) },
    cell: (one) => <span className={css.count}>{whole(one[key])}</span>,
  });
  return [
    {
      ...{ key: "party", head: say("lineRole.affiliate"), card: "title", sort: sorted("name") },
      cell: ({ affiliation: one }) => (
        <span className={css.names}>
          <span className={css.name}>{one.party.name}</span>
          <span className={css.under}>
            {one.recruitedBy ? `${one.code} · ${one.recruitedBy.name}` : one.code}
          </span>
        </span>
      ),
    },
    { key: "state", head: say("word.state"), card: "under", cell: (one) => <StateOf one={one} /> },
    {
      ...{ key: "rate", head: say("affiliates.rate"), align: "end", card: "line" },
      cell: (one) => <span className={css.count}>{formatRate(one.affiliation.rate, language)}</span>,
    },
    figure("clicks"),
    figure("sales"),
    {
      ...{ key: "refunds", head: say("affiliates.refundRate"), align: "end", card: "line" },
      sort: sorted("refunds"),
      cell: ({ refundRate, takeBacks, sales }) => (
        <span className={css.count} title={say("affiliates.takenBackOf", { takeBacks, sales })}>
          {refundRate === null || takeBacks === 0 ? "–" : formatRate(tenths(refundRate), language)}
        </span>
      ),
    },
    {
      ...{ key: "earned", head: say("affiliates.earned"), align: "end", card: "figure" },
      sort: sorted("earned"),
      cell: ({ money }) => (
        <span className={css.amounts}>
          {money.length === 0 ? "–" : null}
          {money.map((one) => (
            <Money key={one.currency} amount={one.earned} currency={one.currency} />
          ))}
        </span>
      ),
    },
  ];
}

/** Of a refund rate a tenth of a percent says enough. */
const tenths = (rate: string) => (Math.round(Number(rate) * 1000) / 1000).toString();

/** From the most first, names from A; once more turns it round. */
function sorter({ sort = "earned", direction }: FigureFilters, narrow: Narrow) {
  return (key: string): C["sort"] => {
    const usual = key === "name" ? "asc" : "desc";
    const now = direction ?? usual;
    if (sort !== key) return { is: undefined, onSort: () => narrow({ sort: key, direction: "" }) };
    const next = now === "asc" ? "desc" : "asc";
    const is = now === "asc" ? ("ascending" as const) : ("descending" as const);
    return { is, onSort: () => narrow({ sort: key, direction: next === usual ? "" : next }) };
  };
}

function StateOf({ one: { affiliation: one } }: { one: AffiliateFigures }) {
  const { say } = useWords();
  const isBarred = one.bar !== null && one.state === "approved";
  return (
    <span className={css.names}>
      <Status tone={isBarred ? "pending" : TONES[one.state]}>
        {say(`affiliationState.${isBarred ? "suspended" : one.state}`)}
      </Status>
      {one.bar || one.reason ? (
        <span className={css.under}>{one.bar ? say(`program.bar.${one.bar}`) : one.reason}</span>
      ) : null}
    </span>
  );
}
