// "Ask about this", where the thing itself stands: words in a small window, and then the question's own page.
// Where one about the same waits already, the button leads there. It asks nobody but the producer's side.
//   <AskAbout who={who} about={{ sale: "sale_…" }} questionAddress={(id) => …} />
import { Button } from "@mantine/core";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import type { Looker } from "../data/contracts.ts";
import { askAbout, questionsChanged, readQuestions } from "../data/questions.ts";
import { Dialog } from "../parts/dialog.tsx";
import { LongTextField } from "../parts/fields.tsx";
import { Form } from "../parts/form.tsx";
import { useForm } from "../parts/use-form.ts";
import { useWords } from "../words/words.tsx";

type About = { sale: string } | { contract: string };

interface Props {
  who: Looker;
  about: About;
  /** What the window's title and its first line name: "the sale of 1 March". */
  subject: string;
  producer: string;
  questionAddress: (id: string) => string;
  /** Left out: how much it is. */
  topic?: "attribution";
  /** Where asking is seldom what one came for. */
  isQuiet?: boolean;
}

export function AskAbout(props: Props) {
  const { who, about, questionAddress } = props;
  const { say } = useWords();
  const [isOpen, setOpen] = useState(false);
  const asked = useQuery({
    queryKey: [who.id, "questions", "about", about],
    queryFn: ({ signal }) => readQuestions(who, about, null, signal, 10),
  }).data;
  const unsettled = asked?.data.find((one) => one.state !== "closed");
  if (unsettled) {
    return (
      <Button component={Link} to={questionAddress(unsettled.id)} variant="default">
        {say(unsettled.state === "answered" ? "question.seeAnswer" : "question.seeAsked")}
      </Button>
    );
  }
  return (
    <>
      <Button
        {...(props.isQuiet
          ? { variant: "subtle", color: "gray", size: "compact-sm" }
          : { variant: "default" })}
        onClick={() => setOpen(true)}
      >
        {say(props.topic === "attribution" ? "journey.dispute" : "question.ask")}
      </Button>
      {isOpen ? <Ask {...props} onClose={() => setOpen(false)} /> : null}
    </>
  );
}

function Ask({
  who,
  about,
  subject,
  producer,
  questionAddress,
  topic,
  isQuiet,
  onClose,
}: Props & { onClose: () => void }) {
  const { say } = useWords();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const [once] = useState(() => crypto.randomUUID());
  const isDispute = topic === "attribution";
  // Whoever is credited with all of it disputes it for another.
  const own = isQuiet ? "journey.disputeOther" : "journey.disputeLabel";
  const label = isDispute ? own : "question.askLabel";
  const form = useForm({
    start: { text: "" },
    check: ({ text }) => ({ text: text.trim() === "" ? say("form.required") : undefined }),
    send: ({ text }) => askAbout(who, { about, text, ...(topic ? { topic } : {}) }, once),
    onDone: async ({ id }) => {
      await questionsChanged(queries, who);
      await navigate({ to: questionAddress(id) });
    },
  });
  return (
    <Dialog
      title={isDispute ? say("journey.dispute") : say("question.askTitle", { subject })}
      onClose={onClose}
    >
      <Form
        form={form}
        act={say(isDispute ? "journey.disputeAct" : "question.askAct", { name: producer })}
        onLeave={onClose}
        isUnguarded
      >
        <LongTextField
          form={form}
          name="text"
          label={say(label)}
          hint={say("question.askHint", { name: producer })}
          maxLength={4000}
          rows={5}
          isFirst
        />
      </Form>
    </Dialog>
  );
}
