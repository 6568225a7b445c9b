// One proposal from the workspace's side, where a mail leads: what was asked, the answer or its withdrawal,
// and the mail once more. Opening it answers nothing.
//   /w/ws_…/proposals/proposal_…
import { Button } from "@mantine/core";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import { useProposalTitle } from "../../../contracts/proposal-title.ts";
import { ProposalView } from "../../../contracts/proposal-view.tsx";
import { type Looker, proposalQuery } from "../../../data/contracts.ts";
import { takeProposalLink, useMailStays } from "../../../data/invitation-links.ts";
import { Page } from "../../../parts/page.tsx";
import { problemText } from "../../../parts/problem.tsx";
import { useToast } from "../../../parts/toast.tsx";
import { TakeLink } from "../../../sharing/take-link.tsx";
import { useWords } from "../../../words/words.tsx";
import { contractAddress, proposalsAddress } from "../../addresses.ts";
import { remindPartner } from "../../data/invitations.ts";
import { useWorkspace } from "../../frame/use-workspace.ts";
import { touchedPlaces } from "../../touched-places.ts";

export function ProposalPage() {
  const words = useWords();
  const { say } = words;
  const { ws, role, may } = useWorkspace();
  const { proposal: id = "" } = useParams({ strict: false }) as { proposal?: string };
  const { tell } = useToast();
  const title = useProposalTitle();
  const who: Looker = { side: "producer", id: ws };
  const found = useQuery(proposalQuery(who, id)).data;
  const mailStays = useMailStays();
  const nameOfOther = found?.email ?? found?.party.name ?? "";
  const mayAnswer = role === "owner" || role === "admin";
  const remind = useMutation({
    mutationFn: () => remindPartner(ws, id),
    onSuccess: () =>
      tell({
        says: mailStays
          ? say("mailStays.told", { email: nameOfOther })
          : say("proposals.reminded", { name: nameOfOther }),
      }),
    onError: (error) => tell({ says: problemText(error, words) }),
  });
  const mayRemind = mayAnswer && found?.state === "open" && found.side === "producer";
  return (
    <Page
      title={found ? title(found) : say("proposals.one")}
      lead={found?.email ? say("proposals.sentTo", { email: found.email }) : null}
      back={{ to: proposalsAddress(ws), name: say("proposals.title") }}
      action={
        mayRemind ? (
          <>
            {found.email ? <TakeLink email={found.email} take={() => takeProposalLink(ws, id)} /> : null}
            <Button variant="default" loading={remind.isPending} onClick={() => remind.mutate()}>
              {say("proposals.remind")}
            </Button>
          </>
        ) : null
      }
    >
      <ProposalView
        who={who}
        id={id}
        mayAnswer={mayAnswer}
        seesEarnings={may("ledger")}
        contractAddress={(contract) => contractAddress(ws, contract)}
        touchedPlaces={touchedPlaces(ws)}
      />
    </Page>
  );
}
