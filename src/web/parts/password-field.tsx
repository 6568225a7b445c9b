// A password: hidden until its eye is pressed, offered to the browser's keeper of passwords. It never checks.
//   <PasswordField form={form} name="password" label={say("word.password")} autoComplete="new-password" />
import { PasswordInput } from "@mantine/core";
import { useWords } from "../words/words.tsx";
import { type TextProps, useCommon } from "./field-common.tsx";

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
