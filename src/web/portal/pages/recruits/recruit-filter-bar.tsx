// What narrows a manager's affiliates, of all products alike, kept in the address: search, state, days.
//   <RecruitFilterBar />, and useRecruitFilters() → { filters: { q: "nina", from: "2026-01-01" }, … }

import { ChoiceFilter } from "../../../parts/choice-filter.tsx";
import { addDays, todayIn } from "../../../parts/date-range.ts";
import { FilterBar, SearchFilter } from "../../../parts/filters.tsx";
import { useFilters } from "../../../parts/use-filters.ts";
import { useZone } from "../../../parts/when.tsx";
import { useWords } from "../../../words/words.tsx";

const STATES = ["requested", "approved", "suspended", "blocked", "refused", "ended"] as const;
const DAYS = ["30", "90", "365"];
const NARROWS = ["q", "state", "days"] as const;

export function useRecruitFilters() {
  const { filters: asked, narrow } = useFilters([...NARROWS, "sort", "direction"]);
  const { days, ...others } = asked;
  const today = todayIn(useZone());
  const from = days ? { from: addDays(today, 1 - Number(days)) } : {};
  return { filters: { ...others, ...from }, narrow, isNarrowed: Boolean(asked.q || asked.state) };
}

export function RecruitFilterBar() {
  const { say } = useWords();
  return (
    <FilterBar names={NARROWS}>
      <SearchFilter says={say("recruits.search")} />
      <ChoiceFilter
        name="state"
        says={say("word.state")}
        any={say("recruits.anyState")}
        options={STATES.map((value) => ({ value, label: say(`affiliationState.${value}`) }))}
      />
      <ChoiceFilter
        name="days"
        says={say("portal.period")}
        any={say("recruits.anyDays")}
        options={DAYS.map((value) => ({ value, label: say("recruits.lastDays", { count: value }) }))}
      />
    </FilterBar>
  );
}
