// What this business lets the co-producer of a contract see beyond its own: given here for a purpose and
// until a day, taken back here at once. Only owner and admin give; others read.
//   <SharedData party={story.party} product={story.product} />
import { Button } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { type DataGrant, grantsQuery, withdrawData } from "../../../data/data-grants.ts";
import { Confirm } from "../../../parts/confirm.tsx";
import { later } from "../../../parts/later.tsx";
import { Section } from "../../../parts/page.tsx";
import { Problem } from "../../../parts/problem.tsx";
import { GrantList } from "../../../sharing/grant-list.tsx";
import css from "../../../sharing/sharing.module.css";
import { useWords } from "../../../words/words.tsx";
import { useWorkspace } from "../../frame/use-workspace.ts";

const ShareData = later(() => import("./share-data.tsx"), "ShareData");

interface Props {
  party: { id: string; name: string };
  product: { id: string; name: string };
}

export function SharedData({ party, product }: Props) {
  const { say } = useWords();
  const { ws, may } = useWorkspace();
  const [isSharing, setSharing] = useState(false);
  const found = useQuery(grantsQuery({ side: "producer", id: ws }, { party: party.id, product: product.id }));
  const grants = found.data?.data ?? [];
  const mayShare = may("settings");
  return (
    <Section title={say("shared.title", { name: party.name })}>
      {found.isError ? <Problem error={found.error} onRetry={() => void found.refetch()} /> : null}
      {grants.some((one) => one.state === "given") ? null : (
        <p className={css.quiet}>{say("shared.none", { name: party.name })}</p>
      )}
      <GrantList
        grants={grants}
        {...(mayShare ? { act: (grant: DataGrant) => <Withdraw grant={grant} /> } : {})}
      />
      {mayShare ? (
        <Button variant="default" className={css.button ?? ""} onClick={() => setSharing(true)}>
          {say("shared.add")}
        </Button>
      ) : null}
      {isSharing ? <ShareData party={party} product={product} onClose={() => setSharing(false)} /> : null}
    </Section>
  );
}

function Withdraw({ grant }: { grant: DataGrant }) {
  const { say } = useWords();
  const { ws } = useWorkspace();
  const queries = useQueryClient();
  const [isAsking, setAsking] = useState(false);
  const withdraw = useMutation({
    mutationFn: () => withdrawData(ws, grant.id),
    onSuccess: async () => {
      setAsking(false);
      await queries.invalidateQueries({ queryKey: [ws, "data-grants"] });
    },
  });
  return (
    <>
      <Button variant="subtle" color="gray" size="compact-sm" onClick={() => setAsking(true)}>
        {say("shared.withdraw")}
      </Button>
      <Confirm
        isOpen={isAsking}
        title={say("shared.withdrawTitle", { name: grant.party.name })}
        act={say("shared.withdrawAct", { name: grant.party.name })}
        final={say("shared.withdrawSays")}
        isWorking={withdraw.isPending}
        error={withdraw.error ?? undefined}
        onConfirm={() => withdraw.mutate()}
        onClose={() => setAsking(false)}
      >
        {null}
      </Confirm>
    </>
  );
}
