// What this partner asked the producer's side, and where each stands; the way to ask stands at a sale or a
// contract.
//   /partner/party_…/questions?state=answered
import { ChoiceFilter, FilterBar, SearchFilter, useFilters } from "../../../parts/filters.tsx";
import { Page } from "../../../parts/page.tsx";
import { stateWord } from "../../../questions/question-state.tsx";
import { QuestionTable } from "../../../questions/question-table.tsx";
import { useWords } from "../../../words/words.tsx";
import { questionAddress } from "../../addresses.ts";
import { useParty } from "../../frame/use-party.ts";

const FILTERS = ["q", "state"] as const;

export function Questions() {
  const { say } = useWords();
  const { party, who } = useParty();
  const { filters, isNarrowed } = useFilters(FILTERS);
  return (
    <Page title={say("question.many")} lead={say("question.leadParty")}>
      <FilterBar names={FILTERS}>
        <SearchFilter says={say("question.search")} />
        <ChoiceFilter
          name="state"
          says={say("word.state")}
          any={say("question.anyState")}
          options={(["answered", "open", "closed"] as const).map((value) => ({
            value,
            label: stateWord(say, value, "party"),
          }))}
        />
      </FilterBar>
      <QuestionTable
        who={who}
        filters={filters}
        isNarrowed={isNarrowed}
        linkOf={(one) => questionAddress(party, one.id)}
      />
    </Page>
  );
}
