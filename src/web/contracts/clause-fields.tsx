// Clauses that most contracts do without: a share that grows by volume, an end by what was earned or sold,
// money that is recovered first, a guaranteed minimum, a bonus. Each opens when it is wanted. It never
// computes what they come to.
//   <ClauseFields form={form} place={{ currency: "USD", … }} />
import type { ReactNode } from "react";
import { AmountField, CheckField, ChoiceField, RateField, TextField } from "../parts/fields.tsx";
import { FormRow } from "../parts/form.tsx";
import type { FormState } from "../parts/use-form.ts";
import { useWords } from "../words/words.tsx";
import type { TermsPlace } from "./clause-values.ts";
import { MixFields } from "./mix-fields.tsx";
import css from "./terms-fields.module.css";
import type { TermsValues } from "./terms-values.ts";
import { PERIODS, TierFields } from "./tier-fields.tsx";

interface Props {
  form: FormState<TermsValues>;
  place: TermsPlace;
}

type Switch = "hasMix" | "hasTiers" | "hasCap" | "hasAdvance" | "hasInvestment" | "hasMinimum" | "hasBonus";

export function ClauseFields({ form, place }: Props) {
  const { hasMix, hasTiers } = form.values;
  const canMix = hasMix || (!hasTiers && (place.offers?.length ?? 0) > 1);
  return (
    <>
      {canMix ? (
        <Clause form={form} name="hasMix">
          <MixFields form={form} place={place} />
        </Clause>
      ) : null}
      {hasMix ? null : (
        <Clause form={form} name="hasTiers">
          <TierFields form={form} place={place} />
        </Clause>
      )}
      <Clause form={form} name="hasCap">
        <Cap form={form} place={place} />
      </Clause>
      <Clause form={form} name="hasAdvance">
        <Amount form={form} place={place} name="advance" isSaid />
      </Clause>
      <Clause form={form} name="hasInvestment">
        <Investment form={form} place={place} />
      </Clause>
      <Clause form={form} name="hasMinimum">
        <FormRow>
          <Amount form={form} place={place} name="minimum" isSaid />
          <Period form={form} name="minimumPeriod" />
        </FormRow>
      </Clause>
      <Clause form={form} name="hasBonus">
        <Bonus form={form} place={place} />
      </Clause>
    </>
  );
}

function Clause({ form, name, children }: { form: Props["form"]; name: Switch; children: ReactNode }) {
  const { say } = useWords();
  return (
    <>
      <CheckField form={form} name={name} label={say(`agree.field.${name}`)} />
      {form.values[name] ? <div className={css.clause}>{children}</div> : null}
    </>
  );
}

interface AmountProps extends Props {
  name: "advance" | "investment" | "minimum" | "bonus";
  /** With a line below that says what follows. */
  isSaid?: boolean;
}

function Amount({ form, place, name, isSaid = false }: AmountProps) {
  const { say } = useWords();
  const hint = isSaid && name !== "bonus" ? say(`agree.field.${name}Says`) : undefined;
  return (
    <AmountField
      form={form}
      name={name}
      label={say(`agree.field.${name}`)}
      currency={place.currency}
      hint={hint}
    />
  );
}

function Period({ form, name }: { form: Props["form"]; name: "minimumPeriod" | "bonusPeriod" }) {
  const { say } = useWords();
  return (
    <ChoiceField
      form={form}
      name={name}
      label={say("agree.field.period")}
      options={PERIODS.map((value) => ({ value, label: say(`agree.period.${value}`) }))}
    />
  );
}

function Cap({ form, place }: Props) {
  const { say } = useWords();
  return (
    <FormRow>
      <AmountField
        form={form}
        name="capEarned"
        label={say("agree.field.capEarned")}
        currency={place.currency}
        isOptional
      />
      <TextField
        form={form}
        name="capSales"
        label={say("agree.field.capSales")}
        inputMode="numeric"
        isOptional
      />
    </FormRow>
  );
}

function Investment({ form, place }: Props) {
  const { say } = useWords();
  return (
    <FormRow>
      <Amount form={form} place={place} name="investment" />
      <RateField
        form={form}
        name="investmentRate"
        label={say("agree.field.investmentRate")}
        hint={say("agree.field.investmentSays")}
      />
    </FormRow>
  );
}

const MEASURES = ["sales", "net", "earned"] as const;

function Bonus({ form, place }: Props) {
  const { say } = useWords();
  const isCount = form.values.bonusMeasure === "sales";
  return (
    <>
      <FormRow>
        <Amount form={form} place={place} name="bonus" />
        <Period form={form} name="bonusPeriod" />
      </FormRow>
      <FormRow>
        <ChoiceField
          form={form}
          name="bonusMeasure"
          label={say("agree.field.bonusMeasure")}
          options={MEASURES.map((value) => ({ value, label: say(`agree.measure.${value}`) }))}
        />
        {isCount ? (
          <TextField form={form} name="goal" label={say("agree.field.goal")} inputMode="numeric" />
        ) : (
          <AmountField form={form} name="goal" label={say("agree.field.goal")} currency={place.currency} />
        )}
      </FormRow>
    </>
  );
}
