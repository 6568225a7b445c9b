// The best links, or affiliates, of a period: clicks, sales, what was sold and taken back. A table, because
// people compare figures. It never mixes currencies: each stands on its own line.
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
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

/** Where a row's figures lead; without one a figure leads nowhere. */
export interface TopWays {
  party?: (party: string) => string;
  links?: (party: string) => string;
  sales?: (row: Row) => string | undefined;
}

interface Props {
  who: Looker;
  period: Period;
  by: "link" | "party";
  to: TopWays;
}

export function TopTable({ who, period, by, to }: Props) {
  const { say } = useWords();
  const found = useQuery(topLinksQuery(who, period, by));
  const columns = useColumns(by, to);
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

function useColumns(by: "link" | "party", to: TopWays): Column<Row>[] {
  const { say, language } = useWords();
  const whole = new Intl.NumberFormat(language);
  const count = (value: number, way?: string) => <Count value={value} to={way} />;
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
          <PartyName name={name(row)} to={row.party ? to.party?.(row.party.id) : undefined} />
        ),
    },
    {
      key: "clicks",
      head: say("links.clicks"),
      align: "end",
      card: "line",
      cell: (row) => count(row.clicks, row.link || !row.party ? undefined : to.links?.(row.party.id)),
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
      cell: (row) => (
        <span className={css.amounts}>
          {count(row.sales, to.sales?.(row))}
          {row.sales === row.clickSales ? null : (
            <span className={css.under}>{say("links.byClick", { count: whole.format(row.clickSales) })}</span>
          )}
        </span>
      ),
    },
    {
      key: "rate",
      head: say("links.conversion"),
      align: "end",
      card: "line",
      cell: (row) => (row.clicks === 0 ? "–" : formatShare(row.clickSales, row.clicks, language)),
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

/** Zero is a dash; a count leads to what it counts, where there is a way. */
function Count({ value, to }: { value: number; to: string | undefined }) {
  const { language } = useWords();
  if (value === 0) return "–";
  const text = new Intl.NumberFormat(language).format(value);
  if (to === undefined) return <span className={css.count}>{text}</span>;
  return (
    <Link className={css.figure} to={to}>
      {text}
    </Link>
  );
}

function PartyName({ name, to }: { name: string; to: string | undefined }) {
  if (to === undefined) return name;
  return (
    <Link className={css.figure} to={to}>
      {name}
    </Link>
  );
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
