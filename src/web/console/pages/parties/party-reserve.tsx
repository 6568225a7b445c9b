// A party's rolling reserve: how much of its last days' earnings stays unpaid, what that holds now in each
// currency, and from which day on how much less. Set, changed and taken away here, by finance. It moves no
// money: it is what a payout leaves alone.
// As of a past day it tells what that day's setting held, and sets nothing.
//   <PartyReserve party={party} />
import { Button } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useAsOf } from "../../../parts/as-of-filter.tsx";
import { Confirm } from "../../../parts/confirm.tsx";
import { formatRate } from "../../../parts/format-amount.ts";
import { later } from "../../../parts/later.tsx";
import { Section } from "../../../parts/page.tsx";
import { Problem } from "../../../parts/problem.tsx";
import { HeldByReserve } from "../../../statements/held-by-reserve.tsx";
import { useWords } from "../../../words/words.tsx";
import { type Reserve, removeReserve, reserveQuery } from "../../data/parties.ts";
import { useWorkspace } from "../../frame/use-workspace.ts";
import css from "./parties.module.css";

const SetReserve = later(() => import("./set-reserve.tsx"), "SetReserve");

interface Props {
  party: { id: string; name: string };
}

export function PartyReserve({ party }: Props) {
  const { say, language } = useWords();
  const { ws, may } = useWorkspace();
  const [isSetting, setSetting] = useState(false);
  const day = useAsOf();
  const found = useQuery(reserveQuery(ws, party.id, day));
  const set = found.data?.reserve ?? null;
  const acts =
    may("disputes") && found.data && day === undefined ? (
      <span className={css.acts}>
        {set === null ? null : <Remove party={party} reserve={found.data} />}
        <Button variant="default" onClick={() => setSetting(true)}>
          {say(set === null ? "reserve.set" : "reserve.change")}
        </Button>
      </span>
    ) : null;
  return (
    <Section title={say("reserve.title")} aside={acts}>
      {found.isError ? <Problem error={found.error} onRetry={() => void found.refetch()} /> : null}
      {found.data ? (
        <p className={css.says}>
          {set === null
            ? say(day === undefined ? "reserve.none" : "reserve.noneThen", { name: party.name })
            : say(day === undefined ? "reserve.is" : "reserve.was", {
                rate: formatRate(set.rate, language),
                count: set.days,
              })}
        </p>
      ) : null}
      {set === null ? null : (
        <HeldByReserve held={found.data?.held ?? []} days={set.days} isPast={day !== undefined} />
      )}
      {isSetting ? <SetReserve party={party} reserve={set} onClose={() => setSetting(false)} /> : null}
    </Section>
  );
}

function Remove({ party, reserve }: Props & { reserve: Reserve }) {
  const { say } = useWords();
  const { ws } = useWorkspace();
  const queries = useQueryClient();
  const [isOpen, setOpen] = useState(false);
  const remove = useMutation({
    mutationFn: () => removeReserve(ws, party.id),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: [ws] });
      setOpen(false);
    },
  });
  return (
    <>
      <Button variant="subtle" color="gray" onClick={() => setOpen(true)}>
        {say("reserve.remove")}
      </Button>
      <Confirm
        isOpen={isOpen}
        title={say("reserve.removeTitle", { name: party.name })}
        act={say("reserve.removeAct")}
        final={say("reserve.removeFinal", { name: party.name })}
        isWorking={remove.isPending}
        error={remove.error}
        onConfirm={() => remove.mutate()}
        onClose={() => setOpen(false)}
      >
        <HeldByReserve held={reserve.held} days={reserve.reserve?.days ?? 0} isShort />
      </Confirm>
    </>
  );
}
