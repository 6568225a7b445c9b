// Makes a partner an affiliate of a product, recruited by one of its managers where it has any, or changes
// code and rate. Suspending, ending and handing over are acts of their own. Two who edit at once are told.
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { managersQuery } from "../../../data/programs.ts";
import { ChoiceField, RateField, TextField } from "../../../parts/fields.tsx";
import { Form, FormRow } from "../../../parts/form.tsx";
import { formatRate, readRate, typedRate } from "../../../parts/format-amount.ts";
import { useToast } from "../../../parts/toast.tsx";
import { useBegun } from "../../../parts/use-begun.ts";
import { type FormState, useForm } from "../../../parts/use-form.ts";
import { dayFormat, useZone } from "../../../parts/when.tsx";
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
  const zone = useZone();
  const parties = useQuery(partiesQuery(ws)).data?.data ?? [];
  const managers = useQuery(managersQuery(ws, product.id)).data?.data ?? [];
  const partners = parties
    .filter((one) => one.kind === "partner")
    .map((one) => ({ value: one.id, label: one.name }));
  const begun = useBegun(affiliation);
  const form = useForm<Values, Affiliation>({
    start: {
      party: affiliation?.party.id ?? "",
      code: affiliation?.code ?? "",
      rate: affiliation ? typedRate(affiliation.rate, language) : "",
      recruitedBy: "",
    },
    check: ({ party, code, rate }) => ({
      party: party ? undefined : say("form.required"),
      code: /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/.test(code.trim()) ? undefined : say("affiliates.badCode"),
      rate: readRate(rate) === null ? say("form.badRate") : undefined,
    }),
    send: ({ party, code, rate, recruitedBy }) => {
      const own = { code: code.trim(), rate: readRate(rate) ?? "0" };
      if (begun === null) {
        return createAffiliation(ws, {
          ...{ product: product.id, party, recruitedBy: recruitedBy || null },
          ...own,
        });
      }
      const change = { ...own, basedOn: begun.version };
      return changeAffiliation(ws, begun.id, change);
    },
    onDone: async (made) => {
      await productChanged(queries, ws, product.id);
      toast.tell({ says: savedSays(made) });
      onClose();
    },
  });
  const savedSays = ({ party: { name }, nextRate }: Affiliation) => {
    if (affiliation === null || nextRate === null) return say("affiliates.saved", { name });
    const at = dayFormat(language, zone).format(Date.parse(nextRate.starts));
    return say("affiliates.savedLater", { name, at, rate: formatRate(nextRate.rate, language) });
  };
  const name = affiliation?.party.name ?? partners.find((one) => one.value === form.values.party)?.label;
  return (
    <Form
      form={form}
      act={name ? say("affiliates.saveNamed", { name }) : say("affiliates.add")}
      onLeave={onClose}
      isUnguarded
    >
      {affiliation === null ? <OtherWays as="affiliate" product={product.id} /> : null}
      <Fields
        form={form}
        affiliation={affiliation}
        partners={partners}
        managers={managers.map(({ party }) => ({ value: party.id, label: party.name }))}
      />
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
  managers: FieldsProps["partners"];
}

function Fields({ form, affiliation, partners, managers }: FieldsProps) {
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
        <TextField
          form={form}
          name="code"
          label={say("affiliates.code")}
          maxLength={64}
          {...(affiliation ? { hint: say("affiliates.codeHint") } : {})}
        />
        <RateField
          form={form}
          name="rate"
          label={say("affiliates.rate")}
          {...(affiliation ? { hint: say("affiliates.rateHint") } : {})}
        />
      </FormRow>
      {affiliation === null && managers.length > 0 ? (
        <ChoiceField
          form={form}
          name="recruitedBy"
          label={say("affiliates.recruitedBy")}
          hint={say("affiliates.recruitedHint")}
          options={managers.filter((one) => one.value !== form.values.party)}
          isOptional
        />
      ) : null}
    </>
  );
}
