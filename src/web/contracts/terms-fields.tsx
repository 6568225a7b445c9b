// The fields of a contract's terms, for an invitation and for a change alike, from what matters most to what
// is rare. It never sends and never checks: the form around it does.
//   <TermsFields form={form} place={{ currency: "USD", timeZone }} />
import { SegmentedControl, TextInput } from "@mantine/core";
import { addDays, todayIn } from "../parts/date-range.ts";
import { CheckField, ChoiceField, RateField, TextField } from "../parts/fields.tsx";
import { FormPart, FormRow } from "../parts/form.tsx";
import type { FormState } from "../parts/use-form.ts";
import { useWords } from "../words/words.tsx";
import { ClauseFields } from "./clause-fields.tsx";
import type { TermsPlace } from "./clause-values.ts";
import css from "./terms-fields.module.css";
import { DUTIES, type TermsValues } from "./terms-values.ts";

export interface TermsFieldsProps<V extends TermsValues> {
  form: FormState<V>;
  place: TermsPlace;
  /** "Room for 30 % more", beside the share. */
  room?: string | undefined;
  /** Where each of several has a share of its own, it stands with them. */
  isShareElsewhere?: boolean;
  /** What was agreed elsewhere may have begun already. */
  isAgreedBefore?: boolean;
}

const BASES = ["after_affiliate", "net", "gross"] as const;
const SCOPES = ["all", "direct", "affiliate", "recruited"] as const;

export function TermsFields<V extends TermsValues>(props: TermsFieldsProps<V>) {
  const { form: given, place, room, isShareElsewhere = false, isAgreedBefore = false } = props;
  const { say } = useWords();
  // The fields know only the terms of a larger form.
  const form = given as unknown as FormState<TermsValues>;
  const { values } = form;
  return (
    <>
      <FormPart title={say("agree.part.share")}>
        {values.hasTiers || isShareElsewhere ? null : (
          <div className={css.share}>
            <RateField form={form} name="share" label={say("agree.field.share")} hint={room} />
          </div>
        )}
        <ChoiceField
          form={form}
          name="base"
          label={say("agree.field.base")}
          options={BASES.map((value) => ({ value, label: say(`agree.base.${value}`) }))}
        />
        <ChoiceField
          form={form}
          name="scope"
          label={say("agree.field.scope")}
          options={SCOPES.map((value) => ({ value, label: say(`agree.scope.${value}`) }))}
        />
        <CheckField form={form} name="mayBeAffiliate" label={say("agree.field.mayBeAffiliate")} />
        {values.base === "after_affiliate" ? (
          <div className={css.share}>
            <RateField
              form={form}
              name="maxAffiliateRate"
              label={say("agree.field.maxAffiliateRate")}
              hint={say("agree.field.maxAffiliateRateSays")}
              isOptional
            />
          </div>
        ) : null}
        <ClauseFields form={form} place={place} />
      </FormPart>
      <TermPart form={form} place={place} isAgreedBefore={isAgreedBefore} />
      <FormPart title={say("agree.part.duties")} says={say("agree.part.dutiesSays")}>
        <ChoiceField
          form={form}
          name="invoices"
          label={say("agree.field.invoices")}
          options={(["producer", "pro_rata"] as const).map((value) => ({
            value,
            label: say(`agree.invoices.${value}`),
          }))}
        />
        <div className={css.duties}>
          {DUTIES.map((duty) => (
            <Duty key={duty} form={form} duty={duty} />
          ))}
        </div>
      </FormPart>
    </>
  );
}

interface TermProps {
  form: FormState<TermsValues>;
  place: TermsPlace;
  isAgreedBefore: boolean;
}

function TermPart({ form, place, isAgreedBefore }: TermProps) {
  const { say } = useWords();
  const { values } = form;
  return (
    <FormPart title={say("agree.part.term")}>
      <Days form={form} place={place} isAgreedBefore={isAgreedBefore} />
      <TwoWays
        form={form}
        name="renewals"
        label={say("agree.field.renewals")}
        values={["at_charge", "at_signup"]}
        says={(value) => say(`agree.renewals.${value as "at_charge"}`)}
      />
      <TwoWays
        form={form}
        name="tail"
        label={say("agree.field.tail")}
        values={["none", "days"]}
        says={(value) => say(`agree.tail.${value as "none"}`)}
      />
      {values.tail === "days" ? (
        <TextField form={form} name="tailDays" label={say("agree.field.tailDays")} inputMode="numeric" />
      ) : null}
      <TextField
        form={form}
        name="noticeDays"
        label={say("agree.field.noticeDays")}
        hint={say("agree.field.noticeDaysSays")}
        inputMode="numeric"
        isOptional
      />
    </FormPart>
  );
}

function Days({ form, place, isAgreedBefore }: TermProps) {
  const { say } = useWords();
  const tomorrow = isAgreedBefore ? undefined : addDays(todayIn(place.timeZone), 1);
  const says = { starts: "agree.field.startsSays", ends: "agree.field.endsSays" } as const;
  const day = (name: "starts" | "ends", least: string | undefined) => (
    <TextInput
      type="date"
      label={say(`agree.field.${name}`)}
      description={say(name === "starts" && isAgreedBefore ? "contract.startsSays" : says[name])}
      inputWrapperOrder={["label", "input", "error", "description"]}
      min={least}
      error={form.errorOf(name)}
      value={form.values[name]}
      onChange={(event) => form.set({ [name]: event.currentTarget.value })}
    />
  );
  return (
    <FormRow>
      {day("starts", tomorrow)}
      {day("ends", form.values.starts || tomorrow)}
    </FormRow>
  );
}

interface WaysProps {
  form: FormState<TermsValues>;
  name: "renewals" | "tail";
  label: string;
  values: readonly string[];
  says: (value: string) => string;
}

/** Two ways, neither chosen beforehand. */
function TwoWays({ form, name, label, values, says }: WaysProps) {
  const error = form.errorOf(name);
  return (
    <fieldset className={css.choice} aria-invalid={error ? true : undefined}>
      <legend>{label}</legend>
      {values.map((value) => (
        <label key={value} className={css.way}>
          <input
            type="radio"
            name={name}
            value={value}
            checked={form.values[name] === value}
            onChange={() => form.set({ [name]: value })}
          />
          <span>{says(value)}</span>
        </label>
      ))}
      {error ? <p className={css.error}>{error}</p> : null}
    </fieldset>
  );
}

function Duty({ form, duty }: { form: FormState<TermsValues>; duty: (typeof DUTIES)[number] }) {
  const { say } = useWords();
  return (
    <div className={css.duty}>
      <span>{say(`agree.duty.${duty}`)}</span>
      <SegmentedControl
        size="xs"
        aria-label={say(`agree.duty.${duty}`)}
        value={form.values[duty]}
        data={[
          { value: "producer", label: say("agree.dutyOf.producer") },
          { value: "party", label: say("agree.dutyOf.party") },
        ]}
        onChange={(value) => form.set({ [duty]: value })}
      />
    </div>
  );
}
