// The payouts of one run, narrowed by where they stand, by rail and by name or reference, all kept in the
// address; the file of them follows the filters. After a bank's answer the three of two hundred that failed
// are one choice away.
//   <RunPayouts run={run} /> at /w/ws_…/payouts/runs/run_…?state=failed&rail=sepa&q=bruno
import { useInfiniteQuery } from "@tanstack/react-query";
import { type PayoutRun, payoutsQuery, readPayouts } from "../../../data/payouts.ts";
import { Empty } from "../../../parts/empty.tsx";
import { FewFilter } from "../../../parts/few-filter.tsx";
import { FilterBar, SearchFilter, useFilters } from "../../../parts/filters.tsx";
import { Section } from "../../../parts/page.tsx";
import { Problem } from "../../../parts/problem.tsx";
import { useWords } from "../../../words/words.tsx";
import { useWorkspace } from "../../frame/use-workspace.ts";
import { PayoutTable } from "./payout-table.tsx";

const FILTERS = ["state", "rail", "cameBack", "q"] as const;

export function RunPayouts({ run }: { run: PayoutRun }) {
  const { say } = useWords();
  const { ws } = useWorkspace();
  const { filters, isNarrowed } = useFilters(FILTERS);
  const asked = { run: run.id, ...filters };
  const found = useInfiniteQuery(payoutsQuery(ws, asked));
  const rows = found.data?.pages.flatMap((page) => page.data) ?? [];
  return (
    <Section title={say("payout.wanted")}>
      <Narrow run={run} />
      {found.isError ? <Problem error={found.error} onRetry={() => void found.refetch()} /> : null}
      {found.isSuccess && rows.length === 0 && isNarrowed ? (
        <Empty title={say("payout.noneFits")} says={say("payout.noneFitsSays")} />
      ) : null}
      {found.isError || (found.isSuccess && rows.length === 0) ? null : (
        <PayoutTable
          rows={rows}
          isLoading={found.isPending}
          hasMore={found.hasNextPage}
          isLoadingMore={found.isFetchingNextPage}
          onMore={() => void found.fetchNextPage()}
          exportAs={{
            name: `run-${run.no}`,
            pageOf: (cursor, signal) => readPayouts(ws, asked, cursor, signal),
          }}
        />
      )}
    </Section>
  );
}

/** Only what the run has: a state with how many, a rail where there are several. */
function Narrow({ run: { sums, cameBack } }: { run: PayoutRun }) {
  const { say } = useWords();
  const states = Map.groupBy(sums, (one) => one.state);
  const rails = [...new Set(sums.map((one) => one.rail))];
  return (
    <FilterBar names={FILTERS}>
      <SearchFilter says={say("payout.search")} />
      <FewFilter
        name="state"
        says={say("word.state")}
        any={say("payout.anyState")}
        options={[...states].map(([value, parts]) => ({
          value,
          label: say("payout.stateCount", {
            state: say(`payout.state.${value}`),
            count: parts.reduce((all, one) => all + one.count, 0),
          }),
        }))}
      />
      {rails.length > 1 ? (
        <FewFilter
          name="rail"
          says={say("payout.railHead")}
          any={say("payout.anyRail")}
          options={rails.map((value) => ({ value, label: say(`payout.rail.${value}`) }))}
        />
      ) : null}
      {cameBack > 0 ? (
        <FewFilter
          name="cameBack"
          says={say("payout.cameBackHead")}
          any={say("payout.anyAccount")}
          options={[{ value: "true", label: say("payout.cameBackOnly", { count: cameBack }) }]}
        />
      ) : null}
    </FilterBar>
  );
}
