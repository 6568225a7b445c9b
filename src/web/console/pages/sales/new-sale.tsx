// Record a sale by hand: what was sold, when, for how much, who brought it; beside it, as one types, who
// would get what. What it sends is what was seen: the split is decided anew when it is recorded. An id makes
// it happen once.
//   /w/ws_…/sales/new?product=product_…
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useEffect, useState } from "react";
import { CURRENCIES } from "../../../../base/currency.ts";
import { AmountField, ChoiceField, TextField } from "../../../parts/fields.tsx";
import { Form, FormPart, FormRow } from "../../../parts/form.tsx";
import { amountText, formatAmount } from "../../../parts/format-amount.ts";
import { Page } from "../../../parts/page.tsx";
import { NoAccess, Problem } from "../../../parts/problem.tsx";
import { readAmount } from "../../../parts/read-amount.ts";
import { FormSkeleton } from "../../../parts/skeletons.tsx";
import { useToast } from "../../../parts/toast.tsx";
import { useChecks } from "../../../parts/use-checks.ts";
import { type FormState, useForm } from "../../../parts/use-form.ts";
import { useZone } from "../../../parts/when.tsx";
import { useWords } from "../../../words/words.tsx";
import { saleAddress, salesAddress } from "../../addresses.ts";
import { moneyMoved } from "../../data/money-moved.ts";
import { type Product, productsQuery } from "../../data/products.ts";
import { offersQuery } from "../../data/products-around.ts";
import { instantAt, recordSale } from "../../data/sale-story.ts";
import { workspaceQuery } from "../../data/workspace.ts";
import { useWorkspace } from "../../frame/use-workspace.ts";
import css from "./new-sale.module.css";
import { type Draft, draftOf, emptyDraft, localNow } from "./new-sale-draft.ts";
import { NewSalePreview } from "./new-sale-preview.tsx";

export function NewSale() {
  const { say } = useWords();
  const { ws, may } = useWorkspace();
  const back = { to: salesAddress(ws), name: say("nav.sales") };
  const home = useQuery(workspaceQuery(ws));
  const products = useQuery(productsQuery(ws));
  const failed = [home, products].find((one) => one.isError);
  const isMissing = may("imports") && !(home.data && products.data);
  return (
    <Page title={say("newSale.title")} lead={say("newSale.lead")} back={back}>
      {may("imports") ? null : <NoAccess says={say("newSale.noAccess")} />}
      {isMissing && failed ? <Problem error={failed.error} onRetry={() => void failed.refetch()} /> : null}
      {isMissing && !failed ? <FormSkeleton fields={6} /> : null}
      {may("imports") && home.data && products.data ? (
        <Filled home={home.data.currency} products={products.data.data} />
      ) : null}
    </Page>
  );
}

function useDraft(home: string): FormState<Draft> {
  const { say, language } = useWords();
  const { ws } = useWorkspace();
  const zone = useZone();
  const wrong = useChecks();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const { tell } = useToast();
  const { product = "" } = useSearch({ strict: false }) as { product?: string };
  const [once] = useState(() => `manual-${crypto.randomUUID()}`);
  const optional = (text: string, currency: string) =>
    text.trim() === "" ? undefined : wrong.amount(text, currency);
  return useForm<Draft, { id: string }>({
    start: emptyDraft(product, home, localNow(zone)),
    check: (draft) => ({
      product: wrong.blank(draft.product),
      paid: wrong.amount(draft.paid, draft.currency),
      tax: optional(draft.tax, draft.currency),
      shipping: optional(draft.shipping, draft.currency),
      fee: optional(draft.fee, draft.currency),
      email: draft.email.trim() === "" ? undefined : wrong.email(draft.email),
      when: instantAt(draft.when, zone) === null ? say("newSale.badWhen") : undefined,
    }),
    paths: { when: "at", email: "buyer.email", affiliate: "affiliate.code", fee: "fees[0].amount" },
    send: (draft) => recordSale(ws, draftOf(draft, { once, zone, language })),
    onDone: async ({ id }, draft) => {
      await moneyMoved(queries, ws);
      const amount = readAmount(draft.paid, draft.currency, language) ?? 0;
      tell({ says: say("newSale.done", { amount: amountText(amount, draft.currency, language) }) });
      await navigate({ to: saleAddress(ws, id) });
    },
  });
}

