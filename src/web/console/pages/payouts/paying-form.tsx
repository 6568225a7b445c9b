// The account that a rail pays from: what that rail needs, and the password of who sets it. It never shows
// what is set already.
//   <PayingForm rail="sepa" account={account} onClose={close} />
import { useQueryClient } from "@tanstack/react-query";
import { Fragment } from "react";
import { type PayingAccount, type PayingAccountIn, setPaying } from "../../../data/payouts.ts";
import { CopyField } from "../../../parts/copy.tsx";
import { Dialog } from "../../../parts/dialog.tsx";
import { CheckField, ChoiceField, TextField } from "../../../parts/fields.tsx";
import { Form } from "../../../parts/form.tsx";
import { useForm } from "../../../parts/use-form.ts";
import { ProofField, useHasPassword } from "../../../payouts/proof-field.tsx";
import { useWords } from "../../../words/words.tsx";
import { useWorkspace } from "../../frame/use-workspace.ts";

type Rail = PayingAccountIn["rail"];

const FIELDS = {
  sepa: ["name", "iban", "bic"],
  ach: ["companyName", "companyId", "routing", "bankName"],
  paypal: ["clientId", "secret", "webhookId"],
  stripe: ["apiKey", "webhookSecret"],
} as const;

const EMPTY = {
  name: "",
  iban: "",
  bic: "",
  companyName: "",
  companyId: "",
  routing: "",
  bankName: "",
  clientId: "",
  secret: "",
  environment: "live",
  apiKey: "",
  webhookId: "",
  webhookSecret: "",
  forgetsWebhook: false,
  password: "",
};

type Values = typeof EMPTY;

const OPTIONAL: readonly string[] = ["bic", "webhookId", "webhookSecret"];
/** Where the service is to tell what became of payouts. */
const hookOf = (rail: Rail, ws: string) => `${window.location.origin}/hooks/payouts/${rail}/${ws}`;

const PATHS = Object.fromEntries(Object.keys(EMPTY).map((name) => [name, name])) as Partial<
  Record<keyof Values, string>
>;

interface Props {
  rail: Rail;
  /** What is set already, masked. */
  account: PayingAccount | undefined;
  onClose: () => void;
}

export function PayingForm({ rail, account, onClose }: Props) {
  const { say } = useWords();
  const { ws } = useWorkspace();
  const queries = useQueryClient();
  const hasPassword = useHasPassword();
  const form = useForm({
    start: EMPTY,
    paths: PATHS,
    check: (values) =>
      Object.fromEntries(
        [...FIELDS[rail], ...(hasPassword ? (["password"] as const) : [])]
          .filter((field) => !OPTIONAL.includes(field))
          .map((field) => [field, values[field].trim() === "" ? say("form.required") : undefined]),
      ),
    send: (values) => setPaying(ws, accountOf(rail, values), values.password),
    onDone: async () => {
      await queries.invalidateQueries({ queryKey: [ws, "payouts"] });
      onClose();
    },
  });
  const webhookHint = say(account?.webhook ? "payout.paying.webhookKept" : "payout.paying.webhookHint");
  const title = say("payout.payingTitle", { rail: say(`payout.rail.${rail}`) });
  return (
    <Dialog title={title} onClose={onClose}>
      <Form form={form} act={say("payout.save")} onLeave={onClose} isUnguarded>
        {FIELDS[rail].map((field) => (
          <Fragment key={field}>
            {field.startsWith("webhook") ? (
              <CopyField label={say("payout.paying.webhookAddress")} value={hookOf(rail, ws)} />
            ) : null}
            <TextField
              form={form}
              name={field}
              label={say(`payout.paying.${field}`)}
              isOptional={OPTIONAL.includes(field)}
              {...(field.startsWith("webhook") ? { hint: webhookHint } : {})}
            />
          </Fragment>
        ))}
        {account?.webhook ? (
          <CheckField form={form} name="forgetsWebhook" label={say("payout.paying.forgetWebhook")} />
        ) : null}
        {rail === "paypal" ? (
          <ChoiceField
            form={form}
            name="environment"
            label={say("payout.paying.environment")}
            options={(["live", "sandbox"] as const).map((value) => ({
              value,
              label: say(`payout.environment.${value}`),
            }))}
          />
        ) : null}
        <ProofField form={form} />
      </Form>
    </Dialog>
  );
}

/** Left empty, what is set stays. */
function webhookOf<K extends "webhookId" | "webhookSecret">(name: K, values: Values) {
  if (values.forgetsWebhook) return { [name]: null };
  return values[name].trim() === "" ? {} : { [name]: values[name] };
}

function accountOf(rail: Rail, values: Values): PayingAccountIn {
  const { name, iban, bic, companyName, companyId, routing, bankName, clientId, secret, apiKey } = values;
  switch (rail) {
    case "sepa":
      return { rail, name, iban, bic: bic.trim() === "" ? null : bic };
    case "ach":
      return { rail, companyName, companyId, routing, bankName };
    case "paypal":
      return {
        ...{ rail, clientId, secret, environment: values.environment as "live" | "sandbox" },
        ...webhookOf("webhookId", values),
      };
    case "stripe":
      return {
        ...{ rail, apiKey },
        ...webhookOf("webhookSecret", values),
      };
  }
}
