// How my account is guarded: the address I sign in with, my password, my second factor. Each change is mailed
// to me; a new address counts once it is confirmed there.
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { PasswordField, TextField } from "../../../parts/fields.tsx";
import { Form } from "../../../parts/form.tsx";
import { Section } from "../../../parts/page.tsx";
import { Problem } from "../../../parts/problem.tsx";
import { FormSkeleton } from "../../../parts/skeletons.tsx";
import { useToast } from "../../../parts/toast.tsx";
import { useChecks } from "../../../parts/use-checks.ts";
import { useForm } from "../../../parts/use-form.ts";
import { useWords } from "../../../words/words.tsx";
import {
  changeAddress,
  changePassword,
  type Security as Facts,
  securityQuery,
} from "../../data/own-account.ts";
import { sessionQuery } from "../../data/session.ts";
import { AccountShell } from "./account-shell.tsx";
import { SecondFactor } from "./second-factor.tsx";
import { Strength } from "./strength.tsx";

export function Security() {
  const { say } = useWords();
  const security = useQuery(securityQuery);
  return (
    <AccountShell title={say("account.security")} lead={say("account.securityLead")}>
      {security.isError ? <Problem error={security.error} onRetry={() => void security.refetch()} /> : null}
      {security.data ? (
        <>
          <SecondFactor facts={security.data} />
          <Password facts={security.data} />
          <Address facts={security.data} />
        </>
      ) : (
        <FormSkeleton fields={4} />
      )}
    </AccountShell>
  );
}

function Password({ facts }: { facts: Facts }) {
  const { say } = useWords();
  const queries = useQueryClient();
  const toast = useToast();
  const form = useForm({
    start: { current: "", next: "" },
    check: ({ current, next }) => ({
      current: facts.hasPassword && current === "" ? say("form.required") : undefined,
      next: next.length < 10 ? say("account.passwordShort") : undefined,
    }),
    send: ({ current, next }) => changePassword(facts.hasPassword ? { current, next } : { next }),
    onDone: async (session) => {
      queries.setQueryData(sessionQuery.queryKey, session);
      form.reset({ current: "", next: "" });
      await queries.invalidateQueries({ queryKey: ["account"] });
      toast.tell({ says: say("account.passwordSaved") });
    },
  });
  return (
    <Section title={say("word.password")}>
      <Form
        form={form}
        act={say(facts.hasPassword ? "account.changePassword" : "account.setPassword")}
        tone="quiet"
        isUnguarded
      >
        {facts.hasPassword ? (
          <PasswordField form={form} name="current" label={say("account.currentPassword")} />
        ) : null}
        <PasswordField
          form={form}
          name="next"
          label={say("account.newPassword")}
          autoComplete="new-password"
          hint={say("account.passwordHint")}
        />
        <Strength password={form.values.next} />
      </Form>
    </Section>
  );
}

function Address({ facts }: { facts: Facts }) {
  const { say } = useWords();
  const email = useQuery(sessionQuery).data?.account.email ?? "";
  const toast = useToast();
  const wrong = useChecks();
  const form = useForm({
    start: { email: "", password: "" },
    check: (values) => ({
      email: wrong.email(values.email),
      password: facts.hasPassword && values.password === "" ? say("form.required") : undefined,
    }),
    send: ({ email: next, password }) =>
      changeAddress({ email: next.trim(), ...(facts.hasPassword ? { password } : {}) }),
    onDone: (_, values) => {
      form.reset({ email: "", password: "" });
      toast.tell({ says: say("account.addressAsked", { email: values.email.trim() }) });
    },
  });
  return (
    <Section title={say("account.address")}>
      <Form form={form} act={say("account.changeAddress")} tone="quiet" isUnguarded>
        <p>{say("account.addressNow", { email })}</p>
        <TextField
          form={form}
          name="email"
          label={say("account.newAddress")}
          type="email"
          inputMode="email"
          hint={say("account.addressHint")}
        />
        {facts.hasPassword ? (
          <PasswordField form={form} name="password" label={say("word.password")} />
        ) : null}
      </Form>
    </Section>
  );
}
