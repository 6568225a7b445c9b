// The best links, or affiliates, of a period: clicks, sales, what was sold and taken back. A table, because
// people compare figures. It never mixes currencies: each stands on its own line.
import { useQuery } from "@tanstack/react-query";
import type { Looker } from "../data/contracts.ts";
import { type Period, type TopLinks, topLinksQuery } from "../data/links.ts";
import { DataTable } from "../parts/data-table.tsx";
import { formatShare } from "../parts/format-amount.ts";
import { Money } from "../parts/money.tsx";
import { Section } from "../parts/page.tsx";
import { Problem } from "../parts/problem.tsx";
import type { Column } from "../parts/table-column.ts";
import { useWords } from "../words/words.tsx";
import css from "./links.module.css";

type Row = TopLinks["data"][number];

export function TopTable({ who, period, by }: { who: Looker; period: Period; by: "link" | "party" }) {
  const { say } = useWords();
  const found = useQuery(topLinksQuery(who, period, by));
  const columns = useColumns(by);
  const rows = found.data?.data ?? [];
  const title = say(by === "link" ? "links.top" : "links.topAffiliates");
  if (found.isError) return <Problem error={found.error} onRetry={() => void found.refetch()} />;
  if (found.isSuccess && rows.length === 0) return null;
  return (
    <Section title={title}>
      <DataTable
        says={title}
        rows={rows}
        columns={columns}
        keyOf={(row) => row.link?.id ?? row.party?.id ?? "own"}
        isLoading={found.isPending}
      />
    </Section>
  );
}

function useColumns(by: "link" | "party"): Column<Row>[] {
  const { say, language } = useWords();
  const whole = new Intl.NumberFormat(language);
  const count = (value: number) => (
    <span className={css.count}>{value === 0 ? "–" : whole.format(value)}</span>
  );
  const name = (row: Row) => row.party?.name ?? say("links.own");
  return [
    {
      key: "name",
      head: say(by === "link" ? "links.link" : "lineRole.affiliate"),
      card: "title",
      cell: (row) =>
        row.link ? (
          <span className={css.names}>
            <span className={css.code}>/l/{row.link.code}</span>
            <span className={css.under}>{[name(row), row.link.campaign].filter(Boolean).join(" · ")}</span>
          </span>
        ) : (
          name(row)
        ),
    },
    {
      key: "clicks",
      head: say("links.clicks"),
      align: "end",
      card: "line",
      cell: (row) => count(row.clicks),
    },
    {
      key: "visitors",
      head: say("links.visitors"),
      align: "end",
      card: "none",
      cell: (row) => count(row.visitors),
    },
    {
      key: "sales",
      head: say("links.sales"),
      align: "end",
      card: "line",
      cell: (row) => count(row.sales),
    },
    {
      key: "rate",
      head: say("links.conversion"),
      align: "end",
      card: "line",
      cell: (row) => (row.clicks === 0 ? "–" : formatShare(row.sales, row.clicks, language)),
    },
    {
      key: "taken",
      head: say("links.taken"),
      align: "end",
      card: "line",
      cell: (row) => count(row.takeBacks),
    },
    soldColumn(say("links.sold")),
  ];
}

/** Each currency on its own line. */
function soldColumn(head: string): Column<Row> {
  return {
    key: "sold",
    head,
    align: "end",
    card: "figure",
    cell: (row) =>
      row.sold.length === 0 ? (
        "–"
      ) : (
        <span className={css.amounts}>
          {row.sold.map((one) => (
            <Money key={one.currency} amount={one.paid} currency={one.currency} />
          ))}
        </span>
      ),
  };
}
