// One of several, by name, in a form; typing narrows where there are more than a dozen. It never makes up an
// option.
//   <ChoiceField form={form} name="bearer" label={say("fee.bearer")} options={[{ value, label }, …]} />
import { Choice } from "./choice.tsx";
import type { ChoiceOption } from "./choice-props.ts";
import { type Common, type Named, useCommon } from "./field-common.tsx";

interface FieldProps<V extends object> extends Common<V, Named<V, string | null>> {
  options: readonly ChoiceOption[];
  placeholder?: string;
  /** Typing narrows: else for more than a dozen. */
  isSearchable?: boolean;
}

/** One of several. An optional one can be cleared: its value is then "". */
export function ChoiceField<V extends object>(props: FieldProps<V>) {
  const { form, name, options, placeholder, isSearchable, isOptional = false } = props;
  return (
    <Choice
      {...useCommon(props)}
      data={options}
      clearable={isOptional}
      {...(isSearchable === undefined ? {} : { searchable: isSearchable })}
      {...(placeholder === undefined ? {} : { placeholder })}
      value={(form.values[name] as string | null) || null}
      onChange={(value) => form.set({ [name]: value ?? "" } as Partial<V>)}
    />
  );
}
