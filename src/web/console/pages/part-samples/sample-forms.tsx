// Forms among the parts: every field, empty, filled, wrong and off; what is copied; what is shown once. Not
// in what is shipped. The second form fails as the server would: its paths land on its fields.
import { CURRENCIES } from "../../../../base/currency.ts";
import { CopyField, Secret } from "../../../parts/copy.tsx";
import {
  AmountField,
  CheckField,
  ChoiceField,
  LongTextField,
  PasswordField,
  RateField,
  TextField,
} from "../../../parts/fields.tsx";
import { Form, FormPart, FormRow } from "../../../parts/form.tsx";
import { countryOptions, currencyOptions } from "../../../parts/places.ts";
import { useChecks } from "../../../parts/use-checks.ts";
import { useForm } from "../../../parts/use-form.ts";
import { PROBLEM } from "./sample-facts.tsx";
import { Group, Shown } from "./shown.tsx";

const PAYERS = [
  { value: "producer", label: "The producer" },
  { value: "shared", label: "Shared by everyone" },
];

const SCHEDULES = [
  { value: "weekly", label: "Every Monday" },
  { value: "monthly", label: "On the first of the month" },
];
const PAGES = [{ value: "main", label: "The main one" }];
const COUNTRIES = countryOptions("en");
const CURRENCY_NAMES = currencyOptions(CURRENCIES, "en");

export function Forms() {
  return (
    <Group name="forms">
      <Shown name="Form">
        <Filled />
      </Shown>
      <Shown name="Form that was refused">
        <Refused />
      </Shown>
      <Shown name="Choice">
        <Choices />
      </Shown>
      <Shown name="Copy">
        <CopyField
          label="Webhook address"
          value="https://partage.example/hooks/stripe/whk_01"
          hint="Paste it there."
        />
        <Secret
          label="API key"
          value="partage_0123456789abcdef0123456789abcdef"
          says="Keep it where you keep passwords."
        />
      </Shown>
    </Group>
  );
}

function Filled() {
  const form = useForm({
    start: {
      name: "Piano in 30 days",
      price: "1.234,50",
      share: "35",
      bearer: "shared",
      note: "",
      secret: "hunter2hunter2",
      isListed: true,
      hasGuarantee: false,
    },
    send: async () => undefined,
  });
  return (
    <Form form={form} act="Save Piano in 30 days" leaveTo="/sign-in" aside="Nothing changes for past sales.">
      <FormPart title="Offer" says="What a buyer sees and pays.">
        <TextField form={form} name="name" label="Name" hint="As buyers read it." />
        <FormRow>
          <AmountField form={form} name="price" label="Price" currency="EUR" />
          <RateField form={form} name="share" label="Share" hint="Of what is left after fees." />
        </FormRow>
        <ChoiceField form={form} name="bearer" label="Who pays the fees" options={PAYERS} />
      </FormPart>
      <FormPart title="More">
        <LongTextField form={form} name="note" label="Note" isOptional rows={2} />
        <PasswordField form={form} name="secret" label="Password" isOff />
        <CheckField form={form} name="isListed" label="Listed" hint="Affiliates may find it." />
        <CheckField form={form} name="hasGuarantee" label="With guarantee" isSwitch />
      </FormPart>
    </Form>
  );
}

function Choices() {
  const form = useForm({
    start: { payer: "", schedule: "", country: "", currency: "BRL", page: "gone" },
    send: async () => undefined,
  });
  return (
    <Form form={form} act="Save the choices" tone="quiet" isUnguarded>
      <FormRow>
        <ChoiceField form={form} name="payer" label="Who pays the tax" options={PAYERS} />
        <ChoiceField form={form} name="schedule" label="Schedule" options={SCHEDULES} isOptional />
      </FormRow>
      <FormRow>
        <ChoiceField form={form} name="country" label="Country" options={COUNTRIES} />
        <ChoiceField form={form} name="currency" label="Currency" options={CURRENCY_NAMES} isOptional />
      </FormRow>
      <ChoiceField form={form} name="page" label="Landing page" options={PAGES} isOptional />
    </Form>
  );
}

function Refused() {
  const wrong = useChecks();
  const form = useForm({
    start: { amount: "0", currency: "XXX" },
    check: ({ amount, currency }) => ({
      amount: wrong.amount(amount, "USD"),
      currency: wrong.blank(currency),
    }),
    paths: { amount: "lines[0].amount" },
    send: async () => {
      throw PROBLEM;
    },
  });
  return (
    <Form form={form} act="Send what is wrong" isUnguarded>
      <AmountField form={form} name="amount" label="Amount" currency="USD" />
      <TextField form={form} name="currency" label="Currency" />
    </Form>
  );
}
