// Records what was agreed with a co-producer already: whose share of what, from when, until when, and where
// the agreement can be found. The partner is asked to confirm it afterwards. Before | after of a usual sale
// stands below.
//   /w/ws_…/products/product_…/contracts/new
import { Skeleton } from "@mantine/core";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate, useParams } from "@tanstack/react-router";
import { EMPTY_CLAUSES, readyClauses, type TermsPlace } from "../../../contracts/clause-values.ts";
import { termsOf } from "../../../contracts/terms-values.ts";
import { Form } from "../../../parts/form.tsx";
import { Page } from "../../../parts/page.tsx";
import { NoAccess, Problem } from "../../../parts/problem.tsx";
import { useToast } from "../../../parts/toast.tsx";
import { useForm } from "../../../parts/use-form.ts";
import { useZone } from "../../../parts/when.tsx";
import type { Words } from "../../../words/speak.ts";
import { useWords } from "../../../words/words.tsx";
import { productAddress } from "../../addresses.ts";
import { type Product, productChanged, productQuery } from "../../data/products.ts";
import {
  type Contract,
  offersQuery,
  partiesQuery,
  recordContract,
  type SplitPreviewIn,
} from "../../data/products-around.ts";
import { workspaceQuery } from "../../data/workspace.ts";
import { useWorkspace } from "../../frame/use-workspace.ts";
import {
  ContractFields,
  type ContractValues,
  checkContract,
  contractBody,
  NO_CONTRACT,
} from "./contract-fields.tsx";
import { TermsChange } from "./terms-change.tsx";

export function RecordContract() {
  const { say } = useWords();
  const { ws, role } = useWorkspace();
  const { product: id = "" } = useParams({ strict: false }) as { product?: string };
  const found = useQuery(productQuery(ws, id));
  const name = found.data?.name ?? say("word.product");
  const mayAgree = role === "owner" || role === "admin";
  return (
    <Page
      title={say("contracts.record")}
      lead={say("contracts.recordLead")}
      back={{ to: productAddress(ws, id), name }}
    >
      {found.isError ? <Problem error={found.error} onRetry={() => void found.refetch()} /> : null}
      {mayAgree ? null : <NoAccess says={say("contracts.noAccess")} />}
      {found.isPending ? <Skeleton height={320} radius={6} /> : null}
      {found.data && mayAgree ? <RecordForm product={found.data} /> : null}
    </Page>
  );
}

function RecordForm({ product }: { product: Product }) {
  const words = useWords();
  const { say, language } = words;
  const { ws } = useWorkspace();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const toast = useToast();
  const place = usePlace(product);
  const parties = useQuery(partiesQuery(ws)).data?.data ?? [];
  const partners = parties.filter((one) => one.kind === "partner");
  const form = useForm<ContractValues, Contract>({
    start: NO_CONTRACT,
    check: (values) => checkContract(values, place, words),
    send: (values) => recordContract(ws, contractBody(product.id, values, place, language)),
    onDone: async (made) => {
      await productChanged(queries, ws, product.id);
      toast.tell({ says: say("contracts.recorded", { name: made.party.name }) });
      await navigate({ to: productAddress(ws, product.id), search: { tab: "shares" } });
    },
  });
  const name = partners.find((one) => one.id === form.values.party)?.name;
  const act = name
    ? say("contracts.goNamed", { name, product: product.name })
    : say("contracts.go", { product: product.name });
  return (
    <Form form={form} act={act} leaveTo={`${productAddress(ws, product.id)}?tab=shares`}>
      <ContractFields form={form} partners={partners} place={place} />
      <TermsChange product={product} draft={draftOf(form.values, place, words)} />
    </Form>
  );
}

/** Amounts of clauses are in the currency that the product is sold in. */
function usePlace(product: Product): TermsPlace {
  const { ws } = useWorkspace();
  const zone = useZone();
  const workspace = useQuery(workspaceQuery(ws)).data;
  const offers = useQuery(offersQuery(ws, product.id)).data?.data.filter((one) => one.status === "active");
  return {
    offers: offers ?? [],
    currency: offers?.[0]?.currency ?? workspace?.currency ?? "USD",
    timeZone: workspace?.timeZone ?? zone,
  };
}

type Drafted = NonNullable<SplitPreviewIn["draft"]>;

/** As far as it is typed to its end. */
function draftOf(values: ContractValues, place: TermsPlace, words: Words): Drafted | null {
  const { party } = values;
  const { share, base, scope, mayBeAffiliate } = termsOf(
    { ...values, ...EMPTY_CLAUSES },
    place,
    words.language,
  );
  const clauses = readyClauses(values, place, words);
  const isTiered = clauses.some(({ kind }) => kind === "tiers");
  if (party === "" || (share === undefined && !isTiered)) return null;
  const own = isTiered || share === undefined ? {} : { share };
  return { contract: { party, ...own, base, scope, mayBeAffiliate, clauses } } as Drafted;
}
