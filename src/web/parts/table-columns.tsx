// Which columns of a list one wants to see, kept by this browser for each list by its name. What a list
// cannot do without (its first column, or one marked fixed) is not asked about. It never changes what is
// exported.
//   const choice = useColumnChoice("sales", columns); choice.shown → the columns to draw
import { lazy, useState } from "react";
import { useWords } from "../words/words.tsx";
import type { Choosable, ColumnChoice } from "./column-choice.ts";
import { Icon } from "./icons.tsx";
import { ReachedMenu } from "./reached-menu.tsx";
import css from "./table-columns.module.css";

const load = () => import("./column-items.tsx").then((file) => ({ default: file.ColumnItems }));
const ColumnItems = lazy(load);

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
    index === 0 || column.isFixed || (kept[column.key] ?? !column.isHidden);
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
    <ReachedMenu
      className={css.button ?? ""}
      onReach={() => void load()}
      menu={(button) => <ColumnItems button={button} choice={choice} />}
    >
      <Icon name="columns" size={15} />
      {say("table.columns")}
    </ReachedMenu>
  );
}
