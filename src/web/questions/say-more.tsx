// What this side says next about a question. The producer's chooses between an answer and a decision with its
// reason; the party replies, or closes what is settled. One primary act; what follows is said before it is
// pressed.
//   <SayMore who={who} question={question} />
import { Button, SegmentedControl } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { Looker } from "../data/contracts.ts";
import {
  answerQuestion,
  closeQuestion,
  type Decision,
  decideQuestion,
  type Question,
  questionsChanged,
  replyToAnswer,
} from "../data/questions.ts";
import { Confirm } from "../parts/confirm.tsx";
import { ChoiceField, LongTextField } from "../parts/fields.tsx";
import { Form } from "../parts/form.tsx";
import { useForm } from "../parts/use-form.ts";
import { useWords } from "../words/words.tsx";
import css from "./question.module.css";

interface Props {
  who: Looker;
  question: Question;
}

const DECISIONS = ["explained", "will_be_corrected", "not_agreed"] as const;
const MOST = 4000;

export function SayMore(props: Props) {
  return props.who.side === "producer" ? <AnswerOrDecide {...props} /> : <ReplyOrClose {...props} />;
}

function AnswerOrDecide({ who, question }: Props) {
  const { say } = useWords();
  const [kind, setKind] = useState<"answer" | "decide">(question.state === "open" ? "answer" : "decide");
  return (
    <section className={css.more} aria-label={say("question.yourTurn")}>
      <SegmentedControl
        mb="lg"
        aria-label={say("question.yourTurn")}
        value={kind}
        data={[
          { value: "answer", label: say("question.answer") },
          { value: "decide", label: say("question.decide") },
        ]}
        onChange={(value) => setKind(value as "answer" | "decide")}
      />
      {kind === "answer" ? (
        <Write who={who} question={question} kind="answer" />
      ) : (
        <Decide who={who} question={question} />
      )}
    </section>
  );
}

function ReplyOrClose({ who, question }: Props) {
  const { say } = useWords();
  return (
    <section className={css.more} aria-label={say("question.yourTurn")}>
      <Write who={who} question={question} kind="reply" />
      <Close who={who} question={question} />
    </section>
  );
}

function Write({ who, question, kind }: Props & { kind: "answer" | "reply" }) {
  const { say } = useWords();
  const queries = useQueryClient();
  const form = useForm({
    start: { text: "" },
    check: ({ text }) => ({ text: text.trim() === "" ? say("form.required") : undefined }),
    send: ({ text }) =>
      kind === "answer" ? answerQuestion(who, question.id, text) : replyToAnswer(who, question.id, text),
    onDone: () => questionsChanged(queries, who),
  });
  return (
    <Form form={form} act={say(`question.${kind}Act`, { name: question.party.name })}>
      <LongTextField
        form={form}
        name="text"
        label={say(kind === "answer" ? "question.answerLabel" : "question.replyLabel")}
        hint={say(kind === "answer" ? "question.answerHint" : "question.replyHint")}
        maxLength={MOST}
        rows={4}
      />
    </Form>
  );
}

function Decide({ who, question }: Props) {
  const { say } = useWords();
  const queries = useQueryClient();
  const form = useForm({
    start: { decision: "" as string, reason: "" },
    check: ({ decision, reason }) => ({
      decision: decision === "" ? say("form.required") : undefined,
      reason: reason.trim() === "" ? say("form.required") : undefined,
    }),
    send: ({ decision, reason }) => decideQuestion(who, question.id, decision as Decision, reason),
    onDone: () => questionsChanged(queries, who),
  });
  const { decision } = form.values;
  return (
    <Form form={form} act={say("question.decideAct", { name: question.party.name })}>
      <ChoiceField
        form={form}
        name="decision"
        label={say("question.decision")}
        hint={decision === "" ? undefined : say(`question.isSays.${decision as Decision}`)}
        options={DECISIONS.map((value) => ({ value, label: say(`question.is.${value}`) }))}
      />
      <LongTextField
        form={form}
        name="reason"
        label={say("question.reason")}
        hint={say("question.reasonHint")}
        maxLength={MOST}
        rows={4}
      />
    </Form>
  );
}

function Close({ who, question }: Props) {
  const { say } = useWords();
  const queries = useQueryClient();
  const [isAsking, setAsking] = useState(false);
  const close = useMutation({
    mutationFn: () => closeQuestion(who, question.id, ""),
    onSuccess: async () => {
      setAsking(false);
      await questionsChanged(queries, who);
    },
  });
  return (
    <>
      <Button variant="subtle" color="gray" className={css.close ?? ""} onClick={() => setAsking(true)}>
        {say("question.closeAsk")}
      </Button>
      <Confirm
        isOpen={isAsking}
        title={say("question.closeTitle")}
        act={say("question.closeAct", { product: question.product.name })}
        final={say("question.closeSays")}
        isWorking={close.isPending}
        error={close.error ?? undefined}
        onConfirm={() => close.mutate()}
        onClose={() => setAsking(false)}
      >
        {null}
      </Confirm>
    </>
  );
}
