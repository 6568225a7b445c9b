// A new version of a product's fees and affiliate rules, from now on: never for a sale that is posted. Before
// it is sent one sees what it would change of a usual sale, for everybody.
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { AmountField, ChoiceField, RateField } from "../../../parts/fields.tsx";
import { Form, FormPart, FormRow } from "../../../parts/form.tsx";
import { formatAmount, readAmount, readRate, typedRate } from "../../../parts/format-amount.ts";
import { useToast } from "../../../parts/toast.tsx";
import { type FormState, useForm } from "../../../parts/use-form.ts";
import { useWords } from "../../../words/words.tsx";
import {
  changeTerms,
  type Product,
  type ProductTerms,
  productChanged,
  type TermsIn,
} from "../../data/products.ts";
import { offersQuery, partiesQuery } from "../../data/products-around.ts";
import { workspaceQuery } from "../../data/workspace.ts";
import { useWorkspace } from "../../frame/use-workspace.ts";
import { ProposeFees, touchedBy } from "./propose-fees.tsx";
import { TermsChange } from "./terms-change.tsx";

interface Values {
  party: string;
  rate: string;
  fixed: string;
  bearer: string;
  processorBearer: string;
  base: string;
  unreturned: string;
}

interface Props {
  product: Product;
  /** The newest version that the form is based on. */
  newest: ProductTerms;
  onClose: () => void;
}

const BEARERS = ["shared", "producer"] as const;

export function FeesForm({ product, newest, onClose }: Props) {
  const { say, language } = useWords();
  const { ws } = useWorkspace();
  const queries = useQueryClient();
  const toast = useToast();
  const parties = useQuery(partiesQuery(ws)).data?.data ?? [];
  const offers = useQuery(offersQuery(ws, product.id)).data?.data ?? [];
  const home = useQuery(workspaceQuery(ws)).data?.currency ?? "USD";
  const fee = newest.platformFee;
  const currency = Object.keys(fee?.fixed ?? {})[0] ?? offers[0]?.currency ?? home;
  const form = useForm<Values, ProductTerms>({
    start: {
      party: fee?.party.id ?? "",
      rate: fee ? typedRate(fee.rate, language) : "",
      fixed: formatAmount(fee?.fixed[currency] ?? 0, currency, language),
      bearer: fee?.bearer ?? "shared",
      processorBearer: newest.processorFee.bearer,
      base: newest.affiliate.base,
      unreturned: newest.unreturnedFees,
    },
    check: ({ party, rate, fixed }) =>
      party === ""
        ? {}
        : {
            rate: readRate(rate) === null ? say("form.badRate") : undefined,
            fixed: (readAmount(fixed, currency, language) ?? -1) < 0 ? say("form.badAmount") : undefined,
          },
    paths: { party: "platformFee.party", rate: "platformFee.rate", fixed: "platformFee.fixed" },
    send: (values) =>
      changeTerms(ws, product.id, {
        ...termsOf(values, newest, currency, language),
        basedOn: newest.version,
      }),
    onDone: async () => {
      await productChanged(queries, ws, product.id);
      toast.tell({ says: say("fees.saved", { product: product.name }) });
      onClose();
    },
  });
  const touched = touchedBy(form.error);
  const platforms = parties
    .filter((one) => one.kind === "platform")
    .map((one) => ({ value: one.id, label: one.name }));
  return (
    <Form form={form} act={say("fees.save", { product: product.name })} onLeave={onClose} isUnguarded>
      <Fields form={form} platforms={platforms} currency={currency} />
      <TermsChange product={product} draft={{ terms: termsOf(form.values, newest, currency, language) }} />
      {touched === null ? null : (
        <ProposeFees
          product={product}
          names={touched}
          terms={termsOf(form.values, newest, currency, language)}
          onSent={onClose}
        />
      )}
    </Form>
  );
}

interface FieldsProps {
  form: FormState<Values>;
  platforms: readonly { value: string; label: string }[];
  currency: string;
}

function Fields({ form, platforms, currency }: FieldsProps) {
  const { say } = useWords();
  const bearers = BEARERS.map((value) => ({ value, label: say(`fees.bearer.${value}`) }));
  const hasFee = form.values.party !== "";
  return (
    <>
      <FormPart title={say("lineRole.platform_fee")}>
        <ChoiceField
          form={form}
          name="party"
          label={say("fees.to")}
          options={platforms}
          placeholder={say("fees.none")}
          isOptional
        />
        {hasFee ? (
          <>
            <FormRow>
              <RateField form={form} name="rate" label={say("fees.rate")} />
              <AmountField form={form} name="fixed" label={say("fees.fixed")} currency={currency} />
            </FormRow>
            <ChoiceField form={form} name="bearer" label={say("fees.whoBears")} options={bearers} />
          </>
        ) : null}
      </FormPart>
      <FormPart title={say("fees.rules")}>
        <ChoiceField
          form={form}
          name="processorBearer"
          label={say("fees.whoBearsProcessor")}
          options={bearers}
        />
        <FormRow>
          <ChoiceField
            form={form}
            name="base"
            label={say("fees.affiliateBase")}
            options={(["net", "gross"] as const).map((value) => ({
              value,
              label: say(`fees.base.${value}`),
            }))}
          />
          <ChoiceField
            form={form}
            name="unreturned"
            label={say("fees.unreturned")}
            options={(["producer", "pro_rata"] as const).map((value) => ({
              value,
              label: say(`fees.unreturned.${value}`),
            }))}
          />
        </FormRow>
      </FormPart>
    </>
  );
}

/** The whole of the terms, as the server wants them; fixed parts in other currencies stay. */
function termsOf(values: Values, newest: ProductTerms, currency: string, language: string): TermsIn {
  const { party, rate, fixed, bearer, processorBearer, base, unreturned } = values;
  const amount = readAmount(fixed, currency, language) ?? 0;
  const { [currency]: _, ...others } = newest.platformFee?.fixed ?? {};
  return {
    ...(party === ""
      ? {}
      : {
          platformFee: {
            party,
            rate: readRate(rate) ?? "0",
            fixed: { ...others, ...(amount > 0 ? { [currency]: amount } : {}) },
            bearer: bearer as (typeof BEARERS)[number],
          },
        }),
    processorFee: { bearer: processorBearer as (typeof BEARERS)[number] },
    affiliate: { base: base as "net" | "gross" },
    unreturnedFees: unreturned as "producer" | "pro_rata",
  };
}
