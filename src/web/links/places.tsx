// Under a link's figures: the places where it was shown, as ?sub= tells them apart, with the clicks and sales
// of each. Where no click carried a place, how to tell them apart. It never counts by itself.
//   <Places who={who} period={{ from, to, link: "link_…" }} code="carla-spring" />
import { useQuery } from "@tanstack/react-query";
import type { Looker } from "../data/contracts.ts";
import { linkPlacesQuery, type Period } from "../data/links.ts";
import { DataTable } from "../parts/data-table.tsx";
import { formatShare } from "../parts/format-amount.ts";
import { Problem } from "../parts/problem.tsx";
import { useWords } from "../words/words.tsx";
import css from "./links.module.css";

interface Props {
  who: Looker;
  period: Period & { link: string };
  /** The link's address, to say how a place is told. */
  url: string;
}

export function Places({ who, period, url }: Props) {
  const { say, language } = useWords();
  const found = useQuery(linkPlacesQuery(who, period));
  if (found.isError) return <Problem error={found.error} onRetry={() => void found.refetch()} />;
  const rows = found.data?.data ?? [];
  if (found.isSuccess && rows.length === 0) {
    return <p className={css.under}>{say("links.noPlaces", { url: `${url}?sub=bio` })}</p>;
  }
  const whole = new Intl.NumberFormat(language);
  const title = say("links.places");
  return (
    <>
      <h3 className={css.places}>{title}</h3>
      <DataTable
        says={title}
        rows={rows}
        keyOf={(row) => row.place}
        isLoading={found.isPending}
        columns={[
          { key: "place", head: say("links.place"), cell: (row) => row.place, card: "title" },
          {
            key: "clicks",
            head: say("links.clicks"),
            cell: (row) => whole.format(row.clicks),
            align: "end" as const,
            card: "line",
          },
          {
            key: "sales",
            head: say("links.sales"),
            cell: (row) => whole.format(row.sales),
            align: "end" as const,
            card: "line",
          },
          {
            key: "share",
            head: say("links.conversion"),
            cell: (row) => (row.clicks === 0 ? "–" : formatShare(row.sales, row.clicks, language)),
            align: "end" as const,
            card: "line",
          },
        ]}
        exportAs={{
          name: "places",
          pageOf: async () => ({ data: rows, nextCursor: null }),
          columns: [
            { head: say("links.place"), cell: (row) => row.place },
            { head: say("links.clicks"), cell: (row) => row.clicks },
            { head: say("links.sales"), cell: (row) => row.sales },
          ],
        }}
      />
    </>
  );
}
