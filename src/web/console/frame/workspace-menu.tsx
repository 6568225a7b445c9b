// The corner: whose business this is, my role in it, whether it is a demo, and the way to another one.
// It never offers a way where there is none.
import { useQuery } from "@tanstack/react-query";
import { lazy } from "react";
import { Icon } from "../../parts/icons.tsx";
import { WorkspaceMark } from "../../parts/mark.tsx";
import { ReachedMenu } from "../../parts/reached-menu.tsx";
import { Tag } from "../../parts/status.tsx";
import { useWords } from "../../words/words.tsx";
import { workspaceQuery } from "../data/workspace.ts";
import { useWorkspace } from "./use-workspace.ts";
import css from "./workspace-menu.module.css";

const load = () => import("./workspace-items.tsx").then((file) => ({ default: file.WorkspaceItems }));
const WorkspaceItems = lazy(load);

export function WorkspaceMenu() {
  const { say } = useWords();
  const { ws, own, role, session, isLookingIn } = useWorkspace();
  const workspace = useQuery(workspaceQuery(ws)).data;
  const name = own?.name ?? workspace?.name;
  const all = session?.workspaces ?? [];
  const partnerIn = session?.parties ?? [];
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
    <ReachedMenu
      className={css.corner ?? ""}
      onReach={() => void load()}
      menu={(button) => <WorkspaceItems button={button} />}
    >
      {corner}
      <span className="only-read">{say("frame.switch")}</span>
      <Icon name="switch" />
    </ReachedMenu>
  );
}
