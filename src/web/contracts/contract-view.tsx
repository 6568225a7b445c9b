// A contract as a line of time: its versions with what held from when until when, the terms in force in
// words, each agreement, and everything that was asked and answered. It never edits: both sides propose.
//   <ContractView story={story} agreementAddress={(version) => …} proposalAddress={(id) => …} />
import { Link } from "@tanstack/react-router";
import type { ContractStory, Looker, Proposal, ToldVersion } from "../data/contracts.ts";
import { hasSettlements } from "../data/settlements.ts";
import { formatRate } from "../parts/format-amount.ts";
import { Section } from "../parts/page.tsx";
import { Status } from "../parts/status.tsx";
import { type Moment, Timeline } from "../parts/timeline.tsx";
import { When } from "../parts/when.tsx";
import type { Words } from "../words/speak.ts";
import { useWords } from "../words/words.tsx";
import { ConfirmRecorded } from "./confirm-recorded.tsx";
import css from "./contract-view.module.css";
import { noticeInEffect } from "./give-notice.tsx";
import { ProposalState } from "./proposal-state.tsx";
import { Settlements } from "./settlements.tsx";
import { TermsList } from "./terms-compare.tsx";

interface Props {
  who: Looker;
  story: ContractStory;
  agreementAddress: (version: number) => string;
  proposalAddress: (proposal: string) => string;
  /** False: this reader may look and not decide. */
  mayAnswer: boolean;
  /** False: this reader is shown no money of it. */
  seesMoney?: boolean;
  entryAddress?: (seq: number) => string;
}

export function ContractView(props: Props) {
  const { who, story, agreementAddress, proposalAddress, mayAnswer, seesMoney = true } = props;
  const { say, language } = useWords();
  const shown = story.versions.find((one) => one.version === story.current) ?? story.versions.at(-1);
  const open = story.proposals.find((one) => one.state === "open");
  return (
    <>
      <NoticeGiven who={who} story={story} />
      <ConfirmRecorded who={who} story={story} mayAnswer={mayAnswer} />
      {open ? <OpenProposal proposal={open} who={who} to={proposalAddress(open.id)} /> : null}
      <Section title={say("agree.line")}>
        <VersionLine story={story} />
        <Timeline
          moments={[...story.versions].reverse().map((one) => ({
            key: String(one.version),
            tone: one.version === story.current ? ("good" as const) : ("quiet" as const),
            title: <VersionTitle version={one} isCurrent={one.version === story.current} />,
            at: one.starts,
            body: <VersionBody version={one} to={agreementAddress(one.version)} who={who} />,
          }))}
        />
      </Section>
      {shown ? (
        <Section title={say(story.current === null ? "agree.lastTerms" : "agree.terms")}>
          <TermsList rows={shown.inWords[language === "pt-BR" ? "pt-BR" : "en"] as [string, string][]} />
        </Section>
      ) : null}
      {seesMoney && hasSettlements(story) ? (
        <Settlements
          who={who}
          contract={story.id}
          {...(props.entryAddress ? { entryAddress: props.entryAddress } : {})}
        />
      ) : null}
      <History who={who} story={story} addressOf={proposalAddress} />
    </>
  );
}

export function shareOf(version: Pick<ToldVersion, "share">, { say, language }: Words): string {
  return version.share === null ? say("agree.byTiers") : formatRate(version.share, language);
}

/** From the first start to the end, or to today: each version a stretch as long as it held. */
function VersionLine({ story }: { story: ContractStory }) {
  const words = useWords();
  const now = Date.now();
  const stretches = story.versions
    .map((one) => ({
      one,
      from: Date.parse(one.starts),
      until: one.until === null ? Math.max(now, Date.parse(one.starts)) : Date.parse(one.until),
    }))
    .filter(({ from, until, one }) => until > from || one.until === null);
  const first = Math.min(...stretches.map((one) => one.from));
  const whole = Math.max(...stretches.map((one) => one.until)) - first;
  return (
    <div className={css.line} aria-hidden="true">
      {stretches.map(({ one, from, until }) => (
        <span
          key={one.version}
          className={css.stretch}
          data-current={one.version === story.current || undefined}
          data-open={one.until === null || undefined}
          style={{ flexGrow: whole === 0 ? 1 : Math.max((until - from) / whole, 0.04) }}
        >
          <span className={css.stretchShare}>{shareOf(one, words)}</span>
        </span>
      ))}
    </div>
  );
}

