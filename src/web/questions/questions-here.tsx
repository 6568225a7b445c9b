// Where a thing stands in the console: the questions that were asked about it, open ones first, each a line
// that leads to it. Nothing at all where nobody asked.
//   <QuestionsHere who={who} about={{ sale: sale.id }} addressOf={(id) => questionAddress(ws, id)} />
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { Looker } from "../data/contracts.ts";
import { type QuestionFilters, readQuestions } from "../data/questions.ts";
import { Section } from "../parts/page.tsx";
import { When } from "../parts/when.tsx";
import { useWords } from "../words/words.tsx";
import css from "./question.module.css";
import { QuestionState } from "./question-state.tsx";

interface Props {
  who: Looker;
  about: QuestionFilters;
  addressOf: (id: string) => string;
}

export function QuestionsHere({ who, about, addressOf }: Props) {
  const { say } = useWords();
  const found = useQuery({
    queryKey: [who.id, "questions", "about", about],
    queryFn: ({ signal }) => readQuestions(who, about, null, signal, 10),
  }).data;
  if (!found || found.data.length === 0) return null;
  return (
    <Section title={say("question.many")}>
      <ul className={css.here}>
        {found.data.map((one) => (
          <li key={one.id}>
            <Link to={addressOf(one.id)} className={css.asked}>
              {one.text}
            </Link>
            <span className={css.quiet}>
              {one.party.name} · <When at={one.changedAt} show="day" />
            </span>
            <QuestionState question={one} side={who.side} />
          </li>
        ))}
      </ul>
    </Section>
  );
}
