// Where else I may go: my other businesses, and those I am a partner of. Fetched when somebody reaches for
// the corner; it opens with it.
//   <WorkspaceItems button={<button …>Piano School</button>} />
import { Menu } from "@mantine/core";
import { useNavigate } from "@tanstack/react-router";
import type { ReactElement } from "react";
import { Icon } from "../../parts/icons.tsx";
import { WorkspaceMark } from "../../parts/mark.tsx";
import { useOpensAtOnce } from "../../parts/reached-menu.tsx";
import { Tag } from "../../parts/status.tsx";
import { useWords } from "../../words/words.tsx";
import { PORTAL } from "../addresses.ts";
import { useSwitchWorkspace } from "./use-switch-workspace.ts";
import { useWorkspace } from "./use-workspace.ts";

export function WorkspaceItems({ button }: { button: ReactElement }) {
  const { say } = useWords();
  const open = useOpensAtOnce();
  const { ws, session } = useWorkspace();
  const switchTo = useSwitchWorkspace();
  const navigate = useNavigate();
  const all = session?.workspaces ?? [];
  const partnerIn = session?.parties ?? [];
  return (
    <Menu {...open} position="bottom-start" width={260}>
      <Menu.Target>{button}</Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{say("frame.workspaces")}</Menu.Label>
        {all.map((one) => (
          <Menu.Item
            key={one.id}
            leftSection={<WorkspaceMark name={one.name} size={22} />}
            rightSection={
              one.id === ws ? <Icon name="check" /> : one.demo ? <Tag>{say("frame.demo")}</Tag> : null
            }
            onClick={() => switchTo(one.id)}
          >
            {one.name}
          </Menu.Item>
        ))}
        {partnerIn.length > 0 ? <Menu.Label>{say("frame.portal")}</Menu.Label> : null}
        {partnerIn.map((one) => (
          <Menu.Item
            key={one.id}
            leftSection={<WorkspaceMark name={one.workspace.name} size={22} />}
            onClick={() => void navigate({ to: `${PORTAL}/${one.id}/products` })}
          >
            {one.workspace.name}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
