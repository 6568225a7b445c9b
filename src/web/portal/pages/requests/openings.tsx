// What the producer says this partner was owed before it moved in: confirm it, or object with a word. Only
// what is confirmed is posted. Nothing at all where nobody said anything.
//   <Openings />
import { Button, Textarea } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { confirmOpening, type Opening, objectToOpening, openingsQuery } from "../../../data/openings.ts";
import { Confirm } from "../../../parts/confirm.tsx";
import { amountText } from "../../../parts/format-amount.ts";
import { Section } from "../../../parts/page.tsx";
import { Problem } from "../../../parts/problem.tsx";
import { OpeningList } from "../../../sharing/opening-list.tsx";
import css from "../../../sharing/sharing.module.css";
import { useWords } from "../../../words/words.tsx";
import { useParty } from "../../frame/use-party.ts";

export function Openings() {
  const { say } = useWords();
  const { who, own, mayAccept } = useParty();
  const found = useQuery(openingsQuery(who)).data?.data ?? [];
  if (found.length === 0) return null;
  return (
    <Section title={say("opening.ownTitle")}>
      {found.some((one) => one.state === "open") ? (
        <p className={css.quiet}>{say("opening.ownSays", { name: own?.producer ?? "" })}</p>
      ) : null}
      <OpeningList
        openings={found}
        {...(mayAccept ? { act: (one: Opening) => <Answer opening={one} /> } : {})}
      />
    </Section>
  );
}

function Answer({ opening }: { opening: Opening }) {
  const { say, language } = useWords();
  const { party } = useParty();
  const queries = useQueryClient();
  const [isAsking, setAsking] = useState(false);
  const [answer, setAnswer] = useState("");
  const onSuccess = async () => {
    setAsking(false);
    await queries.invalidateQueries({ queryKey: [party] });
  };
  const confirm = useMutation({ mutationFn: () => confirmOpening(party, opening.id), onSuccess });
  const object = useMutation({ mutationFn: () => objectToOpening(party, opening.id, answer), onSuccess });
  const amount = `${amountText(opening.amount, opening.currency, language)}`;
  return (
    <>
      {confirm.isError ? <Problem error={confirm.error} /> : null}
      <div className={css.acts}>
        <Button variant="subtle" color="gray" onClick={() => setAsking(true)}>
          {say("opening.objectAsk")}
        </Button>
        <Button loading={confirm.isPending} onClick={() => confirm.mutate()}>
          {say("opening.confirm", { amount })}
        </Button>
      </div>
      <Confirm
        isOpen={isAsking}
        title={say("opening.objectTitle")}
        act={say("opening.object", { amount })}
        final={say("opening.objectSays")}
        isReady={answer.trim() !== ""}
        isWorking={object.isPending}
        error={object.error ?? undefined}
        onConfirm={() => object.mutate()}
        onClose={() => setAsking(false)}
      >
        <Textarea
          label={say("opening.objectWhy")}
          autosize
          minRows={2}
          maxLength={2000}
          value={answer}
          mb="md"
          onChange={(event) => setAnswer(event.currentTarget.value)}
        />
      </Confirm>
    </>
  );
}
