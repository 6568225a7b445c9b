// How I am addressed and shown things: my name, my language, the time zone and the form of dates. What I
// leave open is as the browser asks and as the business is. It changes nothing of any business.
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useMemo } from "react";
import { ChoiceField, TextField } from "../../../parts/fields.tsx";
import { Form, FormRow } from "../../../parts/form.tsx";
import { timeZoneOptions } from "../../../parts/places.ts";
import { FormSkeleton } from "../../../parts/skeletons.tsx";
import { useToast } from "../../../parts/toast.tsx";
import { useChecks } from "../../../parts/use-checks.ts";
import { useForm } from "../../../parts/use-form.ts";
import { LANGUAGES, languageName } from "../../../words/languages.ts";
import { useWords } from "../../../words/words.tsx";
import { changeProfile } from "../../data/own-account.ts";
import { type Session, sessionQuery } from "../../data/session.ts";
import { AccountShell } from "./account-shell.tsx";
import { dateSample } from "./date-sample.ts";

export function Profile() {
  const { say } = useWords();
  const session = useQuery(sessionQuery).data;
  return (
    <AccountShell title={say("account.profile")} lead={session?.account.email}>
      {session ? <ProfileForm account={session.account} /> : <FormSkeleton fields={4} />}
    </AccountShell>
  );
}

type Account = Session["account"];

function ProfileForm({ account }: { account: Account }) {
  const { say, language, choose } = useWords();
  const queries = useQueryClient();
  const toast = useToast();
  const wrong = useChecks();
  const form = useForm({
    start: {
      name: account.name,
      language: account.language ?? "",
      timeZone: account.timeZone ?? "",
      dateStyle: account.dateStyle ?? "",
    },
    check: ({ name }) => ({ name: wrong.blank(name) }),
    send: (values) =>
      changeProfile({
        name: values.name.trim(),
        language: (values.language || null) as Account["language"],
        timeZone: values.timeZone || null,
        dateStyle: (values.dateStyle || null) as Account["dateStyle"],
      }),
    onDone: async (changed) => {
      queries.setQueryData(sessionQuery.queryKey, changed);
      if (changed.account.language) await choose(changed.account.language);
      toast.tell({ says: say("account.saved") });
    },
  });
  const zones = useMemo(() => timeZoneOptions().map((value) => ({ value, label: value })), []);
  const styles = (["words", "numbers", "iso"] as const).map((value) => ({
    value,
    label: dateSample(value, language),
  }));
  return (
    <Form form={form} act={say("account.saveProfile")} isReady={form.isChanged}>
      <TextField form={form} name="name" label={say("setUp.name")} autoComplete="name" maxLength={200} />
      <ChoiceField
        form={form}
        name="language"
        label={say("word.language")}
        placeholder={say("account.languageBrowser")}
        options={LANGUAGES.map((value) => ({ value, label: languageName(value) }))}
        isOptional
      />
      <FormRow>
        <ChoiceField
          form={form}
          name="timeZone"
          label={say("account.timeZone")}
          hint={say("account.timeZoneHint")}
          placeholder={say("account.timeZoneBusiness")}
          options={zones}
          isOptional
        />
        <ChoiceField
          form={form}
          name="dateStyle"
          label={say("account.dateStyle")}
          placeholder={dateSample("words", language)}
          options={styles}
          isOptional
        />
      </FormRow>
    </Form>
  );
}
