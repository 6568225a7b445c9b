// What holds a commission until somebody has looked: each rule on or off with its thresholds, for sales from
// now on. Who may only look sees them and cannot save.

import { useQuery, useQueryClient } from "@tanstack/react-query";
import css from "../../../attribution/attribution.module.css";
import { RULES } from "../../../attribution/finding-words.ts";
import {
  changeFraudSettings,
  type FraudSettings,
  findingsChanged,
  fraudSettingsQuery,
} from "../../../data/attribution.ts";
import { Dialog } from "../../../parts/dialog.tsx";
import { CheckField, RateField, TextField } from "../../../parts/fields.tsx";
import { Form, FormRow } from "../../../parts/form.tsx";
import { readRate, typedRate } from "../../../parts/format-amount.ts";
import { Problem } from "../../../parts/problem.tsx";
import { TextSkeleton } from "../../../parts/skeletons.tsx";
import { useToast } from "../../../parts/toast.tsx";
import { useBegun } from "../../../parts/use-begun.ts";
import { type FormState, useForm } from "../../../parts/use-form.ts";
import { useWords } from "../../../words/words.tsx";
import { useWorkspace } from "../../frame/use-workspace.ts";

type Rule = (typeof RULES)[number];
const COUNTS = ["sales", "clicks", "seconds", "days", "uses", "times"] as const;
type Count = (typeof COUNTS)[number];
type Values = Record<Rule, boolean> & Record<Count, string> & { rate: string };

const FIELDS: Record<Rule, readonly Count[]> = {
  ownPurchase: [],
  deviceBurst: ["sales"],
  clickFlood: ["clicks"],
  tooFast: ["seconds"],
  throwawayMail: [],
  refundRate: ["days"],
  couponLeak: ["uses", "times"],
};

export function Thresholds({ onClose }: { onClose: () => void }) {
  const { say } = useWords();
  const { ws } = useWorkspace();
  const found = useQuery(fraudSettingsQuery(ws));
  return (
    <Dialog title={say("finding.thresholds")} size="lg" onClose={onClose}>
      <p className={css.says}>{say("finding.thresholdsLead")}</p>
      {found.isError ? <Problem error={found.error} onRetry={() => void found.refetch()} /> : null}
      {found.isPending ? <TextSkeleton lines={8} /> : null}
      {found.data ? <Rules settings={found.data} onClose={onClose} /> : null}
    </Dialog>
  );
}

function Rules({ settings, onClose }: { settings: FraudSettings; onClose: () => void }) {
  const { say, language } = useWords();
  const { ws, may } = useWorkspace();
  const queries = useQueryClient();
  const toast = useToast();
  const begun = useBegun(settings);
  const form = useForm<Values, FraudSettings>({
    start: valuesOf(begun, language),
    check: (values) => {
      const wrong: Partial<Record<keyof Values, string>> = {};
      for (const name of COUNTS) {
        if (!/^[1-9]\d{0,5}$/.test(values[name].trim())) wrong[name] = say("coupon.badNumber");
      }
      if (readRate(values.rate) === null) wrong.rate = say("finding.badRate");
      return wrong;
    },
    send: (values) => changeFraudSettings(ws, settingsOf(values, begun.version)),
    onDone: async () => {
      await findingsChanged(queries, ws);
      toast.tell({ says: say("finding.savedThresholds") });
      onClose();
    },
  });
  const body = RULES.map((rule) => <RuleFields key={rule} form={form} rule={rule} />);
  if (!may("disputes")) {
    return (
      <fieldset disabled style={{ border: 0, padding: 0, margin: 0 }}>
        {body}
        <p>{say("finding.mayNot")}</p>
      </fieldset>
    );
  }
  return (
    <Form form={form} act={say("finding.saveThresholds")} onLeave={onClose} isUnguarded>
      {body}
    </Form>
  );
}

function RuleFields({ form, rule }: { form: FormState<Values>; rule: Rule }) {
  const { say } = useWords();
  const counts = FIELDS[rule];
  const isOn = form.values[rule];
  return (
    <div className={css.rule}>
      <CheckField form={form} name={rule} label={say(`finding.rule.${rule}`)} isSwitch />
      {isOn && (counts.length > 0 || rule === "refundRate") ? (
        <FormRow>
          {rule === "refundRate" ? (
            <RateField form={form} name="rate" label={say("finding.set.rate")} />
          ) : null}
          {counts.map((name) => (
            <TextField
              key={name}
              form={form}
              name={name}
              label={say(`finding.set.${name}`)}
              inputMode="numeric"
            />
          ))}
        </FormRow>
      ) : null}
    </div>
  );
}

function valuesOf(all: FraudSettings, language: string): Values {
  return {
    ownPurchase: all.ownPurchase.on,
    deviceBurst: all.deviceBurst.on,
    clickFlood: all.clickFlood.on,
    tooFast: all.tooFast.on,
    throwawayMail: all.throwawayMail.on,
    refundRate: all.refundRate.on,
    couponLeak: all.couponLeak.on,
    sales: String(all.deviceBurst.sales),
    clicks: String(all.clickFlood.clicks),
    seconds: String(all.tooFast.seconds),
    days: String(all.refundRate.days),
    uses: String(all.couponLeak.uses),
    times: String(all.couponLeak.times),
    rate: typedRate(all.refundRate.rate, language),
  };
}

function settingsOf(values: Values, basedOn: number) {
  const count = (name: Count) => Number(values[name]);
  return {
    ownPurchase: { on: values.ownPurchase },
    deviceBurst: { on: values.deviceBurst, sales: count("sales") },
    clickFlood: { on: values.clickFlood, clicks: count("clicks") },
    tooFast: { on: values.tooFast, seconds: count("seconds") },
    throwawayMail: { on: values.throwawayMail },
    refundRate: { on: values.refundRate, rate: readRate(values.rate) ?? "0", days: count("days") },
    couponLeak: { on: values.couponLeak, uses: count("uses"), times: count("times") },
    ...(basedOn > 0 ? { basedOn } : {}),
  };
}
