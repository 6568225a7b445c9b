// The sales that this affiliate's links and coupons led to, newest first: by which one, what was earned, or
// why nothing; sought, of some days, as a file. A row leads to how the buyer came, where a decision can be
// disputed.
//   /partner/party_…/touched?credited=false&from=2026-03-01
import { SegmentedControl } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { type TouchedSale, touchedFile, touchedQuery } from "../../../data/attribution.ts";
import { DataTable } from "../../../parts/data-table.tsx";
import { DatesFilter } from "../../../parts/dates-filter.tsx";
import { dayStart } from "../../../parts/day-start.ts";
import { Empty } from "../../../parts/empty.tsx";
import { FilterBar, SearchFilter, useFilters } from "../../../parts/filters.tsx";
import { amountText, formatRate } from "../../../parts/format-amount.ts";
import { Money } from "../../../parts/money.tsx";
import { Page } from "../../../parts/page.tsx";
import { Problem } from "../../../parts/problem.tsx";
import { Status } from "../../../parts/status.tsx";
import type { Column } from "../../../parts/table-column.ts";
import { useZone, When } from "../../../parts/when.tsx";
import type { Words } from "../../../words/speak.ts";
import { useWords } from "../../../words/words.tsx";
import { journeyAddress, salesAddress } from "../../addresses.ts";
import { useParty } from "../../frame/use-party.ts";
import css from "./journeys.module.css";

const FILTERS = ["q", "credited", "link", "from", "to"] as const;

export function Touched() {
  const words = useWords();
  const { say } = words;
  const { party } = useParty();
  const { filters: asked, isNarrowed, narrow } = useFilters(FILTERS);
  const zone = useZone();
  const days = { from: dayStart(asked.from, zone, 0), to: dayStart(asked.to, zone, 1) };
  const filters = { ...asked, ...days };
  const found = useInfiniteQuery(touchedQuery(party, filters));
  const rows = found.data?.pages.flatMap((page) => page.data) ?? [];
  return (
    <Page
      title={say("journey.touchedTitle")}
      lead={say("journey.touchedLead")}
      back={{ to: salesAddress(party), name: say("portal.sales") }}
    >
      <FilterBar names={FILTERS}>
        <SearchFilter says={say("journey.search")} />
        <DatesFilter any={say("journey.anyDays")} />
        <SegmentedControl
          aria-label={say("journey.whichCredited")}
          value={asked.credited ?? "all"}
          data={[
            { value: "all", label: say("journey.all") },
            { value: "true", label: say("journey.isCredited") },
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
          name="touched"
          rows={rows}
          columns={columnsOf(words)}
          keyOf={(one) => one.sale}
          linkOf={(one) => journeyAddress(party, one.sale)}
          isLoading={found.isPending}
          hasMore={found.hasNextPage}
          isLoadingMore={found.isFetchingNextPage}
          onMore={() => void found.fetchNextPage()}
          fileAt={touchedFile(party, filters)}
          foot={say(found.hasNextPage ? "list.shown" : "list.all", { count: rows.length })}
        />
      ) : null}
    </Page>
  );
}

function columnsOf({ say, language }: Words): Column<TouchedSale>[] {
  return [
    { key: "product", head: say("word.product"), card: "title", cell: (one) => one.product.name },
    { key: "at", head: say("word.when"), card: "under", cell: (one) => <When at={one.at} /> },
    {
      key: "state",
      head: say("word.state"),
      card: "underEnd",
      cell: (one) => (
        <Status tone={one.credited ? "good" : "quiet"}>
          {one.credited && one.weight !== "1"
            ? say("journey.creditedPart", { part: formatRate(one.weight, language) })
            : say(one.credited ? "journey.isCredited" : "journey.notCredited")}
        </Status>
      ),
    },
    {
      key: "by",
      head: say("journey.cameBy"),
      card: "line",
      cell: (one) => (
        <span className={css.came}>
          <span>{say(`journey.own.${one.by}`)}</span>
          {one.code === null ? null : (
            <span className={css.code}>{one.by === "link" ? `/l/${one.code}` : one.code}</span>
          )}
          {one.skipped === null ? null : (
            <span className={css.why}>{say(`journey.skipped.${one.skipped}`)}</span>
          )}
        </span>
      ),
    },
    {
      key: "paid",
      head: say("word.paid"),
      align: "end",
      card: "line",
      cell: (one) => <Money amount={one.paid} currency={one.currency} withCode={false} />,
    },
    {
      key: "earned",
      head: say("journey.earned"),
      align: "end",
      card: "figure",
      cell: (one) => (
        <span className={css.earned}>
          <Money amount={one.earned} currency={one.currency} />
          {one.held === 0 ? null : (
            <span className={css.why}>
              {say("journey.heldOf", { amount: amountText(one.held, one.currency, language) })}
            </span>
          )}
        </span>
      ),
    },
  ];
}
