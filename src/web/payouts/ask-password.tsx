// The password again, within a dialog that takes something away; whoever signs in by mailed links is told how
// recent the sign-in must be. It never checks, and never keeps what was typed.
//   <AskPassword value={password} onChange={setPassword} />
import { PasswordInput } from "@mantine/core";
import { useWords } from "../words/words.tsx";
import { NoPassword, useHasPassword } from "./proof-field.tsx";

export function AskPassword({ value, onChange }: { value: string; onChange: (value: string) => void }) {
  const { say } = useWords();
  if (useHasPassword() === false) return <NoPassword />;
  return (
    <PasswordInput
      label={say("payout.method.password")}
      autoComplete="current-password"
      visibilityToggleButtonProps={{ "aria-label": say("form.showPassword"), tabIndex: 0 }}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}
