// How one party is paid where it differs from everybody: how often, from what amount, in which currency, over
// which rail. Left empty is as everybody, which each field says.
//   <PaidHow party={party} details={details} onDone={changed} onClose={close} />
import { useMemo } from "react";
import { CURRENCIES } from "../../../../base/currency.ts";
import { changeSettings, type PayoutDetails } from "../../../data/payouts.ts";
import { Dialog } from "../../../parts/dialog.tsx";
import { AmountField, ChoiceField } from "../../../parts/fields.tsx";
import { Form } from "../../../parts/form.tsx";
import { formatAmount } from "../../../parts/format-amount.ts";
import { currencyOptions } from "../../../parts/places.ts";
import { readAmount } from "../../../parts/read-amount.ts";
import { useForm } from "../../../parts/use-form.ts";
import { minimumText } from "../../../payouts/minimum-text.ts";
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

export function PaidHow({ party, details: { settings, policy }, onDone, onClose }: Props) {
  const { say, language } = useWords();
  const { ws, own } = useWorkspace();
  const currencies = useMemo(() => currencyOptions(CURRENCIES, language), [language]);
  const form = useForm({
    start: {
      schedule: (settings.schedule ?? "") as string,
      minimum: settings.minimum === null ? "" : formatAmount(settings.minimum, "USD", language),
      currency: settings.currency ?? "",
      rail: (settings.rail ?? "") as string,
    },
    check: ({ minimum }) => ({
      minimum:
        minimum.trim() !== "" && readAmount(minimum, "USD", language) === null
          ? say("payout.wrongAmount")
          : undefined,
    }),
    send: ({ minimum, schedule, currency, rail }) =>
      changeSettings(ws, party.id, {
        schedule: schedule || null,
        currency: currency || null,
        rail: rail || null,
        minimum: minimum.trim() === "" ? null : readAmount(minimum, "USD", language),
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
          placeholder={say(`payout.schedule.${policy.schedule}`)}
          isOptional
          options={SCHEDULES.map((value) => ({ value, label: say(`payout.schedule.${value}`) }))}
        />
        <AmountField
          form={form}
          name="minimum"
          label={say("payout.minimum")}
          hint={say("payout.minimumHint")}
          currency=""
          placeholder={minimumText(policy.minimum, own?.currency ?? "USD", language)}
          isOptional
        />
        <ChoiceField
          form={form}
          name="currency"
          label={say("payout.currency")}
          hint={say("payout.currencyHint")}
          placeholder={say("payout.currencyAsEarned")}
          options={currencies}
          isSearchable
          isOptional
        />
        <ChoiceField
          form={form}
          name="rail"
          label={say("payout.railHead")}
          placeholder={say("payout.railAsMethod")}
          isOptional
          options={RAILS.map((value) => ({ value, label: say(`payout.rail.${value}`) }))}
        />
      </Form>
    </Dialog>
  );
}
