// What a partner was owed before the business moved in: told here, waiting for the partner, in the books once
// confirmed. Only owner, admin and finance tell; nothing here moves money by itself.
//   <PartyOpening party={party} />
import { Button } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { type Opening, openingsQuery, withdrawOpening } from "../../../data/openings.ts";
import { later } from "../../../parts/later.tsx";
import { Section } from "../../../parts/page.tsx";
import { Problem } from "../../../parts/problem.tsx";
import { OpeningList } from "../../../sharing/opening-list.tsx";
import css from "../../../sharing/sharing.module.css";
import { useWords } from "../../../words/words.tsx";
import type { Party } from "../../data/parties.ts";
import { useWorkspace } from "../../frame/use-workspace.ts";

const TellOpening = later(() => import("./tell-opening.tsx"), "TellOpening");

export function PartyOpening({ party }: { party: Party }) {
  const { say } = useWords();
  const { ws, may } = useWorkspace();
  const [isTelling, setTelling] = useState(false);
  const found = useQuery(openingsQuery({ side: "producer", id: ws }, party.id));
  const mayTell = may("disputes");
  return (
    <Section title={say("opening.title")}>
      {found.isError ? <Problem error={found.error} onRetry={() => void found.refetch()} /> : null}
      <p className={css.quiet}>{say("opening.says", { name: party.name })}</p>
      <OpeningList
        openings={found.data?.data ?? []}
        {...(mayTell ? { act: (one: Opening) => <Withdraw opening={one} /> } : {})}
      />
      {mayTell ? (
        <Button variant="default" className={css.button ?? ""} onClick={() => setTelling(true)}>
          {say("opening.add")}
        </Button>
      ) : null}
      {isTelling ? <TellOpening party={party} onClose={() => setTelling(false)} /> : null}
    </Section>
  );
}

function Withdraw({ opening }: { opening: Opening }) {
  const { say } = useWords();
  const { ws } = useWorkspace();
  const queries = useQueryClient();
  const withdraw = useMutation({
    mutationFn: () => withdrawOpening(ws, opening.id),
    onSuccess: () => queries.invalidateQueries({ queryKey: [ws, "openings"] }),
  });
  return (
    <>
      {withdraw.isError ? <Problem error={withdraw.error} /> : null}
      <Button
        variant="subtle"
        color="gray"
        size="compact-sm"
        loading={withdraw.isPending}
        onClick={() => withdraw.mutate()}
      >
        {say("opening.withdraw")}
      </Button>
    </>
  );
}
