// Every agreement this partner is a side of, newest first, with its files. Frozen: nothing here is ever
// rendered anew.
//   /partner/party_…/agreements
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { AgreementFiles } from "../../../contracts/agreement-view.tsx";
import { Empty } from "../../../parts/empty.tsx";
import { Page } from "../../../parts/page.tsx";
import { Problem } from "../../../parts/problem.tsx";
import { TextSkeleton } from "../../../parts/skeletons.tsx";
import { When } from "../../../parts/when.tsx";
import { useWords } from "../../../words/words.tsx";
import { agreementAddress, productsAddress } from "../../addresses.ts";
import { contractsQuery } from "../../data/contracts.ts";
import { useParty } from "../../frame/use-party.ts";
import css from "./agreements.module.css";

export function Agreements() {
  const { say } = useWords();
  const { party, who } = useParty();
  const found = useQuery(contractsQuery(party));
  const agreed = (found.data?.data ?? [])
    .flatMap((story) =>
      story.versions.flatMap((version) =>
        version.agreement === null ? [] : [{ story, version, agreement: version.agreement }],
      ),
    )
    .sort((a, b) => b.agreement.at.localeCompare(a.agreement.at));
  return (
    <Page title={say("portal.agreements")} lead={say("portal.agreementsLead")}>
      {found.isError ? <Problem error={found.error} onRetry={() => void found.refetch()} /> : null}
      {found.isPending ? <TextSkeleton lines={4} /> : null}
      {found.isSuccess && agreed.length === 0 ? (
        <Empty
          title={say("portal.noAgreements")}
          says={say("portal.noAgreementsSays")}
          action={<Link to={productsAddress(party)}>{say("portal.toContracts")}</Link>}
        />
      ) : null}
      <ul className={css.list}>
        {agreed.map(({ story, version, agreement }) => (
          <li key={`${story.id} ${version.version}`}>
            <div>
              <Link to={agreementAddress(party, story.id, version.version)} className={css.name}>
                {say("portal.agreementOf", { product: story.product.name, version: version.version })}
              </Link>
              <p className={css.quiet}>
                <When at={agreement.at} /> · <code>{agreement.sha256.slice(0, 12)}…</code>
              </p>
            </div>
            <AgreementFiles who={who} contract={story.id} version={version.version} />
          </li>
        ))}
      </ul>
    </Page>
  );
}
