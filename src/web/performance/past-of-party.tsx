// What a party was given of sales from before the business moved in, by product: history, in nothing of its
// balances. Draws nothing where there is none.
//   <PastOfParty who={{ side: "producer", id: "ws_…" }} party="party_…" />
import { useQuery } from "@tanstack/react-query";
import type { Looker } from "../data/contracts.ts";
import { type PastOfParty as Found, pastOfPartyQuery } from "../data/performance.ts";
import { DataTable } from "../parts/data-table.tsx";
import { Money } from "../parts/money.tsx";
import { Section } from "../parts/page.tsx";
import { Problem } from "../parts/problem.tsx";
import type { Column } from "../parts/table-column.ts";
import { useWords } from "../words/words.tsx";
import css from "./performance.module.css";

type Row = Found["data"][number];

export function PastOfParty({ who, party }: { who: Looker; party: string }) {
  const { say } = useWords();
  const found = useQuery(pastOfPartyQuery(who, party));
  const columns = useColumns();
  if (found.isError) return <Problem error={found.error} onRetry={() => void found.refetch()} />;
  const rows = found.data?.data ?? [];
  if (rows.length === 0) return null;
  return (
    <Section title={say("past.title")}>
      <p className={css.says}>{say("past.says")}</p>
      <DataTable
        says={say("past.title")}
        rows={rows}
        columns={columns}
        keyOf={(row) => `${row.product.id} ${row.currency}`}
      />
    </Section>
  );
}

function useColumns(): Column<Row>[] {
  const { say, language } = useWords();
  const format = new Intl.DateTimeFormat(language, { dateStyle: "medium", timeZone: "UTC" });
  const day = (text: string) => format.format(new Date(`${text}T00:00:00Z`));
  return [
    { key: "product", head: say("word.product"), card: "title", cell: (row) => row.product.name },
    {
      key: "time",
      head: say("past.time"),
      card: "under",
      cell: (row) => (row.first === row.last ? day(row.first) : `${day(row.first)} – ${day(row.last)}`),
    },
    {
      key: "sales",
      head: say("performance.count"),
      align: "end",
      cell: (row) => new Intl.NumberFormat(language).format(row.sales),
    },
    {
      key: "paid",
      head: say("word.paid"),
      align: "end",
      cell: (row) => <Money amount={row.paid} currency={row.currency} withCode={false} />,
    },
    {
      key: "given",
      head: say("past.given"),
      align: "end",
      card: "figure",
      cell: (row) => <Money amount={row.given} currency={row.currency} />,
    },
  ];
}
