// What a choice of one among several is given, whichever list it opens.
//   const options: ChoiceOption[] = [{ value: "USD", label: "US dollar" }];
import type { ReactNode } from "react";

export interface ChoiceOption {
  value: string;
  label: string;
  disabled?: boolean;
}

export interface ChoiceGroup {
  group: string;
  items: readonly ChoiceOption[];
}

export interface ChoiceProps {
  /** What is a string is its own name. */
  data: readonly (string | ChoiceOption | ChoiceGroup)[];
  /** Null where nothing is chosen; "" is no value. */
  value: string | null;
  /** With null where it is cleared. */
  onChange: (value: string | null) => void;
  id?: string;
  label?: ReactNode;
  "aria-label"?: string;
  description?: ReactNode;
  error?: ReactNode;
  name?: string;
  /** Said while nothing is chosen. */
  placeholder?: string;
  disabled?: boolean;
  clearable?: boolean;
  /** Typing narrows. */
  searchable?: boolean;
  required?: boolean;
  withAsterisk?: boolean;
  className?: string;
  /** Mantine's width and margin below. */
  w?: string;
  mb?: string;
  autoFocus?: boolean;
  inputWrapperOrder?: ("label" | "input" | "error" | "description")[];
}

export interface SearchedProps extends ChoiceProps {
  /** It was pressed before its list was there. */
  isOpened?: boolean;
}

export const isGroup = (one: string | ChoiceOption | ChoiceGroup): one is ChoiceGroup =>
  typeof one === "object" && "group" in one;

/** All that can be chosen, out of its groups. */
export function optionsOf(data: ChoiceProps["data"]): ChoiceOption[] {
  return data.flatMap((one) => {
    if (typeof one === "string") return { value: one, label: one };
    return isGroup(one) ? one.items : one;
  });
}
