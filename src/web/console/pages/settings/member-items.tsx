// What stands in the menu of one member: what may be done, and why the rest may not. Fetched when somebody
// reaches for the menu; it opens with it.
//   <MemberItems button={<Button …>Change</Button>} acts={["role", "own", "remove"]} isLastOwner={false} … />
import { Menu } from "@mantine/core";
import type { ReactElement } from "react";
import { useOpensAtOnce } from "../../../parts/reached-menu.tsx";
import { useWords } from "../../../words/words.tsx";

export type MemberAct = "role" | "own" | "remove" | "leave";

const NAMES = {
  role: "team.changeRole",
  own: "team.handOver",
  remove: "team.remove",
  leave: "team.leave",
} as const;

interface Props {
  button: ReactElement;
  acts: readonly MemberAct[];
  isLastOwner: boolean;
  onAct: (act: MemberAct) => void;
}

export function MemberItems({ button, acts, isLastOwner, onAct }: Props) {
  const { say } = useWords();
  const open = useOpensAtOnce();
  return (
    <Menu {...open} position="bottom-end" width={240}>
      <Menu.Target>{button}</Menu.Target>
      <Menu.Dropdown>
        {acts.map((one) => (
          <Menu.Item
            key={one}
            disabled={isLastOwner && one !== "own"}
            {...(one === "leave" || one === "remove" ? { color: "var(--brick)" } : {})}
            onClick={() => onAct(one)}
          >
            {say(NAMES[one])}
          </Menu.Item>
        ))}
        {isLastOwner ? <Menu.Label>{say("team.lastOwner")}</Menu.Label> : null}
      </Menu.Dropdown>
    </Menu>
  );
}
