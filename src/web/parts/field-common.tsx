// What every field of a form has: a label above, a hint below, its error in words, wired to useForm by its
// name. It draws nothing by itself. What need not be filled in says "optional"; nothing has a star.
//   <TextInput {...useCommon(props)} … />
import type { HTMLInputTypeAttribute, ReactNode } from "react";
import { useWords } from "../words/words.tsx";
import css from "./form.module.css";
import type { FormState } from "./use-form.ts";

/** The names of the fields whose value is a T. */
export type Named<V extends object, T> = { [K in keyof V & string]: V[K] extends T ? K : never }[keyof V &
  string];

export interface Common<V extends object, N extends string> {
  form: FormState<V>;
  name: N;
  label: string;
  hint?: ReactNode;
  isOptional?: boolean;
  isOff?: boolean;
  /** The first field of a page that is nothing but a form. */
  isFirst?: boolean;
}

export function useCommon<V extends object, N extends keyof V & string>(props: Common<V, N>) {
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

export interface TextProps<V extends object> extends Common<V, Named<V, string>> {
  type?: HTMLInputTypeAttribute;
  placeholder?: string;
  autoComplete?: string;
  maxLength?: number;
  inputMode?: "text" | "numeric" | "decimal" | "email" | "url";
  /** Before or behind what is typed. */
  before?: ReactNode;
  behind?: ReactNode;
}
