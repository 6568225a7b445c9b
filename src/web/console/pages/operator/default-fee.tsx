// The platform's fee that every new workspace begins with. Those that are there stay as they are: the form
// says so.
import { useQueryClient } from "@tanstack/react-query";
import { CURRENCIES } from "../../../../base/currency.ts";
import type { Installation } from "../../../../wire/operator.ts";
import { AmountField, ChoiceField, RateField, TextField } from "../../../parts/fields.tsx";
import { Form, FormRow } from "../../../parts/form.tsx";
import { formatAmount, readAmount, readRate, typedRate } from "../../../parts/format-amount.ts";
import { currencyOptions } from "../../../parts/places.ts";
import { useToast } from "../../../parts/toast.tsx";
import { useChecks } from "../../../parts/use-checks.ts";
import { useForm } from "../../../parts/use-form.ts";
import { useWords } from "../../../words/words.tsx";
import { changeDefaults, defaultsQuery } from "../../data/operator.ts";

export function DefaultFee({ fee }: { fee: Installation["platformFee"] }) {
  const { say, language } = useWords();
  const queries = useQueryClient();
  const toast = useToast();
  const wrong = useChecks();
  const home = Object.keys(fee?.fixed ?? {})[0] ?? "USD";
  const form = useForm({
    start: {
      name: fee?.name ?? "",
      rate: fee ? typedRate(fee.rate, language) : "",
      currency: home,
      fixed: formatAmount(fee?.fixed[home] ?? 0, home, language),
      bearer: (fee?.bearer ?? "shared") as string,
    },
    check: (v) =>
      v.name.trim() === "" ? {} : { rate: wrong.rate(v.rate), fixed: wrong.amount(v.fixed, v.currency) },
    send: (v) =>
      changeDefaults({
        platformFee:
          v.name.trim() === ""
            ? null
            : {
                name: v.name.trim(),
                rate: readRate(v.rate) ?? "0",
                fixed: { ...fee?.fixed, [v.currency]: readAmount(v.fixed, v.currency, language) ?? 0 },
                bearer: v.bearer as "shared" | "producer",
              },
      }),
    onDone: (changed) => {
      queries.setQueryData(defaultsQuery.queryKey, changed);
      toast.tell({ says: say("operator.feeSaved") });
    },
  });
  const bearers = (["shared", "producer"] as const).map((value) => ({
    value,
    label: say(`fees.bearer.${value}`),
  }));
  return (
    <Form form={form} act={say("operator.saveFee")} isReady={form.isChanged} tone="quiet" isUnguarded>
      <p>{say("operator.feeSays")}</p>
      <TextField
        form={form}
        name="name"
        label={say("operator.feeTo")}
        hint={say("operator.feeNone")}
        isOptional
        maxLength={200}
      />
      {form.values.name.trim() === "" ? null : (
        <>
          <FormRow>
            <RateField form={form} name="rate" label={say("fees.rate")} />
            <AmountField form={form} name="fixed" label={say("fees.fixed")} currency={form.values.currency} />
          </FormRow>
          <FormRow>
            <ChoiceField
              form={form}
              name="currency"
              label={say("word.currency")}
              options={currencyOptions(CURRENCIES, language)}
            />
            <ChoiceField form={form} name="bearer" label={say("fees.whoBears")} options={bearers} />
          </FormRow>
        </>
      )}
    </Form>
  );
}
