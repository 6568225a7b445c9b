// Proposes other terms of a contract to the partner: the form both sides share.
// Nothing changes until the partner accepts.
//   /w/ws_…/contracts/contract_…/amend
import { useQuery } from "@tanstack/react-query";
import { useNavigate, useParams } from "@tanstack/react-router";
import { AmendForm } from "../../../contracts/amend-form.tsx";
import { type Looker, storyQuery } from "../../../data/contracts.ts";
import { Page } from "../../../parts/page.tsx";
import { Problem } from "../../../parts/problem.tsx";
import { FormSkeleton } from "../../../parts/skeletons.tsx";
import { useWords } from "../../../words/words.tsx";
import { contractAddress, proposalAddress } from "../../addresses.ts";
import { workspaceQuery } from "../../data/workspace.ts";
import { useWorkspace } from "../../frame/use-workspace.ts";

export function AmendContract() {
  const { say } = useWords();
  const navigate = useNavigate();
  const { ws } = useWorkspace();
  const { contract: id = "" } = useParams({ strict: false }) as { contract?: string };
  const who: Looker = { side: "producer", id: ws };
  const found = useQuery(storyQuery(who, id));
  const workspace = useQuery(workspaceQuery(ws)).data;
  const story = found.data;
  const back = contractAddress(ws, id);
  return (
    <Page
      title={say("agree.amendTitle", { product: story?.product.name ?? "" })}
      lead={story ? say("agree.amendLead", { other: story.party.name }) : null}
      back={{ to: back, name: say("contractPage.one") }}
    >
      {found.isError ? <Problem error={found.error} /> : null}
      {story && workspace ? (
        <AmendForm
          who={who}
          story={story}
          place={{ currency: workspace.currency, timeZone: workspace.timeZone, offers: story.offers }}
          leaveTo={back}
          onSent={(proposal) => void navigate({ to: proposalAddress(ws, proposal.id) })}
        />
      ) : (
        <FormSkeleton fields={5} />
      )}
    </Page>
  );
}
