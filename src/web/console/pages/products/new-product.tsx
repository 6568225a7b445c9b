// A new product: what it is called, where buyers get help, and its first offer, in one calm form. Who shares
// it comes after, on its own page. Made whole or not at all.
//   /w/ws_…/products/new
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { CheckField } from "../../../parts/fields.tsx";
import { Form, FormPart } from "../../../parts/form.tsx";
import { Page } from "../../../parts/page.tsx";
import { NoAccess } from "../../../parts/problem.tsx";
import { useToast } from "../../../parts/toast.tsx";
import { useForm } from "../../../parts/use-form.ts";
import { useWords } from "../../../words/words.tsx";
import { firstRunAddress, productAddress, productsAddress } from "../../addresses.ts";
import { type NewProduct as Body, createProduct, type ProductStatus } from "../../data/products.ts";
import { type Workspace, workspaceQuery } from "../../data/workspace.ts";
import { useWorkspace } from "../../frame/use-workspace.ts";
import { checkOffer, firstOffer, OfferFields, type OfferValues, offerBody } from "./offer-fields.tsx";
import { ProductFields, type ProductValues } from "./product-fields.tsx";

interface Values extends ProductValues, OfferValues {
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
  const back = useBack(ws);
  return (
    <Page title={say("products.new")} lead={say("newProduct.lead")} back={back}>
      {may("products") ? null : <NoAccess says={say("products.noAccess")} />}
      {may("products") && workspace ? <NewProductForm ws={ws} workspace={workspace} /> : null}
    </Page>
  );
}

/** Where one came from: the first steps lead here too, and go on after it. */
function useBack(ws: string) {
  const { say } = useWords();
  const { from } = useSearch({ strict: false }) as { from?: string };
  return from === "first-steps"
    ? { to: firstRunAddress(ws), name: say("newProduct.firstSteps"), goesOn: true }
    : { to: productsAddress(ws), name: say("nav.products"), goesOn: false };
}

function NewProductForm({ ws, workspace }: { ws: string; workspace: Workspace }) {
  const words = useWords();
  const { say } = words;
  const navigate = useNavigate();
  const queries = useQueryClient();
  const toast = useToast();
  const back = useBack(ws);
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
      await queries.invalidateQueries({ queryKey: [ws, "first-run"] });
      const open = () => void navigate({ to: productAddress(ws, made.id) });
      const says = say("newProduct.done", { name: made.name });
      if (!back.goesOn) {
        toast.tell({ says });
        return open();
      }
      toast.tell({ says, act: { name: say("newProduct.see"), onPick: open } });
      await navigate({ to: back.to });
    },
  });
  const { name, hasOffer } = form.values;
  const act = name.trim() ? say("newProduct.goNamed", { name: name.trim() }) : say("newProduct.go");
  return (
    <Form form={form} act={act} leaveTo={back.to}>
      <ProductFields form={form} isNew />
      <FormPart title={say("newProduct.offer")} says={say("newProduct.offerSays")}>
        <CheckField form={form} name="hasOffer" isSwitch label={say("newProduct.withOffer")} />
        {hasOffer ? <OfferFields form={form} isNew /> : null}
      </FormPart>
    </Form>
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
