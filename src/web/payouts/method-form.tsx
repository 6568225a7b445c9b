// Where a party is to be paid: first the kind of place, then only what that place needs. Says before it is
// sent that a change waits. It never shows what is set already but masked.
//   <MethodForm who={{ side: "party", party }} isChange first="pix" onDone={close} onLeave={close} />

import { type PaidTo, type PayoutDetails, type PayoutMethodIn, setMethod } from "../data/payouts.ts";
import { ChoiceField, TextField } from "../parts/fields.tsx";
import { Form, FormRow } from "../parts/form.tsx";
import { type FormState, useForm } from "../parts/use-form.ts";
import { useWords } from "../words/words.tsx";
import { ProofField, useHasPassword } from "./proof-field.tsx";

type Kind = PayoutMethodIn["kind"];
const KINDS: readonly Kind[] = ["iban", "us_bank", "pix", "paypal", "wise", "stripe"];
const KEY_TYPES = ["cpf", "cnpj", "email", "phone", "random"] as const;

interface Values {
  kind: Kind;
  holder: string;
  iban: string;
  bic: string;
  routing: string;
  account: string;
  accountType: "checking" | "savings";
  email: string;
  keyType: (typeof KEY_TYPES)[number];
  key: string;
  password: string;
}

interface Props {
  who: PaidTo;
  name: string;
  isChange: boolean;
  /** What is offered first: see first-kind.ts. */
  first: Kind;
  onDone: (details: PayoutDetails) => unknown;
  onLeave: () => void;
}

const NEEDS: Record<Kind, readonly (keyof Values)[]> = {
  iban: ["holder", "iban"],
  us_bank: ["holder", "routing", "account"],
  pix: ["holder", "key"],
  paypal: ["email"],
  wise: ["holder", "email"],
  stripe: ["account"],
};

export function MethodForm({ who, name, isChange, first, onDone, onLeave }: Props) {
  const { say } = useWords();
  const hasPassword = useHasPassword();
  const form = useForm<Values, PayoutDetails>({
    start: {
      ...{ kind: first, holder: name, iban: "", bic: "", routing: "", account: "" },
      ...{ accountType: "checking", email: "", keyType: "cpf", key: "", password: "" },
    },
    check: (values) =>
      Object.fromEntries(
        [...NEEDS[values.kind], ...(hasPassword ? (["password"] as const) : [])].map((field) => [
          field,
          String(values[field]).trim() === "" ? say("form.required") : undefined,
        ]),
      ),
    send: (values) => setMethod(who, methodOf(values), values.password),
    onDone,
  });
  return (
    <Form
      form={form}
      act={say(isChange ? "payout.method.change" : "payout.method.set")}
      onLeave={onLeave}
      isUnguarded
    >
      <ChoiceField
        form={form}
        name="kind"
        label={say("payout.method.kind")}
        options={KINDS.map((value) => ({ value, label: say(`payout.kind.${value}`) }))}
      />
      <Fields form={form} />
      <ProofField form={form} />
      <p>{say(isChange ? "payout.method.waits" : "payout.method.counts")}</p>
    </Form>
  );
}

function Fields({ form }: { form: FormState<Values> }) {
  const { say } = useWords();
  const { kind } = form.values;
  const holder = <TextField form={form} name="holder" label={say("payout.method.holder")} maxLength={140} />;
  switch (kind) {
    case "iban":
      return (
        <>
          {holder}
          <TextField form={form} name="iban" label={say("payout.method.iban")} maxLength={60} />
          <TextField form={form} name="bic" label={say("payout.method.bic")} maxLength={20} isOptional />
        </>
      );
    case "us_bank":
      return (
        <>
          {holder}
          <UsFields form={form} />
        </>
      );
    case "pix":
      return (
        <>
          {holder}
          <FormRow>
            <ChoiceField
              form={form}
              name="keyType"
              label={say("payout.method.keyType")}
              options={KEY_TYPES.map((value) => ({ value, label: say(`payout.keyType.${value}`) }))}
            />
            <TextField form={form} name="key" label={say("payout.method.key")} maxLength={120} />
          </FormRow>
        </>
      );
    case "stripe":
      return (
        <TextField
          form={form}
          name="account"
          label={say("payout.method.stripe")}
          placeholder="acct_"
          maxLength={60}
        />
      );
    default:
      return (
        <>
          {kind === "wise" ? holder : null}
          <TextField
            form={form}
            name="email"
            label={say(`payout.method.${kind}`)}
            type="email"
            maxLength={254}
          />
        </>
      );
  }
}

function methodOf(values: Values): PayoutMethodIn {
  const { kind, holder, iban, bic, routing, account, accountType, email, keyType, key } = values;
  switch (kind) {
    case "iban":
      return { kind, holder, iban, bic: bic.trim() === "" ? null : bic };
    case "us_bank":
      return { kind, holder, routing, account, accountType };
    case "pix":
      return { kind, holder, keyType, key };
    case "paypal":
      return { kind, email };
    case "wise":
      return { kind, holder, email };
    case "stripe":
      return { kind, account };
  }
}

function UsFields({ form }: { form: FormState<Values> }) {
  const { say } = useWords();
  return (
    <>
      <FormRow>
        <TextField
          form={form}
          name="routing"
          label={say("payout.method.routing")}
          inputMode="numeric"
          maxLength={20}
        />
        <TextField
          form={form}
          name="account"
          label={say("payout.method.account")}
          inputMode="numeric"
          maxLength={30}
        />
      </FormRow>
      <ChoiceField
        form={form}
        name="accountType"
        label={say("payout.method.accountType")}
        options={(["checking", "savings"] as const).map((value) => ({
          value,
          label: say(`payout.accountType.${value}`),
        }))}
      />
    </>
  );
}
