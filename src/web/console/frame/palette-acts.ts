// What can be done from anywhere by its name: record a sale, create a product, invite a colleague or a
// co-producer, connect a source, take a file, change the language, the workspace or the light, sign out. It
// never offers what my role would be refused.
//   usePaletteActs() → [{ key: "sell", name: "Record a sale", … }, …]
import { useMantineColorScheme } from "@mantine/core";
import { useNavigate } from "@tanstack/react-router";
import { useChooseLanguage } from "../../data/own-language.ts";
import type { PaletteItem } from "../../parts/palette.tsx";
import { LANGUAGES, languageName } from "../../words/languages.ts";
import { useWords } from "../../words/words.tsx";
import {
  invitePartnerAddress,
  newImportAddress,
  newProductAddress,
  newSaleAddress,
  settingsAddress,
  sourcesAddress,
} from "../addresses.ts";
import { useSignOut } from "./use-sign-out.ts";
import { useSwitchWorkspace } from "./use-switch-workspace.ts";
import { useWorkspace } from "./use-workspace.ts";

export function usePaletteActs(): PaletteItem[] {
  const { say } = useWords();
  const navigate = useNavigate();
  const { ws, may } = useWorkspace();
  const go = (
    act: { key: string; name: string; to: string; search?: Record<string, string> },
    icon: PaletteItem["icon"] & string,
  ): PaletteItem => ({
    key: act.key,
    name: act.name,
    icon,
    onPick: () => void navigate({ to: act.to, search: act.search ?? {} }),
  });
  const sell = { key: "sell", name: say("palette.newSale"), to: newSaleAddress(ws) };
  const product = { key: "product", name: say("palette.newProduct"), to: newProductAddress(ws) };
  const partner = { key: "partner", name: say("palette.invitePartner"), to: invitePartnerAddress(ws) };
  const member = {
    key: "member",
    name: say("palette.inviteMember"),
    to: settingsAddress(ws, "team"),
    search: { invite: "1" },
  };
  const source = { key: "source", name: say("palette.connectSource"), to: sourcesAddress(ws) };
  const file = { key: "import", name: say("palette.newImport"), to: newImportAddress(ws) };
  return [
    ...(may("sales") ? [go(sell, "sales")] : []),
    ...(may("products") ? [go(product, "products")] : []),
    ...(may("contracts") ? [go(partner, "parties")] : []),
    ...(may("settings") ? [go(member, "mail")] : []),
    ...(may("sources") ? [go(source, "sources")] : []),
    ...(may("imports") ? [go(file, "imports")] : []),
    ...useSwitches(),
    ...useOwnChoices(),
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
