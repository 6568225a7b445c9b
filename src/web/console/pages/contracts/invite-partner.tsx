// Invites somebody by e-mail to share a product. What is typed is shown at once: a sale split by it, the room
// that is left, and what the product sold lately. The button names workspace and product; only the invited
// can accept.
//   /w/ws_…/proposals/new?product=product_…
import { Select } from "@mantine/core";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { useState } from "react";
import type { TermsPlace } from "../../../contracts/clause-values.ts";
import { TermsFields } from "../../../contracts/terms-fields.tsx";
import { TermsOfUseField } from "../../../contracts/terms-of-use.tsx";
import { checkTerms, EMPTY_TERMS, termsOf } from "../../../contracts/terms-values.ts";
import {
  contractsChanged,
  type Proposal,
  type TermsOfUse,
  termsOfUseQuery,
} from "../../../data/contracts.ts";
import { ChoiceField, LongTextField, TextField } from "../../../parts/fields.tsx";
import { Form, FormPart, FormRow } from "../../../parts/form.tsx";
import { formatRate, readRate } from "../../../parts/format-amount.ts";
import { Page } from "../../../parts/page.tsx";
import { NoAccess, Problem } from "../../../parts/problem.tsx";
import { FormSkeleton } from "../../../parts/skeletons.tsx";
import { useToast } from "../../../parts/toast.tsx";
import { type FormState, useForm } from "../../../parts/use-form.ts";
import { languageName } from "../../../words/languages.ts";
import { useWords } from "../../../words/words.tsx";
import { productAddress, productsAddress, proposalAddress } from "../../addresses.ts";
import { invitePartner } from "../../data/invitations.ts";
import { type Product, productsQuery } from "../../data/products.ts";
import { offersQuery } from "../../data/products-around.ts";
import { workspaceQuery } from "../../data/workspace.ts";
import { useWorkspace } from "../../frame/use-workspace.ts";
import css from "./invite-partner.module.css";
import { InvitePreview } from "./invite-preview.tsx";
import type { InviteValues } from "./invite-values.ts";

export function InvitePartner() {
  const { say } = useWords();
  const { ws, role } = useWorkspace();
  const { product: asked } = useSearch({ strict: false }) as { product?: string };
  const products = useQuery(productsQuery(ws));
  const use = useQuery(termsOfUseQuery).data;
  const active = products.data?.data.filter((one) => one.status === "active") ?? [];
  const product = active.find((one) => one.id === asked);
  const back = product
    ? { to: productAddress(ws, product.id), name: product.name }
    : { to: productsAddress(ws), name: say("word.products") };
  return (
    <Page title={say("invitePartner.title")} lead={<Lead />} back={back}>
      {role === "owner" || role === "admin" ? null : <NoAccess says={say("invitePartner.noAccess")} />}
      {products.isError ? <Problem error={products.error} onRetry={() => void products.refetch()} /> : null}
      {products.isSuccess && product === undefined ? <PickProduct products={active} /> : null}
      {use && product && (role === "owner" || role === "admin") ? (
        <InviteForm key={product.id} product={product} use={use} />
      ) : null}
      {products.isPending ? <FormSkeleton fields={5} /> : null}
    </Page>
  );
}

/** What a co-producer is not: no place in the team, no affiliate. */
function Lead() {
  const { say } = useWords();
  return <>{say("invitePartner.lead")}</>;
}

function PickProduct({ products }: { products: readonly Product[] }) {
  const { say } = useWords();
  const { ws } = useWorkspace();
  const navigate = useNavigate();
  if (products.length === 0) {
    return (
      <p>
        {say("invitePartner.noProduct")} <Link to={productsAddress(ws)}>{say("word.products")}</Link>
      </p>
    );
  }
  return (
    <Select
      label={say("invitePartner.which")}
      data={products.map((one) => ({ value: one.id, label: one.name }))}
      searchable={products.length > 12}
      value={null}
      className={css.pick ?? ""}
      onChange={(product) => void navigate({ to: ".", search: { product: product ?? undefined } as never })}
    />
  );
}

