// Invited by a link that was handed over, because this server sends no mail: a name and a password make the
// account of the invited address, here and now. Applying follows on the same page; this joins nothing.
//   <JoinByHand page={page} invited="k3V…" email="dora@example.com" />
import { useQueryClient } from "@tanstack/react-query";
import { joinByHand, type ProgramPage } from "../../../data/programs.ts";
import { sessionQuery } from "../../../data/session.ts";
import { PasswordField, TextField } from "../../../parts/fields.tsx";
import { Form, FormRow } from "../../../parts/form.tsx";
import { useForm } from "../../../parts/use-form.ts";
import { useWords } from "../../../words/words.tsx";
import css from "./program-page.module.css";

interface Props {
  page: ProgramPage;
  invited: string;
  email: string;
}

export function JoinByHand({ page, invited, email }: Props) {
  const { say, show } = useWords();
  const queries = useQueryClient();
  const form = useForm({
    start: { name: "", password: "" },
    check: ({ name, password }) => ({
      name: name.trim() ? undefined : say("form.required"),
      password: password.length < 10 ? say("account.passwordShort") : undefined,
    }),
    send: ({ name, password }) => joinByHand({ slug: page.slug, invited, name: name.trim(), password }),
    onDone: (session) => queries.setQueryData(sessionQuery.queryKey, session),
  });
  return (
    <Form form={form} act={say("programPage.makeAccount")} isUnguarded>
      <p className={css.quiet}>{show("programPage.byHand", { email: <strong key="as">{email}</strong> })}</p>
      <FormRow>
        <TextField
          form={form}
          name="name"
          label={say("programPage.name")}
          autoComplete="name"
          maxLength={200}
        />
        <PasswordField
          form={form}
          name="password"
          label={say("word.password")}
          autoComplete="new-password"
          hint={say("account.passwordHint")}
        />
      </FormRow>
    </Form>
  );
}
