// The page from which either side asks the other to amend a contract or to end it: what is in force is read,
// the form of the kind stands under it. Nothing changes until the other side accepts.
//   <ChangeContract kind="amend" who={…} contract="contract_…" place={…} leaveTo="/…" sentTo={(id) => …} />
import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { type Looker, type Proposal, storyQuery } from "../data/contracts.ts";
import { Page } from "../parts/page.tsx";
import { Problem } from "../parts/problem.tsx";
import { FormSkeleton } from "../parts/skeletons.tsx";
import { useWords } from "../words/words.tsx";
import { AmendForm } from "./amend-form.tsx";
import type { TermsPlace } from "./clause-values.ts";
import { EndForm } from "./end-form.tsx";
import type { TouchedPlaces } from "./touched.tsx";

interface Props {
  kind: "amend" | "end";
  who: Looker;
  contract: string;
  /** Of the business; undefined while it is read. */
  place: Omit<TermsPlace, "offers"> | undefined;
  /** The contract's own page. */
  leaveTo: string;
  /** Where what was asked is waited for. */
  sentTo: (proposal: string) => string;
  touchedPlaces: TouchedPlaces;
}

export function ChangeContract({ kind, who, contract, place, leaveTo, sentTo, touchedPlaces }: Props) {
  const { say } = useWords();
  const navigate = useNavigate();
  const found = useQuery(storyQuery(who, contract));
  const story = found.data;
  const product = story?.product.name ?? "";
  const other = who.side === "producer" ? story?.party.name : story?.producer;
  const onSent = ({ id }: Proposal) => void navigate({ to: sentTo(id) });
  return (
    <Page
      title={say(kind === "amend" ? "agree.amendTitle" : "agree.endPage", { product })}
      lead={other === undefined || kind === "end" ? null : say("agree.amendLead", { other })}
      back={{ to: leaveTo, name: product || say("contractPage.one") }}
    >
      {found.isError ? <Problem error={found.error} onRetry={() => void found.refetch()} /> : null}
      {story && place && kind === "amend" ? (
        <AmendForm
          who={who}
          story={story}
          place={{ ...place, offers: story.offers }}
          leaveTo={leaveTo}
          onSent={onSent}
          touchedPlaces={touchedPlaces}
        />
      ) : null}
      {story && place && kind === "end" ? (
        <EndForm
          who={who}
          story={story}
          timeZone={place.timeZone}
          leaveTo={leaveTo}
          onSent={onSent}
          touchedPlaces={touchedPlaces}
        />
      ) : null}
      {found.isPending ? <FormSkeleton fields={kind === "amend" ? 5 : 2} /> : null}
    </Page>
  );
}
