// A new product: what it is called, where buyers get help, and its first offer, in one calm form. Who shares
// it comes after, on its own page. Made whole or not at all.
//   /w/ws_…/products/new
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { CheckField, ChoiceField, LongTextField, TextField } from "../../../parts/fields.tsx";
import { Form, FormPart, FormRow } from "../../../parts/form.tsx";
import { Page } from "../../../parts/page.tsx";
import { NoAccess } from "../../../parts/problem.tsx";
import { useToast } from "../../../parts/toast.tsx";
import { type FormState, useForm } from "../../../parts/use-form.ts";
import { useWords } from "../../../words/words.tsx";
import { productAddress, productsAddress } from "../../addresses.ts";
import { type NewProduct as Body, createProduct, type ProductStatus } from "../../data/products.ts";
import { type Workspace, workspaceQuery } from "../../data/workspace.ts";
import { useWorkspace } from "../../frame/use-workspace.ts";
import { checkOffer, firstOffer, OfferFields, type OfferValues, offerBody } from "./offer-fields.tsx";

interface Values extends OfferValues {
  name: string;
  description: string;
  category: string;
  externalId: string;
  supportContact: string;
  status: string;
  hasOffer: boolean;
}

const PATHS = {
  offerName: "offers[0].name",
  price: "offers[0].price",
  currency: "offers[0].currency",
  every: "offers[0].every",
  instalments: "offers[0].instalments",
  guaranteeDays: "offers[0].guaranteeDays",
} as const;

export function NewProduct() {
  const { say } = useWords();
  const { ws, may } = useWorkspace();
  const workspace = useQuery(workspaceQuery(ws)).data;
  const back = { to: productsAddress(ws), name: say("nav.products") };
  return (
    <Page title={say("products.new")} lead={say("newProduct.lead")} back={back}>
      {may("products") ? null : <NoAccess says={say("products.noAccess")} />}
      {may("products") && workspace ? <NewProductForm ws={ws} workspace={workspace} /> : null}
    </Page>
  );
}

function NewProductForm({ ws, workspace }: { ws: string; workspace: Workspace }) {
  const words = useWords();
  const { say } = words;
  const navigate = useNavigate();
  const queries = useQueryClient();
  const toast = useToast();
  const form = useForm<Values, { id: string; name: string }>({
    start: {
      name: "",
      description: "",
      category: "",
      externalId: "",
      supportContact: "",
      status: "active",
      hasOffer: true,
      ...firstOffer(workspace, say),
    },
    check: (values) => ({
      name: values.name.trim() ? undefined : say("form.required"),
      ...(values.hasOffer ? checkOffer(values, words) : {}),
    }),
    paths: PATHS,
    send: (values) => createProduct(ws, asBody(values, words.language)),
    onDone: async (made) => {
      await queries.invalidateQueries({ queryKey: [ws, "products"] });
      toast.tell({ says: say("newProduct.done", { name: made.name }) });
      await navigate({ to: productAddress(ws, made.id) });
    },
  });
  const { name, hasOffer } = form.values;
  const act = name.trim() ? say("newProduct.goNamed", { name: name.trim() }) : say("newProduct.go");
  return (
    <Form form={form} act={act} leaveTo={productsAddress(ws)}>
      <About form={form} />
      <FormPart title={say("newProduct.offer")} says={say("newProduct.offerSays")}>
        <CheckField form={form} name="hasOffer" isSwitch label={say("newProduct.withOffer")} />
        {hasOffer ? <OfferFields form={form} isNew /> : null}
      </FormPart>
    </Form>
  );
}

function About({ form }: { form: FormState<Values> }) {
  const { say } = useWords();
  return (
    <FormPart>
      <TextField form={form} name="name" label={say("product.name")} maxLength={300} isFirst />
      <LongTextField
        form={form}
        name="description"
        label={say("product.description")}
        hint={say("product.descriptionHint")}
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
    </FormPart>
  );
}

function asBody(values: Values, language: string): Body {
  const { name, description, category, externalId, supportContact, status, hasOffer } = values;
  const text = (value: string) => value.trim() || undefined;
  return {
    name: name.trim(),
    status: status as ProductStatus,
    description: text(description),
    category: text(category),
    externalId: text(externalId),
    supportContact: text(supportContact),
    ...(hasOffer ? { offers: [offerBody(values, language)] } : {}),
  };
}
