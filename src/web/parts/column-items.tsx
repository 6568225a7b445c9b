// What stands in the menu of a list's columns: each that can be left out, and the way back to how the list
// comes. Fetched when somebody reaches for it. It never closes while one chooses.
//   <ColumnItems button={<button …>Columns</button>} choice={choice} />
import { Menu } from "@mantine/core";
import type { ReactElement } from "react";
import { useWords } from "../words/words.tsx";
import type { Choosable, ColumnChoice } from "./column-choice.ts";
import { useOpensAtOnce } from "./reached-menu.tsx";

export function ColumnItems({ button, choice }: { button: ReactElement; choice: ColumnChoice<Choosable> }) {
  const { say } = useWords();
  const open = useOpensAtOnce();
  return (
    <Menu {...open} position="bottom-end" width={220} closeOnItemClick={false}>
      <Menu.Target>{button}</Menu.Target>
      <Menu.Dropdown>
        {choice.choosable.map(({ column, isShown }) => (
          <Menu.CheckboxItem
            key={column.key}
            checked={isShown}
            onChange={() => choice.toggle(column.key)}
            closeMenuOnClick={false}
          >
            {column.head}
          </Menu.CheckboxItem>
        ))}
        {choice.reset ? (
          <>
            <Menu.Divider />
            <Menu.Item onClick={choice.reset}>{say("table.columnsAsBefore")}</Menu.Item>
          </>
        ) : null}
      </Menu.Dropdown>
    </Menu>
  );
}
