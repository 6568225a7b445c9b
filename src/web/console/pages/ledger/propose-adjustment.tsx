// Proposes an adjustment of a partner's balance, or to write off what it owes: how much, in which direction,
// and why. Nothing is posted before somebody approves it.
//   <ProposeAdjustment party={party} onClose={close} />
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useMemo } from "react";
import { CURRENCIES } from "../../../../base/currency.ts";
import { Dialog } from "../../../parts/dialog.tsx";
import { AmountField, ChoiceField, LongTextField } from "../../../parts/fields.tsx";
import { Form } from "../../../parts/form.tsx";
import { currencyOptions } from "../../../parts/places.ts";
import { readAmount } from "../../../parts/read-amount.ts";
import { useForm } from "../../../parts/use-form.ts";
import { useWords } from "../../../words/words.tsx";
import { proposeAdjustment } from "../../data/adjustments.ts";
import { workspaceQuery } from "../../data/workspace.ts";
import { useWorkspace } from "../../frame/use-workspace.ts";

interface Props {
  party: { id: string; name: string };
  /** The question that it puts right. */
  question?: string;
  onClose: () => void;
}

type Way = "for" | "against" | "write_off";

export function ProposeAdjustment({ party, question, onClose }: Props) {
  const { say, language } = useWords();
  const { ws } = useWorkspace();
  const queries = useQueryClient();
  const own = useQuery(workspaceQuery(ws)).data?.currency ?? "USD";
  const currencies = useMemo(() => currencyOptions(CURRENCIES, language), [language]);
  const { name } = party;
  const form = useForm({
    start: { way: "for" as Way, amount: "", currency: own as string, reason: "" },
    check: ({ amount, currency, reason }) => ({
      amount: (readAmount(amount, currency, language) ?? 0) > 0 ? undefined : say("adjustment.wrongAmount"),
      reason: reason.trim() === "" ? say("form.required") : undefined,
    }),
    send: ({ way, amount, currency, reason }) => {
      const minor = readAmount(amount, currency, language) ?? 0;
      return proposeAdjustment(ws, {
        ...{ party: party.id, currency, reason, question },
        kind: way === "write_off" ? "write_off" : "adjustment",
        amount: way === "against" ? -minor : minor,
      });
    },
    onDone: async () => {
      await queries.invalidateQueries({ queryKey: [ws, "adjustments"] });
      if (question !== undefined) await queries.invalidateQueries({ queryKey: [ws, "questions"] });
      onClose();
    },
  });
  return (
    <Dialog title={say("adjustment.proposeTitle", { name })} onClose={onClose}>
      <Form form={form} act={say("adjustment.proposeAct")} onLeave={onClose} isUnguarded>
        <ChoiceField
          form={form}
          name="way"
          label={say("adjustment.way")}
          options={(["for", "against", "write_off"] as const).map((value) => ({
            value,
            label: say(`adjustmentWay.${value}`, { name }),
          }))}
        />
        <ChoiceField form={form} name="currency" label={say("opening.currency")} options={currencies} />
        <AmountField
          form={form}
          name="amount"
          label={say("adjustment.amount")}
          currency={form.values.currency}
          isFirst
        />
        <LongTextField
          form={form}
          name="reason"
          label={say("adjustment.reason")}
          hint={say("adjustment.reasonHint", { name })}
          rows={2}
        />
      </Form>
    </Dialog>
  );
}
