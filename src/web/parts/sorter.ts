// How a head sorts its list, by what the address says: from the most first, names from A; once more turns it
// round. The usual order is left out of the address.
//   const sorted = sorter(filters, narrow, "earned"); { key: "clicks", sort: sorted("clicks"), … }
import type { ColumnSort } from "./table-column.ts";
import type { Narrowing } from "./use-filters.ts";

interface Sorted {
  sort?: string | undefined;
  direction?: string | undefined;
}

/** What is no figure. */
const OF: Record<string, "name" | "day"> = { name: "name", since: "day" };

/** `first` is what the list is sorted by when the address does not say. */
export function sorter(
  { sort, direction }: Sorted,
  narrow: (some: Narrowing) => void,
  first: string,
): (key: string) => ColumnSort {
  const by = sort ?? first;
  return (key) => {
    const of = OF[key] ?? "amount";
    const usual = key === "name" ? "asc" : "desc";
    const now = direction ?? usual;
    if (by !== key) {
      return { of, is: undefined, onSort: () => narrow({ sort: key === first ? "" : key, direction: "" }) };
    }
    const next = now === "asc" ? "desc" : "asc";
    const is = now === "asc" ? ("ascending" as const) : ("descending" as const);
    return { of, is, onSort: () => narrow({ direction: next === usual ? "" : next }) };
  };
}
