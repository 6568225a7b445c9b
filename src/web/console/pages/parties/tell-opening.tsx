// Tells what a partner was owed before the business moved in: how much, as of when, where the figure comes
// from. The button asks the partner; nothing is posted before the answer.
//   <TellOpening party={party} onClose={close} />
import { TextInput } from "@mantine/core";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useMemo } from "react";
import { CURRENCIES } from "../../../../base/currency.ts";
import { tellOpening } from "../../../data/openings.ts";
import { Dialog } from "../../../parts/dialog.tsx";
import { AmountField, ChoiceField, LongTextField } from "../../../parts/fields.tsx";
import { Form } from "../../../parts/form.tsx";
import { currencyOptions } from "../../../parts/places.ts";
import { readAmount } from "../../../parts/read-amount.ts";
import { useForm } from "../../../parts/use-form.ts";
import { useWords } from "../../../words/words.tsx";
import { workspaceQuery } from "../../data/workspace.ts";
import { useWorkspace } from "../../frame/use-workspace.ts";

interface Props {
  party: { id: string; name: string };
  onClose: () => void;
}

export function TellOpening({ party, onClose }: Props) {
  const { say, language } = useWords();
  const { ws } = useWorkspace();
  const queries = useQueryClient();
  const own = useQuery(workspaceQuery(ws)).data?.currency ?? "USD";
  const currencies = useMemo(() => currencyOptions(CURRENCIES, language), [language]);
  const form = useForm({
    start: { amount: "", currency: own as string, asOf: new Date().toISOString().slice(0, 10), note: "" },
    check: ({ amount, currency, asOf, note }) => ({
      amount: readAmount(amount, currency, language) ? undefined : say("opening.wrongAmount"),
      asOf: asOf === "" ? say("form.required") : undefined,
      note: note.trim() === "" ? say("form.required") : undefined,
    }),
    send: ({ amount, ...facts }) =>
      tellOpening(ws, {
        ...facts,
        party: party.id,
        amount: readAmount(amount, facts.currency, language) ?? 0,
      }),
    onDone: async () => {
      await queries.invalidateQueries({ queryKey: [ws, "openings"] });
      onClose();
    },
  });
  const { name } = party;
  return (
    <Dialog title={say("opening.addTitle", { name })} onClose={onClose}>
      <Form form={form} act={say("opening.act", { name })} onLeave={onClose} isUnguarded>
        <ChoiceField form={form} name="currency" label={say("opening.currency")} options={currencies} />
        <AmountField
          form={form}
          name="amount"
          label={say("opening.amount", { name })}
          hint={say("opening.amountHint", { name })}
          currency={form.values.currency}
          isFirst
        />
        <TextInput
          type="date"
          label={say("opening.asOf")}
          description={say("opening.asOfHint")}
          error={form.errorOf("asOf")}
          value={form.values.asOf}
          onChange={(event) => form.set({ asOf: event.currentTarget.value })}
        />
        <LongTextField
          form={form}
          name="note"
          label={say("opening.note")}
          hint={say("opening.noteHint", { name })}
          rows={2}
        />
      </Form>
    </Dialog>
  );
}
