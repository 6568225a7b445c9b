// What became of a sale's parts, as moments of its life: a commission held and decided, the statement that
// told of it, the payout that covered it, what a rolling reserve keeps. Each leads to its page. It never says
// that a payout was for one sale: it says what was due by then.
import { Link } from "@tanstack/react-router";
import { amountText, formatRate } from "../../../parts/format-amount.ts";
import { Money } from "../../../parts/money.tsx";
import type { Moment } from "../../../parts/timeline.tsx";
import type { Words } from "../../../words/speak.ts";
import { findingAddress, partyAddress, payoutAddress, statementAddress } from "../../addresses.ts";
import type { SaleLife } from "../../data/sale-story.ts";
import type { SaleDetail } from "../../data/sales.ts";

export function afterwards(ws: string, sale: SaleDetail, words: Words, life: SaleLife): Moment[] {
  return [
    ...life.holds.flatMap((hold) => heldAndDecided(ws, sale, words, hold)),
    ...life.statements.map((one) => toldOn(ws, sale, words, one)),
    ...life.payouts.map((one) => paid(ws, words, one)),
    ...life.reserves.map((one) => keptBack(ws, sale, words, one)),
  ];
}

function heldAndDecided(
  ws: string,
  sale: SaleDetail,
  { say, language }: Words,
  hold: SaleLife["holds"][number],
): Moment[] {
  const name = hold.party.name;
  const rules = new Intl.ListFormat(language).format(hold.rules.map((rule) => say(`finding.rule.${rule}`)));
  const held: Moment = {
    key: `${hold.id} held`,
    tone: "pending",
    title: <Link to={findingAddress(ws, hold.id)}>{say("life.held", { name })}</Link>,
    at: hold.foundAt,
    aside: <Money amount={hold.amount} currency={sale.currency} tone="pending" />,
    body: rules,
  };
  if (hold.state === "held" || hold.decidedAt === null) return [held];
  const isFreed = hold.state === "released";
  return [
    held,
    {
      key: `${hold.id} decided`,
      tone: isFreed ? "good" : "taken",
      title: (
        <Link to={findingAddress(ws, hold.id)}>
          {say(isFreed ? "life.released" : "life.forfeited", { name })}
        </Link>
      ),
      at: hold.decidedAt,
      aside: <Money amount={isFreed ? (hold.released ?? 0) : -(hold.taken ?? 0)} currency={sale.currency} />,
      body: hold.reason,
    },
  ];
}

function toldOn(ws: string, sale: SaleDetail, { say }: Words, told: SaleLife["statements"][number]): Moment {
  return {
    key: told.id,
    title: (
      <Link to={statementAddress(ws, told.id)}>
        {say("life.told", { number: told.number, name: told.party.name })}
      </Link>
    ),
    at: told.issuedAt,
    aside: <Money amount={told.amount} currency={sale.currency} />,
  };
}

function paid(ws: string, { say, language }: Words, payout: SaleLife["payouts"][number]): Moment {
  const isThere = payout.state === "settled";
  const amount = amountText(payout.amount, payout.currency, language);
  return {
    key: payout.id,
    tone: isThere ? "good" : "pending",
    title: (
      <Link to={payoutAddress(ws, payout.id)}>
        {say(isThere ? "life.paid" : "life.paying", { name: payout.party.name })}
      </Link>
    ),
    at: payout.at,
    body: say("life.paidSays", { amount }),
  };
}

function keptBack(
  ws: string,
  sale: SaleDetail,
  { say, language }: Words,
  kept: SaleLife["reserves"][number],
): Moment {
  const { party, rate, days, until } = kept;
  return {
    key: `reserve ${party.id}`,
    tone: "pending",
    title: <Link to={partyAddress(ws, party.id)}>{say("life.reserve", { name: party.name })}</Link>,
    at: until,
    aside: <Money amount={kept.amount} currency={sale.currency} tone="pending" />,
    body: say("life.reserveSays", { rate: formatRate(rate, language), days, name: party.name }),
  };
}
