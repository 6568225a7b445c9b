// The fields of an agreement, in the order two people talk about it: who, how much of what, on which sales,
// from when to when, its limits, what happens to subscriptions, and where it is written down. It never sends.
import { offsetAt } from "../../../../base/calendar.ts";
import { CheckField, ChoiceField, LongTextField, RateField, TextField } from "../../../parts/fields.tsx";
import { FormPart, FormRow } from "../../../parts/form.tsx";
import { readRate } from "../../../parts/format-amount.ts";
import type { Complaints, FormState } from "../../../parts/use-form.ts";
import type { Words } from "../../../words/speak.ts";
import { useWords } from "../../../words/words.tsx";
import type { NewContract, Party } from "../../data/products-around.ts";
import { readCount } from "./offer-fields.tsx";

export interface ContractValues {
  party: string;
  share: string;
  base: string;
  scope: string;
  starts: string;
  ends: string;
  mayBeAffiliate: boolean;
  capSales: string;
  renewals: string;
  tail: string;
  tailDays: string;
  evidence: string;
}

const BASES = ["after_affiliate", "net", "gross"] as const;
const SCOPES = ["all", "direct", "affiliate", "recruited"] as const;

interface Props {
  form: FormState<ContractValues>;
  partners: readonly Party[];
}

export function ContractFields({ form, partners }: Props) {
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
        <FormRow>
          <RateField form={form} name="share" label={say("contract.share")} />
          <ChoiceField
            form={form}
            name="base"
            label={say("contract.of")}
            options={BASES.map((value) => ({ value, label: say(`historyValue.base.${value}`) }))}
          />
        </FormRow>
        <ChoiceField
          form={form}
          name="scope"
          label={say("contract.on")}
          options={SCOPES.map((value) => ({ value, label: say(`historyValue.scope.${value}`) }))}
        />
        <CheckField form={form} name="mayBeAffiliate" label={say("contract.mayBeAffiliate")} />
      </FormPart>
      <FormPart title={say("contract.term")} says={say("contract.termSays")}>
        <FormRow>
          <TextField form={form} name="starts" type="date" label={say("contract.starts")} isOptional />
          <TextField form={form} name="ends" type="date" label={say("contract.ends")} isOptional />
        </FormRow>
        <TextField
          form={form}
          name="capSales"
          label={say("contract.capSalesLabel")}
          hint={say("contract.capSalesHint")}
          inputMode="numeric"
          isOptional
        />
      </FormPart>
      <Later form={form} />
      <FormPart title={say("contract.evidenceTitle")} says={say("contract.evidenceSays")}>
        <LongTextField form={form} name="evidence" label={say("contract.evidenceLabel")} />
      </FormPart>
    </>
  );
}

/** Both sides choose these: there is no default. */
function Later({ form }: { form: FormState<ContractValues> }) {
  const { say } = useWords();
  return (
    <FormPart title={say("contract.later")} says={say("contract.laterSays")}>
      <ChoiceField
        form={form}
        name="renewals"
        label={say("contract.renewalsLabel")}
        options={(["at_charge", "at_signup"] as const).map((value) => ({
          value,
          label: say(`historyValue.renewals.${value}`),
        }))}
      />
      <FormRow>
        <ChoiceField
          form={form}
          name="tail"
          label={say("contract.tailLabel")}
          options={[
            { value: "none", label: say("historyValue.tail.none") },
            { value: "days", label: say("contract.tail.some") },
          ]}
        />
        {form.values.tail === "days" ? (
          <TextField form={form} name="tailDays" label={say("contract.tailDays")} inputMode="numeric" />
        ) : null}
      </FormRow>
    </FormPart>
  );
}

export function checkContract(values: ContractValues, { say }: Words): Complaints<ContractValues> {
  const needed = (text: string) => (text.trim() === "" ? say("form.required") : undefined);
  const share = readRate(values.share);
  const count = (text: string) => (readCount(text) ? undefined : say("contract.notCount"));
  return {
    party: needed(values.party),
    share: share === null || share === "0" ? say("form.badRate") : undefined,
    ends:
      values.ends !== "" && values.starts !== "" && values.ends < values.starts
        ? say("contract.endsBefore")
        : undefined,
    capSales: values.capSales.trim() === "" ? undefined : count(values.capSales),
    renewals: needed(values.renewals),
    tail: needed(values.tail),
    tailDays: values.tail === "days" ? count(values.tailDays) : undefined,
    evidence: needed(values.evidence),
  };
}

/** Days are whole days where the business is; the last one counts to its end. */
export function contractBody(product: string, values: ContractValues, zone: string): NewContract {
  const { party, share, base, scope, mayBeAffiliate, capSales, renewals, tail, tailDays, evidence } = values;
  const sales = readCount(capSales);
  return {
    product,
    party,
    share: readRate(share) ?? "0",
    base: base as NonNullable<NewContract["base"]>,
    scope: scope as NonNullable<NewContract["scope"]>,
    mayBeAffiliate,
    ...(values.starts === "" ? {} : { starts: startOf(values.starts, zone, 0) }),
    ...(values.ends === "" ? {} : { ends: startOf(values.ends, zone, 1) }),
    ...(sales === null ? {} : { clauses: [{ kind: "cap", sales }] }),
    renewals: renewals as NewContract["renewals"],
    tail: tail === "none" ? "none" : { renewalsForDays: readCount(tailDays) ?? 365 },
    evidence: evidence.trim(),
  };
}

function startOf(day: string, zone: string, later: number): string {
  const midnight = Date.parse(`${day}T00:00:00Z`) + later * 86_400_000;
  const near = midnight - offsetAt(zone, midnight);
  return new Date(midnight - offsetAt(zone, near)).toISOString();
}
