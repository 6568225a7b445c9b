// Makes a partner an affiliate of a product, or changes how: code, rate, recruiter. Suspending and ending are
// acts of their own. Two who edit at once are told.
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { ChoiceField, RateField, TextField } from "../../../parts/fields.tsx";
import { Form, FormRow } from "../../../parts/form.tsx";
import { readRate, typedRate } from "../../../parts/format-amount.ts";
import { useToast } from "../../../parts/toast.tsx";
import { type FormState, useForm } from "../../../parts/use-form.ts";
import { useWords } from "../../../words/words.tsx";
import { type Product, productChanged } from "../../data/products.ts";
import {
  type Affiliation,
  changeAffiliation,
  createAffiliation,
  partiesQuery,
} from "../../data/products-around.ts";
import { KnownPerson, OtherWays } from "../../frame/known-person.tsx";
import { useWorkspace } from "../../frame/use-workspace.ts";

interface Values {
  party: string;
  code: string;
  rate: string;
  recruitedBy: string;
}

interface Props {
  product: Product;
  affiliation: Affiliation | null;
  onClose: () => void;
}

export function AffiliateForm({ product, affiliation, onClose }: Props) {
  const { say, language } = useWords();
  const { ws } = useWorkspace();
  const queries = useQueryClient();
  const toast = useToast();
  const parties = useQuery(partiesQuery(ws)).data?.data ?? [];
  const partners = parties
    .filter((one) => one.kind === "partner")
    .map((one) => ({ value: one.id, label: one.name }));
  const form = useForm<Values, Affiliation>({
    start: {
      party: affiliation?.party.id ?? "",
      code: affiliation?.code ?? "",
      rate: affiliation ? typedRate(affiliation.rate, language) : "",
      recruitedBy: affiliation?.recruitedBy?.id ?? "",
    },
    check: ({ party, code, rate }) => ({
      party: party ? undefined : say("form.required"),
      code: /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/.test(code.trim()) ? undefined : say("affiliates.badCode"),
      rate: readRate(rate) === null ? say("form.badRate") : undefined,
    }),
    send: ({ party, code, rate, recruitedBy }) => {
      const own = { code: code.trim(), rate: readRate(rate) ?? "0", recruitedBy: recruitedBy || null };
      if (affiliation === null) return createAffiliation(ws, { product: product.id, party, ...own });
      const change = { ...own, basedOn: affiliation.version };
      return changeAffiliation(ws, affiliation.id, change);
    },
    onDone: async (made) => {
      await productChanged(queries, ws, product.id);
      toast.tell({ says: say("affiliates.saved", { name: made.party.name }) });
      onClose();
    },
  });
  const name = affiliation?.party.name ?? partners.find((one) => one.value === form.values.party)?.label;
  return (
    <Form
      form={form}
      act={name ? say("affiliates.saveNamed", { name }) : say("affiliates.add")}
      onLeave={onClose}
      isUnguarded
    >
      {affiliation === null ? <OtherWays as="affiliate" product={product.id} /> : null}
      <Fields form={form} affiliation={affiliation} partners={partners} />
      {affiliation === null ? (
        <KnownPerson party={form.values.party} as="affiliate" product={product.id} />
      ) : null}
    </Form>
  );
}

interface FieldsProps {
  form: FormState<Values>;
  affiliation: Affiliation | null;
  partners: readonly { value: string; label: string }[];
}

function Fields({ form, affiliation, partners }: FieldsProps) {
  const { say } = useWords();
  return (
    <>
      {affiliation ? null : (
        <ChoiceField
          form={form}
          name="party"
          label={say("affiliates.partner")}
          hint={say("affiliates.partnerHint")}
          options={partners}
          isSearchable
        />
      )}
      <FormRow>
        <TextField form={form} name="code" label={say("affiliates.code")} maxLength={64} />
        <RateField form={form} name="rate" label={say("affiliates.rate")} />
      </FormRow>
      <ChoiceField
        form={form}
        name="recruitedBy"
        label={say("affiliates.recruitedBy")}
        hint={say("affiliates.recruitedHint")}
        options={partners.filter((one) => one.value !== form.values.party)}
        isSearchable
        isOptional
      />
    </>
  );
}
