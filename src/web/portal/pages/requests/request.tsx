// One request, where a mail leads: what is asked beside what is in force, and the answer.
// Opening it never answers.
//   /partner/party_…/requests/proposal_…
import { useQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import { useProposalTitle } from "../../../contracts/proposal-title.ts";
import { ProposalView } from "../../../contracts/proposal-view.tsx";
import { proposalQuery } from "../../../data/contracts.ts";
import { Page } from "../../../parts/page.tsx";
import { useWords } from "../../../words/words.tsx";
import { contractAddress, requestsAddress } from "../../addresses.ts";
import { useParty } from "../../frame/use-party.ts";
import { touchedPlaces } from "../../touched-places.ts";

export function RequestPage() {
  const { say } = useWords();
  const { party, who, mayAccept } = useParty();
  const { proposal: id = "" } = useParams({ strict: false }) as { proposal?: string };
  const title = useProposalTitle();
  const found = useQuery(proposalQuery(who, id)).data;
  return (
    <Page
      title={found ? title(found) : say("portal.request")}
      back={{ to: requestsAddress(party), name: say("portal.requests") }}
    >
      <ProposalView
        who={who}
        id={id}
        mayAnswer={mayAccept}
        contractAddress={(contract) => contractAddress(party, contract)}
        touchedPlaces={touchedPlaces(party)}
      />
    </Page>
  );
}
