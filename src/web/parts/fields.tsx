// The fields of a form: each with its label above, a hint below it, its error in words, wired to useForm by
// its name. They never check: useForm does. What need not be filled in says "optional"; nothing has a star.
//   <TextField form={form} name="name" label={say("word.name")} />;  <AmountField form={form} name="price"
//   label={say("offer.price")} currency="EUR" />
import { Checkbox, PasswordInput, Select, Switch, Textarea, TextInput } from "@mantine/core";
import type { HTMLInputTypeAttribute, ReactNode } from "react";
import { useWords } from "../words/words.tsx";
import css from "./form.module.css";
import type { FormState } from "./use-form.ts";

/** The names of the fields whose value is a T. */
type Named<V extends object, T> = { [K in keyof V & string]: V[K] extends T ? K : never }[keyof V & string];

interface Common<V extends object, N extends string> {
  form: FormState<V>;
  name: N;
  label: string;
  hint?: ReactNode;
  isOptional?: boolean;
  isOff?: boolean;
  /** The first field of a page that is nothing but a form. */
  isFirst?: boolean;
}

function useCommon<V extends object, N extends keyof V & string>(props: Common<V, N>) {
  const { say } = useWords();
  const { form, name, label, hint, isOptional, isOff, isFirst } = props;
  return {
    name,
    label: isOptional ? (
      <span className={css.label}>
        {label} <span className={css.optional}>{say("form.optional")}</span>
      </span>
    ) : (
      label
    ),
    ...(hint === undefined ? {} : { description: hint }),
    error: form.errorOf(name),
    disabled: isOff ?? false,
    ...(isFirst ? { "data-autofocus": true, autoFocus: true } : {}),
    inputWrapperOrder: ["label", "input", "error", "description"] as ("label" | "input" | "error")[],
  };
}

interface TextProps<V extends object> extends Common<V, Named<V, string>> {
  type?: HTMLInputTypeAttribute;
  placeholder?: string;
  autoComplete?: string;
  maxLength?: number;
  inputMode?: "text" | "numeric" | "decimal" | "email" | "url";
  /** Before or behind what is typed. */
  before?: ReactNode;
  behind?: ReactNode;
}

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

export function PasswordField<V extends object>(props: TextProps<V>) {
  const { say } = useWords();
  const { form, name, autoComplete = "current-password" } = props;
  return (
    <PasswordInput
      {...useCommon(props)}
      autoComplete={autoComplete}
      visibilityToggleButtonProps={{ "aria-label": say("form.showPassword"), tabIndex: 0 }}
      value={form.values[name] as string}
      onChange={(event) => form.set({ [name]: event.currentTarget.value } as Partial<V>)}
    />
  );
}

/** Typed as people write it in their language; readAmount() makes minor units of it, or null. */
export function AmountField<V extends object>(props: TextProps<V> & { currency: string }) {
  const { form, name, currency } = props;
  return (
    <TextInput
      {...useCommon(props)}
      className={css.amount ?? ""}
      autoComplete="off"
      inputMode="decimal"
      rightSectionWidth="3.25rem"
      rightSection={<span className={css.code}>{currency}</span>}
      value={form.values[name] as string}
      onChange={(event) => form.set({ [name]: event.currentTarget.value } as Partial<V>)}
    />
  );
}

/** A share typed in percent; readRate() makes the decimal of it ("35" → "0.35"), or null. */
export function RateField<V extends object>(props: TextProps<V>) {
  const { form, name } = props;
  return (
    <TextInput
      {...useCommon(props)}
      className={css.amount ?? ""}
      autoComplete="off"
      inputMode="decimal"
      rightSection={<span className={css.code}>%</span>}
      value={form.values[name] as string}
      onChange={(event) => form.set({ [name]: event.currentTarget.value } as Partial<V>)}
    />
  );
}

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

/** A yes or no that takes effect with the form. */
export function CheckField<V extends object>(props: Common<V, Named<V, boolean>> & { isSwitch?: boolean }) {
  const { form, name, label, hint, isOff = false, isSwitch = false } = props;
  const Part = isSwitch ? Switch : Checkbox;
  return (
    <Part
      name={name}
      label={label}
      {...(hint === undefined ? {} : { description: hint })}
      error={form.errorOf(name)}
      disabled={isOff}
      checked={form.values[name] as boolean}
      onChange={(event) => form.set({ [name]: event.currentTarget.checked } as Partial<V>)}
    />
  );
}

/** The same as a switch: something is on or off. */
export function SwitchField<V extends object>(props: Common<V, Named<V, boolean>>) {
  return <CheckField {...props} isSwitch />;
}
