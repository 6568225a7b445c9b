// What banks answered: a file is brought and read at once; what it changed and what did not fit stands below.
// It never sends the file anywhere else.
//   <Answers />
import { Button, FileButton } from "@mantine/core";
import { useInfiniteQuery, useMutation, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Fragment } from "react";
import { answersQuery, type BankAnswer, bringAnswer, dealWithAnswer } from "../../../data/payouts.ts";
import { Section } from "../../../parts/page.tsx";
import { Problem } from "../../../parts/problem.tsx";
import { When } from "../../../parts/when.tsx";
import css from "../../../payouts/payouts.module.css";
import { useWords } from "../../../words/words.tsx";
import { answerAddress } from "../../addresses.ts";
import { useWorkspace } from "../../frame/use-workspace.ts";
import { differenceText, kindText, outcomesOf } from "./answer-text.ts";

export function Answers() {
  const { say } = useWords();
  const { ws } = useWorkspace();
  const queries = useQueryClient();
  const told = useInfiniteQuery(answersQuery(ws));
  const found = told.data?.pages.flatMap((page) => page.data) ?? [];
  const bring = useMutation({
    mutationFn: (file: File) => bringAnswer(ws, file),
    onSuccess: () => queries.invalidateQueries({ queryKey: [ws] }),
  });
  const button = (
    <FileButton onChange={(file) => (file ? bring.mutate(file) : undefined)} accept=".xml,.ach,.txt,text/xml">
      {(props) => (
        <Button {...props} variant="default" loading={bring.isPending}>
          {say("payout.answer.bring")}
        </Button>
      )}
    </FileButton>
  );
  return (
    <Section title={say("payout.answer.title")} aside={button}>
      <p className={css.quiet}>{say("payout.answer.says")}</p>
      {bring.error ? <Problem error={bring.error} /> : null}
      {told.isError ? <Problem error={told.error} onRetry={() => void told.refetch()} /> : null}
      <div aria-live="polite">
        <ul className={css.files}>
          {found.map((answer) => (
            <Answer key={answer.id} answer={answer} />
          ))}
        </ul>
      </div>
      {told.hasNextPage ? (
        <Button variant="default" loading={told.isFetchingNextPage} onClick={() => void told.fetchNextPage()}>
          {say("action.showMore")}
        </Button>
      ) : null}
    </Section>
  );
}

/** Each count leads to the payouts it counts. */
function Outcomes({ answer }: { answer: BankAnswer }) {
  const { say } = useWords();
  const { ws } = useWorkspace();
  const told = outcomesOf(answer);
  const { id, said, applied, known } = answer;
  const kind = kindText(answer);
  if (told === null) return <span>{say("payout.answer.read", { kind, said, applied, known })}</span>;
  return (
    <span>
      {say("payout.answer.spoke", { kind, said })}
      {told.length === 0 ? `: ${say("payout.answer.nothing")}` : ": "}
      {told.map(([how, count], i) => (
        <Fragment key={how}>
          {i > 0 ? ", " : ""}
          <Link to={`${answerAddress(ws, id)}?said=${how}`}>{say(`payout.answer.${how}`, { count })}</Link>
        </Fragment>
      ))}
    </span>
  );
}

function Answer({ answer }: { answer: BankAnswer }) {
  const { differences, toldBy, toldAt } = answer;
  return (
    <li>
      <div className={css.fileName}>
        <Outcomes answer={answer} />
        <span className={css.quiet}>
          {toldBy} · <When at={toldAt} />
        </span>
        <Differences differences={differences} />
      </div>
      {differences.length > 0 ? <Dealt answer={answer} /> : null}
    </li>
  );
}

export function Differences({ differences }: Pick<BankAnswer, "differences">) {
  const words = useWords();
  if (differences.length === 0) return null;
  return (
    <ul className={css.differences} aria-label={words.say("payout.answer.differences")}>
      {differences.map((one) => (
        <li key={`${one.reference} ${one.code}`}>
          <strong className={css.mono}>{one.reference}</strong> {differenceText(one, words)}
        </li>
      ))}
    </ul>
  );
}

/** What did not fit waits on the overview until somebody says that it was dealt with. */
export function Dealt({ answer: { id, dealt } }: { answer: BankAnswer }) {
  const { say } = useWords();
  const { ws } = useWorkspace();
  const queries = useQueryClient();
  const deal = useMutation({
    mutationFn: () => dealWithAnswer(ws, id),
    onSuccess: () => queries.invalidateQueries({ queryKey: [ws] }),
  });
  if (dealt !== null) {
    return (
      <span className={css.quiet}>
        {say("payout.answer.dealtBy", { name: dealt.by })} · <When at={dealt.at} show="day" />
      </span>
    );
  }
  return (
    <span className={css.acts}>
      {deal.error ? <Problem error={deal.error} /> : null}
      <Button variant="default" loading={deal.isPending} onClick={() => deal.mutate()}>
        {say("payout.answer.deal")}
      </Button>
    </span>
  );
}
