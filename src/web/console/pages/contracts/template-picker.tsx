// Above the terms of an invitation: begin with terms that this workspace keeps, or keep the ones typed under
// a name. Nothing is agreed by either.
//   <TemplatePicker form={form} place={place} />
import { Button } from "@mantine/core";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useEffect, useRef, useState } from "react";
import type { TermsPlace } from "../../../contracts/clause-values.ts";
import {
  checkTerms,
  EMPTY_TERMS,
  type TermsValues,
  termsOf,
  valuesOf,
} from "../../../contracts/terms-values.ts";
import type { ToldVersion } from "../../../data/contracts.ts";
import { Dialog } from "../../../parts/dialog.tsx";
import { CheckField, TextField } from "../../../parts/fields.tsx";
import { Form } from "../../../parts/form.tsx";
import { SearchedChoice } from "../../../parts/searched-choice.tsx";
import { useToast } from "../../../parts/toast.tsx";
import { type FormState, useForm } from "../../../parts/use-form.ts";
import { useWords } from "../../../words/words.tsx";
import { templatesAddress } from "../../addresses.ts";
import { keepTemplate, type TermsTemplate, templatesQuery } from "../../data/templates.ts";
import { useWorkspace } from "../../frame/use-workspace.ts";
import type { InviteValues } from "./invite-values.ts";
import css from "./template-picker.module.css";

interface Props {
  form: FormState<InviteValues>;
  place: TermsPlace;
}

export function TemplatePicker({ form, place }: Props) {
  const { say, language } = useWords();
  const { ws } = useWorkspace();
  const found = useQuery(templatesQuery(ws));
  const [isKeeping, setKeeping] = useState(false);
  const [chosen, setChosen] = useState<string | null>(null);
  const templates = found.data?.data ?? [];
  const take = (one: TermsTemplate) => {
    setChosen(one.id);
    form.set(valuesOfTemplate(one, place, language));
  };
  const begun = templates.find((one) => one.id === chosen);
  const isUntouched =
    begun !== undefined &&
    JSON.stringify(form.values) ===
      JSON.stringify({ ...form.values, ...valuesOfTemplate(begun, place, language) });
  useDefault(templates, form.isChanged, take);
  return (
    <div className={css.row}>
      {templates.length > 0 ? (
        <SearchedChoice
          label={say("templates.begin")}
          placeholder={say("templates.none")}
          data={templates.map((one) => ({ value: one.id, label: one.name }))}
          value={chosen}
          clearable
          onChange={(id) => {
            const one = templates.find((template) => template.id === id);
            if (one) return take(one);
            setChosen(null);
            // What was typed over the template stays.
            if (isUntouched) form.set(onlyTerms(EMPTY_TERMS));
          }}
        />
      ) : null}
      <p className={css.acts}>
        <Button variant="subtle" size="compact-sm" onClick={() => setKeeping(true)}>
          {say("templates.keepAsk")}
        </Button>
        {templates.length > 0 ? <Link to={templatesAddress(ws)}>{say("templates.all")}</Link> : null}
      </p>
      {isKeeping ? <Keep form={form} place={place} onClose={() => setKeeping(false)} /> : null}
    </div>
  );
}

/** What is kept of a form: no dates, no words to the other side, nothing accepted. */
function onlyTerms(values: TermsValues): Partial<InviteValues> {
  const { starts: _s, ends: _e, message: _m, isAccepted: _a, ...terms } = values;
  return terms;
}

export function valuesOfTemplate(
  { terms }: TermsTemplate,
  place: TermsPlace,
  language: string,
): Partial<InviteValues> {
  const { share = null, noticeDays = null, maxAffiliateRate = null } = terms as Record<string, unknown>;
  const version = { ...terms, share, noticeDays, maxAffiliateRate } as unknown as ToldVersion;
  return onlyTerms(valuesOf(version, place, language));
}

/** Once, and never over something that was typed. */
function useDefault(
  templates: readonly TermsTemplate[],
  isChanged: boolean,
  take: (one: TermsTemplate) => void,
): void {
  const isDone = useRef(false);
  useEffect(() => {
    const one = templates.find((template) => template.isDefault);
    if (isDone.current || one === undefined) return;
    isDone.current = true;
    if (!isChanged) take(one);
  });
}

interface KeepValues {
  name: string;
  isDefault: boolean;
}

function Keep({ form, place, onClose }: Props & { onClose: () => void }) {
  const words = useWords();
  const { say, language } = words;
  const { ws } = useWorkspace();
  const queries = useQueryClient();
  const { tell } = useToast();
  // What else the form wants to know is not kept.
  const wrong = checkTerms({ ...form.values, isAccepted: true }, place, words);
  const isReady = !Object.values(wrong).some(Boolean);
  const keep = useForm<KeepValues, TermsTemplate>({
    start: { name: "", isDefault: false },
    check: ({ name }) => ({ name: name.trim() === "" ? say("form.required") : undefined }),
    send: ({ name, isDefault }) => {
      // Shares by offer are of this product alone.
      const all = { ...form.values, hasMix: false };
      const { starts: _s, ends: _e, ...terms } = termsOf(all, place, language);
      return keepTemplate(ws, { name: name.trim(), terms, isDefault });
    },
    onDone: async (made) => {
      await queries.invalidateQueries({ queryKey: templatesQuery(ws).queryKey });
      tell({ says: say("templates.kept", { name: made.name }) });
      onClose();
    },
  });
  return (
    <Dialog title={say("templates.keepTitle")} onClose={onClose}>
      {isReady ? (
        <Form form={keep} act={say("templates.keep")} onLeave={onClose} isUnguarded>
          <TextField
            form={keep}
            name="name"
            label={say("templates.name")}
            hint={say("templates.nameSays")}
            maxLength={100}
            isFirst
          />
          <CheckField form={keep} name="isDefault" label={say("templates.makeDefault")} />
        </Form>
      ) : (
        <p>{say("templates.notReady")}</p>
      )}
    </Dialog>
  );
}
