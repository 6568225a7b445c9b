// The corner: whose business this is, my role in it, whether it is a demo, and the way to another one.
// Switching forgets everything that was read in the old workspace before the new one opens.
import { Menu } from "@mantine/core";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { Icon } from "../../parts/icons.tsx";
import { WorkspaceMark } from "../../parts/mark.tsx";
import { Tag } from "../../parts/status.tsx";
import { useWords } from "../../words/words.tsx";
import { overviewAddress, PORTAL } from "../addresses.ts";
import { workspaceQuery } from "../data/workspace.ts";
import { forgetPlaces } from "./recent-places.ts";
import { useWorkspace } from "./use-workspace.ts";
import css from "./workspace-menu.module.css";

export function useSwitchWorkspace(): (ws: string) => void {
  const queries = useQueryClient();
  const navigate = useNavigate();
  const { ws: old } = useWorkspace();
  return (ws) => {
    if (ws === old) return;
    forgetPlaces();
    void navigate({ to: overviewAddress(ws) }).then(() =>
      queries.removeQueries({ predicate: (query) => query.queryKey[0] === old }),
    );
  };
}

export function WorkspaceMenu() {
  const { say } = useWords();
  const { ws, own, role, session, isLookingIn } = useWorkspace();
  const workspace = useQuery(workspaceQuery(ws)).data;
  const name = own?.name ?? workspace?.name;
  const switchTo = useSwitchWorkspace();
  const all = session?.workspaces ?? [];
  const partnerIn = session?.parties ?? [];
  const navigate = useNavigate();
  const corner = (
    <>
      <WorkspaceMark name={name ?? ""} size={32} />
      <span className={css.text}>
        <span className={css.name}>{name ?? "…"}</span>
        <span className={css.role}>
          {say(isLookingIn ? "frame.lookingIn" : `role.${role}`)}
          {(own ?? workspace)?.demo ? <Tag>{say("frame.demo")}</Tag> : null}
        </span>
      </span>
    </>
  );
  // One business and nothing else: there is nowhere to go.
  if (all.length + partnerIn.length < (own ? 2 : 1)) return <div className={css.corner}>{corner}</div>;
  return (
    <Menu position="bottom-start" width={260}>
      <Menu.Target>
        <button type="button" className={css.corner}>
          {corner}
          <span className="only-read">{say("frame.switch")}</span>
          <Icon name="switch" />
        </button>
      </Menu.Target>
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
