// Everything this business has, as one file that any program can read. Secrets are left out; that it was
// taken out stands in the audit trail: the page says both.
import { Button } from "@mantine/core";
import { Icon } from "../../../parts/icons.tsx";
import { NoAccess } from "../../../parts/problem.tsx";
import { useWords } from "../../../words/words.tsx";
import { exportFile } from "../../data/settings.ts";
import { useWorkspace } from "../../frame/use-workspace.ts";
import css from "./settings.module.css";
import { SettingsShell } from "./settings-shell.tsx";

export function Export() {
  const { say } = useWords();
  const { ws, own, role } = useWorkspace();
  return (
    <SettingsShell title={say("settings.export")} lead={say("export.lead")}>
      {role === "owner" ? (
        <>
          <ul className={css.list}>
            <li>{say("export.what")}</li>
            <li>{say("export.without")}</li>
            <li>{say("export.trail")}</li>
          </ul>
          <p className={css.note}>{say("export.form")}</p>
          <div>
            <Button
              component="a"
              href={exportFile(ws)}
              download
              leftSection={<Icon name="download" size={16} />}
            >
              {say("export.act", { name: own?.name ?? "" })}
            </Button>
          </div>
        </>
      ) : (
        <NoAccess says={say("export.noAccess")} />
      )}
    </SettingsShell>
  );
}
