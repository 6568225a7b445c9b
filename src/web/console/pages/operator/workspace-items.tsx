// What stands in the menu of one workspace. Fetched when somebody reaches for the menu; it opens with it.
//   <WorkspaceItems button={<Button …>Actions</Button>} acts={["look", "fee", "suspend"]} onAct={setAct} />
import { Menu } from "@mantine/core";
import type { ReactElement } from "react";
import { useOpensAtOnce } from "../../../parts/reached-menu.tsx";
import { useWords } from "../../../words/words.tsx";

export type WorkspaceAct = "look" | "fee" | "suspend" | "lift";

interface Props {
  button: ReactElement;
  acts: readonly WorkspaceAct[];
  onAct: (act: WorkspaceAct) => void;
}

export function WorkspaceItems({ button, acts, onAct }: Props) {
  const { say } = useWords();
  const open = useOpensAtOnce();
  return (
    <Menu {...open} position="bottom-end" width={230}>
      <Menu.Target>{button}</Menu.Target>
      <Menu.Dropdown>
        {acts.includes("look") ? (
          <Menu.Item onClick={() => onAct("look")}>{say("operator.look")}</Menu.Item>
        ) : null}
        <Menu.Item onClick={() => onAct("fee")}>{say("operator.setFee")}</Menu.Item>
        {acts.includes("lift") ? (
          <Menu.Item onClick={() => onAct("lift")}>{say("operator.lift")}</Menu.Item>
        ) : (
          <Menu.Item color="var(--brick)" onClick={() => onAct("suspend")}>
            {say("operator.suspend")}
          </Menu.Item>
        )}
      </Menu.Dropdown>
    </Menu>
  );
}
