// One question with everything that was said, oldest first, and what this side may say next: the producer's
// answers or decides with a reason, the party replies or closes. It never changes what was said.
//   <QuestionView who={who} id="question_…" mayWrite subjectAddress={(about) => …} />
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import type { Looker } from "../data/contracts.ts";
import { type Question, questionQuery } from "../data/questions.ts";
import { Money } from "../parts/money.tsx";
import { Facts, Section } from "../parts/page.tsx";
import { Problem } from "../parts/problem.tsx";
import { TextSkeleton } from "../parts/skeletons.tsx";
import { Status } from "../parts/status.tsx";
import { Timeline } from "../parts/timeline.tsx";
import { When } from "../parts/when.tsx";
import { useWords } from "../words/words.tsx";
import css from "./question.module.css";
import { QuestionState } from "./question-state.tsx";
import { SayMore } from "./say-more.tsx";

interface Props {
  who: Looker;
  id: string;
  mayWrite: boolean;
  subjectAddress: (about: Question["about"], topic: Question["topic"]) => string;
  /** What puts it right, where this side does that. */
  putRight?: (question: Question) => ReactNode;
  /** Of the party, where the reader may go there. */
  partyAddress?: (party: string) => string;
}

const TONES = { explained: "good", will_be_corrected: "pending", not_agreed: "taken" } as const;
const STEP_TONES = {
  asked: "pending",
  answered: "good",
  decided: "good",
  replied: "pending",
  closed: "quiet",
} as const;

export function QuestionView({ who, id, mayWrite, subjectAddress, partyAddress, putRight }: Props) {
  const { say } = useWords();
  const found = useQuery(questionQuery(who, id));
  const question = found.data;
  if (found.isError) return <Problem error={found.error} onRetry={() => void found.refetch()} />;
  if (!question) return <TextSkeleton lines={8} />;
  const { about, product, party, topic } = question;
  const facts: [string, ReactNode][] = [
    [say("word.state"), <QuestionState key="state" question={question} side={who.side} />],
    [
      say("question.about"),
      <Link key="about" to={subjectAddress(about, topic)}>
        {say(`question.about.${about.kind}`, { product: product.name })}
        {topic === "attribution" ? ` · ${say("journey.disputeTopic")}` : null}
      </Link>,
    ],
  ];
  // The partner knows who it is.
  if (who.side === "producer") {
    const name = partyAddress ? <Link to={partyAddress(party.id)}>{party.name}</Link> : party.name;
    facts.push([say("agree.partner"), name]);
  }
  if (question.decision !== null) {
    facts.push([
      say("question.decision"),
      <Status key="is" tone={TONES[question.decision]}>
        {say(`question.is.${question.decision}`)}
      </Status>,
    ]);
  }
  if (question.correctedAt !== null) {
    facts.push([say("correction.done"), <PutRight key="right" question={question} />]);
  }
  return (
    <>
      <Facts facts={facts} />
      <Section title={say("question.said")}>
        <Said question={question} />
      </Section>
      {putRight?.(question)}
      {question.state === "closed" ? (
        <p className={css.quiet}>
          {say("question.isClosed")} <When at={question.changedAt} />
        </p>
      ) : mayWrite ? (
        <SayMore key={question.steps.length} who={who} question={question} />
      ) : (
        <p className={css.quiet}>{say("question.mayNot")}</p>
      )}
    </>
  );
}

function PutRight({ question }: { question: Question }) {
  return (
    <>
      {question.putRight.map(({ at, amount, currency }) => (
        <span key={`${at} ${currency} ${amount}`}>
          <Money amount={amount} currency={currency} signed />{" "}
        </span>
      ))}
      <When at={question.correctedAt ?? ""} />
    </>
  );
}

function Said({ question }: { question: Question }) {
  const { say } = useWords();
  return (
    <Timeline
      moments={question.steps.map((step) => ({
        key: String(step.no),
        tone: STEP_TONES[step.kind],
        title: say(`question.step.${step.kind}`, { name: step.by }),
        at: step.at,
        aside:
          step.decision === null ? null : (
            <Status tone={TONES[step.decision]}>{say(`question.is.${step.decision}`)}</Status>
          ),
        body: step.text === "" ? null : <blockquote className={css.words}>{step.text}</blockquote>,
      }))}
    />
  );
}
