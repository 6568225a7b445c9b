// The platform's fee that every new workspace begins with. Those that are there stay as they are: the form
// says so.
import { useQueryClient } from "@tanstack/react-query";
import type { Installation } from "../../../../wire/operator.ts";
import { AmountsField } from "../../../parts/amounts-field.tsx";
import { ChoiceField, RateField, TextField } from "../../../parts/fields.tsx";
import { Form, FormRow } from "../../../parts/form.tsx";
import { readRate, typedRate } from "../../../parts/format-amount.ts";
import { useToast } from "../../../parts/toast.tsx";
import { readAmounts, typedAmounts } from "../../../parts/typed-amounts.ts";
import { useChecks } from "../../../parts/use-checks.ts";
import { useForm } from "../../../parts/use-form.ts";
import { useWords } from "../../../words/words.tsx";
import { changeDefaults, defaultsQuery } from "../../data/operator.ts";

export function DefaultFee({ fee }: { fee: Installation["platformFee"] }) {
  const { say, language } = useWords();
  const queries = useQueryClient();
  const toast = useToast();
  const wrong = useChecks();
  const form = useForm({
    start: {
      name: fee?.name ?? "",
      rate: fee ? typedRate(fee.rate, language) : "",
      fixed: typedAmounts(fee?.fixed ?? {}, "USD", language),
      bearer: (fee?.bearer ?? "shared") as string,
    },
    check: (v) => (v.name.trim() === "" ? {} : { rate: wrong.rate(v.rate), fixed: wrong.amounts(v.fixed) }),
    send: (v) =>
      changeDefaults({
        platformFee:
          v.name.trim() === ""
            ? null
            : {
                name: v.name.trim(),
                rate: readRate(v.rate) ?? "0",
                fixed: readAmounts(v.fixed, language) ?? {},
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
            <ChoiceField form={form} name="bearer" label={say("fees.whoBears")} options={bearers} />
          </FormRow>
          <AmountsField form={form} name="fixed" label={say("fees.fixed")} hint={say("fees.fixedHint")} />
        </>
      )}
    </Form>
  );
}
