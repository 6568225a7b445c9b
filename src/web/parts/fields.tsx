// The fields of a form: each with its label above, a hint below it, its error in words, wired to useForm by
// its name. They never check: useForm does. What need not be filled in says "optional"; nothing has a star.
//   <TextField form={form} name="name" label={say("word.name")} />;  <AmountField form={form} name="price"
//   label={say("offer.price")} currency="EUR" />
import { Textarea, TextInput } from "@mantine/core";
import { type TextProps, useCommon } from "./field-common.tsx";
import css from "./form.module.css";

export { CheckField } from "./check-field.tsx";
export { ChoiceField } from "./choice-field.tsx";
export { PasswordField } from "./password-field.tsx";
export { RateField } from "./rate-field.tsx";

export function TextField<V extends object>(props: TextProps<V>) {
  const { form, name, type = "text", placeholder, autoComplete = "off", maxLength, inputMode } = props;
  return (
    <TextInput
      {...useCommon(props)}
      type={type}
      autoComplete={autoComplete}
      {...(placeholder === undefined ? {} : { placeholder })}
      {...(maxLength === undefined ? {} : { maxLength })}
      {...(inputMode === undefined ? {} : { inputMode })}
      {...(props.before === undefined ? {} : { leftSection: props.before })}
      {...(props.behind === undefined ? {} : { rightSection: props.behind })}
      value={form.values[name] as string}
      onChange={(event) => form.set({ [name]: event.currentTarget.value } as Partial<V>)}
    />
  );
}

export function LongTextField<V extends object>(props: TextProps<V> & { rows?: number }) {
  const { form, name, rows = 3 } = props;
  return (
    <Textarea
      {...useCommon(props)}
      rows={rows}
      value={form.values[name] as string}
      onChange={(event) => form.set({ [name]: event.currentTarget.value } as Partial<V>)}
    />
  );
}

/** Typed as people write it in their language; readAmount() makes minor units of it, or null. */
export function AmountField<V extends object>(props: TextProps<V> & { currency: string }) {
  const { form, name, currency, placeholder } = props;
  return (
    <TextInput
      {...useCommon(props)}
      className={css.amount ?? ""}
      autoComplete="off"
      inputMode="decimal"
      {...(placeholder === undefined ? {} : { placeholder })}
      rightSectionWidth="3.25rem"
      rightSection={<span className={css.code}>{currency}</span>}
      value={form.values[name] as string}
      onChange={(event) => form.set({ [name]: event.currentTarget.value } as Partial<V>)}
    />
  );
}
