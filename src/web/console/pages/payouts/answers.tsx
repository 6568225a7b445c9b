// What banks answered: a file is brought and read at once; what it changed and what did not fit stands below.
// It never sends the file anywhere else.
//   <Answers />
import { Button, FileButton } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { answersQuery, type BankAnswer, bringAnswer } from "../../../data/payouts.ts";
import { Section } from "../../../parts/page.tsx";
import { Problem } from "../../../parts/problem.tsx";
import { When } from "../../../parts/when.tsx";
import css from "../../../payouts/payouts.module.css";
import { useWords } from "../../../words/words.tsx";
import { useWorkspace } from "../../frame/use-workspace.ts";

export function Answers() {
  const { say } = useWords();
  const { ws } = useWorkspace();
  const queries = useQueryClient();
  const found = useQuery(answersQuery(ws)).data?.data ?? [];
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
      <div aria-live="polite">
        <ul className={css.files}>
          {found.map((answer) => (
            <Answer key={answer.id} answer={answer} />
          ))}
        </ul>
      </div>
    </Section>
  );
}

function Answer({ answer }: { answer: BankAnswer }) {
  const { say } = useWords();
  const { kind, said, applied, known, differences, toldBy, toldAt } = answer;
  return (
    <li>
      <div className={css.fileName}>
        <span>{say("payout.answer.read", { kind, said, applied, known })}</span>
        <span className={css.quiet}>
          {toldBy} · <When at={toldAt} />
        </span>
        {differences.length > 0 ? (
          <ul className={css.differences} aria-label={say("payout.answer.differences")}>
            {differences.map((one) => (
              <li key={`${one.reference} ${one.code}`}>
                <strong className={css.mono}>{one.reference}</strong>{" "}
                {say(`payout.difference.${one.code}` as "payout.difference.wrong_amount")}
              </li>
            ))}
          </ul>
        ) : null}
      </div>
    </li>
  );
}
