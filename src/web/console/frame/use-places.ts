// The places of a workspace that I may go to, in the order and the groups of the menu: for the menu itself
// and for the palette. It never lists what my role would be refused.
// Example: a marketing member sees sales, products, proposals, links and coupons; finance sees statements,
// payouts, the ledger and imports as well.
import { useQuery } from "@tanstack/react-query";
import { useLocation } from "@tanstack/react-router";
import { heldQuery } from "../../data/attribution.ts";
import { questionCountsQuery } from "../../data/questions.ts";
import type { IconName } from "../../parts/icons.tsx";
import type { MenuGroup } from "../../parts/place-menu.tsx";
import type { MessageKey } from "../../words/messages.ts";
import { useWords } from "../../words/words.tsx";
import {
  couponsAddress,
  findingsAddress,
  importsAddress,
  ledgerAddress,
  linksAddress,
  messagesAddress,
  overviewAddress,
  parkedAddress,
  partiesAddress,
  payoutsAddress,
  productsAddress,
  proposalsAddress,
  questionsAddress,
  salesAddress,
  settingsHome,
  sourcesAddress,
  statementsAddress,
} from "../addresses.ts";
import { useWorkspace } from "./use-workspace.ts";

const GROUPS = ["overview", "sell", "partners", "money", "incoming", "settings"] as const;
type GroupKey = (typeof GROUPS)[number];

/** Those that stand alone have no name. */
const NAMES: Partial<Record<GroupKey, MessageKey>> = {
  sell: "nav.group.sell",
  partners: "nav.group.partners",
  money: "nav.group.money",
  incoming: "nav.group.incoming",
};

export interface Place {
  key: string;
  group: GroupKey;
  word: MessageKey;
  icon: IconName;
  to: string;
  /** Addresses of pages below it that do not begin with its own. */
  below?: string;
  /** What waits there for somebody here. */
  count?: number;
}

export function usePlaces(): Place[] {
  const { ws, may } = useWorkspace();
  const who = { side: "producer" as const, id: ws };
  const asked = useQuery({ ...questionCountsQuery(who), enabled: ws !== "" && may("ledger") }).data;
  const waiting = useQuery({ ...heldQuery(ws), enabled: ws !== "" && may("ledger") }).data;
  const held = waiting?.totals.reduce((sum, one) => sum + one.findings, 0) ?? 0;
  const open = asked?.open ?? 0;
  const places: (Place | false)[] = [
    { key: "overview", group: "overview", icon: "overview", word: "nav.overview", to: overviewAddress(ws) },
    { key: "sales", group: "sell", icon: "sales", word: "nav.sales", to: salesAddress(ws) },
    { key: "products", group: "sell", icon: "products", word: "nav.products", to: productsAddress(ws) },
    may("ledger") && {
      key: "parties",
      group: "partners",
      icon: "parties",
      word: "nav.parties",
      to: partiesAddress(ws),
    },
    {
      key: "proposals",
      group: "partners",
      icon: "agree",
      word: "proposals.title",
      to: proposalsAddress(ws),
      below: `/w/${ws}/contracts`,
    },
    { key: "links", group: "partners", icon: "link", word: "nav.links", to: linksAddress(ws) },
    { key: "coupons", group: "partners", icon: "coupon", word: "nav.coupons", to: couponsAddress(ws) },
    ...(may("ledger") ? moneyPlaces(ws, open, held) : []),
    ...(may("imports") ? incomingPlaces(ws) : []),
    { key: "settings", group: "settings", icon: "settings", word: "nav.settings", to: settingsHome(ws) },
  ];
  return places.filter((place) => place !== false);
}

function moneyPlaces(ws: string, open: number, held: number): Place[] {
  return [
    {
      key: "questions",
      group: "partners",
      icon: "question",
      word: "nav.questions",
      to: questionsAddress(ws),
      count: open,
    },
    {
      key: "findings",
      group: "partners",
      icon: "shield",
      word: "nav.findings",
      to: findingsAddress(ws),
      count: held,
    },
    { key: "statements", group: "money", icon: "file", word: "nav.statements", to: statementsAddress(ws) },
    { key: "payouts", group: "money", icon: "payouts", word: "nav.payouts", to: payoutsAddress(ws) },
    { key: "ledger", group: "money", icon: "ledger", word: "nav.ledger", to: ledgerAddress(ws) },
  ];
}

function incomingPlaces(ws: string): Place[] {
  return [
    {
      key: "sources",
      group: "incoming",
      icon: "sources",
      word: "nav.sources",
      to: sourcesAddress(ws),
      below: messagesAddress(ws),
    },
    { key: "imports", group: "incoming", icon: "imports", word: "nav.imports", to: importsAddress(ws) },
    { key: "parked", group: "incoming", icon: "parked", word: "nav.parked", to: parkedAddress(ws) },
  ];
}

/** The places as the menu shows them. */
export function usePlaceGroups(): MenuGroup[] {
  const { say } = useWords();
  const here = useLocation().pathname.replace(/\/$/, "");
  const places = usePlaces();
  return GROUPS.map((key) => ({
    key,
    name: NAMES[key] ? say(NAMES[key]) : null,
    places: places
      .filter((place) => place.group === key)
      .map((place) => ({ ...place, name: say(place.word), isHere: isHere(place, here) })),
  })).filter((group) => group.places.length > 0);
}

/** A page below a place lights that place, wherever its address lies. */
function isHere({ key, to, below }: Place, here: string): boolean {
  const isIn = (address: string) => here === address || here.startsWith(`${address}/`);
  return key === "overview" ? here === to : isIn(to) || (below !== undefined && isIn(below));
}
