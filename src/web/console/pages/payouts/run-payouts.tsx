// The payouts of one run, narrowed by where they stand, by rail and by name or reference, all kept in the
// address; the file of them follows the filters. After a bank's answer the three of two hundred that failed
// are one choice away.
//   <RunPayouts run={run} /> at /w/ws_…/payouts/runs/run_…?state=failed&rail=sepa&q=bruno
import type { PayoutRun } from "../../../data/payouts.ts";
import { ChoiceFilter } from "../../../parts/choice-filter.tsx";
import { FilterBar, SearchFilter, useFilters } from "../../../parts/filters.tsx";
import { Section } from "../../../parts/page.tsx";
import { useWords } from "../../../words/words.tsx";
import { PayoutList } from "./payout-list.tsx";

const FILTERS = ["state", "rail", "cameBack", "q"] as const;

export function RunPayouts({ run }: { run: PayoutRun }) {
  const { say } = useWords();
  const { filters, isNarrowed } = useFilters(FILTERS);
  return (
    <Section title={say("payout.wanted")}>
      <Narrow run={run} />
      <PayoutList asked={{ run: run.id, ...filters }} isNarrowed={isNarrowed} file={`run-${run.no}`} />
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
      <ChoiceFilter
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
        <ChoiceFilter
          name="rail"
          says={say("payout.railHead")}
          any={say("payout.anyRail")}
          options={rails.map((value) => ({ value, label: say(`payout.rail.${value}`) }))}
        />
      ) : null}
      {cameBack > 0 ? (
        <ChoiceFilter
          name="cameBack"
          says={say("payout.cameBackHead")}
          any={say("payout.anyAccount")}
          options={[{ value: "true", label: say("payout.cameBackOnly", { count: cameBack }) }]}
        />
      ) : null}
    </FilterBar>
  );
}
