// The filters of a list as the address has them, and how to change them there. It draws nothing, so that a
// page that only reads them brings no field.
//   const { filters, isNarrowed, clear } = useFilters(["q", "state"]); narrow({ state: "refunded" })
import { useNavigate, useSearch } from "@tanstack/react-router";

/** undefined or "" takes a filter away. */
export type Narrowing = Record<string, string | undefined>;

export function useNarrow(): (some: Narrowing) => void {
  const navigate = useNavigate();
  return (some) => {
    const clean = Object.fromEntries(Object.entries(some).map(([name, value]) => [name, value || undefined]));
    void navigate({
      to: ".",
      search: (old: Record<string, unknown>) => ({ ...old, ...clean }),
      replace: true,
      resetScroll: false,
    });
  };
}

/** The filters of a list by their names in the address, and whether any is set. */
export function useFilters<const N extends string>(names: readonly N[]) {
  const search = useSearch({ strict: false }) as Record<string, string | undefined>;
  const narrow = useNarrow();
  const filters = {} as { [K in N]?: string };
  for (const name of names) if (search[name]) filters[name] = search[name];
  return {
    filters,
    isNarrowed: Object.keys(filters).length > 0,
    narrow,
    clear: () => narrow(Object.fromEntries(names.map((name) => [name, undefined]))),
  };
}
