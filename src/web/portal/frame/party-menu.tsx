// The corner: in whose business I am, as what, and the way to another one, or to the console where I am a
// member. A partner is no member; each is said by its name. It forgets nothing by itself: the frame does.
//   Piano School, co-producer ▾
import { lazy } from "react";
import { Icon } from "../../parts/icons.tsx";
import { WorkspaceMark } from "../../parts/mark.tsx";
import { ReachedMenu } from "../../parts/reached-menu.tsx";
import { Tag } from "../../parts/status.tsx";
import { useWords } from "../../words/words.tsx";
import css from "./menus.module.css";
import { useParty } from "./use-party.ts";

const load = () => import("./party-items.tsx").then((file) => ({ default: file.PartyItems }));
const PartyItems = lazy(load);

export function PartyMenu() {
  const { say } = useWords();
  const { own, parties, session } = useParty();
  const workspaces = session?.workspaces ?? [];
  const corner = (
    <>
      <WorkspaceMark name={own?.workspace.name ?? ""} size={32} />
      <span className={css.text}>
        <span className={css.name}>{own?.workspace.name ?? say("portal.none")}</span>
        <span className={css.role}>
          {own ? say(own.mayAccept ? "portal.role" : "portal.roleReads") : null}
          {own?.workspace.demo ? <Tag>{say("frame.demo")}</Tag> : null}
        </span>
      </span>
    </>
  );
  if (parties.length + workspaces.length < 2) return <div className={css.corner}>{corner}</div>;
  return (
    <ReachedMenu
      className={css.corner ?? ""}
      onReach={() => void load()}
      menu={(button) => <PartyItems button={button} />}
    >
      {corner}
      <span className="only-read">{say("portal.switch")}</span>
      <Icon name="switch" />
    </ReachedMenu>
  );
}
