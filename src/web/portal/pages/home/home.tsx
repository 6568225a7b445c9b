// The first thing a partner sees, on a phone in a break: what was earned today and this month, what is
// available and what comes when, and what waits for an answer, for each business apart. It never adds two
// businesses or currencies.
//   /partner
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useProposalTitle } from "../../../contracts/proposal-title.ts";
import { proposalsQuery } from "../../../data/contracts.ts";
import { type OwnPayout, ownPayoutsQuery } from "../../../data/payouts.ts";
import type { OwnParty } from "../../../data/session.ts";
import { todayIn } from "../../../parts/date-range.ts";
import { Empty } from "../../../parts/empty.tsx";
import { Figure, Figures } from "../../../parts/figure.tsx";
import { Page } from "../../../parts/page.tsx";
import { Problem } from "../../../parts/problem.tsx";
import { FiguresSkeleton } from "../../../parts/skeletons.tsx";
import { Tag } from "../../../parts/status.tsx";
import { dayFormat, When } from "../../../parts/when.tsx";
import { useWords } from "../../../words/words.tsx";
import { earningsAddress, payoutsAddress, requestAddress, salesAddress } from "../../addresses.ts";
import { type EarnedByTime, earningsQuery } from "../../data/figures.ts";
import { useParty } from "../../frame/use-party.ts";
import css from "./home.module.css";
import { Owed } from "./owed.tsx";

export function Home() {
  const { say } = useWords();
  const { parties, session } = useParty();
  if (session && parties.length === 0) {
    return (
      <Page title={say("portal.home")}>
        <Empty
          title={say("portal.noParty")}
          says={say("portal.noPartySays", { email: session.account.email })}
        />
      </Page>
    );
  }
  const name = session?.account.name.split(" ")[0] ?? "";
  return (
    <Page title={say("portal.home")} heading={say("portal.hello", { name })}>
      {parties.map((one) => (
        <Business key={one.id} own={one} isAlone={parties.length === 1} />
      ))}
    </Page>
  );
}

function Business({ own, isAlone }: { own: OwnParty; isAlone: boolean }) {
  const { say } = useWords();
  return (
    <section className={css.business} aria-label={own.workspace.name}>
      {isAlone ? null : (
        <h2 className={css.name}>
          {own.workspace.name} {own.workspace.demo ? <Tag>{say("frame.demo")}</Tag> : null}
        </h2>
      )}
      <Waiting own={own} />
      <Earned own={own} />
      <Owed own={own} />
    </section>
  );
}

function Waiting({ own }: { own: OwnParty }) {
  const { say } = useWords();
  const title = useProposalTitle();
  const open = useQuery(proposalsQuery({ side: "party", id: own.id }, { state: "open" }));
  const yours = (open.data?.data ?? []).filter((one) => one.side === "producer");
  if (yours.length === 0) return null;
  return (
    <ul className={css.waiting} aria-label={say("portal.waiting")}>
      {yours.map((one) => (
        <li key={one.id}>
          <Link to={requestAddress(own.id, one.id)}>{title(one)}</Link>
          <span className={css.quiet}>
            {say("portal.waitsUntil")} <When at={one.lapsesAt} show="day" />
          </span>
        </li>
      ))}
    </ul>
  );
}

function Earned({ own }: { own: OwnParty }) {
  const { say } = useWords();
  const today = todayIn(own.workspace.timeZone);
  const month = { from: `${today.slice(0, 7)}-01`, to: today };
  const found = useQuery(earningsQuery(own.id, month, "day"));
  const payouts = useInfiniteQuery(ownPayoutsQuery(own.id));
  if (found.isError) return <Problem error={found.error} onRetry={() => void found.refetch()} />;
  if (!found.data || payouts.isPending) return <FiguresSkeleton count={3} />;
  const none = [{ amount: 0, currency: own.workspace.currency }];
  const ofMonth = found.data.totals.map((one) => ({ amount: one.kept, currency: one.currency }));
  const ofToday = sumOf(found.data, today);
  return (
    <Figures>
      <Figure
        name={say("portal.earnedToday")}
        amounts={ofToday.length > 0 ? ofToday : none}
        to={`${salesAddress(own.id)}?earned=true`}
      />
      <Figure
        name={say("portal.earnedMonth")}
        amounts={ofMonth.length > 0 ? ofMonth : none}
        to={earningsAddress(own.id)}
      />
      <LastPayout own={own} last={payouts.data?.pages[0]?.data[0]} />
    </Figures>
  );
}

/** What arrived last, or is on its way; until there is one, where it will be told. */
function LastPayout({ own, last }: { own: OwnParty; last: OwnPayout | undefined }) {
  const { say, language } = useWords();
  const at = last?.settledAt ?? last?.sentAt ?? null;
  const day = at === null ? "" : dayFormat(language, own.workspace.timeZone).format(new Date(at));
  const isPrepared = last?.state === "in_transit" && last.sentAt === null;
  const state = last && say(isPrepared ? "payout.isPrepared" : `payout.state.${last.state}`);
  return (
    <Figure
      name={say("portal.lastPayout")}
      {...(last ? { amounts: [last] } : { value: "–" })}
      says={last ? `${state}${day && ` · ${day}`}` : say("portal.noPayoutYet")}
      to={payoutsAddress(own.id)}
    />
  );
}

/** One row a currency: there is at most one of a day. */
function sumOf({ series }: EarnedByTime, day: string) {
  return series.filter((one) => one.at === day).map((one) => ({ amount: one.kept, currency: one.currency }));
}