function Filled({ home, products }: { home: string; products: readonly Product[] }) {
  const { ws } = useWorkspace();
  const { say, language } = useWords();
  const form = useDraft(home);
  const amount = readAmount(form.values.paid, form.values.currency, language);
  const said = amount === null ? "…" : amountText(amount, form.values.currency, language);
  return (
    <div className={css.sides}>
      <Form form={form} act={say("newSale.act", { amount: said })} leaveTo={salesAddress(ws)}>
        <What form={form} products={products} />
        <Of form={form} />
        <Who form={form} />
      </Form>
      <NewSalePreview draft={form.values} />
    </div>
  );
}

/** Product, offer, when, how much: choosing an offer fills in its price. */
function What({ form, products }: { form: FormState<Draft>; products: readonly Product[] }) {
  const { say, language } = useWords();
  const { ws } = useWorkspace();
  const { product, offer } = form.values;
  const offers = useQuery({ ...offersQuery(ws, product), enabled: product !== "" }).data?.data ?? [];
  const chosen = offers.find((one) => one.id === offer);
  const price = chosen ? formatAmount(chosen.price, chosen.currency, language) : null;
  // biome-ignore lint/correctness/useExhaustiveDependencies: only when another offer is chosen
  useEffect(() => {
    if (chosen && price !== null) form.set({ currency: chosen.currency, paid: price });
  }, [chosen?.id]);
  return (
    <FormPart>
      <ChoiceField
        form={form}
        name="product"
        label={say("word.product")}
        options={products.map((one) => ({ value: one.id, label: one.name }))}
        isFirst
      />
      {offers.length > 0 ? (
        <ChoiceField
          form={form}
          name="offer"
          label={say("word.offer")}
          options={offers.map((one) => ({
            value: one.id,
            label: `${one.name} · ${amountText(one.price, one.currency, language)}`,
          }))}
          isOptional
          isSearchable
        />
      ) : null}
      <FormRow>
        <AmountField
          form={form}
          name="paid"
          label={say("newSale.paid")}
          currency={form.values.currency}
          hint={say("newSale.paidNote")}
        />
        <ChoiceField
          form={form}
          name="currency"
          label={say("word.currency")}
          options={CURRENCIES.map((code) => ({ value: code, label: code }))}
          isSearchable
        />
      </FormRow>
      <TextField
        form={form}
        name="when"
        type="datetime-local"
        label={say("newSale.when")}
        hint={say("newSale.whenNote", { zone: useZone() })}
      />
    </FormPart>
  );
}

function Of({ form }: { form: FormState<Draft> }) {
  const { say } = useWords();
  const { currency } = form.values;
  return (
    <FormPart title={say("newSale.amounts")}>
      <FormRow>
        <AmountField form={form} name="tax" label={say("newSale.tax")} currency={currency} isOptional />
        <AmountField
          form={form}
          name="shipping"
          label={say("newSale.shipping")}
          currency={currency}
          isOptional
        />
      </FormRow>
      <FormRow>
        <TextField
          form={form}
          name="processor"
          label={say("newSale.processor")}
          hint={say("newSale.processorNote")}
          isOptional
        />
        <AmountField form={form} name="fee" label={say("newSale.fee")} currency={currency} isOptional />
      </FormRow>
    </FormPart>
  );
}

function Who({ form }: { form: FormState<Draft> }) {
  const { say } = useWords();
  return (
    <FormPart title={say("newSale.people")}>
      <TextField
        form={form}
        name="affiliate"
        label={say("newSale.affiliate")}
        hint={say("newSale.affiliateNote")}
        isOptional
      />
      <FormRow>
        <TextField form={form} name="email" type="email" label={say("newSale.email")} isOptional />
        <TextField form={form} name="name" label={say("newSale.name")} isOptional />
      </FormRow>
      <TextField
        form={form}
        name="externalId"
        label={say("newSale.externalId")}
        hint={say("newSale.externalIdNote")}
        maxLength={255}
        isOptional
      />
    </FormPart>
  );
}
