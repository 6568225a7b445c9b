// The page of an affiliate manager: its recruiting links, who applies through them, whom it recruited;
// what each brings and gives; approve, refuse, invite, write, share, hand over. It shows its own affiliates
// and nobody else's.
//   /partner/party_…/recruits?state=approved&days=90&sort=earned
import { useQuery } from "@tanstack/react-query";
import type { Looker } from "../../../data/contracts.ts";
import { type ManagedProduct, managedQuery } from "../../../data/programs.ts";
import { Empty } from "../../../parts/empty.tsx";
import { amountText, formatRate } from "../../../parts/format-amount.ts";
import { Page, Section } from "../../../parts/page.tsx";
import { Problem } from "../../../parts/problem.tsx";
import { TextSkeleton } from "../../../parts/skeletons.tsx";
import { AffiliateInvitations } from "../../../programs/invitations.tsx";
import { Materials } from "../../../programs/materials.tsx";
import { useWords } from "../../../words/words.tsx";
import { useParty } from "../../frame/use-party.ts";
import { RecruitFilterBar } from "./recruit-filter-bar.tsx";
import { RecruitList } from "./recruit-list.tsx";
import { RecruitingLink } from "./recruiting-link.tsx";
import css from "./recruits.module.css";

export function Recruits() {
  const { say } = useWords();
  const { party, own, who, mayAccept } = useParty();
  const managed = useQuery(managedQuery(party));
  const products = managed.data?.data ?? [];
  return (
    <Page title={say("recruits.title")} lead={say("recruits.lead", { workspace: own?.workspace.name ?? "" })}>
      {managed.isError ? <Problem error={managed.error} onRetry={() => void managed.refetch()} /> : null}
      {managed.isPending ? <TextSkeleton lines={6} /> : null}
      {managed.isSuccess && products.length === 0 ? (
        <Empty title={say("recruits.none")} says={say("recruits.noneSays")} />
      ) : null}
      {products.some((one) => one.recruits.all > 0) ? <RecruitFilterBar /> : null}
      {products.map((one) => (
        <Section key={one.contract} title={one.product.name}>
          <Earns managed={one} />
          {one.slug === null ? (
            <p className={css.earns}>{say("recruits.noProgram")}</p>
          ) : (
            <div className={css.link}>
              <RecruitingLink party={party} managed={one} mayAct={mayAccept} />
            </div>
          )}
          <RecruitList party={party} managed={one} mayAct={mayAccept} />
          {one.slug === null ? null : <Serve who={who} product={one.product} mayAct={mayAccept} />}
        </Section>
      ))}
    </Page>
  );
}

/** The share, what it is of, and what that comes to on a sale at the product's price. */
function Earns({ managed: { share, base, example } }: { managed: ManagedProduct }) {
  const { say, language } = useWords();
  const says =
    share === null
      ? say("recruits.earnsSteps")
      : say("recruits.earns", { share: formatRate(share, language), base });
  if (example === null) return <p className={css.earns}>{says}</p>;
  const { currency, paid, rate, earned } = example;
  const worked = say("recruits.example", {
    paid: amountText(paid, currency, language),
    rate: formatRate(rate, language),
    earned: amountText(earned, currency, language),
  });
  return (
    <p className={css.earns}>
      {says} {worked}
    </p>
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
