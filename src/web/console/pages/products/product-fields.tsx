// The fields of what a product is called and says of itself, in the form that makes one and in the one that
// changes it. Whether it is archived is not chosen here. It never sends.
//   <ProductFields form={form} isNew /> inside a form whose values extend ProductValues
import { ChoiceField, LongTextField, TextField } from "../../../parts/fields.tsx";
import { FormPart, FormRow } from "../../../parts/form.tsx";
import type { FormState } from "../../../parts/use-form.ts";
import { useWords } from "../../../words/words.tsx";

export interface ProductValues {
  name: string;
  description: string;
  supportContact: string;
  category: string;
  externalId: string;
  status: string;
}

interface Props<V extends ProductValues> {
  form: FormState<V>;
  isNew?: boolean;
  isArchived?: boolean;
}

export function ProductFields<V extends ProductValues>({
  form: given,
  isNew = false,
  isArchived = false,
}: Props<V>) {
  const { say } = useWords();
  const form = given as unknown as FormState<ProductValues>;
  return (
    <FormPart>
      <TextField form={form} name="name" label={say("product.name")} maxLength={300} isFirst={isNew} />
      <LongTextField
        form={form}
        name="description"
        label={say("product.description")}
        hint={say("product.descriptionHint")}
        rows={isNew ? 3 : 5}
        isOptional
      />
      <TextField
        form={form}
        name="supportContact"
        label={say("product.support")}
        hint={say("product.supportHint")}
        maxLength={300}
        isOptional
      />
      <FormRow>
        <TextField form={form} name="category" label={say("product.category")} maxLength={100} isOptional />
        <TextField
          form={form}
          name="externalId"
          label={say("product.externalId")}
          hint={say("product.externalIdHint")}
          maxLength={255}
          isOptional
        />
      </FormRow>
      {isArchived ? null : (
        <ChoiceField
          form={form}
          name="status"
          label={say("word.state")}
          hint={say("product.statusHint")}
          options={(["active", "draft"] as const).map((value) => ({
            value,
            label: say(`productStatus.${value}`),
          }))}
        />
      )}
    </FormPart>
  );
}
