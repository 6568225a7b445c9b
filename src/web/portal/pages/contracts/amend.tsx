// Asks the producer for other terms: the form both sides share, with what is in force in its fields.
// Nothing changes until the producer accepts.
//   /partner/party_…/contracts/contract_…/amend
import { useQuery } from "@tanstack/react-query";
import { useNavigate, useParams } from "@tanstack/react-router";
import { AmendForm } from "../../../contracts/amend-form.tsx";
import { storyQuery } from "../../../data/contracts.ts";
import { Page } from "../../../parts/page.tsx";
import { Problem } from "../../../parts/problem.tsx";
import { FormSkeleton } from "../../../parts/skeletons.tsx";
import { useWords } from "../../../words/words.tsx";
import { contractAddress, requestAddress } from "../../addresses.ts";
import { useParty } from "../../frame/use-party.ts";

export function Amend() {
  const { say } = useWords();
  const navigate = useNavigate();
  const { party, own, who } = useParty();
  const { contract: id = "" } = useParams({ strict: false }) as { contract?: string };
  const found = useQuery(storyQuery(who, id));
  const back = contractAddress(party, id);
  return (
    <Page
      title={say("agree.amendTitle", { product: found.data?.product.name ?? "" })}
      lead={say("agree.amendLead", { other: found.data?.producer ?? "" })}
      back={{ to: back, name: found.data?.product.name ?? say("portal.contract") }}
    >
      {found.isError ? <Problem error={found.error} /> : null}
      {found.data && own ? (
        <AmendForm
          who={who}
          story={found.data}
          place={{ ...own.workspace, offers: found.data.offers }}
          leaveTo={back}
          onSent={(proposal) => void navigate({ to: requestAddress(party, proposal.id) })}
        />
      ) : (
        <FormSkeleton fields={5} />
      )}
    </Page>
  );
}
