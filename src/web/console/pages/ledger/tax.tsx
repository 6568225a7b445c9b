// What each partner earned in a calendar year, by quarter, with the forms whose thresholds are reached; and
// the files that prepare a report. It files nothing.

import { Button } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { Fragment } from "react";
import { queryText } from "../../../data/ask.ts";
import { type TaxYear, taxYearQuery } from "../../../data/tax.ts";
import { Choice } from "../../../parts/choice.tsx";
import { DataTable } from "../../../parts/data-table.tsx";
import { todayIn } from "../../../parts/date-range.ts";
import { Empty } from "../../../parts/empty.tsx";
import { useFilters } from "../../../parts/filters.tsx";
import { Money } from "../../../parts/money.tsx";
import { Problem } from "../../../parts/problem.tsx";
import type { Column } from "../../../parts/table-column.ts";
import { useZone } from "../../../parts/when.tsx";
import { useWords } from "../../../words/words.tsx";
import { partyAddress } from "../../addresses.ts";
import { useWorkspace } from "../../frame/use-workspace.ts";
import css from "./ledger.module.css";
import { TaxThresholds } from "./tax-thresholds.tsx";

const FORMS = ["1099-nec", "1099-k", "dac7", "brazil"] as const;
const YEARS = 6;

export function Tax() {
  const { say } = useWords();
  const { ws, may } = useWorkspace();
  const { filters, narrow } = useFilters(["year"]);
  const thisYear = Number(todayIn(useZone()).slice(0, 4));
  const year = Number(filters.year ?? thisYear);
  const found = useInfiniteQuery(taxYearQuery(ws, year));
  const rows = found.data?.pages.flatMap((page) => page.data) ?? [];
  const columns = useColumns();
  const file = (form?: string) => `/v1/workspaces/${ws}/tax-facts.csv${queryText({ year, form })}`;
  return (
    <>
      <p className={css.note}>{say("tax.says")}</p>
      <div className={css.range}>
        <Choice
          className={css.year ?? ""}
          aria-label={say("tax.year")}
          value={String(year)}
          data={Array.from({ length: YEARS }, (_, back) => String(thisYear - back))}
          onChange={(value) => narrow({ year: value ?? undefined })}
        />
        {may("disputes")
          ? FORMS.map((form) => (
              <Button key={form} component="a" href={file(form)} download variant="default">
                {say(`taxForm.${form}`)}
              </Button>
            ))
          : null}
        {may("disputes") ? (
          <Button component="a" href={file()} download variant="default">
            {say("tax.everybody")}
          </Button>
        ) : null}
      </div>
      {found.isError ? <Problem error={found.error} onRetry={() => void found.refetch()} /> : null}
      {found.isSuccess && rows.length === 0 ? (
        <Empty title={say("tax.none", { year: String(year) })} says={say("tax.noneSays")} />
      ) : (
        <DataTable
          says={say("tax.tab")}
          rows={rows}
          columns={columns}
          keyOf={(row) => `${row.party.id} ${row.currency}`}
          linkOf={(row) => `${partyAddress(ws, row.party.id)}?tab=about`}
          isLoading={found.isPending}
          hasMore={found.hasNextPage}
          isLoadingMore={found.isFetchingNextPage}
          onMore={() => void found.fetchNextPage()}
          foot={say(found.hasNextPage ? "list.shown" : "list.all", { count: rows.length })}
        />
      )}
      <TaxThresholds />
    </>
  );
}

function useColumns(): Column<TaxYear>[] {
  const { say } = useWords();
  const ofQuarter = (row: TaxYear, quarter: number) => {
    const found = row.quarters.find((one) => one.quarter === quarter);
    return (found?.earned ?? 0) - (found?.takenBack ?? 0);
  };
  return [
    { key: "party", head: say("word.party"), card: "title", cell: (row) => row.party.name },
    {
      key: "id",
      head: say("tax.number"),
      card: "line",
      cell: (row) => (row.taxId ? `${row.taxId.kind.toUpperCase()} ${row.taxId.hint}` : say("tax.missing")),
    },
    {
      key: "forms",
      head: say("tax.forms"),
      cell: (row) => <Forms names={row.forms.map((form) => say(`taxForm.${form}`))} />,
    },
    ...[1, 2, 3, 4].map(
      (quarter): Column<TaxYear> => ({
        key: `q${quarter}`,
        head: say("tax.quarter", { quarter }),
        align: "end",
        card: "line",
        cell: (row) => <Money amount={ofQuarter(row, quarter)} currency={row.currency} withCode={false} />,
      }),
    ),
    {
      key: "year",
      head: say("tax.whole"),
      align: "end",
      card: "figure",
      cell: (row) => <Money amount={row.earned - row.takenBack} currency={row.currency} />,
    },
  ];
}

/** One a line where they do not fit beside each other: the name of a form is never cut at its hyphen. */
function Forms({ names }: { names: readonly string[] }) {
  if (names.length === 0) return "–";
  return names.map((name, nth) => (
    <Fragment key={name}>
      {nth > 0 ? ", " : null}
      <span className={css.form}>{name}</span>
    </Fragment>
  ));
}
