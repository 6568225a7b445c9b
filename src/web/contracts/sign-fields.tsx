// What a proposal ends with, whatever it proposes: a word to the other side, and the terms of use.
//   <SignFields form={form} use={use} /> inside a form whose values extend SignValues

import type { TermsOfUse } from "../data/contracts.ts";
import { LongTextField } from "../parts/fields.tsx";
import type { FormState } from "../parts/use-form.ts";
import { useWords } from "../words/words.tsx";
import { TermsOfUseField } from "./terms-of-use.tsx";

export interface SignValues {
  message: string;
  isAccepted: boolean;
}

export function SignFields<V extends SignValues>({
  form: given,
  use,
}: {
  form: FormState<V>;
  use: TermsOfUse;
}) {
  const { say } = useWords();
  const form = given as unknown as FormState<SignValues>;
  return (
    <>
      <LongTextField
        form={form}
        name="message"
        label={say("agree.field.message")}
        isOptional
        maxLength={4000}
      />
      <TermsOfUseField
        use={use}
        isAccepted={form.values.isAccepted}
        onAccept={(isAccepted) => form.set({ isAccepted })}
        error={form.errorOf("isAccepted")}
      />
    </>
  );
}
