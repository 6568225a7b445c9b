// A new version of a product's fees and affiliate rules, from now on: never for a sale that is posted. Before
// it is sent one sees what it would change of a usual sale, for everybody.
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { AmountsField } from "../../../parts/amounts-field.tsx";
import { ChoiceField, RateField } from "../../../parts/fields.tsx";
import { Form, FormPart, FormRow } from "../../../parts/form.tsx";
import { readRate, typedRate } from "../../../parts/format-amount.ts";
import { useToast } from "../../../parts/toast.tsx";
import { readAmounts, type TypedAmounts, typedAmounts } from "../../../parts/typed-amounts.ts";
import { useBegun } from "../../../parts/use-begun.ts";
import { useChecks } from "../../../parts/use-checks.ts";
import { type FormState, useForm } from "../../../parts/use-form.ts";
import { dayFormat, useZone } from "../../../parts/when.tsx";
import { capital } from "../../../words/capital.ts";
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
  fixed: TypedAmounts;
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

const HOUR_MS = 3_600_000;
const BEARERS = ["shared", "producer"] as const;

export function FeesForm({ product, newest, onClose }: Props) {
  const { say, language } = useWords();
  const { ws } = useWorkspace();
  const queries = useQueryClient();
  const toast = useToast();
  const zone = useZone();
  const wrong = useChecks();
  const parties = useQuery(partiesQuery(ws)).data?.data ?? [];
  const offers = useQuery(offersQuery(ws, product.id)).data?.data ?? [];
  const home = useQuery(workspaceQuery(ws)).data?.currency ?? "USD";
  const begun = useBegun(newest);
  const fee = begun.platformFee;
  const form = useForm<Values, ProductTerms>({
    start: {
      party: fee?.party.id ?? "",
      rate: fee ? typedRate(fee.rate, language) : "",
      fixed: typedAmounts(fee?.fixed ?? {}, offers[0]?.currency ?? home, language),
      bearer: fee?.bearer ?? "shared",
      processorBearer: begun.processorFee.bearer,
      base: begun.affiliate.base,
      unreturned: begun.unreturnedFees,
    },
    check: ({ party, rate, fixed }) =>
      party === ""
        ? {}
        : {
            rate: wrong.rate(rate),
            fixed: wrong.amounts(fixed),
          },
    paths: { party: "platformFee.party", rate: "platformFee.rate", fixed: "platformFee.fixed" },
    send: (values) =>
      changeTerms(ws, product.id, {
        ...termsOf(values, language),
        basedOn: begun.version,
      }),
    onDone: async ({ starts }) => {
      await productChanged(queries, ws, product.id);
      const at = dayFormat(language, zone).format(Date.parse(starts));
      const isLater = Date.parse(starts) > Date.now() + HOUR_MS;
      toast.tell({
        says: isLater
          ? say("fees.savedLater", { product: product.name, at })
          : say("fees.saved", { product: product.name }),
      });
      onClose();
    },
  });
  const platforms = parties
    .filter((one) => one.kind === "platform")
    .map((one) => ({ value: one.id, label: one.name }));
  return (
    <Form
      form={form}
      act={say("fees.save", { product: product.name })}
      aside={say("fees.saveSays")}
      onLeave={onClose}
      isUnguarded
    >
      <Fields form={form} platforms={platforms} />
      <TermsChange product={product} draft={{ terms: termsOf(form.values, language) }} />
      <Asked form={form} product={product} onSent={onClose} />
    </Form>
  );
}

/** Whom the fees would give less than agreed: they can be asked. */
function Asked({ form, product, onSent }: { form: FormState<Values>; product: Product; onSent: () => void }) {
  const { language } = useWords();
  const names = touchedBy(form.error);
  if (names === null) return null;
  const terms = termsOf(form.values, language);
  return <ProposeFees product={product} names={names} terms={terms} onSent={onSent} />;
}

interface FieldsProps {
  form: FormState<Values>;
  platforms: readonly { value: string; label: string }[];
}

function Fields({ form, platforms }: FieldsProps) {
  const { say, language } = useWords();
  const bearers = BEARERS.map((value) => ({ value, label: capital(say(`fees.bearer.${value}`), language) }));
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
              <ChoiceField form={form} name="bearer" label={say("fees.whoBears")} options={bearers} />
            </FormRow>
            <AmountsField form={form} name="fixed" label={say("fees.fixed")} hint={say("fees.fixedHint")} />
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
            hint={say("fees.affiliateBaseHint")}
            options={(["net", "gross"] as const).map((value) => ({
              value,
              label: capital(say(`fees.base.${value}`), language),
            }))}
          />
          <ChoiceField
            form={form}
            name="unreturned"
            label={say("fees.unreturned")}
            options={(["producer", "pro_rata"] as const).map((value) => ({
              value,
              label: capital(say(`fees.unreturned.${value}`), language),
            }))}
          />
        </FormRow>
      </FormPart>
    </>
  );
}

/** The whole of the terms, as the server wants them. */
function termsOf(values: Values, language: string): TermsIn {
  const { party, rate, fixed, bearer, processorBearer, base, unreturned } = values;
  return {
    ...(party === ""
      ? {}
      : {
          platformFee: {
            party,
            rate: readRate(rate) ?? "0",
            fixed: readAmounts(fixed, language) ?? {},
            bearer: bearer as (typeof BEARERS)[number],
          },
        }),
    processorFee: { bearer: processorBearer as (typeof BEARERS)[number] },
    affiliate: { base: base as "net" | "gross" },
    unreturnedFees: unreturned as "producer" | "pro_rata",
  };
}
