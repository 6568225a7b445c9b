// The corner: in whose business I am, as what, and the way to another one, or to the console where I am a
// member. A partner is no member; each is said by its name. Going elsewhere forgets what was read of the old
// party.
//   Piano School, co-producer ▾
import { Menu } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { Icon } from "../../parts/icons.tsx";
import { WorkspaceMark } from "../../parts/mark.tsx";
import { Tag } from "../../parts/status.tsx";
import { useWords } from "../../words/words.tsx";
import { consoleAddress, homeAddress, productsAddress } from "../addresses.ts";
import css from "./menus.module.css";
import { useParty } from "./use-party.ts";

export function PartyMenu() {
  const { say } = useWords();
  const { own, party, parties, session } = useParty();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const go = async (to: string, isElsewhere: boolean) => {
    await navigate({ to });
    if (isElsewhere) queries.removeQueries({ predicate: (query) => query.queryKey[0] === party });
  };
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
    <Menu position="bottom-start" width={280}>
      <Menu.Target>
        <button type="button" className={css.corner}>
          {corner}
          <span className="only-read">{say("portal.switch")}</span>
          <Icon name="switch" />
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{say("portal.partnerIn")}</Menu.Label>
        {parties.length > 1 ? (
          <Menu.Item onClick={() => void go(homeAddress, false)}>{say("portal.all")}</Menu.Item>
        ) : null}
        {parties.map((one) => (
          <Menu.Item
            key={one.id}
            leftSection={<WorkspaceMark name={one.workspace.name} size={22} />}
            rightSection={one.id === party ? <Icon name="check" /> : null}
            onClick={() => void go(productsAddress(one.id), one.id !== party)}
          >
            {one.workspace.name}{" "}
            <span className={css.role}>{say(one.mayAccept ? "portal.role" : "portal.roleReads")}</span>
          </Menu.Item>
        ))}
        {workspaces.length > 0 ? (
          <>
            <Menu.Divider />
            <Menu.Label>{say("portal.memberOf")}</Menu.Label>
            {workspaces.map((one) => (
              <Menu.Item
                key={one.id}
                leftSection={<WorkspaceMark name={one.name} size={22} />}
                onClick={() => void go(consoleAddress(one.id), true)}
              >
                {one.name} <span className={css.role}>{say(`role.${one.role}`)}</span>
              </Menu.Item>
            ))}
          </>
        ) : null}
      </Menu.Dropdown>
    </Menu>
  );
}
