// The fields of a platform's fee as an operator types it: who receives it (nobody: there is none), the rate,
// a fixed part in each currency, who bears it. Never says for whom it is: the form around it does.
import type { PlatformFee } from "../../../../wire/operator.ts";
import { AmountsField } from "../../../parts/amounts-field.tsx";
import { ChoiceField, RateField, TextField } from "../../../parts/fields.tsx";
import { FormRow } from "../../../parts/form.tsx";
import { amountText, formatRate, readRate, typedRate } from "../../../parts/format-amount.ts";
import { readAmounts, typedAmounts } from "../../../parts/typed-amounts.ts";
import type { Checks } from "../../../parts/use-checks.ts";
import type { Complaints, FormState } from "../../../parts/use-form.ts";
import { capital } from "../../../words/capital.ts";
import { useWords } from "../../../words/words.tsx";

export type Fee = PlatformFee | null;

type FeeValues = ReturnType<typeof typedFee>;

export function typedFee(fee: Fee, language: string) {
  return {
    name: fee?.name ?? "",
    rate: fee ? typedRate(fee.rate, language) : "",
    fixed: typedAmounts(fee?.fixed ?? {}, "USD", language),
    bearer: (fee?.bearer ?? "shared") as string,
  };
}

/** As the server wants it. */
export function feeOf({ name, rate, fixed, bearer }: FeeValues, language: string): Fee {
  if (name.trim() === "") return null;
  return {
    name: name.trim(),
    rate: readRate(rate) ?? "0",
    fixed: readAmounts(fixed, language) ?? {},
    bearer: bearer as PlatformFee["bearer"],
  };
}

export function complaintsOfFee({ name, rate, fixed }: FeeValues, wrong: Checks): Complaints<FeeValues> {
  return name.trim() === "" ? {} : { rate: wrong.rate(rate), fixed: wrong.amounts(fixed) };
}

/** Where the server's complaints belong. */
export const FEE_PATHS = {
  name: "platformFee.name",
  rate: "platformFee.rate",
  fixed: "platformFee.fixed",
} as const;

/** "9.9% + 0.50 USD + 2.50 BRL"; null without one. */
export function feeText(fee: Fee, language: string): string | null {
  if (fee === null) return null;
  const fixed = Object.entries(fee.fixed).filter(([, amount]) => amount !== 0);
  const parts = fixed.map(([currency, amount]) => amountText(amount, currency, language));
  return [formatRate(fee.rate, language), ...parts].join(" + ");
}

export function PlatformFeeFields({
  form,
  isFirst = false,
}: {
  form: FormState<FeeValues>;
  isFirst?: boolean;
}) {
  const { say, language } = useWords();
  const bearers = (["shared", "producer"] as const).map((value) => ({
    value,
    label: capital(say(`fees.bearer.${value}`), language),
  }));
  return (
    <>
      <TextField
        form={form}
        name="name"
        label={say("operator.feeTo")}
        hint={say("operator.feeNone")}
        isOptional
        isFirst={isFirst}
        maxLength={200}
      />
      {form.values.name.trim() === "" ? null : (
        <>
          <FormRow>
            <RateField form={form} name="rate" label={say("fees.rate")} />
            <ChoiceField form={form} name="bearer" label={say("fees.whoBears")} options={bearers} />
          </FormRow>
          <AmountsField form={form} name="fixed" label={say("fees.fixed")} hint={say("fees.fixedHint")} />
        </>
      )}
    </>
  );
}
