// Where a partner can go, in the groups of the menu. A page below a place lights that place, wherever its
// address lies. It never lists what only a manager has to who is none.
//   on /partner/party_…/contracts/contract_… → Products is lit
import { useQuery } from "@tanstack/react-query";
import { useLocation } from "@tanstack/react-router";
import { managedQuery } from "../../data/programs.ts";
import { questionCountsQuery } from "../../data/questions.ts";
import type { IconName } from "../../parts/icons.tsx";
import type { MenuGroup } from "../../parts/place-menu.tsx";
import type { MessageKey } from "../../words/messages.ts";
import { useWords } from "../../words/words.tsx";
import {
  accountsAddress,
  agreementsAddress,
  couponsAddress,
  earningsAddress,
  homeAddress,
  linksAddress,
  payoutsAddress,
  productsAddress,
  promoteAddress,
  questionsAddress,
  recruitsAddress,
  requestsAddress,
  salesAddress,
  statementsAddress,
  touchedAddress,
} from "../addresses.ts";
import { useParty } from "./use-party.ts";
import { useWaiting } from "./use-waiting.ts";

/** What is used in a break lies under the thumb. */
export const THUMB = ["home", "requests", "sales", "earnings"] as const;

interface Place {
  key: string;
  to: string;
  word: MessageKey;
  icon: IconName;
  count?: number;
  /** Addresses of pages below it that do not begin with its own. */
  below?: string;
}

interface Group {
  key: string;
  word: MessageKey | null;
  places: Place[];
}

export function usePlaceGroups(): MenuGroup[] {
  const { say } = useWords();
  const { party } = useParty();
  const here = useLocation().pathname.replace(/\/$/, "");
  const home: Place = { key: "home", to: homeAddress, word: "portal.home", icon: "overview" };
  const groups: Group[] = [{ key: "home", word: null, places: [home] }, ...useGroups(party)];
  return groups.map(({ key, word, places }) => ({
    key: `portal-${key}`,
    name: word === null ? null : say(word),
    places: places.map((place) => ({ ...place, name: say(place.word), isHere: isHere(place, here) })),
  }));
}

function useGroups(party: string): Group[] {
  const waiting = useWaiting(party);
  const who = { side: "party" as const, id: party };
  const asked = useQuery({ ...questionCountsQuery(who), enabled: party !== "" }).data;
  const managed = useQuery({ ...managedQuery(party), staleTime: 5 * 60_000, enabled: party !== "" }).data;
  if (party === "") return [];
  const isManager = (managed?.data ?? []).length > 0;
  return [
    {
      key: "agreed",
      word: "portal.group.agreed",
      places: agreedPlaces(party, waiting, asked?.answered ?? 0),
    },
    { key: "money", word: "nav.group.money", places: moneyPlaces(party) },
    { key: "promoting", word: "portal.group.promoting", places: promotingPlaces(party, isManager) },
    {
      key: "access",
      word: null,
      places: [{ key: "access", to: accountsAddress(party), word: "partyAccounts.place", icon: "key" }],
    },
  ];
}

function agreedPlaces(party: string, waiting: number, answered: number): Place[] {
  return [
    { key: "requests", to: requestsAddress(party), word: "portal.requests", icon: "mail", count: waiting },
    {
      key: "products",
      to: productsAddress(party),
      word: "portal.products",
      icon: "products",
      below: `/partner/${party}/contracts`,
    },
    { key: "agreements", to: agreementsAddress(party), word: "portal.agreements", icon: "agree" },
    {
      key: "questions",
      to: questionsAddress(party),
      word: "question.many",
      icon: "question",
      count: answered,
    },
  ];
}

function moneyPlaces(party: string): Place[] {
  return [
    {
      key: "sales",
      to: salesAddress(party),
      word: "portal.sales",
      icon: "sales",
      below: touchedAddress(party),
    },
    { key: "earnings", to: earningsAddress(party), word: "portal.earnings", icon: "chart" },
    { key: "statements", to: statementsAddress(party), word: "nav.statements", icon: "file" },
    { key: "payouts", to: payoutsAddress(party), word: "nav.payouts", icon: "payouts" },
  ];
}

function promotingPlaces(party: string, isManager: boolean): Place[] {
  const recruits = { key: "recruits", to: recruitsAddress(party), word: "recruits.place", icon: "parties" };
  return [
    { key: "promote", to: promoteAddress(party), word: "promote.title", icon: "promote" },
    {
      key: "links",
      to: linksAddress(party),
      word: "portal.links",
      icon: "link",
      below: couponsAddress(party),
    },
    ...(isManager ? [recruits as Place] : []),
  ];
}

function isHere({ key, to, below }: Place, here: string): boolean {
  const isIn = (address: string) => here === address || here.startsWith(`${address}/`);
  return key === "home" ? here === to : isIn(to) || (below !== undefined && isIn(below));
}
