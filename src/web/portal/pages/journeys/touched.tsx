// The sales that this affiliate's links and coupons led to, newest first: credited, or to whom not and why. A
// row leads to how the buyer came, where a decision can be disputed.
//   /partner/party_…/touched?credited=false
import { SegmentedControl } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { type TouchedSale, touchedQuery } from "../../../data/attribution.ts";
import { DataTable } from "../../../parts/data-table.tsx";
import { Empty } from "../../../parts/empty.tsx";
import { FilterBar, useFilters } from "../../../parts/filters.tsx";
import { Page } from "../../../parts/page.tsx";
import { Problem } from "../../../parts/problem.tsx";
import { Status } from "../../../parts/status.tsx";
import type { Column } from "../../../parts/table-column.ts";
import { When } from "../../../parts/when.tsx";
import type { Words } from "../../../words/speak.ts";
import { useWords } from "../../../words/words.tsx";
import { journeyAddress, salesAddress } from "../../addresses.ts";
import { useParty } from "../../frame/use-party.ts";

const FILTERS = ["credited"] as const;

export function Touched() {
  const words = useWords();
  const { say } = words;
  const { party } = useParty();
  const { filters, isNarrowed, narrow } = useFilters(FILTERS);
  const found = useInfiniteQuery(touchedQuery(party, filters));
  const rows = found.data?.pages.flatMap((page) => page.data) ?? [];
  return (
    <Page
      title={say("journey.touchedTitle")}
      lead={say("journey.touchedLead")}
      back={{ to: salesAddress(party), name: say("portal.sales") }}
    >
      <FilterBar>
        <SegmentedControl
          aria-label={say("journey.whichCredited")}
          value={filters.credited ?? "all"}
          data={[
            { value: "all", label: say("journey.all") },
            { value: "true", label: say("journey.credited") },
            { value: "false", label: say("journey.notCredited") },
          ]}
          onChange={(value) => narrow({ credited: value === "all" ? undefined : value })}
        />
      </FilterBar>
      {found.isError ? <Problem error={found.error} onRetry={() => void found.refetch()} /> : null}
      {found.isSuccess && rows.length === 0 ? (
        <Empty
          title={say(isNarrowed ? "journey.noneFit" : "journey.noTouched")}
          says={say(isNarrowed ? "journey.noneFitSays" : "journey.noTouchedSays")}
        />
      ) : null}
      {found.isPending || rows.length > 0 ? (
        <DataTable
          says={say("journey.touchedTitle")}
          rows={rows}
          columns={columnsOf(words)}
          keyOf={(one) => one.sale}
          linkOf={(one) => journeyAddress(party, one.sale)}
          isLoading={found.isPending}
          hasMore={found.hasNextPage}
          isLoadingMore={found.isFetchingNextPage}
          onMore={() => void found.fetchNextPage()}
          foot={say(found.hasNextPage ? "list.shown" : "list.all", { count: rows.length })}
        />
      ) : null}
    </Page>
  );
}

function columnsOf({ say }: Words): Column<TouchedSale>[] {
  return [
    { key: "product", head: say("word.product"), card: "title", cell: (one) => one.product.name },
    { key: "at", head: say("word.when"), card: "under", cell: (one) => <When at={one.at} /> },
    {
      key: "state",
      head: say("word.state"),
      card: "underEnd",
      cell: (one) => (
        <Status tone={one.credited ? "good" : "quiet"}>
          {say(one.credited ? "journey.credited" : "journey.notCredited")}
        </Status>
      ),
    },
    {
      key: "why",
      head: say("journey.why"),
      card: "line",
      cell: (one) => (one.skipped === null ? "–" : say(`journey.skipped.${one.skipped}`)),
    },
  ];
}
