// The page of an affiliate manager: its recruiting links, who applies through them, whom it recruited;
// approve, refuse, invite, write, share, hand over. It shows its own affiliates and nobody else's.
//   /partner/party_…/recruits
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import type { Looker } from "../../../data/contracts.ts";
import { managedQuery, recruitsQuery } from "../../../data/programs.ts";
import { Empty } from "../../../parts/empty.tsx";
import { formatRate } from "../../../parts/format-amount.ts";
import { Page, Section } from "../../../parts/page.tsx";
import { Problem } from "../../../parts/problem.tsx";
import { TextSkeleton } from "../../../parts/skeletons.tsx";
import { AffiliateInvitations } from "../../../programs/invitations.tsx";
import { Materials } from "../../../programs/materials.tsx";
import { useWords } from "../../../words/words.tsx";
import { useParty } from "../../frame/use-party.ts";
import { RecruitList } from "./recruit-list.tsx";
import { RecruitingLink } from "./recruiting-link.tsx";
import css from "./recruits.module.css";

export function Recruits() {
  const { say, language } = useWords();
  const { party, own, who, mayAccept } = useParty();
  const managed = useQuery(managedQuery(party));
  const found = useInfiniteQuery(recruitsQuery(party));
  const recruits = found.data?.pages.flatMap((page) => page.data) ?? [];
  const products = managed.data?.data ?? [];
  const error = managed.error ?? found.error;
  return (
    <Page title={say("recruits.title")} lead={say("recruits.lead", { workspace: own?.workspace.name ?? "" })}>
      {error ? <Problem error={error} onRetry={() => void managed.refetch()} /> : null}
      {managed.isPending ? <TextSkeleton lines={6} /> : null}
      {managed.isSuccess && products.length === 0 ? (
        <Empty title={say("recruits.none")} says={say("recruits.noneSays")} />
      ) : null}
      {products.map((one) => (
        <Section key={one.contract} title={one.product.name}>
          <p className={css.earns}>
            {one.share === null
              ? say("recruits.earnsSteps")
              : say("recruits.earns", { share: formatRate(one.share, language) })}
          </p>
          {one.slug === null ? (
            <p className={css.earns}>{say("recruits.noProgram")}</p>
          ) : (
            <div className={css.link}>
              <RecruitingLink party={party} managed={one} mayAct={mayAccept} />
            </div>
          )}
          <RecruitList
            party={party}
            managed={one}
            mayAct={mayAccept}
            recruits={recruits.filter((recruit) => recruit.product.id === one.product.id)}
            isLoading={found.isPending}
          />
          {one.slug === null ? null : <Serve who={who} product={one.product} mayAct={mayAccept} />}
        </Section>
      ))}
    </Page>
  );
}

interface ServeProps {
  who: Looker;
  product: { id: string; name: string };
  mayAct: boolean;
}

function Serve({ who, product, mayAct }: ServeProps) {
  return (
    <>
      <AffiliateInvitations who={who} product={product} mayInvite={mayAct} />
      <Materials who={who} product={product.id} mayShare={mayAct} />
    </>
  );
}
