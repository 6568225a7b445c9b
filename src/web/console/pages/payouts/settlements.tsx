// What sources really sent to the bank: every settlement with what arrived and how many of its lines differ
// from the books. It never matches by itself: a file is brought on its own page.
//   /w/ws_…/payouts/settlements?open=true
import { Button } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { decimalText } from "../../../../base/decimal-text.ts";
import { DataTable } from "../../../parts/data-table.tsx";
import { Empty } from "../../../parts/empty.tsx";
import { ChoiceFilter, FilterBar, useFilters } from "../../../parts/filters.tsx";
import { Money } from "../../../parts/money.tsx";
import { Page } from "../../../parts/page.tsx";
import { NoAccess, Problem } from "../../../parts/problem.tsx";
import type { Column } from "../../../parts/table-column.ts";
import { When } from "../../../parts/when.tsx";
import { useWords } from "../../../words/words.tsx";
import { bringSettlementAddress, payoutsAddress, settlementAddress } from "../../addresses.ts";
import { readSettlements, type SourceSettlement, settlementsQuery } from "../../data/source-settlements.ts";
import { useWorkspace } from "../../frame/use-workspace.ts";
import { OpenLines } from "./open-lines.tsx";

export function Settlements() {
  const { say } = useWords();
  const { ws, may } = useWorkspace();
  const back = { to: payoutsAddress(ws), name: say("nav.payouts") };
  if (!may("ledger")) {
    return (
      <Page title={say("settled.ofSources")} back={back}>
        <NoAccess says={say("payout.noAccess")} />
      </Page>
    );
  }
  const bring = (
    <Button component={Link} to={bringSettlementAddress(ws)}>
      {say("settled.bring")}
    </Button>
  );
  return (
    <Page
      title={say("settled.ofSources")}
      lead={say("settled.lead")}
      back={back}
      action={may("sales") ? bring : undefined}
    >
      <List />
    </Page>
  );
}

function List() {
  const { say } = useWords();
  const { ws } = useWorkspace();
  const { filters, isNarrowed } = useFilters(["open"]);
  const found = useInfiniteQuery(settlementsQuery(ws, filters));
  const rows = found.data?.pages.flatMap((page) => page.data) ?? [];
  if (found.isError) return <Problem error={found.error} onRetry={() => void found.refetch()} />;
  if (found.isSuccess && rows.length === 0 && !isNarrowed) {
    return <Empty title={say("settled.ofSourcesNone")} says={say("settled.noneSays")} />;
  }
  return (
    <>
      <FilterBar names={["open"]}>
        <ChoiceFilter
          name="open"
          says={say("settled.differences")}
          any={say("settled.all")}
          options={[{ value: "true", label: say("settled.onlyOpen") }]}
        />
      </FilterBar>
      <DataTable
        says={say("settled.ofSources")}
        name="settlements"
        rows={rows}
        columns={columnsOf(say)}
        keyOf={(one) => one.id}
        linkOf={(one) => settlementAddress(ws, one.id)}
        isLoading={found.isPending}
        hasMore={found.hasNextPage}
        isLoadingMore={found.isFetchingNextPage}
        onMore={() => void found.fetchNextPage()}
        exportAs={{
          name: "settlements",
          pageOf: (cursor, signal) => readSettlements(ws, filters, cursor, signal),
        }}
      />
    </>
  );
}

function columnsOf(say: ReturnType<typeof useWords>["say"]): Column<SourceSettlement>[] {
  return [
    {
      key: "id",
      head: say("settled.id"),
      card: "title",
      cell: (one) => one.externalId,
      csv: (one) => one.externalId,
    },
    {
      key: "source",
      head: say("settled.source"),
      card: "under",
      cell: (one) => one.source,
      csv: (one) => one.source,
    },
    {
      key: "on",
      head: say("settled.arrivedOn"),
      card: "line",
      cell: (one) => <When at={one.arrivedOn} show="day" />,
      csv: (one) => one.arrivedOn,
    },
    {
      key: "open",
      head: say("settled.differences"),
      card: "underEnd",
      cell: (one) => <OpenLines count={one.open} />,
      csv: (one) => one.open,
    },
    {
      key: "lines",
      head: say("settled.lines"),
      align: "end",
      card: "line",
      cell: (one) => one.lines,
      csv: (one) => one.lines,
    },
    {
      key: "fee",
      head: say("settled.fee"),
      align: "end",
      card: "line",
      cell: (one) => <Money amount={one.fee} currency={one.currency} />,
      csv: (one) => decimalText(one.fee, one.currency),
    },
    {
      key: "net",
      head: say("settled.net"),
      align: "end",
      card: "figure",
      cell: (one) => <Money amount={one.net} currency={one.currency} />,
      csv: (one) => decimalText(one.net, one.currency),
    },
    {
      key: "currency",
      head: say("word.currency"),
      isHidden: true,
      card: "none",
      cell: (one) => one.currency,
      csv: (one) => one.currency,
    },
  ];
}
