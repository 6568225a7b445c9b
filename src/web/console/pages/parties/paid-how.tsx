// How one party is paid where it differs from everybody: how often, from what amount, over which rail, or not
// for now and why. Left empty is as everybody.
//   <PaidHow party={party} details={details} onDone={changed} onClose={close} />
import { changeSettings, type PayoutDetails } from "../../../data/payouts.ts";
import { Dialog } from "../../../parts/dialog.tsx";
import { AmountField, CheckField, ChoiceField, TextField } from "../../../parts/fields.tsx";
import { Form } from "../../../parts/form.tsx";
import { formatAmount } from "../../../parts/format-amount.ts";
import { readAmount } from "../../../parts/read-amount.ts";
import { useForm } from "../../../parts/use-form.ts";
import css from "../../../payouts/payouts.module.css";
import { useWords } from "../../../words/words.tsx";
import { useWorkspace } from "../../frame/use-workspace.ts";

const RAILS = ["csv", "sepa", "ach", "wise", "pix", "paypal", "stripe"] as const;
const SCHEDULES = ["on_demand", "weekly", "monthly"] as const;

interface Props {
  party: { id: string; name: string };
  details: PayoutDetails;
  onDone: () => unknown;
  onClose: () => void;
}

export function PaidHow({ party, details: { settings }, onDone, onClose }: Props) {
  const { say, language } = useWords();
  const { ws } = useWorkspace();
  const form = useForm({
    start: {
      schedule: (settings.schedule ?? "") as string,
      minimum: settings.minimum === null ? "" : formatAmount(settings.minimum, "USD", language),
      currency: settings.currency ?? "",
      rail: (settings.rail ?? "") as string,
      held: settings.held,
      heldWhy: settings.heldWhy,
    },
    check: ({ minimum, currency }) => ({
      minimum:
        minimum.trim() !== "" && readAmount(minimum, "USD", language) === null
          ? say("payout.wrongAmount")
          : undefined,
      currency: currency === "" || /^[A-Z]{3}$/.test(currency) ? undefined : say("payout.wrongCurrency"),
    }),
    send: ({ minimum, schedule, currency, rail, ...held }) =>
      changeSettings(ws, party.id, {
        schedule: schedule || null,
        currency: currency || null,
        rail: rail || null,
        minimum: minimum.trim() === "" ? null : readAmount(minimum, "USD", language),
        ...held,
      }),
    onDone,
  });
  return (
    <Dialog title={say("payout.howPaidOf", { name: party.name })} onClose={onClose}>
      <Form form={form} act={say("payout.save")} onLeave={onClose} isUnguarded>
        <p className={css.quiet}>{say("payout.asEverybody")}</p>
        <ChoiceField
          form={form}
          name="schedule"
          label={say("payout.schedule")}
          isOptional
          options={SCHEDULES.map((value) => ({ value, label: say(`payout.schedule.${value}`) }))}
        />
        <AmountField
          form={form}
          name="minimum"
          label={say("payout.minimum")}
          hint={say("payout.minimumHint")}
          currency=""
          isOptional
        />
        <TextField
          form={form}
          name="currency"
          label={say("payout.currency")}
          hint={say("payout.currencyHint")}
          maxLength={3}
          isOptional
        />
        <ChoiceField
          form={form}
          name="rail"
          label={say("payout.railHead")}
          isOptional
          options={RAILS.map((value) => ({ value, label: say(`payout.rail.${value}`) }))}
        />
        <CheckField form={form} name="held" label={say("payout.hold")} hint={say("payout.holdHint")} />
        {form.values.held ? <TextField form={form} name="heldWhy" label={say("payout.holdWhy")} /> : null}
      </Form>
    </Dialog>
  );
}
