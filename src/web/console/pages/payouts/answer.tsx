// One answer of a bank or a service: who brought it, what did not fit, and the payouts it spoke of, narrowed
// by what it said of them; the address keeps that. It books nothing.
//   /w/ws_…/payouts/answers/bankanswer_…?said=returned
import { useQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import { answerQuery, type BankAnswer } from "../../../data/payouts.ts";
import { ChoiceFilter } from "../../../parts/choice-filter.tsx";
import { FilterBar, SearchFilter, useFilters } from "../../../parts/filters.tsx";
import { Facts, Page, Section } from "../../../parts/page.tsx";
import { Problem } from "../../../parts/problem.tsx";
import { FiguresSkeleton } from "../../../parts/skeletons.tsx";
import { When } from "../../../parts/when.tsx";
import { useWords } from "../../../words/words.tsx";
import { payoutsAddress } from "../../addresses.ts";
import { useWorkspace } from "../../frame/use-workspace.ts";
import { kindText, outcomesOf } from "./answer-text.ts";
import { Dealt, Differences } from "./answers.tsx";
import { PayoutList } from "./payout-list.tsx";

const FILTERS = ["said", "q"] as const;

export function AnswerPage() {
  const { say } = useWords();
  const { ws } = useWorkspace();
  const { answer: id = "" } = useParams({ strict: false }) as { answer?: string };
  const found = useQuery(answerQuery(ws, id));
  const back = { to: payoutsAddress(ws), name: say("nav.payouts") };
  const answer = found.data;
  if (answer === undefined) {
    return (
      <Page title={say("payout.answer.title")} back={back}>
        {found.isError ? <Problem error={found.error} onRetry={() => void found.refetch()} /> : null}
        {found.isPending ? <FiguresSkeleton count={2} /> : null}
      </Page>
    );
  }
  const { said, toldBy, toldAt, differences } = answer;
  return (
    <Page title={say("payout.answer.one", { kind: kindText(answer) })} back={back}>
      <Facts
        facts={[
          [say("payout.answer.broughtBy"), toldBy],
          [say("payout.answer.broughtAt"), <When key="at" at={toldAt} />],
          [say("payout.answer.speaksOf"), say("payout.answer.payouts", { count: said })],
        ]}
      />
      {differences.length > 0 ? (
        <Section title={say("payout.answer.differences")} aside={<Dealt answer={answer} />}>
          <Differences differences={differences} />
        </Section>
      ) : null}
      <Spoken answer={answer} />
    </Page>
  );
}

function Spoken({ answer }: { answer: BankAnswer }) {
  const { say } = useWords();
  const { filters, isNarrowed } = useFilters(FILTERS);
  return (
    <Section title={say("payout.wanted")}>
      <FilterBar names={FILTERS}>
        <SearchFilter says={say("payout.search")} />
        <ChoiceFilter
          name="said"
          says={say("payout.answer.said")}
          any={say("payout.answer.anything")}
          options={(outcomesOf(answer) ?? []).map(([value, count]) => ({
            value,
            label: say(`payout.answer.${value}`, { count }),
          }))}
        />
      </FilterBar>
      <PayoutList
        asked={{ answer: answer.id, ...filters }}
        isNarrowed={isNarrowed}
        file="answer"
        none={{ title: say("payout.answer.none"), says: say("payout.answer.noneSays") }}
      />
    </Section>
  );
}
