// How the business pays everybody: whether two people look, how often, the least amount; and the accounts its
// rails pay from, masked. What moves money elsewhere asks for the password.
//   /w/ws_…/payouts/settings
import { Button } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import {
  changePolicy,
  dropPaying,
  type PayingAccount,
  type PayoutPolicy,
  payingQuery,
  policyQuery,
} from "../../../data/payouts.ts";
import { Confirm } from "../../../parts/confirm.tsx";
import { Dialog } from "../../../parts/dialog.tsx";
import { AmountField, ChoiceField } from "../../../parts/fields.tsx";
import { Form } from "../../../parts/form.tsx";
import { formatAmount } from "../../../parts/format-amount.ts";
import { later } from "../../../parts/later.tsx";
import { Facts, Page, Section } from "../../../parts/page.tsx";
import { NoAccess, Problem } from "../../../parts/problem.tsx";
import { readAmount } from "../../../parts/read-amount.ts";
import { FactsSkeleton } from "../../../parts/skeletons.tsx";
import { useForm } from "../../../parts/use-form.ts";
import { minimumText } from "../../../payouts/minimum-text.ts";
import css from "../../../payouts/payouts.module.css";
import { ProofField, useHasPassword } from "../../../payouts/proof-field.tsx";
import { useWords } from "../../../words/words.tsx";
import { payoutsAddress } from "../../addresses.ts";
import { useWorkspace } from "../../frame/use-workspace.ts";

const AskPassword = later(() => import("../../../payouts/ask-password.tsx"), "AskPassword");
const PayingForm = later(() => import("./paying-form.tsx"), "PayingForm");

const RAILS = ["sepa", "ach", "paypal", "stripe"] as const;
const SCHEDULES = ["on_demand", "weekly", "monthly"] as const;
type Rail = (typeof RAILS)[number];

export function PayoutSettingsPage() {
  const { say } = useWords();
  const { ws, may } = useWorkspace();
  return (
    <Page
      title={say("payout.settings")}
      lead={say("payout.settingsLead")}
      back={{ to: payoutsAddress(ws), name: say("nav.payouts") }}
    >
      {may("ledger") ? (
        <>
          <Policy />
          <Paying />
        </>
      ) : (
        <NoAccess says={say("payout.noAccess")} />
      )}
    </Page>
  );
}

function Policy() {
  const { say, language } = useWords();
  const { ws, own, may } = useWorkspace();
  const found = useQuery(policyQuery(ws));
  const [isChanging, setChanging] = useState(false);
  if (found.isError) return <Problem error={found.error} onRetry={() => void found.refetch()} />;
  const policy = found.data;
  if (policy === undefined) return <FactsSkeleton count={3} />;
  const change = may("settings") ? (
    <Button variant="default" onClick={() => setChanging(true)}>
      {say("payout.policyChange")}
    </Button>
  ) : null;
  const eyes = policy.fourEyes === null ? "auto" : policy.fourEyes ? "on" : "off";
  const facts: [string, string][] = [
    [say("payout.fourEyes"), say(`payout.fourEyes.${eyes}`, { isOn: String(policy.fourEyesNow) })],
    [say("payout.schedule"), say(`payout.schedule.${policy.schedule}`)],
    [
      say("payout.minimum"),
      say("payout.minimumIs", { amount: minimumText(policy.minimum, own?.currency ?? "USD", language) }),
    ],
  ];
  return (
    <Section title={say("payout.policy")} aside={change}>
      <Facts facts={facts} />
      {isChanging ? <PolicyForm policy={policy} onClose={() => setChanging(false)} /> : null}
    </Section>
  );
}

