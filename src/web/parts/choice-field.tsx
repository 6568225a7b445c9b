// One of several, by name; typing narrows where there are more than a dozen. It never makes up an option.
//   <ChoiceField form={form} name="bearer" label={say("fee.bearer")} options={[{ value, label }, …]} />
import { Select } from "@mantine/core";
import { useWords } from "../words/words.tsx";
import { type Common, type Named, useCommon } from "./field-common.tsx";

interface ChoiceProps<V extends object> extends Common<V, Named<V, string | null>> {
  options: readonly { value: string; label: string; disabled?: boolean }[];
  placeholder?: string;
  /** Typing narrows: for more than a dozen. */
  isSearchable?: boolean;
}

/** One of several. An optional one can be cleared: its value is then "". */
export function ChoiceField<V extends object>(props: ChoiceProps<V>) {
  const { say } = useWords();
  const { form, name, options, placeholder, isSearchable = options.length > 12 } = props;
  return (
    <Select
      {...useCommon(props)}
      data={[...options]}
      searchable={isSearchable}
      nothingFoundMessage={say("form.nothingFits")}
      clearable={props.isOptional ?? false}
      clearButtonProps={{ "aria-label": say("form.clear") }}
      {...(placeholder === undefined ? {} : { placeholder })}
      value={(form.values[name] as string | null) || null}
      onChange={(value) => form.set({ [name]: value ?? "" } as Partial<V>)}
    />
  );
}
