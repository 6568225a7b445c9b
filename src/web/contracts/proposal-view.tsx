// One proposal, whole, for either side: who asks what of whom, what is in force beside it, a worked example,
// what it would have meant, and the answer. It never answers by being opened.
//   <ProposalView who={{ side: "party", id: "party_…" }} id="proposal_…" mayAnswer links={…} />
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { exampleQuery, type Looker, type Proposal, proposalQuery, storyQuery } from "../data/contracts.ts";
import { Facts, Section } from "../parts/page.tsx";
import { Problem } from "../parts/problem.tsx";
import { TextSkeleton } from "../parts/skeletons.tsx";
import { When } from "../parts/when.tsx";
import { useWords } from "../words/words.tsx";
import { FeesAgreement } from "./agreement-view.tsx";
import { AnswerProposal } from "./answer-proposal.tsx";
import { ImpactSection } from "./impact-section.tsx";
import { ProposalState } from "./proposal-state.tsx";
import css from "./proposal-view.module.css";
import { TermsCompare, TermsList } from "./terms-compare.tsx";
import type { TouchedPlaces } from "./touched.tsx";
import { WorkedExample } from "./worked-example.tsx";
import { WorstCases } from "./worst-cases.tsx";

interface Props {
  who: Looker;
  id: string;
  /** False: this reader may look and not decide. */
  mayAnswer: boolean;
  /** False: what parties earned is not this reader's to see, and is not asked for. */
  seesEarnings?: boolean;
  contractAddress: (contract: string) => string;
  touchedPlaces: TouchedPlaces;
}

export function ProposalView({
  who,
  id,
  mayAnswer,
  seesEarnings = true,
  contractAddress,
  touchedPlaces,
}: Props) {
  const { say, language } = useWords();
  const found = useQuery(proposalQuery(who, id));
  const proposal = found.data;
  if (found.isError) return <Problem error={found.error} onRetry={() => void found.refetch()} />;
  if (!proposal) return <TextSkeleton lines={6} />;
  const isYours = proposal.state === "open" && proposal.side !== who.side;
  return (
    <>
      <Asked proposal={proposal} isYours={isYours} who={who} />
      {proposal.message ? (
        <blockquote className={css.message}>
          <p>{proposal.message}</p>
          <footer>{proposal.createdName}</footer>
        </blockquote>
      ) : null}
      <AskedTerms who={who} proposal={proposal} language={language === "pt-BR" ? "pt-BR" : "en"} />
      <Example who={who} proposal={proposal} />
      {proposal.state === "open" && seesEarnings ? (
        <ImpactSection who={who} proposal={proposal} leadsTo={touchedPlaces} />
      ) : null}
      {proposal.agreementSha256 === null ? null : (
        <Section title={say("agree.feesAgreed")}>
          <FeesAgreement who={who} proposal={id} />
        </Section>
      )}
      {proposal.state === "accepted" ? (
        <p className={css.way}>
          <Link to={contractAddress(proposal.contract)}>{say("agree.toContract")}</Link>
        </p>
      ) : null}
      {proposal.state === "open" ? (
        <AnswerProposal {...{ who, proposal, isYours, mayAnswer, contractAddress }} />
      ) : null}
    </>
  );
}

function Asked({ proposal, isYours, who }: { proposal: Proposal; isYours: boolean; who: Looker }) {
  const { say } = useWords();
  const { state } = proposal;
  const facts = [
    [say("word.state"), <ProposalState key="state" state={state} isYours={isYours} />],
    [
      say("agree.askedBy"),
      <span key="by">
        {proposal.createdName} <span className={css.quiet}>{say(`agree.side.${proposal.side}`)}</span>
      </span>,
    ],
    [say(who.side === "producer" ? "agree.partner" : "agree.you"), proposal.party.name],
    [say("agree.askedAt"), <When key="at" at={proposal.createdAt} show="day" />],
    ...(state === "open"
      ? ([[say("agree.lapsesAt"), <When key="lapses" at={proposal.lapsesAt} show="day" />]] as const)
      : []),
    ...proposal.reminders.map(({ at, after }) => {
      const label = say(after === null ? "agree.reminded" : "agree.remindedAlone");
      return [label, <When key={at} at={at} show="day" />] as const;
    }),
    ...(proposal.answeredAt === null
      ? []
      : ([
          [say("agree.answeredAt"), <When key="answered" at={proposal.answeredAt} show="day" />],
          ...(proposal.answeredName === null
            ? []
            : ([[say("agree.answeredBy"), proposal.answeredName]] as const)),
        ] as const)),
    ...(proposal.answer === "" ? [] : ([[say("agree.answer"), proposal.answer]] as const)),
  ] as const;
  return <Facts facts={facts} />;
}

interface TermsProps {
  who: Looker;
  proposal: Proposal;
  language: "en" | "pt-BR";
}

function AskedTerms({ who, proposal, language }: TermsProps) {
  const { say } = useWords();
  const story = useQuery({ ...storyQuery(who, proposal.contract), enabled: proposal.kind !== "invite" });
  if (proposal.kind === "end") {
    return (
      <Section title={say("agree.endTitle")}>
        <p>{proposal.ends === null ? say("agree.endNow") : <EndDay at={proposal.ends} />}</p>
        <p className={css.quiet}>{say("agree.endSays")}</p>
      </Section>
    );
  }
  if (proposal.kind === "fees") {
    return (
      <Section title={say("agree.sideBySide")}>
        <p className={css.quiet}>{say("agree.feesSays")}</p>
        <TermsCompare
          before={proposal.today[language] as [string, string][]}
          after={proposal.inWords[language] as [string, string][]}
        />
      </Section>
    );
  }
  const base = story.data?.versions.find((one) => one.version === proposal.basedOn);
  const rows = proposal.inWords[language] as [string, string][];
  return (
    <Section title={say(base ? "agree.sideBySide" : "agree.terms")}>
      {base ? (
        <TermsCompare before={base.inWords[language] as [string, string][]} after={rows} />
      ) : (
        <TermsList rows={rows} />
      )}
    </Section>
  );
}

function EndDay({ at }: { at: string }) {
  const { show } = useWords();
  return <>{show("agree.endOn", { day: <When at={at} /> })}</>;
}

function Example({ who, proposal }: { who: Looker; proposal: Proposal }) {
  const { say } = useWords();
  const isAsked = proposal.terms !== null;
  const found = useQuery({ ...exampleQuery(who, proposal.id), enabled: isAsked });
  const example = found.data?.example ?? null;
  if (!isAsked || example === null) return null;
  return (
    <Section title={say("agree.example")}>
      <WorkedExample example={example} you={proposal.party.name} />
      {proposal.state === "open" ? (
        <WorstCases
          warnings={found.data?.warnings ?? []}
          you={proposal.party.name}
          isProducer={who.side === "producer"}
        />
      ) : null}
    </Section>
  );
}
