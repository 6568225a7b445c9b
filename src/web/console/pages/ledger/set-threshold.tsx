// Sets from which year on a form is judged by another threshold. What was judged before with the program's
// own is judged anew from that year on; earlier years stay as they are.
//   <SetThreshold onClose={close} />
import { useQueryClient } from "@tanstack/react-query";
import { setTaxThreshold } from "../../../data/tax.ts";
import { todayIn } from "../../../parts/date-range.ts";
import { Dialog } from "../../../parts/dialog.tsx";
import { AmountField, ChoiceField, TextField } from "../../../parts/fields.tsx";
import { Form, FormRow } from "../../../parts/form.tsx";
import { readAmount } from "../../../parts/read-amount.ts";
import { useChecks } from "../../../parts/use-checks.ts";
import { useForm } from "../../../parts/use-form.ts";
import { useZone } from "../../../parts/when.tsx";
import { useWords } from "../../../words/words.tsx";
import { useWorkspace } from "../../frame/use-workspace.ts";

const FORMS = ["1099-nec", "1099-k", "dac7", "brazil"] as const;
type FormName = (typeof FORMS)[number];
const CURRENCY: Record<FormName, string> = { "1099-nec": "USD", "1099-k": "USD", dac7: "EUR", brazil: "BRL" };

export function SetThreshold({ onClose }: { onClose: () => void }) {
  const { say, language } = useWords();
  const { ws } = useWorkspace();
  const queries = useQueryClient();
  const year = todayIn(useZone()).slice(0, 4);
  const wrong = useChecks();
  const form = useForm({
    start: { form: "1099-nec" as string, from: year, amount: "", sales: "0", note: "" },
    check: ({ form: name, from, amount, sales }) => ({
      from: /^20\d\d$/.test(from) ? undefined : say("threshold.badYear"),
      amount: wrong.amount(amount, CURRENCY[name as FormName]),
      sales: /^\d{1,6}$/.test(sales.trim()) ? undefined : say("threshold.badSales"),
    }),
    send: ({ form: name, from, amount, sales, note }) => {
      const currency = CURRENCY[name as FormName];
      return setTaxThreshold(ws, {
        ...{ form: name as FormName, from: Number(from), currency, note },
        ...{ amount: readAmount(amount, currency, language) ?? 0, sales: Number(sales) },
      });
    },
    onDone: async () => {
      await queries.invalidateQueries({ queryKey: [ws, "tax-facts"] });
      onClose();
    },
  });
  const currency = CURRENCY[form.values.form as FormName];
  return (
    <Dialog title={say("threshold.setTitle")} onClose={onClose}>
      <Form form={form} act={say("threshold.save")} onLeave={onClose} isUnguarded>
        <FormRow>
          <ChoiceField
            form={form}
            name="form"
            label={say("threshold.form")}
            options={FORMS.map((value) => ({ value, label: say(`taxForm.${value}`) }))}
          />
          <TextField
            form={form}
            name="from"
            label={say("threshold.from")}
            inputMode="numeric"
            maxLength={4}
          />
        </FormRow>
        <FormRow>
          <AmountField
            form={form}
            name="amount"
            label={say("threshold.amount")}
            hint={say("threshold.amountHint")}
            currency={currency}
            isFirst
          />
          <TextField
            form={form}
            name="sales"
            label={say("threshold.sales")}
            hint={say("threshold.salesHint")}
            inputMode="numeric"
          />
        </FormRow>
        <TextField form={form} name="note" label={say("threshold.note")} maxLength={300} isOptional />
      </Form>
    </Dialog>
  );
}
