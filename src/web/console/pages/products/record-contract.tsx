// Records what was agreed with a co-producer already: whose share of what, from when, until when, and where
// the agreement can be found. It asks nobody for consent: it says so. Before | after of a usual sale stands
// below.
//   /w/ws_…/products/product_…/contracts/new
import { Skeleton } from "@mantine/core";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate, useParams } from "@tanstack/react-router";
import { Form } from "../../../parts/form.tsx";
import { readRate } from "../../../parts/format-amount.ts";
import { Page } from "../../../parts/page.tsx";
import { NoAccess, Problem } from "../../../parts/problem.tsx";
import { useToast } from "../../../parts/toast.tsx";
import { useForm } from "../../../parts/use-form.ts";
import { useZone } from "../../../parts/when.tsx";
import { useWords } from "../../../words/words.tsx";
import { productAddress } from "../../addresses.ts";
import { type Product, productChanged, productQuery } from "../../data/products.ts";
import {
  type Contract,
  partiesQuery,
  recordContract,
  type SplitPreviewIn,
} from "../../data/products-around.ts";
import { useWorkspace } from "../../frame/use-workspace.ts";
import { ContractFields, type ContractValues, checkContract, contractBody } from "./contract-fields.tsx";
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

const START: ContractValues = {
  party: "",
  share: "",
  base: "after_affiliate",
  scope: "all",
  starts: "",
  ends: "",
  mayBeAffiliate: true,
  capSales: "",
  renewals: "",
  tail: "",
  tailDays: "365",
  evidence: "",
};

function RecordForm({ product }: { product: Product }) {
  const words = useWords();
  const { say } = words;
  const { ws } = useWorkspace();
  const zone = useZone();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const toast = useToast();
  const parties = useQuery(partiesQuery(ws)).data?.data ?? [];
  const partners = parties.filter((one) => one.kind === "partner");
  const form = useForm<ContractValues, Contract>({
    start: START,
    check: (values) => checkContract(values, words),
    send: (values) => recordContract(ws, contractBody(product.id, values, zone)),
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
      <ContractFields form={form} partners={partners} />
      <TermsChange product={product} draft={draftOf(form.values)} />
    </Form>
  );
}

type Drafted = NonNullable<SplitPreviewIn["draft"]>;
type Agreed = NonNullable<Drafted["contract"]>;

function draftOf({ party, share, base, scope, mayBeAffiliate }: ContractValues): Drafted | null {
  const rate = readRate(share);
  if (party === "" || rate === null) return null;
  const own = { base: base as NonNullable<Agreed["base"]>, scope: scope as NonNullable<Agreed["scope"]> };
  return { contract: { party, share: rate, ...own, mayBeAffiliate } };
}
