// The columns of a product's affiliates: who, how they stand, what they bring and earn. A head sorts by its
// figure, once more the other way round. Amounts of several currencies stand under each other.
//   useAffiliateColumns({ filters: { sort: "sales" }, … }) → columns; pressing "Clicks" narrows to
//   sort=clicks
import { Link } from "@tanstack/react-router";
import { formatRate } from "../../../parts/format-amount.ts";
import { Money } from "../../../parts/money.tsx";
import { sorter } from "../../../parts/sorter.ts";
import { Status } from "../../../parts/status.tsx";
import type { Column } from "../../../parts/table-column.ts";
import type { Narrowing } from "../../../parts/use-filters.ts";
import { When } from "../../../parts/when.tsx";
import { useWords } from "../../../words/words.tsx";
import { linksAddress, salesAddress } from "../../addresses.ts";
import type { AffiliateFigures, FigureFilters } from "../../data/affiliate-figures.ts";
import { useWorkspace } from "../../frame/use-workspace.ts";
import css from "../products/products.module.css";

const TONES = {
  requested: "pending",
  approved: "good",
  refused: "quiet",
  blocked: "taken",
  suspended: "pending",
  ended: "quiet",
} as const;

type C = Column<AffiliateFigures>;

interface Props {
  product: string;
  filters: FigureFilters;
  narrow: (some: Narrowing) => void;
  /** The terms of use in force, where the programme has some. */
  terms: { version: number } | null;
}

export function useAffiliateColumns({ product, filters, narrow, terms }: Props): C[] {
  const { say, show, language } = useWords();
  const { ws, may } = useWorkspace();
  const mayEarn = may("ledger");
  const sorted = sorter(filters, narrow, "earned");
  const days = filters.from ? `&from=${filters.from}` : "";
  const salesOf = (party: string) => `${salesAddress(ws)}?product=${product}&affiliate=${party}${days}`;
  const figure = (key: "clicks" | "sales", to: (party: string) => string): C => ({
    ...{ key, head: say(`affiliates.${key}`), align: "end", card: "line", sort: sorted(key) },
    cell: (one) => <Leads count={one[key]} to={to(one.affiliation.party.id)} />,
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
      cell: ({ affiliation: { rate, nextRate } }) => (
        <span className={css.amounts}>
          <span className={css.count}>{formatRate(rate, language)}</span>
          {nextRate ? (
            <span className={css.under}>
              {show("program.from", {
                at: <When at={nextRate.starts} show="day" />,
                next: formatRate(nextRate.rate, language),
              })}
            </span>
          ) : null}
        </span>
      ),
    },
    ...(terms === null ? [] : [termsColumn(say("affiliates.terms"), terms.version)]),
    figure("clicks", (party) => `${linksAddress(ws)}?product=${product}&party=${party}${days}`),
    figure("sales", salesOf),
    {
      ...{ key: "refunds", head: say("affiliates.refundRate"), align: "end", card: "line" },
      sort: sorted("refunds"),
      cell: ({ refundRate, takeBacks, sales, affiliation: { party } }) =>
        refundRate === null || takeBacks === 0 ? (
          "–"
        ) : (
          <Link
            className={css.figure}
            to={`${salesOf(party.id)}&state=taken_back`}
            title={say("affiliates.takenBackOf", { takeBacks, sales })}
          >
            {formatRate(tenths(refundRate), language)}
          </Link>
        ),
    },
    ...(mayEarn ? [earnedColumn(say("affiliates.earned"), sorted("earned"))] : []),
  ];
}

/** A count that leads to what it counts; zero leads nowhere. */
function Leads({ count, to }: { count: number; to: string }) {
  const { language } = useWords();
  if (count === 0) return "–";
  return (
    <Link className={css.figure} to={to}>
      {count.toLocaleString(language)}
    </Link>
  );
}

function termsColumn(head: string, inForce: number): C {
  return {
    ...{ key: "terms", head, card: "line" },
    cell: ({ affiliation }) => <Accepted one={affiliation} inForce={inForce} />,
  };
}

/** Amber where an older version or none was accepted by somebody who promotes. */
function Accepted({ one, inForce }: { one: AffiliateFigures["affiliation"]; inForce: number }) {
  const { say } = useWords();
  const { acceptedTerms: version, acceptedAt, state } = one;
  const isOwed = version !== inForce && (state === "approved" || state === "suspended");
  if (version === null || acceptedAt === null) {
    return isOwed ? <Status tone="pending">{say("affiliates.termsNone")}</Status> : "–";
  }
  return (
    <span className={css.names}>
      {isOwed ? (
        <Status tone="pending">{say("affiliates.termsOlder", { version })}</Status>
      ) : (
        <span>{say("affiliates.termsVersion", { version })}</span>
      )}
      <span className={css.under}>
        <When at={acceptedAt} show="day" />
      </span>
    </span>
  );
}

function earnedColumn(head: string, sort: C["sort"]): C {
  return {
    ...{ key: "earned", head, align: "end", card: "figure", sort },
    cell: ({ money }) => (
      <span className={css.amounts}>
        {money.length === 0 ? "–" : null}
        {money.map((one) => (
          <Money key={one.currency} amount={one.earned ?? 0} currency={one.currency} />
        ))}
      </span>
    ),
  };
}

/** Of a refund rate a tenth of a percent says enough. */
const tenths = (rate: string) => (Math.round(Number(rate) * 1000) / 1000).toString();

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
