// Around every section of the settings: its name, and the way to the others that my role may see.
// It never shows a section that would only be refused.
//   <SettingsShell title={say("settings.team")}>…</SettingsShell>
import { type ReactNode, useMemo } from "react";
import { Page } from "../../../parts/page.tsx";
import { TabLinks } from "../../../parts/tabs.tsx";
import { useWords } from "../../../words/words.tsx";
import { settingsAddress } from "../../addresses.ts";
import { useWorkspace } from "../../frame/use-workspace.ts";
import css from "./settings.module.css";

interface Props {
  title: string;
  lead?: ReactNode;
  action?: ReactNode;
  back?: { to: string; name: string };
  children: ReactNode;
}

export function SettingsShell({ title, lead, action, back, children }: Props) {
  const { say } = useWords();
  const links = useSections();
  return (
    <Page
      title={title}
      lead={lead ?? null}
      {...(action === undefined ? {} : { action })}
      {...(back === undefined ? {} : { back })}
    >
      <TabLinks says={say("nav.settings")} links={links} />
      <div className={css.body}>{children}</div>
    </Page>
  );
}

function useSections() {
  const { say } = useWords();
  const { ws, role } = useWorkspace();
  return useMemo(() => {
    const leads = role === "owner" || role === "admin";
    const at = (section: Parameters<typeof settingsAddress>[1]) => settingsAddress(ws, section);
    return [
      { to: at("business"), name: say("settings.business") },
      { to: at("fees"), name: say("settings.fees") },
      { to: at("sharing"), name: say("settings.sharing") },
      { to: at("team"), name: say("settings.team") },
      ...(leads ? [{ to: at("keys"), name: say("settings.keys") }] : []),
      ...(leads ? [{ to: at("webhooks"), name: say("settings.webhooks") }] : []),
      ...(leads || role === "finance" ? [{ to: at("audit"), name: say("settings.audit") }] : []),
      ...(leads ? [{ to: at("support"), name: say("settings.support") }] : []),
      ...(role === "owner" ? [{ to: at("export"), name: say("settings.export") }] : []),
    ];
  }, [say, ws, role]);
}
