// What a party is owed by one business: what may be paid out, what waits, what is held and for what, what is
// on its way; now, or as it stood at the end of a day of the past. Each leads to what holds it. It never adds
// two currencies.
//   <Owed own={party} />
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { sumMinor } from "../../../../base/amount.ts";
import type { OwnParty } from "../../../data/session.ts";
import { isDay } from "../../../parts/date-range.ts";
import { Figure, Figures } from "../../../parts/figure.tsx";
import { amountText } from "../../../parts/format-amount.ts";
import { later } from "../../../parts/later.tsx";
import { Money } from "../../../parts/money.tsx";
import { Problem } from "../../../parts/problem.tsx";
import { FiguresSkeleton } from "../../../parts/skeletons.tsx";
import { useFilters } from "../../../parts/use-filters.ts";
import { When } from "../../../parts/when.tsx";
import { useWords } from "../../../words/words.tsx";
import { heldSalesAddress, payoutsAddress, reserveAddress } from "../../addresses.ts";
import { balancesQuery } from "../../data/figures.ts";
import css from "./home.module.css";

const PastDay = later(() => import("./past-day.tsx"), "PastDay");

type Balances = NonNullable<ReturnType<typeof useBalances>["data"]>["balances"];

function useBalances(party: string, day: string | undefined) {
  return useQuery(balancesQuery(party, day));
}

export function Owed({ own }: { own: OwnParty }) {
  const { say } = useWords();
  const { at } = useFilters(["at"]).filters;
  const day = isDay(at) ? at : undefined;
  const [isAsking, setAsking] = useState(false);
  const isPast = isAsking || day !== undefined;
  const found = useBalances(own.id, day);
  if (found.isError) return <Problem error={found.error} onRetry={() => void found.refetch()} />;
  if (!found.data) return <FiguresSkeleton count={3} />;
  const { balances, upcoming } = found.data;
  if (balances.length === 0 && day === undefined) {
    return <p className={css.quiet}>{say("portal.nothingYet")}</p>;
  }
  return (
    <>
      {isPast ? <PastDay day={day} /> : null}
      {balances.length === 0 ? (
        <p className={css.quiet}>{say("portal.nothingThen")}</p>
      ) : (
        <Standing party={own.id} balances={balances} day={day} />
      )}
      {day === undefined && upcoming.length > 0 ? <Upcoming days={upcoming} /> : null}
      {isPast ? null : (
        <button type="button" className={css.askPast} onClick={() => setAsking(true)}>
          {say("asOf.label")}
        </button>
      )}
    </>
  );
}

interface StandingProps {
  party: string;
  balances: Balances;
  /** Of the past; now where it is left out. */
  day: string | undefined;
}

function Standing({ party, balances, day }: StandingProps) {
  const { say } = useWords();
  const pick = (key: "available" | "pending" | "reserved" | "inTransit") =>
    balances.map((one) => ({ amount: one[key], currency: one.currency }));
  const isBelow = balances.every((one) => one.available <= 0) && balances.some((one) => one.available < 0);
  const availableSays = say(isBelow ? "balance.belowSays" : "balance.availableSays");
  return (
    <Figures>
      <Figure
        name={say("balance.available")}
        amounts={pick("available")}
        tone="ink"
        says={day === undefined ? availableSays : undefined}
        to={payoutsAddress(party)}
      />
      <Figure
        name={say("balance.pending")}
        amounts={pick("pending")}
        says={say("balance.pendingSays")}
        tone="pending"
      />
      <Figure
        name={say("balance.reserved")}
        amounts={pick("reserved")}
        says={<HeldFor {...{ party, balances, day }} />}
        tone="taken"
      />
      {balances.some((one) => one.inTransit !== 0) ? (
        <Figure
          name={say("balance.inTransit")}
          amounts={pick("inTransit")}
          says={say("balance.inTransitSays")}
          tone="pending"
          to={payoutsAddress(party)}
        />
      ) : null}
    </Figures>
  );
}

/** What holds it, each with its amounts and the way there; in general words where nothing is held. */
function HeldFor({ party, balances, day }: StandingProps) {
  const { say, language } = useWords();
  const to = {
    disputes: heldSalesAddress(party, "disputes", day),
    checks: heldSalesAddress(party, "checks", day),
    reserve: reserveAddress(party, day),
  };
  const parts = (["disputes", "checks", "reserve"] as const).flatMap((key) => {
    const held = balances.filter((one) => one.reservedFor[key] !== 0);
    const amounts = held.map((one) => amountText(one.reservedFor[key], one.currency, language));
    return held.length === 0 ? [] : [{ key, amount: new Intl.ListFormat(language).format(amounts) }];
  });
  if (parts.length === 0) return say("balance.reservedSays");
  return (
    <ul className={css.heldFor}>
      {parts.map(({ key, amount }) => (
        <li key={key}>
          <Link to={to[key]}>{say(`balance.heldFor.${key}`, { amount })}</Link>
        </li>
      ))}
    </ul>
  );
}

const SOON = 6;

function Upcoming({ days }: { days: readonly { currency: string; day: string; amount: number }[] }) {
  const { say, language } = useWords();
  const inOrder = days.toSorted((a, b) => a.day.localeCompare(b.day));
  const soon = inOrder.slice(0, SOON);
  const beyond = [...Map.groupBy(inOrder.slice(SOON), (one) => one.currency)];
  return (
    <div className={css.upcoming}>
      <h3>{say("portal.upcoming")}</h3>
      <ul>
        {soon.map((one) => (
          <li key={`${one.day} ${one.currency}`}>
            <When at={one.day} show="day" />
            <Money amount={one.amount} currency={one.currency} />
          </li>
        ))}
      </ul>
      {beyond.map(([currency, rest]) => (
        <p key={currency} className={css.later}>
          {say("party.upcomingRest", {
            amount: amountText(sumMinor(rest.map((one) => one.amount)), currency, language),
            count: rest.length,
          })}{" "}
          <When at={rest.at(-1)?.day ?? ""} show="day" />
        </p>
      ))}
    </div>
  );
}
