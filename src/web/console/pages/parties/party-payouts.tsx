// How one party is paid: where to, masked, and how often; set or changed by finance, held with a reason; and
// what was paid so far. It never shows a whole account number.
//   <PartyPayouts party={party} />
import { Button } from "@mantine/core";
import { useInfiniteQuery, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import {
  changeSettings,
  detailsQuery,
  type PayoutDetails,
  payoutsQuery,
  readPayouts,
} from "../../../data/payouts.ts";
import { Dialog } from "../../../parts/dialog.tsx";
import { AmountField, CheckField, ChoiceField, TextField } from "../../../parts/fields.tsx";
import { Form } from "../../../parts/form.tsx";
import { formatAmount, readAmount } from "../../../parts/format-amount.ts";
import { Facts, Section } from "../../../parts/page.tsx";
import { Problem } from "../../../parts/problem.tsx";
import { FactsSkeleton } from "../../../parts/skeletons.tsx";
import { Status } from "../../../parts/status.tsx";
import { useForm } from "../../../parts/use-form.ts";
import { MethodForm } from "../../../payouts/method-form.tsx";
import { MethodShown } from "../../../payouts/method-shown.tsx";
import css from "../../../payouts/payouts.module.css";
import { RemoveMethod } from "../../../payouts/remove-method.tsx";
import { useWords } from "../../../words/words.tsx";
import { useWorkspace } from "../../frame/use-workspace.ts";
import { PayoutTable } from "../payouts/run.tsx";

interface Props {
  party: { id: string; name: string };
}

export function PartyPayouts({ party }: Props) {
  const { say } = useWords();
  const { ws, may } = useWorkspace();
  const queries = useQueryClient();
  const who = { side: "producer" as const, ws, party: party.id };
  const found = useQuery(detailsQuery(who));
  const [open, setOpen] = useState<"method" | "settings" | null>(null);
  if (found.isError) return <Problem error={found.error} onRetry={() => void found.refetch()} />;
  const details = found.data;
  if (details === undefined) return <FactsSkeleton count={2} />;
  const close = () => setOpen(null);
  const changed = async () => {
    await queries.invalidateQueries({ queryKey: [ws, "payouts"] });
    close();
  };
  const acts = may("sales") ? (
    <span className={css.acts}>
      <Button variant="subtle" onClick={() => setOpen("settings")}>
        {say("payout.howPaid")}
      </Button>
      <Button variant="default" onClick={() => setOpen("method")}>
        {say(details.method === null ? "payout.method.set" : "payout.method.change")}
      </Button>
    </span>
  ) : null;
  return (
    <Section title={say("nav.payouts")} aside={acts}>
      <MethodShown
        method={details.method}
        none={say("payout.method.noneOf", { name: party.name })}
        acts={
          may("sales") && details.method !== null ? (
            <RemoveMethod who={who} name={party.name} hint={details.method.hint} onDone={changed} />
          ) : null
        }
      />
      <How details={details} />
      {details.settings.held ? (
        <p>
          <Status tone="taken">{say("payout.heldNow")}</Status> {details.settings.heldWhy}
        </p>
      ) : null}
      <Paid party={party.id} />
      {open === "method" ? (
        <Dialog title={say("payout.method.titleOf", { name: party.name })} onClose={close}>
          <MethodForm
            who={who}
            name={party.name}
            isChange={details.method !== null}
            onDone={changed}
            onLeave={close}
          />
        </Dialog>
      ) : null}
      {open === "settings" ? (
        <SettingsForm details={details} onDone={changed} onClose={close} party={party} />
      ) : null}
    </Section>
  );
}

function How({ details: { settings, policy } }: { details: PayoutDetails }) {
  const { say, language } = useWords();
  const schedule = settings.schedule ?? policy.schedule;
  const minimum = settings.minimum ?? policy.minimum;
  const facts: [string, string][] = [
    [say("payout.schedule"), say(`payout.schedule.${schedule}`)],
    [say("payout.minimum"), say("payout.minimumIs", { amount: formatAmount(minimum, "USD", language) })],
    ...(settings.currency === null
      ? []
      : ([[say("payout.currency"), settings.currency]] as [string, string][])),
    ...(settings.rail === null
      ? []
      : ([[say("payout.railHead"), say(`payout.rail.${settings.rail}`)]] as [string, string][])),
  ];
  return <Facts facts={facts} />;
}

function Paid({ party }: { party: string }) {
  const { ws } = useWorkspace();
  const found = useInfiniteQuery(payoutsQuery(ws, { party }));
  const rows = found.data?.pages.flatMap((page) => page.data) ?? [];
  if (rows.length === 0) return null;
  return (
    <div className={css.apart}>
      <PayoutTable
        rows={rows}
        withParty={false}
        hasMore={found.hasNextPage}
        isLoadingMore={found.isFetchingNextPage}
        onMore={() => void found.fetchNextPage()}
        exportAs={{ name: "payouts", pageOf: (cursor, signal) => readPayouts(ws, { party }, cursor, signal) }}
      />
    </div>
  );
}

const RAILS = ["csv", "sepa", "ach", "wise", "pix", "paypal", "stripe"] as const;
const SCHEDULES = ["on_demand", "weekly", "monthly"] as const;

interface SettingsProps extends Props {
  details: PayoutDetails;
  onDone: () => unknown;
  onClose: () => void;
}

function SettingsForm({ party, details: { settings }, onDone, onClose }: SettingsProps) {
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
