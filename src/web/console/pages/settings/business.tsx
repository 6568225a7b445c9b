// The business itself: how it is called, where it is, in which currency, time zone and language. The time
// zone fixes what a day of money is, and stays once the first sale is posted: the page says why.
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useMemo } from "react";
import { CURRENCIES } from "../../../../base/currency.ts";
import { ChoiceField, LongTextField, TextField } from "../../../parts/fields.tsx";
import { Form, FormPart, FormRow } from "../../../parts/form.tsx";
import { countryOptions, currencyOptions, timeZoneOptions } from "../../../parts/places.ts";
import { Problem } from "../../../parts/problem.tsx";
import { FormSkeleton } from "../../../parts/skeletons.tsx";
import { useToast } from "../../../parts/toast.tsx";
import { useChecks } from "../../../parts/use-checks.ts";
import { type FormState, useForm } from "../../../parts/use-form.ts";
import { LANGUAGES, languageName } from "../../../words/languages.ts";
import { useWords } from "../../../words/words.tsx";
import { sessionQuery } from "../../data/session.ts";
import { changeSettings } from "../../data/settings.ts";
import { type Workspace, workspaceQuery } from "../../data/workspace.ts";
import { useWorkspace } from "../../frame/use-workspace.ts";
import css from "./settings.module.css";
import { SettingsShell } from "./settings-shell.tsx";

export function Business() {
  const { say } = useWords();
  const { ws, may } = useWorkspace();
  const workspace = useQuery(workspaceQuery(ws));
  return (
    <SettingsShell title={say("settings.business")} lead={say("business.lead")}>
      {may("settings") ? null : <p className={css.note}>{say("settings.readOnly")}</p>}
      {workspace.isError ? (
        <Problem error={workspace.error} onRetry={() => void workspace.refetch()} />
      ) : null}
      {workspace.isPending ? <FormSkeleton fields={6} /> : null}
      {workspace.data ? <BusinessForm workspace={workspace.data} /> : null}
    </SettingsShell>
  );
}

function valuesOf(workspace: Workspace) {
  const { name, country, currency, timeZone, language } = workspace;
  const { legalName, taxId, address } = workspace;
  return {
    name,
    country,
    currency,
    timeZone,
    language: language as string,
    legalName: legalName ?? "",
    taxId: taxId ?? "",
    address: address ?? "",
  };
}

function BusinessForm({ workspace }: { workspace: Workspace }) {
  const { say } = useWords();
  const { ws, may } = useWorkspace();
  const queries = useQueryClient();
  const toast = useToast();
  const wrong = useChecks();
  const isOff = !may("settings");
  const form = useForm({
    start: valuesOf(workspace),
    check: ({ name }) => ({ name: wrong.blank(name) }),
    send: ({ timeZone, language: spoken, legalName, taxId, address, ...rest }) =>
      changeSettings(ws, {
        ...rest,
        language: spoken as Workspace["language"],
        legalName: legalName.trim() || null,
        taxId: taxId.trim() || null,
        address: address.trim() || null,
        ...(workspace.timeZoneFixed ? {} : { timeZone }),
      }),
    onDone: async (changed) => {
      queries.setQueryData(workspaceQuery(ws).queryKey, changed);
      await queries.invalidateQueries({ queryKey: sessionQuery.queryKey });
      toast.tell({ says: say("settings.saved") });
    },
  });
  return (
    <Form form={form} act={say("business.save")} isReady={!isOff && form.isChanged}>
      <Names form={form} isOff={isOff} />
      <Place form={form} isOff={isOff} workspace={workspace} />
    </Form>
  );
}

/** UTC is no place, and so in no list of places. */
function zonesWith(present: string) {
  return [...new Set([present, ...timeZoneOptions()])].map((value) => ({ value, label: value }));
}

interface Fields {
  form: FormState<ReturnType<typeof valuesOf>>;
  isOff: boolean;
}

function Names({ form, isOff }: Fields) {
  const { say } = useWords();
  return (
    <FormPart title={say("business.names")}>
      <TextField form={form} name="name" label={say("business.name")} isOff={isOff} maxLength={200} />
      <FormRow>
        <TextField
          form={form}
          name="legalName"
          label={say("business.legalName")}
          hint={say("business.legalNameHint")}
          isOptional
          isOff={isOff}
          maxLength={300}
        />
        <TextField
          form={form}
          name="taxId"
          label={say("business.taxId")}
          isOptional
          isOff={isOff}
          maxLength={60}
        />
      </FormRow>
      <LongTextField form={form} name="address" label={say("business.address")} isOptional isOff={isOff} />
    </FormPart>
  );
}

function Place({ form, isOff, workspace }: Fields & { workspace: Workspace }) {
  const { say, language } = useWords();
  const countries = useMemo(() => countryOptions(language), [language]);
  const currencies = useMemo(() => currencyOptions(CURRENCIES, language), [language]);
  const zones = useMemo(() => zonesWith(workspace.timeZone), [workspace.timeZone]);
  const languages = LANGUAGES.map((value) => ({ value, label: languageName(value) }));
  return (
    <FormPart title={say("business.place")}>
      <FormRow>
        <ChoiceField
          form={form}
          name="country"
          label={say("word.country")}
          options={countries}
          isOff={isOff}
        />
        <ChoiceField
          form={form}
          name="currency"
          label={say("word.currency")}
          hint={say("business.currencyHint")}
          options={currencies}
          isOff={isOff}
        />
      </FormRow>
      <FormRow>
        <ChoiceField
          form={form}
          name="timeZone"
          label={say("word.timeZone")}
          hint={say(workspace.timeZoneFixed ? "business.zoneFixed" : "business.zoneFree")}
          options={zones}
          isOff={isOff || workspace.timeZoneFixed}
        />
        <ChoiceField
          form={form}
          name="language"
          label={say("word.language")}
          hint={say("business.languageHint")}
          options={languages}
          isOff={isOff}
        />
      </FormRow>
    </FormPart>
  );
}
