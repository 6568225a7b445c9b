// Every page of the console that has an address of its own, by the name people would type and by other words
// for it, for whoever may go there. Pages of one thing (a sale, a party) are found by that thing instead.
// It never lists what my role would be refused.
//   usePalettePlaces() → [{ key: "payoutSettings", name: "How we pay", also: "bank account, four eyes" }, …]
import { useNavigate } from "@tanstack/react-router";
import type { PaletteItem } from "../../../parts/palette.tsx";
import { useWords } from "../../../words/words.tsx";
import {
  accountPages,
  destinationsAddress,
  firstRunAddress,
  importProgrammeAddress,
  inboxAddress,
  ledgerAddress,
  messagesAddress,
  OPERATOR,
  PORTAL,
  payoutSettingsAddress,
  settingsAddress,
  settlementsAddress,
  templatesAddress,
} from "../../addresses.ts";
import { usePlaces } from "../use-places.ts";
import { useWorkspace } from "../use-workspace.ts";

type May = Parameters<ReturnType<typeof useWorkspace>["may"]>[0];
/** Below the places of the menu; each has a name and other words in the catalogue. */
type SpotKey =
  | "inbox"
  | "templates"
  | "linkPages"
  | "programme"
  | "payoutSettings"
  | "settlements"
  | "messages"
  | "trial"
  | "accounts"
  | "entries"
  | "adjustments"
  | "tax"
  | "books"
  | "verify"
  | "business"
  | "fees"
  | "sharing"
  | "team"
  | "keys"
  | "webhooks"
  | "audit"
  | "support"
  | "export"
  | "firstSteps"
  | "profile"
  | "security"
  | "sessions"
  | "mails"
  | "operator"
  | "portal";
type Spot = readonly [key: SpotKey, to: string, icon: PaletteItem["icon"] & string, needs?: May];

export function usePalettePlaces(): PaletteItem[] {
  const { say } = useWords();
  const { ws, may, role, session } = useWorkspace();
  const navigate = useNavigate();
  const go = (to: string) => () => void navigate({ to });
  const menu = usePlaces().map((place) => ({
    key: place.key,
    name: say(place.word),
    icon: place.icon,
    also: say(`goTo.also.${place.key as "sales"}`),
    onPick: go(place.to),
  }));
  const below = spotsOf(ws)
    .filter(([key, , , needs]) => {
      if (key === "export") return role === "owner";
      if (key === "operator") return session?.operator === true;
      if (key === "portal") return (session?.parties.length ?? 0) > 0;
      return needs === undefined || may(needs);
    })
    .map(([key, to, icon]) => ({
      key,
      name: say(`goTo.name.${key}`),
      also: say(`goTo.also.${key}`),
      icon,
      isSought: true,
      onPick: go(to),
    }));
  return [...menu, ...below];
}

function spotsOf(ws: string): Spot[] {
  const ledger = (tab: string) => `${ledgerAddress(ws)}?tab=${tab}`;
  return [
    ["inbox", inboxAddress(ws), "mail"],
    ["templates", templatesAddress(ws), "agree", "contracts"],
    ["linkPages", destinationsAddress(ws), "link"],
    ["programme", importProgrammeAddress(ws), "imports", "imports"],
    ["payoutSettings", payoutSettingsAddress(ws), "payouts", "ledger"],
    ["settlements", settlementsAddress(ws), "payouts", "ledger"],
    ["messages", messagesAddress(ws), "sources", "imports"],
    ["trial", ledgerAddress(ws), "ledger", "ledger"],
    ["accounts", ledger("accounts"), "ledger", "ledger"],
    ["entries", ledger("entries"), "ledger", "ledger"],
    ["adjustments", ledger("adjustments"), "ledger", "ledger"],
    ["tax", ledger("tax"), "ledger", "ledger"],
    ["books", ledger("books"), "ledger", "ledger"],
    ["verify", ledger("verify"), "shield", "ledger"],
    ...settingsOf(ws),
    ["firstSteps", firstRunAddress(ws), "check", "settings"],
    ["profile", accountPages.profile, "settings"],
    ["security", accountPages.security, "shield"],
    ["sessions", accountPages.sessions, "shield"],
    ["mails", accountPages.mails, "mail"],
    ["operator", OPERATOR, "settings"],
    ["portal", PORTAL, "switch"],
  ];
}

function settingsOf(ws: string): Spot[] {
  return [
    ["business", settingsAddress(ws, "business"), "settings"],
    ["fees", settingsAddress(ws, "fees"), "settings"],
    ["sharing", settingsAddress(ws, "sharing"), "settings"],
    ["team", settingsAddress(ws, "team"), "settings"],
    ["keys", settingsAddress(ws, "keys"), "settings", "settings"],
    ["webhooks", settingsAddress(ws, "webhooks"), "settings", "settings"],
    ["audit", settingsAddress(ws, "audit"), "settings", "audit"],
    ["support", settingsAddress(ws, "support"), "settings", "settings"],
    ["export", settingsAddress(ws, "export"), "settings"],
  ];
}
