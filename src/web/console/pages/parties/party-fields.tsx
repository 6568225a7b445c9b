// What a party is called and found by, as fields: for a new one and for one to be put right. Its kind is
// asked where it is made only: money may stand on it for ever. It never asks for bank details.
//   <PartyFields form={form} />; bodyOf({ name: " Bruno ", email: "" }) → { name: "Bruno" }
import { useMemo } from "react";
import { ChoiceField, TextField } from "../../../parts/fields.tsx";
import { FormRow } from "../../../parts/form.tsx";
import { countryOptions } from "../../../parts/places.ts";
import type { Complaints, FormState } from "../../../parts/use-form.ts";
import type { Words } from "../../../words/speak.ts";
import { useWords } from "../../../words/words.tsx";
import type { Party, PartyChange } from "../../data/parties.ts";

export interface PartyValues {
  name: string;
  email: string;
  country: string;
  ref: string;
  externalId: string;
}

export const PARTY_FIELDS = ["name", "email", "country", "ref", "externalId"] as const;

export const emptyParty: PartyValues = { name: "", email: "", country: "", ref: "", externalId: "" };

export function valuesOf(party: Party): PartyValues {
  const { name, email, country, ref, externalId } = party;
  return { name, email: email ?? "", country: country ?? "", ref: ref ?? "", externalId: externalId ?? "" };
}

export const checkParty = (values: PartyValues, { say }: Words): Complaints<PartyValues> => ({
  name: values.name.trim() ? undefined : say("form.required"),
});

/** Only what differs: null takes away what stood there. */
export function changesOf(before: PartyValues, after: PartyValues): PartyChange {
  const change: PartyChange = {};
  for (const field of PARTY_FIELDS) {
    const value = after[field].trim();
    if (value === before[field]) continue;
    if (field === "name") change.name = value;
    else change[field] = value || null;
  }
  return change;
}

interface Props<V extends PartyValues> {
  form: FormState<V>;
  /** Of the tax authority: sources know it by one name, always. */
  hasFixedRef?: boolean;
}

export function PartyFields<V extends PartyValues>({ form: typed, hasFixedRef = false }: Props<V>) {
  const { say, language } = useWords();
  const form = typed as unknown as FormState<PartyValues>;
  const countries = useMemo(() => countryOptions(language), [language]);
  return (
    <>
      <TextField form={form} name="name" label={say("party.name")} maxLength={200} />
      <FormRow>
        <TextField
          form={form}
          name="email"
          label={say("word.email")}
          hint={say("party.emailHint")}
          type="email"
          maxLength={254}
          isOptional
        />
        <ChoiceField
          form={form}
          name="country"
          label={say("word.country")}
          hint={say("party.countryHint")}
          options={countries}
          isOptional
        />
      </FormRow>
      <FormRow>
        {hasFixedRef ? null : (
          <TextField
            form={form}
            name="ref"
            label={say("party.ref")}
            hint={say("party.refHint")}
            maxLength={255}
            isOptional
          />
        )}
        <TextField
          form={form}
          name="externalId"
          label={say("party.externalId")}
          hint={say("party.externalIdHint")}
          maxLength={255}
          isOptional
        />
      </FormRow>
    </>
  );
}
