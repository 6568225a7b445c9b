// The places of a workspace that I may go to, in the order of the menu: for the menu itself and for the
// palette. It never lists what my role would be refused.
// Example: a marketing member sees overview and sales; finance sees parties, imports and parked messages as
// well.
import { useQuery } from "@tanstack/react-query";
import { heldQuery } from "../../data/attribution.ts";
import { questionCountsQuery } from "../../data/questions.ts";
import type { IconName } from "../../parts/icons.tsx";
import type { MessageKey } from "../../words/messages.ts";
import {
  couponsAddress,
  findingsAddress,
  importsAddress,
  ledgerAddress,
  linksAddress,
  overviewAddress,
  parkedAddress,
  partiesAddress,
  payoutsAddress,
  productsAddress,
  questionsAddress,
  salesAddress,
  settingsHome,
  sourcesAddress,
  statementsAddress,
} from "../addresses.ts";
import { useWorkspace } from "./use-workspace.ts";

export interface Place {
  key: string;
  word: MessageKey;
  icon: IconName;
  to: string;
  isExact?: boolean;
  /** What waits there for somebody here. */
  count?: number;
}

export function usePlaces(): Place[] {
  const { ws, may } = useWorkspace();
  const who = { side: "producer" as const, id: ws };
  const asked = useQuery({ ...questionCountsQuery(who), enabled: ws !== "" && may("ledger") }).data;
  const waiting = useQuery({ ...heldQuery(ws), enabled: ws !== "" && may("ledger") }).data;
  const places: Place[] = [
    { key: "overview", word: "nav.overview", icon: "overview", to: overviewAddress(ws), isExact: true },
    { key: "sales", word: "nav.sales", icon: "sales", to: salesAddress(ws) },
  ];
  places.push({ key: "products", word: "nav.products", icon: "products", to: productsAddress(ws) });
  if (may("ledger")) {
    places.push({ key: "parties", word: "nav.parties", icon: "parties", to: partiesAddress(ws) });
  }
  places.push({ key: "links", word: "nav.links", icon: "link", to: linksAddress(ws) });
  places.push({ key: "coupons", word: "nav.coupons", icon: "coupon", to: couponsAddress(ws) });
  if (may("ledger")) {
    places.push({
      key: "questions",
      word: "nav.questions",
      icon: "question",
      to: questionsAddress(ws),
      count: asked?.open ?? 0,
    });
    places.push({
      key: "findings",
      word: "nav.findings",
      icon: "shield",
      to: findingsAddress(ws),
      count: waiting?.totals.reduce((sum, one) => sum + one.findings, 0) ?? 0,
    });
    places.push({ key: "statements", word: "nav.statements", icon: "file", to: statementsAddress(ws) });
    places.push({ key: "payouts", word: "nav.payouts", icon: "payouts", to: payoutsAddress(ws) });
    places.push({ key: "ledger", word: "nav.ledger", icon: "ledger", to: ledgerAddress(ws) });
  }
  if (may("imports")) {
    places.push({ key: "sources", word: "nav.sources", icon: "sources", to: sourcesAddress(ws) });
    places.push({ key: "imports", word: "nav.imports", icon: "imports", to: importsAddress(ws) });
    places.push({ key: "parked", word: "nav.parked", icon: "parked", to: parkedAddress(ws) });
  }
  places.push({
    key: "settings",
    word: "nav.settings",
    icon: "settings",
    to: settingsHome(ws),
  });
  return places;
}
