// Which columns of a list one wants to see, kept by this browser for each list by its name. What a list
// cannot do without (its first column, or one marked fixed) is not asked about. It never changes what is
// exported.
//   const choice = useColumnChoice("sales", columns); choice.shown → the columns to draw
import { Menu } from "@mantine/core";
import { useState } from "react";
import { useWords } from "../words/words.tsx";
import { Icon } from "./icons.tsx";
import css from "./table-columns.module.css";

export interface Choosable {
  key: string;
  head: string;
  isFixed?: boolean;
  isHidden?: boolean;
}

export interface ColumnChoice<C extends Choosable> {
  shown: C[];
  /** What can be chosen at all, and whether it is shown. */
  choosable: { column: C; isShown: boolean }[];
  toggle: (key: string) => void;
  reset: (() => void) | null;
}

/** What differs from how the list comes: true shown, false not. */
type Kept = Record<string, boolean>;

const placeOf = (name: string) => `partage-columns-${name}`;

function readKept(name: string | undefined): Kept {
  if (name === undefined) return {};
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(placeOf(name)) ?? "{}");
    return typeof kept === "object" && kept !== null ? (kept as Kept) : {};
  } catch {
    return {};
  }
}

function writeKept(name: string, kept: Kept): void {
  try {
    if (Object.keys(kept).length === 0) localStorage.removeItem(placeOf(name));
    else localStorage.setItem(placeOf(name), JSON.stringify(kept));
  } catch {
    // A browser that keeps nothing still shows the choice for this visit.
  }
}

export function useColumnChoice<C extends Choosable>(
  name: string | undefined,
  columns: readonly C[],
): ColumnChoice<C> {
  const [kept, setKept] = useState<Kept>(() => readKept(name));
  const isShown = (column: C, index: number) =>
    name === undefined || index === 0 || column.isFixed || (kept[column.key] ?? !column.isHidden);
  const keep = (next: Kept) => {
    setKept(next);
    if (name !== undefined) writeKept(name, next);
  };
  const choosable = columns.flatMap((column, index) =>
    index === 0 || column.isFixed ? [] : [{ column, isShown: isShown(column, index) === true }],
  );
  return {
    shown: columns.filter(isShown),
    choosable: name === undefined ? [] : choosable,
    toggle: (key) => {
      const one = choosable.find(({ column }) => column.key === key);
      if (!one) return;
      const { [key]: _, ...others } = kept;
      // Back to how it comes is nothing kept, so that a list that changes later changes here too.
      keep(one.isShown === !one.column.isHidden ? { ...others, [key]: !one.isShown } : others);
    },
    reset: Object.keys(kept).length === 0 ? null : () => keep({}),
  };
}

export function ColumnMenu<C extends Choosable>({ choice }: { choice: ColumnChoice<C> }) {
  const { say } = useWords();
  if (choice.choosable.length === 0) return null;
  return (
    <Menu position="bottom-end" width={220} closeOnItemClick={false}>
      <Menu.Target>
        <button type="button" className={css.button}>
          <Icon name="columns" size={15} />
          {say("table.columns")}
        </button>
      </Menu.Target>
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
