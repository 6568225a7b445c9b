// What this partner asked the producer's side, and where each stands; the way to ask stands at a sale or a
// contract.
//   /partner/party_…/questions?state=answered
import { useFilters } from "../../../parts/filters.tsx";
import { Page } from "../../../parts/page.tsx";
import { QuestionFilters } from "../../../questions/question-filters.tsx";
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
      <QuestionFilters side="party" names={FILTERS} />
      <QuestionTable
        who={who}
        filters={filters}
        isNarrowed={isNarrowed}
        linkOf={(one) => questionAddress(party, one.id)}
      />
    </Page>
  );
}
