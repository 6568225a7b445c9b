// Asks the producer to end a contract. Nothing ends until the producer accepts.
// What was earned until then stays earned, and the page says so.
//   /partner/party_…/contracts/contract_…/end
import { useQuery } from "@tanstack/react-query";
import { useNavigate, useParams } from "@tanstack/react-router";
import { EndForm } from "../../../contracts/end-form.tsx";
import { storyQuery } from "../../../data/contracts.ts";
import { Page } from "../../../parts/page.tsx";
import { Problem } from "../../../parts/problem.tsx";
import { FormSkeleton } from "../../../parts/skeletons.tsx";
import { useWords } from "../../../words/words.tsx";
import { contractAddress, requestAddress } from "../../addresses.ts";
import { useParty } from "../../frame/use-party.ts";

export function End() {
  const { say } = useWords();
  const navigate = useNavigate();
  const { party, own, who } = useParty();
  const { contract: id = "" } = useParams({ strict: false }) as { contract?: string };
  const found = useQuery(storyQuery(who, id));
  const back = contractAddress(party, id);
  return (
    <Page
      title={say("agree.endPage", { product: found.data?.product.name ?? "" })}
      back={{ to: back, name: found.data?.product.name ?? say("portal.contract") }}
    >
      {found.isError ? <Problem error={found.error} /> : null}
      {found.data && own ? (
        <EndForm
          who={who}
          story={found.data}
          timeZone={own.workspace.timeZone}
          leaveTo={back}
          onSent={(proposal) => void navigate({ to: requestAddress(party, proposal.id) })}
        />
      ) : (
        <FormSkeleton fields={2} />
      )}
    </Page>
  );
}
