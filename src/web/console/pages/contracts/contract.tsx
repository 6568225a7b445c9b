// One contract from the workspace's side: its line of time, the terms in force, agreements, what was asked;
// and the way to propose other terms or its end. Never changes anything by itself.
//   /w/ws_…/contracts/contract_…
import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import { ContractView } from "../../../contracts/contract-view.tsx";
import { GiveNotice } from "../../../contracts/give-notice.tsx";
import { type Looker, storyQuery } from "../../../data/contracts.ts";
import { Page } from "../../../parts/page.tsx";
import { Problem } from "../../../parts/problem.tsx";
import { TextSkeleton } from "../../../parts/skeletons.tsx";
import { QuestionsHere } from "../../../questions/questions-here.tsx";
import { useWords } from "../../../words/words.tsx";
import {
  agreementAddress,
  amendContractAddress,
  endContractAddress,
  entryAddress,
  partyAddress,
  productAddress,
  proposalAddress,
  questionAddress,
} from "../../addresses.ts";
import { workspaceQuery } from "../../data/workspace.ts";
import { useWorkspace } from "../../frame/use-workspace.ts";
import css from "./contract.module.css";
import { SharedData } from "./shared-data.tsx";

export function ContractPage() {
  const { say } = useWords();
  const { ws, role, may } = useWorkspace();
  const { contract: id = "" } = useParams({ strict: false }) as { contract?: string };
  const who: Looker = { side: "producer", id: ws };
  const found = useQuery(storyQuery(who, id));
  const story = found.data;
  const isAsked = story?.proposals.some((one) => one.state === "open") ?? false;
  const mayLead = role === "owner" || role === "admin";
  const mayAsk = story?.state === "active" && !isAsked && mayLead;
  const workspace = useQuery(workspaceQuery(ws)).data;
  return (
    <Page
      title={story ? say("contractPage.title", { party: story.party.name }) : say("contractPage.one")}
      lead={story ? say("contractPage.lead", { product: story.product.name }) : null}
      {...(story ? { back: { to: productAddress(ws, story.product.id), name: story.product.name } } : {})}
      action={
        mayAsk ? (
          <Button component={Link} to={amendContractAddress(ws, id)} variant="default">
            {say("agree.amendAsk")}
          </Button>
        ) : null
      }
    >
      {found.isError ? <Problem error={found.error} onRetry={() => void found.refetch()} /> : null}
      {found.isPending ? <TextSkeleton lines={8} /> : null}
      {story ? (
        <>
          <ContractView
            who={who}
            story={story}
            agreementAddress={(version) => agreementAddress(ws, id, version)}
            proposalAddress={(proposal) => proposalAddress(ws, proposal)}
            mayAnswer={false}
            seesMoney={may("ledger")}
            entryAddress={(seq) => entryAddress(ws, seq)}
          />
          {may("ledger") ? <SharedData party={story.party} product={story.product} /> : null}
          {may("ledger") ? (
            <QuestionsHere who={who} about={{ contract: id }} addressOf={(one) => questionAddress(ws, one)} />
          ) : null}
          <p className={css.ways}>
            <Link to={partyAddress(ws, story.party.id)}>
              {say("contractPage.party", { party: story.party.name })}
            </Link>
            {mayAsk ? <Link to={endContractAddress(ws, id)}>{say("agree.endAsk")}</Link> : null}
            {mayLead && workspace ? (
              <GiveNotice who={who} story={story} timeZone={workspace.timeZone} />
            ) : null}
          </p>
        </>
      ) : null}
    </Page>
  );
}
