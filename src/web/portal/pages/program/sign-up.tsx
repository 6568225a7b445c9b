// Whoever has no account says name and e-mail, and goes on by the link in the mail, which proves the address.
// Where this server sends no mail, it says so before and after, and who can hand the link over.
//   <SignUp page={page} by="DAVI" invited={undefined} />
import { useState } from "react";
import { type ProgramPage, signUp } from "../../../data/programs.ts";
import { TextField } from "../../../parts/fields.tsx";
import { Form, FormRow } from "../../../parts/form.tsx";
import { useForm } from "../../../parts/use-form.ts";
import { useWords } from "../../../words/words.tsx";
import css from "./program-page.module.css";

interface Props {
  page: ProgramPage;
  by: string | undefined;
  invited: string | undefined;
}

export function SignUp({ page, by, invited }: Props) {
  const { say, show } = useWords();
  const stays = page.mail === "folder";
  const [sentTo, setSentTo] = useState<string | null>(null);
  const form = useForm({
    start: { name: "", email: "" },
    check: ({ name, email }) => ({
      name: name.trim() ? undefined : say("form.required"),
      email: /^\S+@\S+\.\S+$/.test(email.trim()) ? undefined : say("program.inviteBadEmail"),
    }),
    send: ({ name, email }) =>
      signUp({
        ...{ slug: page.slug, name: name.trim(), email: email.trim() },
        ...(by ? { by } : {}),
        ...(invited ? { invited } : {}),
      }),
    onDone: (_, { email }) => setSentTo(email.trim()),
  });
  if (sentTo !== null) {
    const email = <strong key="to">{sentTo}</strong>;
    if (stays) return <p>{show("mailStays.applicantSent", { email, business: page.business })}</p>;
    return <p>{show("programPage.sent", { email })}</p>;
  }
  return (
    <Form form={form} act={say("promote.apply", { product: page.product })} isUnguarded>
      <FormRow>
        <TextField
          form={form}
          name="name"
          label={say("programPage.name")}
          autoComplete="name"
          maxLength={200}
        />
        <TextField
          form={form}
          name="email"
          type="email"
          label={say("program.inviteEmail")}
          autoComplete="email"
          maxLength={254}
        />
      </FormRow>
      <p className={css.quiet}>
        {stays ? say("mailStays.applicant", { business: page.business }) : say("programPage.emailSays")}
      </p>
    </Form>
  );
}
