// Where else I may go from the portal: the other businesses I am a partner of, and the consoles where I am a
// member. Fetched when somebody reaches for the corner; it opens with it.
//   <PartyItems button={<button …>Piano School</button>} />
import { Menu } from "@mantine/core";
import { useNavigate } from "@tanstack/react-router";
import type { ReactElement } from "react";
import { Icon } from "../../parts/icons.tsx";
import { WorkspaceMark } from "../../parts/mark.tsx";
import { useOpensAtOnce } from "../../parts/reached-menu.tsx";
import { useWords } from "../../words/words.tsx";
import { consoleAddress, homeAddress, productsAddress } from "../addresses.ts";
import css from "./menus.module.css";
import { useParty } from "./use-party.ts";

export function PartyItems({ button }: { button: ReactElement }) {
  const { say } = useWords();
  const open = useOpensAtOnce();
  const { party, parties, session } = useParty();
  const navigate = useNavigate();
  const go = (to: string) => void navigate({ to });
  const workspaces = session?.workspaces ?? [];
  return (
    <Menu {...open} position="bottom-start" width={280}>
      <Menu.Target>{button}</Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{say("portal.partnerIn")}</Menu.Label>
        {parties.length > 1 ? (
          <Menu.Item onClick={() => go(homeAddress)}>{say("portal.all")}</Menu.Item>
        ) : null}
        {parties.map((one) => (
          <Menu.Item
            key={one.id}
            leftSection={<WorkspaceMark name={one.workspace.name} size={22} />}
            rightSection={one.id === party ? <Icon name="check" /> : null}
            onClick={() => go(productsAddress(one.id))}
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
                onClick={() => go(consoleAddress(one.id))}
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
