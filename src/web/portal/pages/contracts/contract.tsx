// One contract of this partner: its line of time, the terms in force, agreements, what was asked; and the way
// to ask for other terms or for its end. Never changes anything by itself.
//   /partner/party_…/contracts/contract_…
import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import { ContractView } from "../../../contracts/contract-view.tsx";
import { GiveNotice } from "../../../contracts/give-notice.tsx";
import { storyQuery } from "../../../data/contracts.ts";
import { Page, Section } from "../../../parts/page.tsx";
import { Problem } from "../../../parts/problem.tsx";
import { TextSkeleton } from "../../../parts/skeletons.tsx";
import { PerformanceView } from "../../../performance/performance-view.tsx";
import { AskAbout } from "../../../questions/ask-about.tsx";
import { useWords } from "../../../words/words.tsx";
import {
  agreementAddress,
  amendAddress,
  endAddress,
  productsAddress,
  questionAddress,
  requestAddress,
  salesAddress,
} from "../../addresses.ts";
import { useParty } from "../../frame/use-party.ts";
import css from "./contract.module.css";
import { SharedWithMe } from "./shared-with-me.tsx";

export function ContractPage() {
  const { say } = useWords();
  const { party, own, who, mayAccept } = useParty();
  const { contract: id = "" } = useParams({ strict: false }) as { contract?: string };
  const found = useQuery(storyQuery(who, id));
  const story = found.data;
  const isAsked = story?.proposals.some((one) => one.state === "open") ?? false;
  const mayAsk = story?.state === "active" && mayAccept && !isAsked;
  return (
    <Page
      title={story?.product.name ?? say("portal.contract")}
      lead={story ? say("portal.contractLead", { producer: story.producer }) : null}
      back={{ to: productsAddress(party), name: say("portal.products") }}
      action={
        story ? (
          <>
            <AskAbout
              who={who}
              about={{ contract: id }}
              subject={say("question.theContract", { product: story.product.name })}
              producer={own?.producer ?? ""}
              questionAddress={(question) => questionAddress(party, question)}
            />
            {mayAsk ? (
              <Button component={Link} to={amendAddress(party, id)} variant="default">
                {say("agree.amendAsk")}
              </Button>
            ) : null}
          </>
        ) : null
      }
    >
      {found.isError ? <Problem error={found.error} onRetry={() => void found.refetch()} /> : null}
      {found.isPending ? <TextSkeleton lines={8} /> : null}
      {story ? (
        <ContractView
          who={who}
          story={story}
          agreementAddress={(version) => agreementAddress(party, id, version)}
          proposalAddress={(proposal) => requestAddress(party, proposal)}
          mayAnswer={mayAccept}
        />
      ) : null}
      {story ? (
        <Section title={say("performance.title")}>
          <PerformanceView who={who} product={story.product.id} />
        </Section>
      ) : null}
      {story ? <SharedWithMe product={story.product.id} /> : null}
      {story ? (
        <p className={css.ways}>
          <Link to={`${salesAddress(party)}?product=${story.product.id}`}>{say("portal.itsSales")}</Link>
          {mayAsk ? <Link to={endAddress(party, id)}>{say("agree.endAsk")}</Link> : null}
          {mayAccept && own ? <GiveNotice who={who} story={story} timeZone={own.workspace.timeZone} /> : null}
        </p>
      ) : null}
    </Page>
  );
}
