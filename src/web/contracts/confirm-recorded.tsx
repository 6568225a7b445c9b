// Above a contract that was recorded as agreed elsewhere: that it waits for the partner's word, or what the
// partner said. The partner confirms or objects here; the producer only reads. It never changes how sales are
// split.
//   <ConfirmRecorded who={who} story={story} mayAnswer />
import { Button, Textarea } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import {
  answerRecorded,
  askToConfirm,
  type ContractStory,
  contractsChanged,
  type Looker,
  type ToldVersion,
  termsOfUseQuery,
} from "../data/contracts.ts";
import { useMailStays } from "../data/invitation-links.ts";
import { Confirm } from "../parts/confirm.tsx";
import { Problem } from "../parts/problem.tsx";
import { Status } from "../parts/status.tsx";
import { useToast } from "../parts/toast.tsx";
import { When } from "../parts/when.tsx";
import { useWords } from "../words/words.tsx";
import css from "./contract-view.module.css";

interface Props {
  who: Looker;
  story: ContractStory;
  mayAnswer: boolean;
}

/** The newest version that waits for the partner's word, or was objected to. */
export function unconfirmed(story: Pick<ContractStory, "versions">): ToldVersion | null {
  const found = story.versions.findLast(({ confirmation: { state } }) =>
    ["waiting", "objected"].includes(state),
  );
  return found ?? null;
}

export function ConfirmRecorded({ who, story, mayAnswer }: Props) {
  const { say, show } = useWords();
  const version = unconfirmed(story);
  if (version === null || story.state === "ended") return null;
  const { state, name, at, note } = version.confirmation;
  const isMine = who.side === "party";
  const other = isMine ? story.producer : story.party.name;
  return (
    <section className={css.recorded} aria-label={say("recorded.title")}>
      <Status tone={state === "objected" ? "taken" : "pending"}>
        {say(state === "objected" ? "recorded.objected" : isMine ? "recorded.yours" : "recorded.waiting")}
      </Status>
      <p>{say(isMine ? "recorded.saysParty" : "recorded.saysProducer", { other })}</p>
      <p className={css.quiet}>{say("recorded.evidence", { evidence: version.evidence })}</p>
      {state === "objected" && at !== null ? (
        <p className={css.said}>
          {show("recorded.objectedBy", { name: name ?? "", day: <When at={at} show="day" /> })}
          {note === "" ? null : ` “${note}”`}
        </p>
      ) : null}
      {isMine && mayAnswer ? <Answers who={who} story={story} /> : null}
      {isMine ? null : <AskByMail who={who} story={story} />}
    </section>
  );
}

/** Who has no account here is told by nothing else. */
function AskByMail({ who, story }: Omit<Props, "mayAnswer">) {
  const { say, language } = useWords();
  const queries = useQueryClient();
  const { tell } = useToast();
  const use = useQuery(termsOfUseQuery).data;
  const mailStays = useMailStays();
  const isAsked = story.proposals.some((one) => one.state === "open");
  const name = story.party.name;
  const send = useMutation({
    mutationFn: () =>
      askToConfirm(who, story.id, {
        message: "",
        language: language === "pt-BR" ? "pt-BR" : "en",
        termsOfUse: use?.version ?? 1,
      }),
    onSuccess: async () => {
      await contractsChanged(queries, who);
      tell({ says: say(mailStays ? "recorded.askedStays" : "recorded.asked", { name }) });
    },
  });
  if (story.hasAccount) return <p className={css.quiet}>{say("recorded.inPortal", { name })}</p>;
  if (isAsked) return null;
  return (
    <>
      {send.isError ? <Problem error={send.error} /> : null}
      <Button variant="default" disabled={!use} loading={send.isPending} onClick={() => send.mutate()}>
        {say("recorded.ask", { name })}
      </Button>
      <p className={css.quiet}>{say("recorded.askSays", { version: use?.version ?? 1 })}</p>
    </>
  );
}

function Answers({ who, story }: Omit<Props, "mayAnswer">) {
  const { say } = useWords();
  const queries = useQueryClient();
  const [isObjecting, setObjecting] = useState(false);
  const [note, setNote] = useState("");
  const version = story.versions.at(-1)?.version ?? 1;
  const answer = useMutation({
    mutationFn: (word: "confirm" | "object") =>
      answerRecorded(who, story.id, word, { version, note: word === "object" ? note : "" }),
    onSuccess: async () => {
      setObjecting(false);
      await contractsChanged(queries, who);
    },
  });
  const wasObjected = unconfirmed(story)?.confirmation.state === "objected";
  return (
    <>
      {answer.isError && !isObjecting ? <Problem error={answer.error} /> : null}
      <div className={css.acts}>
        <Button loading={answer.isPending && !isObjecting} onClick={() => answer.mutate("confirm")}>
          {say("recorded.confirm", { product: story.product.name })}
        </Button>
        {wasObjected ? null : (
          <Button variant="subtle" color="gray" onClick={() => setObjecting(true)}>
            {say("recorded.objectAsk")}
          </Button>
        )}
      </div>
      <Confirm
        isOpen={isObjecting}
        title={say("recorded.objectTitle", { product: story.product.name })}
        act={say("recorded.object", { product: story.product.name })}
        final={say("recorded.objectFinal")}
        isWorking={answer.isPending}
        isReady={note.trim() !== ""}
        error={answer.error ?? undefined}
        onConfirm={() => answer.mutate("object")}
        onClose={() => setObjecting(false)}
      >
        <Textarea
          label={say("recorded.why")}
          autosize
          minRows={2}
          maxLength={4000}
          value={note}
          mb="md"
          onChange={(event) => setNote(event.currentTarget.value)}
        />
      </Confirm>
    </>
  );
}
