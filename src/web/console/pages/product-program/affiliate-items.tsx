// What stands in the menu of one affiliate: the way to the form, then what their state allows. Fetched when
// somebody reaches for the menu; it opens with it.
//   <AffiliateItems button={<Button …>Change</Button>} acts={["suspend", "end"]} onChange={…} onAct={…} />
import { Menu } from "@mantine/core";
import type { ReactElement } from "react";
import type { AffiliateAct } from "../../../data/programs.ts";
import { useOpensAtOnce } from "../../../parts/reached-menu.tsx";
import { useWords } from "../../../words/words.tsx";

interface Props {
  button: ReactElement;
  acts: readonly AffiliateAct[];
  onChange: () => void;
  onAct: (act: AffiliateAct) => void;
}

export function AffiliateItems({ button, acts, onChange, onAct }: Props) {
  const { say } = useWords();
  const open = useOpensAtOnce();
  return (
    <Menu {...open} position="bottom-end">
      <Menu.Target>{button}</Menu.Target>
      <Menu.Dropdown>
        <Menu.Item onClick={onChange}>{say("programTab.edit")}</Menu.Item>
        {acts.map((one) => (
          <Menu.Item key={one} onClick={() => onAct(one)}>
            {say(`programTab.${one}`)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
