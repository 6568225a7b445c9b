// One of several as a filter of a list, kept in the address; of more than a dozen typing narrows them.
//   <ChoiceFilter name="state" says="State" any="Any state" options={[{ value: "paid", label: "Paid" }]} />
import { useSearch } from "@tanstack/react-router";
import { Choice } from "./choice.tsx";
import css from "./filters.module.css";
import { useNarrow } from "./use-filters.ts";

interface FilterProps {
  name: string;
  says: string;
  /** Said while nothing is chosen: "Any state". */
  any: string;
  options: readonly { value: string; label: string }[];
}

export function ChoiceFilter({ name, says, any, options }: FilterProps) {
  const narrow = useNarrow();
  const value = (useSearch({ strict: false }) as Record<string, string | undefined>)[name] ?? null;
  return (
    <Choice
      aria-label={says}
      placeholder={any}
      data={options}
      value={value}
      clearable
      onChange={(chosen) => narrow({ [name]: chosen ?? undefined })}
      className={css.choice ?? ""}
    />
  );
}
