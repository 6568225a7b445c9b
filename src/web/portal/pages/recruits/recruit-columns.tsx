// The columns of a manager's affiliates: who, how they stand, what they bring, what the manager earned by it.
// A head sorts by its figure, once more the other way round; several currencies stand under each other.
//   useRecruitColumns({ sort: "earned" }, narrow, acts) → columns
import type { ReactNode } from "react";
import type { Recruit, RecruitFigures, RecruitFilters } from "../../../data/programs.ts";
import { formatRate } from "../../../parts/format-amount.ts";
import { Money } from "../../../parts/money.tsx";
import { sorter } from "../../../parts/sorter.ts";
import { Status } from "../../../parts/status.tsx";
import type { Column } from "../../../parts/table-column.ts";
import type { Narrowing } from "../../../parts/use-filters.ts";
import { When } from "../../../parts/when.tsx";
import { useWords } from "../../../words/words.tsx";
import css from "./recruits.module.css";

const TONES = {
  requested: "pending",
  approved: "good",
  refused: "quiet",
  blocked: "taken",
  suspended: "pending",
  ended: "quiet",
} as const;

type C = Column<RecruitFigures>;

export function useRecruitColumns(
  filters: RecruitFilters,
  narrow: (some: Narrowing) => void,
  acts: ((one: Recruit) => ReactNode) | null,
): C[] {
  const { say, language } = useWords();
  const sorted = sorter(filters, narrow, "since");
  const figure = (key: "clicks" | "sales"): C => ({
    ...{ key, head: say(`recruits.${key}`), align: "end", card: "line", sort: sorted(key) },
    cell: (one) => (
      <span className={css.rate}>{one[key] === 0 ? "–" : one[key].toLocaleString(language)}</span>
    ),
  });
  return [
    {
      ...{ key: "party", head: say("lineRole.affiliate"), card: "title", sort: sorted("name") },
      cell: ({ recruit: { party, code, reason, note } }) => (
        <span className={css.names}>
          {party.name}
          <span className={css.under}>{code}</span>
          {reason || note ? <span className={css.under}>{reason ?? note}</span> : null}
        </span>
      ),
    },
    {
      ...{ key: "since", head: say("portal.since"), card: "under", sort: sorted("since") },
      cell: ({ recruit }) => <When at={recruit.createdAt} show="day" />,
    },
    {
      ...{ key: "state", head: say("word.state"), card: "underEnd" },
      cell: ({ recruit: { state } }) => (
        <Status tone={TONES[state]}>{say(`affiliationState.${state}`)}</Status>
      ),
    },
    {
      ...{ key: "rate", head: say("promote.rate"), align: "end", card: "line" },
      cell: ({ recruit }) => <span className={css.rate}>{formatRate(recruit.rate, language)}</span>,
    },
    figure("clicks"),
    figure("sales"),
    {
      ...{
        key: "earned",
        head: say("recruits.earned"),
        align: "end",
        card: "figure",
        sort: sorted("earned"),
      },
      cell: ({ money }) => (
        <span className={css.amounts}>
          {money.length === 0 ? "–" : null}
          {money.map((one) => (
            <Money key={one.currency} amount={one.earned} currency={one.currency} />
          ))}
        </span>
      ),
    },
    ...(acts
      ? [
          {
            ...({ key: "acts", head: say("offer.acts"), align: "end", card: "line", isFixed: true } as const),
            cell: ({ recruit }: RecruitFigures) => acts(recruit),
          },
        ]
      : []),
  ];
}
