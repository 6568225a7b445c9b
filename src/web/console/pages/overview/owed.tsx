// What is owed to people, now or at the end of a past day, in all and to whom most: available, pending,
// reserved. It never counts fees and tax, which are owed to nobody here by hand. Each row leads to the
// party, each figure to all of them.
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { sumMinor } from "../../../../base/amount.ts";
import { AsOfFilter, AsOfNote, useAsOf } from "../../../parts/as-of-filter.tsx";
import { DataTable } from "../../../parts/data-table.tsx";
import { Figure, Figures } from "../../../parts/figure.tsx";
import { FilterBar } from "../../../parts/filters.tsx";
import { amountText } from "../../../parts/format-amount.ts";
import { Money } from "../../../parts/money.tsx";
import { Section } from "../../../parts/page.tsx";
import { Problem } from "../../../parts/problem.tsx";
import { FiguresSkeleton } from "../../../parts/skeletons.tsx";
import type { Column } from "../../../parts/table-column.ts";
import { useWords } from "../../../words/words.tsx";
import { partiesAddress, partyAddress } from "../../addresses.ts";
import { type OwedReport, owedQuery } from "../../data/reports.ts";
import css from "./overview.module.css";

type Line = OwedReport["largest"][number];

const wholeOf = (one: Pick<Line, "available" | "pending" | "reserved" | "inTransit">) =>
  sumMinor([one.available, one.pending, one.reserved, one.inTransit]);

/** As the list stands here: who has most comes first, of one currency where there are several. */
const partiesByAmount = (ws: string, then: string, of: string | null) =>
  `${partiesAddress(ws)}${then === "" ? "?" : `${then}&`}sort=amount${of === null ? "" : `&currency=${of}`}`;

export function Owed({ ws, currency }: { ws: string; currency: string }) {
  const { say, language } = useWords();
  const day = useAsOf();
  const report = useQuery(owedQuery(ws, day));
  const columns = useColumns();
  if (report.isError) return <Problem error={report.error} onRetry={() => void report.refetch()} />;
  const all = report.data?.totals.find((one) => one.currency === currency);
  const rows = report.data?.largest.filter((one) => one.currency === currency && wholeOf(one) !== 0) ?? [];
  if (report.isSuccess && all === undefined && day === undefined) return null;
  const then = day ? `?at=${day}` : "";
  const everybody = partiesByAmount(ws, then, (report.data?.totals.length ?? 0) > 1 ? currency : null);
  const title =
    all === undefined
      ? say("owed.title")
      : say(day ? "owed.findingThen" : "owed.finding", {
          amount: amountText(wholeOf(all), currency, language),
          count: all.parties,
        });
  return (
    <Section title={title} aside={<Link to={everybody}>{say("owed.all")}</Link>}>
      <FilterBar>
        <AsOfFilter />
      </FilterBar>
      {day ? <AsOfNote day={day} /> : null}
      {report.isPending ? <FiguresSkeleton count={3} /> : null}
      {report.isSuccess && all === undefined ? <p>{say("owed.noneThen", { currency })}</p> : null}
      {all === undefined ? null : <Totals all={all} currency={currency} everybody={everybody} />}
      {report.isSuccess && all === undefined ? null : (
        <div className={css.owedTo}>
          <DataTable
            says={say("owed.largest")}
            rows={rows}
            columns={columns}
            keyOf={(row) => row.party.id}
            linkOf={(row) => `${partyAddress(ws, row.party.id)}${then}`}
            isLoading={report.isPending}
          />
          {all ? <Rest all={all} rows={rows} everybody={everybody} /> : null}
        </div>
      )}
    </Section>
  );
}

interface TotalsProps {
  all: OwedReport["totals"][number];
  currency: string;
  /** Where those whose money it is are listed. */
  everybody: string;
}

function Totals({ all, currency, everybody }: TotalsProps) {
  const { say } = useWords();
  const figure = (
    key: "available" | "pending" | "reserved" | "inTransit",
    tone?: "ink" | "pending" | "taken",
  ) => (
    <Figure
      name={say(`balance.${key}`)}
      amounts={[{ amount: all[key], currency }]}
      says={say(`balance.${key}Says`)}
      to={everybody}
      {...(tone ? { tone } : {})}
    />
  );
  return (
    <Figures>
      {figure("available", "ink")}
      {figure("pending", "pending")}
      {figure("reserved", "taken")}
      {all.inTransit === 0 ? null : figure("inTransit")}
    </Figures>
  );
}

/** Those who do not stand in the list, so that it adds up to what is owed in all. */
function Rest({ all, rows, everybody }: Omit<TotalsProps, "currency"> & { rows: readonly Line[] }) {
  const { say, language } = useWords();
  const count = all.parties - rows.length;
  if (count <= 0) return null;
  const rest = wholeOf(all) - sumMinor(rows.map(wholeOf));
  return (
    <p className={css.rest}>
      <Link to={everybody}>
        {say("owed.more", { count, amount: amountText(rest, all.currency, language) })}
      </Link>
    </p>
  );
}

function useColumns(): Column<Line>[] {
  const { say } = useWords();
  const money = (key: "available" | "pending" | "reserved"): Column<Line> => ({
    key,
    head: say(`balance.${key}`),
    align: "end",
    width: "8.5rem",
    cell: (row) => <Money amount={row[key]} currency={row.currency} withCode={false} />,
  });
  return [
    { key: "party", head: say("word.party"), card: "title", cell: (row) => row.party.name },
    { key: "kind", head: say("parties.kind"), cell: (row) => say(`partyKind.${row.kind}`), card: "under" },
    money("available"),
    money("pending"),
    money("reserved"),
    {
      key: "whole",
      head: say("owed.whole"),
      align: "end",
      width: "9.5rem",
      card: "figure",
      cell: (row) => <Money amount={wholeOf(row)} currency={row.currency} />,
    },
  ];
}
