// One of a few as a filter of a list, kept in the address: the browser's own list, which brings no code with
// it and opens as the phone's own. For more than a handful use ChoiceFilter, where typing narrows.
//   <FewFilter name="days" says="Days" any="All time" options={[{ value: "30", label: "Last 30 days" }]} />
import { NativeSelect } from "@mantine/core";
import { useSearch } from "@tanstack/react-router";
import css from "./filters.module.css";
import { useNarrow } from "./use-filters.ts";

interface FewProps {
  name: string;
  says: string;
  /** Said while nothing is chosen: "All time". */
  any: string;
  options: readonly { value: string; label: string }[];
}

export function FewFilter({ name, says, any, options }: FewProps) {
  const narrow = useNarrow();
  const value = (useSearch({ strict: false }) as Record<string, string | undefined>)[name] ?? "";
  return (
    <NativeSelect
      aria-label={says}
      data={[{ value: "", label: any }, ...options]}
      value={value}
      onChange={(event) => narrow({ [name]: event.currentTarget.value || undefined })}
      className={css.choice ?? ""}
    />
  );
}
