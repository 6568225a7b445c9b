// One of several as a filter of a list, kept in the address; typing narrows where there are more than eight.
//   <ChoiceFilter name="state" says="State" any="Any state" options={[{ value: "paid", label: "Paid" }]} />
import { Select } from "@mantine/core";
import { useSearch } from "@tanstack/react-router";
import { useWords } from "../words/words.tsx";
import css from "./filters.module.css";
import { useNarrow } from "./use-filters.ts";

interface ChoiceProps {
  name: string;
  says: string;
  /** Said while nothing is chosen: "Any state". */
  any: string;
  options: readonly { value: string; label: string }[];
}

export function ChoiceFilter({ name, says, any, options }: ChoiceProps) {
  const { say } = useWords();
  const narrow = useNarrow();
  const value = (useSearch({ strict: false }) as Record<string, string | undefined>)[name] ?? null;
  return (
    <Select
      aria-label={says}
      placeholder={any}
      data={[...options]}
      value={value}
      searchable={options.length > 8}
      nothingFoundMessage={say("form.nothingFits")}
      clearable
      clearButtonProps={{ "aria-label": say("form.clear") }}
      onChange={(chosen) => narrow({ [name]: chosen ?? undefined })}
      className={css.choice ?? ""}
    />
  );
}
