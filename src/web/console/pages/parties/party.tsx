// One party: what it is owed in each currency and when that comes, what it earned by product and over time,
// every entry that made it so, and what was agreed with it. It never edits a balance: only what happens moves
// it.
//   /w/ws_…/parties/party_…?tab=entries&currency=USD
import { useQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import { detailsQuery } from "../../../data/payouts.ts";
import { AsOfFilter, AsOfNote, useAsOf } from "../../../parts/as-of-filter.tsx";
import { Figure, Figures } from "../../../parts/figure.tsx";
import { FilterBar } from "../../../parts/filters.tsx";
import { later } from "../../../parts/later.tsx";
import { Page, Section } from "../../../parts/page.tsx";
import { NoAccess, Problem } from "../../../parts/problem.tsx";
import { FiguresSkeleton, TextSkeleton } from "../../../parts/skeletons.tsx";
import { Tabs } from "../../../parts/tabs.tsx";
import { PastOfParty } from "../../../performance/past-of-party.tsx";
import { QuestionsHere } from "../../../questions/questions-here.tsx";
import { withWords } from "../../../words/languages.ts";
import { useWords } from "../../../words/words.tsx";
import { partiesAddress, questionAddress } from "../../addresses.ts";
import { type Balance, type Party, partyBalancesQuery, partyQuery } from "../../data/parties.ts";
import { paidQuery } from "../../data/reports.ts";
import { useWorkspace } from "../../frame/use-workspace.ts";
import { OF_PARTY, partyTabAddress } from "../../party-tab.ts";
import css from "./parties.module.css";
import { PartyAbout } from "./party-about.tsx";
import { PartyEarnings } from "./party-earnings.tsx";
import { Upcoming } from "./upcoming.tsx";

// Each tab's code comes with its tab.
const WAITING = <TextSkeleton lines={6} />;
const Adjustments = later(
  () => withWords(import("../ledger/adjustments.tsx"), "ledger"),
  "Adjustments",
  WAITING,
);
const PartyAgreements = later(() => import("./party-agreements.tsx"), "PartyAgreements", WAITING);
const PartyEntries = later(() => import("./party-entries.tsx"), "PartyEntries", WAITING);
const PartyOpening = later(() => import("./party-opening.tsx"), "PartyOpening", WAITING);
const PartyPayouts = later(
  () => withWords(import("./party-payouts.tsx"), "payments"),
  "PartyPayouts",
  WAITING,
);
const PartyReserve = later(
  () => withWords(import("./party-reserve.tsx"), "payments"),
  "PartyReserve",
  WAITING,
);
const PartyStatements = later(
  () => withWords(import("./party-statements.tsx"), "payments"),
  "PartyStatements",
  WAITING,
);
const TaxNumber = later(
  () => withWords(import("../../../statements/tax-number.tsx"), "payments"),
  "TaxNumber",
  WAITING,
);

export function PartyPage() {
  const { say } = useWords();
  const { ws, may } = useWorkspace();
  const { party: id = "" } = useParams({ strict: false }) as { party?: string };
  const party = useQuery(partyQuery(ws, id));
  return (
    <Page
      title={party.data?.name ?? say("word.party")}
      back={{ to: partiesAddress(ws), name: say("nav.parties") }}
      lead={party.data ? say(`partyKind.${party.data.kind}`) : null}
    >
      {party.error ? <Problem error={party.error} onRetry={() => void party.refetch()} /> : null}
      {may("ledger") ? (
        <Money party={id} />
      ) : party.data ? (
        <>
          <NoAccess says={say("parties.noAccess")} />
          <Section title={say("party.about")}>
            <PartyAbout party={party.data} />
          </Section>
        </>
      ) : null}
    </Page>
  );
}

/** The router looked for the place when the page was opened, before there was anything to see. */
function comeIntoSight(tabs: HTMLElement | null): void {
  if (location.hash === `#${OF_PARTY}`) tabs?.scrollIntoView();
}

function Money({ party: id }: { party: string }) {
  const { say } = useWords();
  const { ws } = useWorkspace();
  const party = useQuery(partyQuery(ws, id)).data;
  const day = useAsOf();
  const balances = useQuery(partyBalancesQuery(ws, id, day));
  // The tabs speak of now, and of every currency there ever was.
  const all = useQuery(partyBalancesQuery(ws, id));
  if (balances.isError) return <Problem error={balances.error} onRetry={() => void balances.refetch()} />;
  if (balances.isPending || !party) return <FiguresSkeleton count={3} />;
  const rows = balances.data.data;
  const currencies = (all.data ?? balances.data).data.map((row) => row.currency);
  const isPerson = party.kind === "producer" || party.kind === "partner";
  return (
    <>
      <FilterBar>
        <AsOfFilter />
      </FilterBar>
      {day ? <AsOfNote day={day} /> : null}
      <Owed party={party} balances={rows} day={day} />
      {day ? null : <Upcoming party={id} />}
      <QuestionsHere
        who={{ side: "producer", id: ws }}
        about={{ party: id }}
        addressOf={(one) => questionAddress(ws, one)}
      />
      <div id={OF_PARTY} ref={comeIntoSight} className={css.tabs}>
        <Tabs
          says={party.name}
          tabs={[
            {
              key: "earned",
              name: say("party.earned"),
              body: <Earned party={id} isPerson={isPerson} {...{ currencies }} />,
            },
            {
              key: "entries",
              name: say("ledger.entries"),
              body: <PartyEntries party={id} {...{ currencies }} />,
            },
            ...(party.kind === "partner"
              ? [{ key: "payouts", name: say("nav.payouts"), body: <PaidOut party={party} /> }]
              : []),
            {
              key: "statements",
              name: say("nav.statements"),
              body: <PartyStatements party={party} {...{ currencies }} />,
            },
            ...(isPerson
              ? [{ key: "agreed", name: say("party.agreed"), body: <PartyAgreements party={id} /> }]
              : []),
            {
              key: "about",
              name: say("party.about"),
              body: (
                <>
                  <PartyAbout party={party} />
                  {party.kind === "partner" ? <OfPartner party={party} /> : null}
                </>
              ),
            },
          ]}
        />
      </div>
    </>
  );
}

function Earned(props: { party: string; isPerson: boolean; currencies: string[] }) {
  const { ws } = useWorkspace();
  const { party, isPerson, currencies } = props;
  return (
    <>
      <PartyEarnings party={party} {...{ currencies }} />
      {isPerson ? <PastOfParty who={{ side: "producer", id: ws }} party={party} /> : null}
    </>
  );
}

/** How it is paid and what was, and what stays unpaid for a while. */
function PaidOut({ party }: { party: Party }) {
  return (
    <>
      <PartyPayouts party={party} />
      <PartyReserve party={party} />
    </>
  );
}

/** What is told and put right of a partner beside its sales. */
function OfPartner({ party }: { party: Party }) {
  const { say } = useWords();
  const { ws, may } = useWorkspace();
  return (
    <>
      <TaxNumber who={{ side: "producer", id: ws }} party={party} mayChange={may("disputes")} />
      <PartyOpening party={party} />
      <Section title={say("adjustment.many")}>
        <Adjustments party={party} />
      </Section>
    </>
  );
}

interface OwedProps {
  party: Party;
  balances: Balance[];
  /** Of the past; now where it is left out. */
  day: string | undefined;
}

/** What stands for it, and what left for it so far: of now, because what left is not counted by day. */
function Owed({ party: { id: party, kind }, balances, day }: OwedProps) {
  const { say } = useWords();
  const { ws } = useWorkspace();
  const details = useQuery({
    ...detailsQuery({ side: "producer", ws, party }),
    enabled: kind === "partner" && day === undefined,
  }).data;
  const entries = partyTabAddress(ws, party, "entries");
  const payouts = partyTabAddress(ws, party, "payouts");
  const paid = useQuery({ ...paidQuery(ws, party), enabled: day === undefined }).data?.data ?? [];
  // What is under way stands beside it, as in transit.
  const left = (["arrived", "bySources"] as const).filter((key) => paid.some((row) => row[key] !== 0));
  const pick = (key: "available" | "pending" | "reserved" | "inTransit") =>
    balances.map((one) => ({ amount: one[key], currency: one.currency }));
  if (balances.length === 0) return <p>{say(day === undefined ? "party.nothing" : "party.nothingThen")}</p>;
  const isBelow = balances.every((one) => one.available <= 0) && balances.some((one) => one.available < 0);
  const isNowhere = details?.method === null && balances.some((one) => one.available > 0);
  return (
    <Figures>
      <Figure
        name={say("balance.available")}
        amounts={pick("available")}
        to={isNowhere ? payouts : entries}
        says={say(isBelow ? "balance.belowSays" : isNowhere ? "party.nowhereSays" : "balance.availableSays")}
        tone="ink"
      />
      <Figure
        name={say("balance.pending")}
        amounts={pick("pending")}
        to={entries}
        says={say("balance.pendingSays")}
        tone="pending"
      />
      <Figure
        name={say("balance.reserved")}
        amounts={pick("reserved")}
        to={entries}
        says={say("balance.reservedSays")}
        tone="taken"
      />
      {balances.some((one) => one.inTransit !== 0) ? (
        <Figure
          name={say("balance.inTransit")}
          amounts={pick("inTransit")}
          to={payouts}
          says={say("balance.inTransitSays")}
        />
      ) : null}
      {left.map((key) => (
        <Figure
          key={key}
          name={say(`paid.${key}`)}
          amounts={paid.map((row) => ({ amount: row[key], currency: row.currency }))}
          says={say(`paid.${key}Says`)}
          to={key === "bySources" ? entries : payouts}
        />
      ))}
    </Figures>
  );
}
