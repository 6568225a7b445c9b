// What partners asked about their sales and contracts: what waits for an answer first; narrowed by state,
// partner or words. It never answers from the list.
//   /w/ws_…/questions?state=open
import { useQuery } from "@tanstack/react-query";
import { questionCountsQuery } from "../../../data/questions.ts";
import { useFilters } from "../../../parts/filters.tsx";
import { Page } from "../../../parts/page.tsx";
import { QuestionFilters } from "../../../questions/question-filters.tsx";
import { QuestionTable } from "../../../questions/question-table.tsx";
import { useWords } from "../../../words/words.tsx";
import { questionAddress } from "../../addresses.ts";
import { useWorkspace } from "../../frame/use-workspace.ts";

const FILTERS = ["q", "state", "party", "sale", "contract", "toCorrect"] as const;

export function Questions() {
  const { say } = useWords();
  const { ws } = useWorkspace();
  const who = { side: "producer" as const, id: ws };
  const counts = useQuery(questionCountsQuery(who)).data;
  const { filters, isNarrowed } = useFilters(FILTERS);
  return (
    <Page
      title={say("question.many")}
      lead={counts ? say("question.leadProducer", { count: counts.open }) : null}
    >
      <QuestionFilters side="producer" names={FILTERS} />
      <QuestionTable
        who={who}
        filters={filters}
        isNarrowed={isNarrowed}
        linkOf={(one) => questionAddress(ws, one.id)}
      />
    </Page>
  );
}
