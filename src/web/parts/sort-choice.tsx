// How the cards of a phone are sorted, where the list's columns can be: the heads that say it elsewhere are
// not there. It draws nothing for a list that does not sort, and is not to be seen beside the heads.
//   <SortChoice columns={columns} /> → Sorted by [Clicks, largest first]
import { NativeSelect } from "@mantine/core";
import { useWords } from "../words/words.tsx";
import css from "./sort-choice.module.css";
import type { Column } from "./table-column.ts";

export function SortChoice<R>({ columns }: { columns: readonly Column<R>[] }) {
  const { say } = useWords();
  const sorting = columns.filter((column) => column.sort !== undefined);
  if (sorting.length === 0) return null;
  const now = sorting.find((column) => column.sort?.is !== undefined);
  const data = sorting.map(({ key, head }) => ({ value: key, label: head }));
  return (
    <div className={css.choice}>
      <NativeSelect
        label={say("table.sortBy")}
        data={now ? data : [{ value: "", label: "–" }, ...data]}
        value={now?.key ?? ""}
        onChange={(event) => {
          const key = event.currentTarget.value;
          sorting.find((column) => column.key === key)?.sort?.onSort();
        }}
      />
      {now?.sort?.is ? (
        <button type="button" className={css.way} onClick={now.sort.onSort}>
          {say(`table.${now.sort.is}`, { of: now.sort.of ?? "amount" })}
        </button>
      ) : null}
    </div>
  );
}