function VersionTitle({ version, isCurrent }: { version: ToldVersion; isCurrent: boolean }) {
  const words = useWords();
  const { say } = words;
  return (
    <>
      {say("agree.version", { version: version.version, share: shareOf(version, words) })}
      {isCurrent ? <span className={css.now}>{say("agree.now")}</span> : null}
    </>
  );
}

function VersionBody({ version, to, who }: { version: ToldVersion; to: string; who: Looker }) {
  const { say, show } = useWords();
  return (
    <p className={css.version}>
      <span>
        {version.until === null
          ? say("agree.untilOpen")
          : show("agree.until", { day: <When at={version.until} /> })}
      </span>
      {version.agreement ? (
        <Link to={to}>{say("agree.readAgreement")}</Link>
      ) : (
        <span>{version.evidence}</span>
      )}
      <ConfirmationMark version={version} who={who} />
    </p>
  );
}

function waitingWord(state: string, who: Looker) {
  if (state === "objected") return "recorded.objected";
  return who.side === "party" ? "recorded.yours" : "recorded.waiting";
}

/** Nothing where both agreed here, or where nobody need say anything. */
function ConfirmationMark({ version, who }: { version: ToldVersion; who: Looker }) {
  const { say, show } = useWords();
  const { state, name, at } = version.confirmation;
  if (state === "confirmed" && at !== null) {
    return (
      <span>{show("recorded.confirmedBy", { name: name ?? "", day: <When at={at} show="day" /> })}</span>
    );
  }
  if (state !== "waiting" && state !== "objected") return null;
  return <Status tone={state === "objected" ? "taken" : "pending"}>{say(waitingWord(state, who))}</Status>;
}

/** Notice in effect: who gave it, when the contract ends, and that going on takes both. */
function NoticeGiven({ who, story }: { who: Looker; story: ContractStory }) {
  const { say, show } = useWords();
  const given = noticeInEffect(story);
  if (given === null || story.state === "ended") return null;
  const isMine = given.side === who.side;
  return (
    <section className={css.noticed} aria-label={say("notice.title", { product: story.product.name })}>
      <Status tone="pending">{say("notice.state")}</Status>
      <p>
        {show(isMine ? "notice.byYou" : "notice.byThem", {
          name: given.name,
          at: <When at={given.at} show="day" />,
          ends: <When at={given.ends} />,
        })}
      </p>
      {given.message === "" ? null : <p className={css.said}>“{given.message}”</p>}
      <p className={css.quiet}>{say("notice.goOn")}</p>
    </section>
  );
}

function OpenProposal({ proposal, who, to }: { proposal: Proposal; who: Looker; to: string }) {
  const { say } = useWords();
  const isYours = proposal.side !== who.side;
  return (
    <p className={css.open}>
      <ProposalState state="open" isYours={isYours} />
      <Link to={to}>
        {say(isYours ? "agree.openYours" : "agree.openTheirs", { name: proposal.createdName })}
      </Link>
    </p>
  );
}

interface HistoryProps {
  who: Looker;
  story: ContractStory;
  addressOf: (id: string) => string;
}

function History({ who, story, addressOf }: HistoryProps) {
  const { say, show } = useWords();
  const asked = story.proposals.map(
    (one): Moment => ({
      key: one.id,
      title: (
        <Link to={addressOf(one.id)} className={css.asked}>
          {say(`agree.asked.${one.kind}`, { name: one.createdName })}
        </Link>
      ),
      at: one.createdAt,
      tone: one.state === "accepted" ? "good" : one.state === "open" ? "pending" : "quiet",
      aside: <ProposalState state={one.state} isYours={one.side !== who.side} />,
      ...(one.answer === "" ? {} : { body: one.answer }),
    }),
  );
  const given = story.notices.map(
    (one): Moment => ({
      key: `notice ${one.version}`,
      title: say("notice.history", { name: one.name, count: one.days }),
      at: one.at,
      tone: one.isInEffect ? "pending" : "quiet",
      body: (
        <>
          {show("notice.endsOn", { day: <When at={one.ends} show="day" /> })}
          {one.message === "" ? null : ` “${one.message}”`}
        </>
      ),
    }),
  );
  const reminded = story.proposals.flatMap((one) =>
    one.reminders.map(
      ({ at, after }): Moment => ({
        key: `reminder ${one.id} ${at}`,
        title: say(after === null ? "agree.reminded" : "agree.remindedAlone"),
        at,
        tone: "quiet",
      }),
    ),
  );
  const moments = [...asked, ...given, ...reminded].sort((a, b) => String(b.at).localeCompare(String(a.at)));
  if (moments.length === 0) return null;
  return (
    <Section title={say("agree.history")}>
      <Timeline moments={moments} />
    </Section>
  );
}
