// What banks answered: a file is brought and read at once; what it changed and what did not fit stands below.
// It never sends the file anywhere else.
//   <Answers />
import { Button, FileButton } from "@mantine/core";
import { useInfiniteQuery, useMutation, useQueryClient } from "@tanstack/react-query";
import { answersQuery, type BankAnswer, bringAnswer, dealWithAnswer } from "../../../data/payouts.ts";
import { amountText } from "../../../parts/format-amount.ts";
import { Section } from "../../../parts/page.tsx";
import { Problem } from "../../../parts/problem.tsx";
import { When } from "../../../parts/when.tsx";
import css from "../../../payouts/payouts.module.css";
import type { Words } from "../../../words/speak.ts";
import { useWords } from "../../../words/words.tsx";
import { useWorkspace } from "../../frame/use-workspace.ts";

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

function differenceText(one: BankAnswer["differences"][number], { say, language }: Words): string {
  const { code, told = null, expected, currency } = one;
  if (told === null || expected === undefined || currency === undefined) {
    return say(`payout.difference.${code}` as "payout.difference.wrong_amount");
  }
  const amounts = {
    told: amountText(told, currency, language),
    expected: amountText(expected, currency, language),
  };
  return say("payout.difference.wrongAmounts", amounts);
}

/** "camt.054: speaks of 120 payouts: 117 arrived, 1 came back, 2 known before" */
function readText({ kind, said, applied, known, outcomes }: BankAnswer, { say }: Words): string {
  if (outcomes === null) return say("payout.answer.read", { kind, said, applied, known });
  const { settled, failed, returned } = outcomes;
  const told = Object.entries({ settled, failed, returned, known })
    .filter(([, count]) => count > 0)
    .map(([how, count]) => say(`payout.answer.${how as "settled"}`, { count }));
  const outcome = told.length > 0 ? told.join(", ") : say("payout.answer.nothing");
  return say("payout.answer.readAs", { kind, said, outcome });
}

function Answer({ answer }: { answer: BankAnswer }) {
  const words = useWords();
  const { say } = words;
  const { differences, toldBy, toldAt } = answer;
  return (
    <li>
      <div className={css.fileName}>
        <span>{readText(answer, words)}</span>
        <span className={css.quiet}>
          {toldBy} · <When at={toldAt} />
        </span>
        {differences.length > 0 ? (
          <ul className={css.differences} aria-label={say("payout.answer.differences")}>
            {differences.map((one) => (
              <li key={`${one.reference} ${one.code}`}>
                <strong className={css.mono}>{one.reference}</strong> {differenceText(one, words)}
              </li>
            ))}
          </ul>
        ) : null}
      </div>
      {differences.length > 0 ? <Dealt answer={answer} /> : null}
    </li>
  );
}

/** What did not fit waits on the overview until somebody says that it was dealt with. */
function Dealt({ answer: { id, dealt } }: { answer: BankAnswer }) {
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