function PolicyForm({ policy, onClose }: { policy: PayoutPolicy; onClose: () => void }) {
  const { say, language } = useWords();
  const { ws } = useWorkspace();
  const queries = useQueryClient();
  const hasPassword = useHasPassword();
  const eyes = policy.fourEyes === null ? "auto" : policy.fourEyes ? "on" : "off";
  const form = useForm({
    start: {
      fourEyes: eyes as string,
      schedule: policy.schedule as string,
      minimum: formatAmount(policy.minimum, "USD", language),
      password: "",
    },
    check: ({ minimum, fourEyes, password }) => ({
      password: hasPassword && fourEyes !== eyes && password === "" ? say("form.required") : undefined,
      minimum: readAmount(minimum, "USD", language) === null ? say("payout.wrongAmount") : undefined,
    }),
    send: ({ fourEyes, schedule, minimum, password }) =>
      changePolicy(ws, {
        schedule,
        minimum: readAmount(minimum, "USD", language) ?? 0,
        ...(fourEyes === eyes ? {} : { fourEyes: fourEyes === "auto" ? null : fourEyes === "on" }),
        ...(password === "" ? {} : { password }),
      }),
    onDone: async () => {
      await queries.invalidateQueries({ queryKey: [ws, "payouts"] });
      onClose();
    },
  });
  const options = (["auto", "on", "off"] as const).map((value) => ({
    value,
    label: say(`payout.fourEyesChoice.${value}`),
  }));
  return (
    <Dialog title={say("payout.policyChange")} onClose={onClose}>
      <Form form={form} act={say("payout.save")} onLeave={onClose} isUnguarded>
        <ChoiceField
          form={form}
          name="fourEyes"
          label={say("payout.fourEyes")}
          hint={say("payout.fourEyesHint")}
          options={options}
        />
        <ChoiceField
          form={form}
          name="schedule"
          label={say("payout.schedule")}
          hint={say("payout.scheduleHint")}
          options={SCHEDULES.map((value) => ({ value, label: say(`payout.schedule.${value}`) }))}
        />
        <AmountField
          form={form}
          name="minimum"
          label={say("payout.minimum")}
          hint={say("payout.minimumHint")}
          currency=""
        />
        {form.values.fourEyes === eyes ? null : <ProofField form={form} />}
      </Form>
    </Dialog>
  );
}

function Paying() {
  const { say } = useWords();
  const { ws, may } = useWorkspace();
  const found = useQuery(payingQuery(ws));
  const [rail, setRail] = useState<Rail | null>(null);
  if (found.isError) return <Problem error={found.error} onRetry={() => void found.refetch()} />;
  const accounts = new Map((found.data?.data ?? []).map((one) => [one.rail, one]));
  return (
    <Section title={say("payout.paying")}>
      <p className={css.quiet}>{say("payout.payingSays")}</p>
      <ul className={css.files}>
        {RAILS.map((one) => (
          <PayingLine
            key={one}
            rail={one}
            account={accounts.get(one)}
            {...(may("settings") ? { onSet: () => setRail(one) } : {})}
          />
        ))}
      </ul>
      {rail === null ? null : (
        <PayingForm rail={rail} account={accounts.get(rail)} onClose={() => setRail(null)} />
      )}
    </Section>
  );
}

interface LineProps {
  rail: Rail;
  account: PayingAccount | undefined;
  onSet?: () => void;
}

function PayingLine({ rail, account, onSet }: LineProps) {
  const { say } = useWords();
  const { ws } = useWorkspace();
  const queries = useQueryClient();
  const [isAsking, setAsking] = useState(false);
  const [password, setPassword] = useState("");
  const close = () => {
    setAsking(false);
    setPassword("");
  };
  const name = say(`payout.rail.${rail}`);
  const drop = useMutation({
    mutationFn: () => dropPaying(ws, rail, password),
    onSuccess: async () => {
      close();
      await queries.invalidateQueries({ queryKey: [ws, "payouts"] });
    },
  });
  return (
    <li>
      <div className={css.fileName}>
        <span>{name}</span>
        <span className={css.quiet}>{account?.hint ?? say("payout.notSetUp")}</span>
      </div>
      {onSet === undefined ? null : (
        <div className={css.acts}>
          {account === undefined ? null : (
            <Button variant="subtle" color="gray" onClick={() => setAsking(true)}>
              {say("payout.payingDrop")}
            </Button>
          )}
          <Button
            variant="default"
            onClick={onSet}
            aria-label={say(account === undefined ? "payout.payingSetOf" : "payout.payingChangeOf", {
              rail: name,
            })}
          >
            {say(account === undefined ? "payout.payingSet" : "payout.payingChange")}
          </Button>
        </div>
      )}
      <Confirm
        isOpen={isAsking}
        title={say("payout.payingDropTitle", { rail: name })}
        act={say("payout.payingDropAct", { rail: name })}
        final={say("payout.payingDropFinal")}
        isWorking={drop.isPending}
        error={drop.error ?? undefined}
        onConfirm={() => drop.mutate()}
        onClose={close}
      >
        <p>{account?.hint}</p>
        <AskPassword value={password} onChange={setPassword} />
      </Confirm>
    </li>
  );
}
