// Invites somebody by e-mail to share a product. What is typed is shown at once: a sale split by it, the room
// that is left, and what the product sold lately. The button names workspace and product; only the invited
// can accept.
//   /w/ws_…/proposals/new?product=product_…
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { useState } from "react";
import type { TermsPlace } from "../../../contracts/clause-values.ts";
import { TermsFields } from "../../../contracts/terms-fields.tsx";
import { TermsOfUseField } from "../../../contracts/terms-of-use.tsx";
import { checkTerms, EMPTY_TERMS } from "../../../contracts/terms-values.ts";
import {
  contractsChanged,
  type Proposal,
  type TermsOfUse,
  termsOfUseQuery,
} from "../../../data/contracts.ts";
import { useMailStays } from "../../../data/invitation-links.ts";
import { ChoiceField, LongTextField } from "../../../parts/fields.tsx";
import { Form, FormPart } from "../../../parts/form.tsx";
import { formatRate, readRate } from "../../../parts/format-amount.ts";
import { Page } from "../../../parts/page.tsx";
import { NoAccess, Problem } from "../../../parts/problem.tsx";
import { SearchedChoice } from "../../../parts/searched-choice.tsx";
import { FormSkeleton } from "../../../parts/skeletons.tsx";
import { useToast } from "../../../parts/toast.tsx";
import { type FormState, useForm } from "../../../parts/use-form.ts";
import { MailStaysNote } from "../../../sharing/take-link.tsx";
import { languageName } from "../../../words/languages.ts";
import type { Words } from "../../../words/speak.ts";
import { useWords } from "../../../words/words.tsx";
import { productAddress, productsAddress, proposalAddress, proposalsAddress } from "../../addresses.ts";
import { invitePartners } from "../../data/invitations.ts";
import { type Product, productsQuery } from "../../data/products.ts";
import { offersQuery } from "../../data/products-around.ts";
import { workspaceQuery } from "../../data/workspace.ts";
import { OtherWays } from "../../frame/known-person.tsx";
import { useWorkspace } from "../../frame/use-workspace.ts";
import css from "./invite-partner.module.css";
import { InvitePeople } from "./invite-people.tsx";
import { InvitePreview } from "./invite-preview.tsx";
import { type InviteValues, invitationsOf, isRight, peopleOf, wrongRows } from "./invite-values.ts";
import { TemplatePicker } from "./template-picker.tsx";

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
    : { to: proposalsAddress(ws), name: say("proposals.title") };
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
    <SearchedChoice
      label={say("invitePartner.which")}
      placeholder={say("form.choose")}
      data={products.map((one) => ({ value: one.id, label: one.name }))}
      value={null}
      className={css.pick ?? ""}
      onChange={(product) => void navigate({ to: ".", search: { product: product ?? undefined } as never })}
    />
  );
}

function InviteForm({ product, use }: { product: Product; use: TermsOfUse }) {
  const words = useWords();
  const { ws, own } = useWorkspace();
  const workspace = useQuery(workspaceQuery(ws)).data;
  const offers = useQuery(offersQuery(ws, product.id)).data?.data.filter((one) => one.status === "active");
  const place = {
    offers: offers ?? [],
    currency: offers?.[0]?.currency ?? workspace?.currency ?? "USD",
    timeZone: workspace?.timeZone ?? "UTC",
  };
  const [room, setRoom] = useState<string | undefined>(undefined);
  const form = useInviteForm(product, use, place);
  const act = actOf(form.values, { product: product.name, workspace: own?.name ?? "" }, words);
  return (
    <div className={css.beside}>
      <Form form={form} act={act} leaveTo={productAddress(ws, product.id)}>
        <OtherWays as="coproducer" product={product.id} />
        <InvitePeople form={form} room={room} />
        <TemplatePicker form={form} place={place} />
        <TermsFields
          form={form}
          place={place}
          room={roomSays(room, words)}
          isShareElsewhere={form.values.others.length > 0}
        />
        <SendFields form={form} use={use} />
      </Form>
      <InvitePreview product={product} values={form.values} place={place} onRoom={setRoom} />
    </div>
  );
}

function roomSays(room: string | undefined, { say, language }: Words): string | undefined {
  return room === undefined ? undefined : say("invitePartner.room", { room: formatRate(room, language) });
}

/** "Invite bruno@… to Piano for 10 %"; of several, how many and for how much each. */
function actOf(
  values: InviteValues,
  facts: { product: string; workspace: string },
  { say, language }: Words,
): string {
  const people = peopleOf(values);
  const rates = people.map((one) => readRate(one.share));
  const isTold = !values.hasTiers && rates.every((one) => one !== null);
  const shares = isTold ? rates.map((one) => formatRate(one as string, language)).join(", ") : "";
  if (people.length > 1) {
    const many = { ...facts, count: people.length, shares };
    return say(isTold ? "invitePartner.actMany" : "invitePartner.actManyTiers", many);
  }
  const whom = values.email.trim() || say("invitePartner.somebody");
  return isTold
    ? say("invitePartner.act", { ...facts, whom, share: shares })
    : say("invitePartner.actTiers", { ...facts, whom });
}

function useInviteForm(product: Product, use: TermsOfUse, place: TermsPlace): FormState<InviteValues> {
  const words = useWords();
  const { say, language } = words;
  const { ws } = useWorkspace();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const { tell } = useToast();
  const [once] = useState(() => crypto.randomUUID());
  const mailStays = useMailStays();
  const spoken = language === "pt-BR" ? "pt-BR" : "en";
  const form: FormState<InviteValues> = useForm<InviteValues, Proposal[]>({
    start: { ...EMPTY_TERMS, product: product.id, email: "", name: "", language: spoken, others: [] },
    check: (values) => {
      const rows = wrongRows(values, words);
      const isMany = values.others.length > 0;
      return {
        ...checkTerms(values, place, words),
        email: rows[0]?.email,
        share: rows[0]?.share,
        others: isMany && !isRight(rows) ? say("invitePartner.badRows") : undefined,
      };
    },
    send: (values) =>
      invitePartners(
        ws,
        invitationsOf(values, place, language, use.version),
        // The same press twice is one invitation; what was changed after a no is another.
        `${once}-${form.failures}`,
      ),
    onDone: async (sent, values) => {
      await contractsChanged(queries, { side: "producer", id: ws });
      const [first] = sent;
      if (sent.length === 1 && first) {
        tell({
          says: say(mailStays ? "mailStays.invited" : "invitePartner.sent", { email: values.email.trim() }),
        });
        return await navigate({ to: proposalAddress(ws, first.id) });
      }
      const many = mailStays ? "mailStays.invitedMany" : "invitePartner.sentMany";
      tell({ says: say(many, { count: sent.length }) });
      await navigate({ to: proposalsAddress(ws), search: { state: "open" } as never });
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
      <MailStaysNote />
    </FormPart>
  );
}
