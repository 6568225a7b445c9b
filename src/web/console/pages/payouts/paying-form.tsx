// The account that a rail pays from: what that rail needs, and the password of who sets it. It never shows
// what is set already.
//   <PayingForm rail="sepa" onClose={close} />
import { useQueryClient } from "@tanstack/react-query";
import { type PayingAccountIn, setPaying } from "../../../data/payouts.ts";
import { Dialog } from "../../../parts/dialog.tsx";
import { ChoiceField, PasswordField, TextField } from "../../../parts/fields.tsx";
import { Form } from "../../../parts/form.tsx";
import { useForm } from "../../../parts/use-form.ts";
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
  password: "",
};

type Values = typeof EMPTY;

const OPTIONAL: readonly string[] = ["bic", "webhookId", "webhookSecret"];
/** Where the service is to tell what became of payouts. */
const hookOf = (rail: Rail, ws: string) => `${window.location.origin}/hooks/payouts/${rail}/${ws}`;

const PATHS = Object.fromEntries(Object.keys(EMPTY).map((name) => [name, name])) as Partial<
  Record<keyof Values, string>
>;

export function PayingForm({ rail, onClose }: { rail: Rail; onClose: () => void }) {
  const { say } = useWords();
  const { ws } = useWorkspace();
  const queries = useQueryClient();
  const form = useForm({
    start: EMPTY,
    paths: PATHS,
    check: (values) =>
      Object.fromEntries(
        FIELDS[rail]
          .filter((field) => !OPTIONAL.includes(field))
          .map((field) => [field, values[field].trim() === "" ? say("form.required") : undefined]),
      ),
    send: (values) => setPaying(ws, accountOf(rail, values), values.password),
    onDone: async () => {
      await queries.invalidateQueries({ queryKey: [ws, "payouts"] });
      onClose();
    },
  });
  const title = say("payout.payingTitle", { rail: say(`payout.rail.${rail}`) });
  return (
    <Dialog title={title} onClose={onClose}>
      <Form form={form} act={say("payout.save")} onLeave={onClose} isUnguarded>
        {FIELDS[rail].map((field) => (
          <TextField
            key={field}
            form={form}
            name={field}
            label={say(`payout.paying.${field}`)}
            isOptional={OPTIONAL.includes(field)}
            {...(field.startsWith("webhook")
              ? { hint: say("payout.paying.webhookHint", { address: hookOf(rail, ws) }) }
              : {})}
          />
        ))}
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
        <PasswordField
          form={form}
          name="password"
          label={say("payout.method.password")}
          hint={say("payout.method.passwordHint")}
          isOptional
        />
      </Form>
    </Dialog>
  );
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
        ...(values.webhookId.trim() === "" ? {} : { webhookId: values.webhookId }),
      };
    case "stripe":
      return {
        ...{ rail, apiKey },
        ...(values.webhookSecret.trim() === "" ? {} : { webhookSecret: values.webhookSecret }),
      };
  }
}
