// Gives the notice that both sides agreed to: what follows, from which day, and that it is final for the one
// who gives it. It never appears where no notice period was agreed.
//   <GiveNotice who={who} story={story} timeZone="America/Sao_Paulo" />
import { Textarea } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { type ContractStory, contractsChanged, giveNotice, type Looker } from "../data/contracts.ts";
import { Confirm } from "../parts/confirm.tsx";
import { addDays, todayIn } from "../parts/date-range.ts";
import { useToast } from "../parts/toast.tsx";
import { When } from "../parts/when.tsx";
import { useWords } from "../words/words.tsx";
import css from "./contract-view.module.css";

interface Props {
  who: Looker;
  story: ContractStory;
  timeZone: string;
}

/** Null: none was agreed, or the contract ends no later without it. */
export function noticeDaysOf(story: ContractStory): number | null {
  const shown = story.versions.find((one) => one.version === story.current) ?? story.versions.at(-1);
  if (story.state === "ended" || shown === undefined || noticeInEffect(story)) return null;
  return shown.noticeDays;
}

export function noticeInEffect(story: ContractStory) {
  return story.notices.find((one) => one.isInEffect) ?? null;
}

export function GiveNotice({ who, story, timeZone }: Props) {
  const { say, show, language } = useWords();
  const queries = useQueryClient();
  const { tell } = useToast();
  const [isAsking, setAsking] = useState(false);
  const [message, setMessage] = useState("");
  const days = noticeDaysOf(story);
  const product = story.product.name;
  const give = useMutation({
    mutationFn: () => giveNotice(who, story.id, { message, language: language === "pt-BR" ? "pt-BR" : "en" }),
    onSuccess: async () => {
      setAsking(false);
      await contractsChanged(queries, who);
      tell({ says: say("notice.given", { product }) });
    },
  });
  if (days === null) return null;
  const lastDay = addDays(todayIn(timeZone), days);
  return (
    <>
      <button type="button" className={css.textAct} onClick={() => setAsking(true)}>
        {say("notice.ask")}
      </button>
      <Confirm
        isOpen={isAsking}
        title={say("notice.title", { product })}
        act={say("notice.act", { product, count: days })}
        final={say("notice.final")}
        isWorking={give.isPending}
        error={give.error ?? undefined}
        onConfirm={() => give.mutate()}
        onClose={() => setAsking(false)}
      >
        <ul className={css.follows}>
          <li>{show("notice.lastDay", { count: days, day: <When at={lastDay} show="day" /> })}</li>
          <li>{say("notice.untilThen")}</li>
          <li>
            {say("notice.told", { other: who.side === "producer" ? story.party.name : story.producer })}
          </li>
          {story.proposals.some((one) => one.state === "open") ? <li>{say("notice.answersOpen")}</li> : null}
        </ul>
        <Textarea
          label={say("agree.field.message")}
          autosize
          minRows={2}
          maxLength={4000}
          value={message}
          mb="md"
          onChange={(event) => setMessage(event.currentTarget.value)}
        />
      </Confirm>
    </>
  );
}