function InviteForm({ product, use }: { product: Product; use: TermsOfUse }) {
  const { say, language } = useWords();
  const { ws, own } = useWorkspace();
  const workspace = useQuery(workspaceQuery(ws)).data;
  const offer = useQuery(offersQuery(ws, product.id)).data?.data[0];
  const place = {
    currency: offer?.currency ?? workspace?.currency ?? "USD",
    timeZone: workspace?.timeZone ?? "UTC",
  };
  const [room, setRoom] = useState<string | undefined>(undefined);
  const form = useInviteForm(product, use, place);
  const share = readRate(form.values.share);
  const whom = form.values.email.trim() || say("invitePartner.somebody");
  const facts = { whom, product: product.name, workspace: own?.name ?? "" };
  const act =
    share === null || form.values.hasTiers
      ? say("invitePartner.actTiers", facts)
      : say("invitePartner.act", { ...facts, share: formatRate(share, language) });
  return (
    <div className={css.beside}>
      <Form form={form} act={act} leaveTo={productAddress(ws, product.id)}>
        <FormPart title={say("invitePartner.who")}>
          <FormRow>
            <TextField form={form} name="email" type="email" label={say("word.email")} isFirst />
            <TextField
              form={form}
              name="name"
              label={say("invitePartner.name")}
              hint={say("invitePartner.nameSays")}
              isOptional
              maxLength={200}
            />
          </FormRow>
        </FormPart>
        <TermsFields form={form} place={place} room={room} />
        <SendFields form={form} use={use} />
      </Form>
      <InvitePreview product={product} values={form.values} place={place} onRoom={setRoom} />
    </div>
  );
}

function useInviteForm(product: Product, use: TermsOfUse, place: TermsPlace): FormState<InviteValues> {
  const words = useWords();
  const { say, language } = words;
  const { ws } = useWorkspace();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const { tell } = useToast();
  const [once] = useState(() => crypto.randomUUID());
  const spoken = language === "pt-BR" ? "pt-BR" : "en";
  const form: FormState<InviteValues> = useForm<InviteValues, Proposal>({
    start: { ...EMPTY_TERMS, product: product.id, email: "", name: "", language: spoken },
    check: (values) => ({
      ...checkTerms(values, place, words),
      email: /^\S+@\S+\.\S+$/.test(values.email.trim()) ? undefined : say("form.badEmail"),
    }),
    send: (values) =>
      invitePartner(
        ws,
        {
          ...termsOf(values, place, language),
          product: product.id,
          email: values.email.trim(),
          ...(values.name.trim() === "" ? {} : { name: values.name.trim() }),
          message: values.message,
          language: values.language as "en",
          termsOfUse: use.version,
        },
        // The same press twice is one invitation; what was changed after a no is another.
        `${once}-${form.failures}`,
      ),
    onDone: async (proposal, values) => {
      await contractsChanged(queries, { side: "producer", id: ws });
      tell({ says: say("invitePartner.sent", { email: values.email.trim() }) });
      await navigate({ to: proposalAddress(ws, proposal.id) });
    },
  });
  return form;
}

function SendFields({ form, use }: { form: FormState<InviteValues>; use: TermsOfUse }) {
  const { say } = useWords();
  return (
    <FormPart title={say("agree.part.send")} says={say("agree.part.sendSays")}>
      <LongTextField
        form={form}
        name="message"
        label={say("agree.field.message")}
        isOptional
        maxLength={4000}
      />
      <ChoiceField
        form={form}
        name="language"
        label={say("invitePartner.language")}
        options={(["en", "pt-BR"] as const).map((value) => ({ value, label: languageName(value) }))}
      />
      <TermsOfUseField
        use={use}
        isAccepted={form.values.isAccepted}
        onAccept={(isAccepted) => form.set({ isAccepted })}
        error={form.errorOf("isAccepted")}
      />
    </FormPart>
  );
}
