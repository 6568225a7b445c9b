// What can be done from anywhere by its name or another word for it: record a sale, invite somebody, make a
// link or a coupon, issue statements, pay out, verify; change the language, the workspace or the light, sign
// out. It never offers what my role would be refused.
//   usePaletteActs() → [{ key: "sell", name: "Record a sale", … }, …]
import { useMantineColorScheme } from "@mantine/core";
import { useNavigate } from "@tanstack/react-router";
import { useChooseLanguage } from "../../../data/own-language.ts";
import { useSignOut } from "../../../own/use-sign-out.ts";
import type { PaletteItem } from "../../../parts/palette.tsx";
import { LANGUAGES, languageName } from "../../../words/languages.ts";
import { useWords } from "../../../words/words.tsx";
import {
  bringSettlementAddress,
  couponsAddress,
  invitePartnerAddress,
  ledgerAddress,
  linksAddress,
  newImportAddress,
  newPartyAddress,
  newProductAddress,
  newRunAddress,
  newSaleAddress,
  settingsAddress,
  sourcesAddress,
  statementsAddress,
} from "../../addresses.ts";
import { useSwitchWorkspace } from "../use-switch-workspace.ts";
import { useWorkspace } from "../use-workspace.ts";

type May = Parameters<ReturnType<typeof useWorkspace>["may"]>[0];
type Act = readonly [
  key: ActKey,
  to: string,
  icon: PaletteItem["icon"] & string,
  needs: May,
  search?: Record<string, string>,
];
type ActKey =
  | "newSale"
  | "newProduct"
  | "invitePartner"
  | "inviteMember"
  | "connectSource"
  | "newImport"
  | "newParty"
  | "issue"
  | "payOut"
  | "newCoupon"
  | "makeLink"
  | "verifyBooks"
  | "bringSettlement";

export function usePaletteActs(): PaletteItem[] {
  const { say } = useWords();
  const navigate = useNavigate();
  const { ws, may } = useWorkspace();
  const acts = actsOf(ws)
    .filter(([, , , needs]) => may(needs))
    .map(([key, to, icon, , search]) => ({
      key,
      name: say(`palette.${key}`),
      also: say(`goTo.act.${key}`),
      icon,
      onPick: () => void navigate({ to, search: search ?? {} }),
    }));
  return [...acts, ...useSwitches(), ...useOwnChoices()];
}

function actsOf(ws: string): Act[] {
  return [
    ["newSale", newSaleAddress(ws), "sales", "sales"],
    ["newProduct", newProductAddress(ws), "products", "products"],
    ["invitePartner", invitePartnerAddress(ws), "parties", "contracts"],
    ["inviteMember", settingsAddress(ws, "team"), "mail", "settings", { invite: "1" }],
    ["newParty", newPartyAddress(ws), "parties", "parties"],
    ["makeLink", linksAddress(ws), "link", "products", { make: "1" }],
    ["newCoupon", couponsAddress(ws), "coupon", "products", { make: "1" }],
    ["issue", statementsAddress(ws), "file", "sales", { issue: "1" }],
    ["payOut", newRunAddress(ws), "payouts", "sales"],
    ["bringSettlement", bringSettlementAddress(ws), "payouts", "sales"],
    ["verifyBooks", ledgerAddress(ws), "shield", "verify", { tab: "verify" }],
    ["connectSource", sourcesAddress(ws), "sources", "sources"],
    ["newImport", newImportAddress(ws), "imports", "imports"],
  ];
}

function useSwitches(): PaletteItem[] {
  const { say } = useWords();
  const { ws, session } = useWorkspace();
  const switchTo = useSwitchWorkspace();
  const others = session?.workspaces.filter((one) => one.id !== ws) ?? [];
  return others.map((other) => ({
    key: other.id,
    name: say("palette.switch", { name: other.name }),
    icon: "switch",
    onPick: () => switchTo(other.id),
  }));
}

function useOwnChoices(): PaletteItem[] {
  const { say, language } = useWords();
  const choose = useChooseLanguage();
  const { setColorScheme } = useMantineColorScheme();
  const leave = useSignOut();
  const languages: PaletteItem[] = LANGUAGES.filter((tag) => tag !== language).map((tag) => ({
    key: `language-${tag}`,
    name: say("palette.language", { language: languageName(tag) }),
    icon: "language",
    onPick: () => choose(tag),
  }));
  return [
    ...languages,
    { key: "dark", name: say("palette.dark"), icon: "moon", onPick: () => setColorScheme("dark") },
    { key: "light", name: say("palette.light"), icon: "sun", onPick: () => setColorScheme("light") },
    { key: "leave", name: say("frame.signOut"), icon: "leave", onPick: () => void leave() },
  ];
}
