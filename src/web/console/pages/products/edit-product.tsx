// What a product is called and says of itself; archiving it, or putting it on sale again, stands apart below.
// Two people who edit at once see each other's change. It never touches terms, offers or contracts.
//   /w/ws_…/products/product_…/edit
import { Skeleton } from "@mantine/core";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate, useParams } from "@tanstack/react-router";
import { Form } from "../../../parts/form.tsx";
import { Page } from "../../../parts/page.tsx";
import { NoAccess, Problem } from "../../../parts/problem.tsx";
import { useToast } from "../../../parts/toast.tsx";
import { useForm } from "../../../parts/use-form.ts";
import type { Words } from "../../../words/speak.ts";
import { useWords } from "../../../words/words.tsx";
import { productAddress } from "../../addresses.ts";
import {
  changeProduct,
  type Product,
  type ProductChange,
  type ProductStatus,
  productChanged,
  productQuery,
} from "../../data/products.ts";
import { useWorkspace } from "../../frame/use-workspace.ts";
import { ArchiveProduct } from "./archive-product.tsx";
import { ChangedMeanwhile, type MeanwhileRow } from "./changed-meanwhile.tsx";
import { ProductFields, type ProductValues } from "./product-fields.tsx";
import { useMeanwhile } from "./use-meanwhile.ts";

export function EditProduct() {
  const { say } = useWords();
  const { ws, may } = useWorkspace();
  const { product: id = "" } = useParams({ strict: false }) as { product?: string };
  const found = useQuery(productQuery(ws, id));
  const product = found.data;
  const name = product?.name ?? say("word.product");
  return (
    <Page title={say("product.editNamed", { name })} back={{ to: productAddress(ws, id), name }}>
      {found.isError ? <Problem error={found.error} onRetry={() => void found.refetch()} /> : null}
      {may("products") ? null : <NoAccess says={say("products.noAccess")} />}
      {product && may("products") ? (
        <>
          <EditForm key={product.id} product={product} />
          <ArchiveProduct product={product} />
        </>
      ) : null}
      {found.isPending ? <Skeleton height={320} radius={6} /> : null}
    </Page>
  );
}

const FIELDS = ["name", "description", "supportContact", "category", "externalId", "status"] as const;

function EditForm({ product }: { product: Product }) {
  const words = useWords();
  const { say } = words;
  const { ws } = useWorkspace();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const toast = useToast();
  const address = productAddress(ws, product.id);
  const seen = useMeanwhile(product, () =>
    queries.fetchQuery({ ...productQuery(ws, product.id), staleTime: 0 }),
  );
  const put = async (body: ProductChange) => {
    const made = await changeProduct(ws, product.id, body);
    await productChanged(queries, ws, product.id);
    return made;
  };
  const form = useForm<ProductValues, Product>({
    start: valuesOf(product),
    check: ({ name }) => ({ name: name.trim() ? undefined : say("form.required") }),
    send: (values) =>
      put({ ...changesOf(valuesOf(seen.base), values), basedOn: seen.version() }).catch(seen.look),
    onDone: async (made) => {
      const undo = changesOf(valuesOf(made), valuesOf(seen.base));
      const isSame = Object.keys(undo).length === 0;
      toast.tell({
        says: say("product.saved", { name: made.name }),
        ...(isSame ? {} : { undo: () => put({ ...undo, basedOn: made.version }) }),
      });
      await navigate({ to: address });
    },
  });
  const saveMine = () => {
    seen.accept();
    form.submit();
  };
  return (
    <Form form={form} act={say("product.save")} leaveTo={address}>
      {seen.theirs ? (
        <ChangedMeanwhile
          rows={rowsOf(valuesOf(seen.base), valuesOf(seen.theirs), form.values, words)}
          onTheirs={() => {
            if (seen.theirs) form.reset(valuesOf(seen.theirs));
            seen.accept();
          }}
          onMine={saveMine}
        />
      ) : null}
      <ProductFields form={form} isArchived={product.status === "inactive"} />
    </Form>
  );
}

function valuesOf(product: Product): ProductValues {
  const { name, status } = product;
  const [description, supportContact, category, externalId] = [
    product.description ?? "",
    product.supportContact ?? "",
    product.category ?? "",
    product.externalId ?? "",
  ];
  return { name, status, description, supportContact, category, externalId };
}

/** Only what differs, so that another's change of another field stays. */
function changesOf(before: ProductValues, after: ProductValues): ProductChange {
  const change: ProductChange = {};
  if (after.name.trim() !== before.name) change.name = after.name.trim();
  if (after.status !== before.status) change.status = after.status as ProductStatus;
  for (const field of ["description", "supportContact", "category", "externalId"] as const) {
    if (after[field].trim() !== before[field]) change[field] = after[field].trim() || null;
  }
  return change;
}

function rowsOf(
  before: ProductValues,
  theirs: ProductValues,
  mine: ProductValues,
  { say }: Words,
): MeanwhileRow[] {
  const shown = (field: (typeof FIELDS)[number], values: ProductValues) =>
    field === "status" ? say(`productStatus.${values.status as ProductStatus}`) : values[field];
  return FIELDS.map((field) => ({
    key: field,
    name: say(`productField.${field}`),
    before: shown(field, before),
    theirs: shown(field, theirs),
    mine: shown(field, mine),
  }));
}
