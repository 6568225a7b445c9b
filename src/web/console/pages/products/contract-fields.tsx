// What the form that records an agreement holds beside its terms: with whom, and where it is written down.
// The terms are the fields of every other form of terms; only its days may have passed, because it was agreed
// before. It never sends.
// Example: { …terms, share: "10", party: "party_…", evidence: "Signed PDF of 20 June" }.
import type { TermsPlace } from "../../../contracts/clause-values.ts";
import { TermsFields } from "../../../contracts/terms-fields.tsx";
import { checkTerms, EMPTY_TERMS, type TermsValues, termsOf } from "../../../contracts/terms-values.ts";
import { ChoiceField, LongTextField } from "../../../parts/fields.tsx";
import { FormPart } from "../../../parts/form.tsx";
import type { Complaints, FormState } from "../../../parts/use-form.ts";
import type { Words } from "../../../words/speak.ts";
import { useWords } from "../../../words/words.tsx";
import type { NewContract, Party } from "../../data/products-around.ts";

export interface ContractValues extends TermsValues {
  party: string;
  evidence: string;
}

export const NO_CONTRACT: ContractValues = { ...EMPTY_TERMS, party: "", evidence: "" };

interface Props {
  form: FormState<ContractValues>;
  partners: readonly Party[];
  place: TermsPlace;
}

export function ContractFields({ form, partners, place }: Props) {
  const { say } = useWords();
  return (
    <>
      <FormPart>
        <ChoiceField
          form={form}
          name="party"
          label={say("contract.partner")}
          hint={say("contract.partnerHint")}
          options={partners.map((one) => ({ value: one.id, label: one.name }))}
          isSearchable
        />
      </FormPart>
      <TermsFields form={form} place={place} isAgreedBefore />
      <FormPart title={say("contract.evidenceTitle")} says={say("contract.evidenceSays")}>
        <LongTextField form={form} name="evidence" label={say("contract.evidenceLabel")} maxLength={2000} />
      </FormPart>
    </>
  );
}

/** Nobody is asked for terms of use: the partner's word comes when it confirms. */
export function checkContract(
  values: ContractValues,
  place: TermsPlace,
  words: Words,
): Complaints<ContractValues> {
  const needed = (text: string) => (text.trim() === "" ? words.say("form.required") : undefined);
  return {
    ...checkTerms({ ...values, isAccepted: true }, place, words),
    party: needed(values.party),
    evidence: needed(values.evidence),
  };
}

/** Call with checked values. */
export function contractBody(
  product: string,
  values: ContractValues,
  place: TermsPlace,
  language: string,
): NewContract {
  const { starts, ...terms } = termsOf(values, place, language);
  const { party, evidence } = values;
  const from = typeof starts === "string" ? { starts } : {};
  return { product, party, ...terms, ...from, evidence: evidence.trim() };
}
