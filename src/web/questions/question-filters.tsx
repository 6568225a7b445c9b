// What narrows a list of questions: words, and the state as this side calls it, what waits for it first.
//   <QuestionFilters side="producer" names={["q", "state"]} />
import { ChoiceFilter, FilterBar, SearchFilter } from "../parts/filters.tsx";
import { useWords } from "../words/words.tsx";
import { stateWord } from "./question-state.tsx";

const STATES = {
  producer: ["open", "answered", "closed"],
  party: ["answered", "open", "closed"],
} as const;

interface Props {
  side: keyof typeof STATES;
  /** All that the page keeps in its address. */
  names: readonly string[];
}

export function QuestionFilters({ side, names }: Props) {
  const { say } = useWords();
  return (
    <FilterBar names={names}>
      <SearchFilter says={say("question.search")} />
      <ChoiceFilter
        name="state"
        says={say("word.state")}
        any={say("question.anyState")}
        options={STATES[side].map((value) => ({ value, label: stateWord(say, value, side) }))}
      />
      {side === "producer" ? (
        <ChoiceFilter
          name="toCorrect"
          says={say("question.toCorrect")}
          any={say("question.anyDecision")}
          options={[{ value: "true", label: say("question.toCorrect") }]}
        />
      ) : null}
    </FilterBar>
  );
}
