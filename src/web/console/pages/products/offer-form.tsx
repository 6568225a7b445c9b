// Makes an offer or changes one, over the page of its product. Before a price changes it says what that
// touches: later sales only, and that the shop charges what the shop says. Never moves an offer to another
// product.
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Form } from "../../../parts/form.tsx";
import { amountText, formatAmount } from "../../../parts/format-amount.ts";
import { Problem } from "../../../parts/problem.tsx";
import { readAmount } from "../../../parts/read-amount.ts";
import { FormSkeleton } from "../../../parts/skeletons.tsx";
import { useToast } from "../../../parts/toast.tsx";
import { useForm } from "../../../parts/use-form.ts";
import type { Words } from "../../../words/speak.ts";
import { useWords } from "../../../words/words.tsx";
import { type Product, productChanged } from "../../data/products.ts";
import {
  changeOffer,
  createOffer,
  type Offer,
  type OfferChange,
  offersQuery,
} from "../../data/products-around.ts";
import { type Workspace, workspaceQuery } from "../../data/workspace.ts";
import { useWorkspace } from "../../frame/use-workspace.ts";
import { ChangedMeanwhile, type MeanwhileRow } from "./changed-meanwhile.tsx";
import {
  checkOffer,
  firstOffer,
  OfferFields,
  type OfferValues,
  offerBody,
  readCount,
} from "./offer-fields.tsx";
import css from "./offer-form.module.css";
import { useMeanwhile } from "./use-meanwhile.ts";

interface Props {
  product: Product;
  offer: Offer | null;
  /** Of the product's other offers. */
  currency: string | null;
  onClose: () => void;
}

export function OfferForm({ offer, ...props }: Props) {
  const { ws } = useWorkspace();
  const workspace = useQuery(workspaceQuery(ws));
  if (offer) return <ChangeForm offer={offer} {...props} />;
  if (workspace.isError) return <Problem error={workspace.error} onRetry={() => void workspace.refetch()} />;
  return workspace.data ? <MakeForm {...props} workspace={workspace.data} /> : <FormSkeleton fields={4} />;
}

interface MakeProps extends Omit<Props, "offer"> {
  workspace: Workspace;
}

function MakeForm({ product, currency, workspace, onClose }: MakeProps) {
  const words = useWords();
  const { say } = words;
  const { ws } = useWorkspace();
  const queries = useQueryClient();
  const toast = useToast();
  const form = useForm<OfferValues, Offer>({
    start: firstOffer({ ...workspace, ...(currency ? { currency } : {}) }, say),
    check: (values) => checkOffer(values, words),
    paths: { offerName: "name" },
    send: (values) => createOffer(ws, product.id, offerBody(values, words.language)),
    onDone: async (made) => {
      await productChanged(queries, ws, product.id);
      toast.tell({ says: say("offers.made", { name: made.name }) });
      onClose();
    },
  });
  return (
    <Form form={form} act={say("offers.make", { name: product.name })} onLeave={onClose} isUnguarded>
      <OfferFields form={form} isNew />
    </Form>
  );
}

function ChangeForm({ product, offer, onClose }: Omit<Props, "offer" | "currency"> & { offer: Offer }) {
  const words = useWords();
  const { say, language } = words;
  const { ws } = useWorkspace();
  const queries = useQueryClient();
  const toast = useToast();
  const seen = useMeanwhile(offer, async () => {
    const all = await queries.fetchQuery({ ...offersQuery(ws, product.id), staleTime: 0 });
    return all.data.find((one) => one.id === offer.id) ?? offer;
  });
  const put = async (body: OfferChange) => {
    const made = await changeOffer(ws, offer.id, body);
    await productChanged(queries, ws, product.id);
    return made;
  };
  const form = useForm<OfferValues, Offer>({
    start: valuesOf(offer, language),
    check: (values) => checkOffer(values, words),
    paths: { offerName: "name" },
    send: (values) =>
      put({ ...changesOf(seen.base, values, language), basedOn: seen.version() }).catch(seen.look),
    onDone: (made) => {
      const undo = changesOf(made, valuesOf(seen.base, language), language);
      const isSame = Object.keys(undo).length === 0;
      toast.tell({
        says: say("offers.saved", { name: made.name }),
        ...(isSame ? {} : { undo: () => put({ ...undo, basedOn: made.version }) }),
      });
      onClose();
    },
  });
  const price = readAmount(form.values.price, offer.currency, language);
  const isPriceChanged = price !== null && price !== seen.base.price;
  return (
    <Form form={form} act={say("offers.save", { name: offer.name })} onLeave={onClose} isUnguarded>
      {seen.theirs ? (
        <ChangedMeanwhile
          rows={rowsOf(seen.base, seen.theirs, form.values, words)}
          onTheirs={() => {
            if (seen.theirs) form.reset(valuesOf(seen.theirs, language));
            seen.accept();
          }}
          onMine={() => {
            seen.accept();
            form.submit();
          }}
        />
      ) : null}
      <OfferFields form={form} isNew={false} />
      {isPriceChanged ? (
        <p className={css.touches} role="status">
          {say("offers.priceTouches", {
            before: amountText(seen.base.price, offer.currency, language),
            after: amountText(price, offer.currency, language),
          })}
        </p>
      ) : null}
    </Form>
  );
}

function valuesOf(offer: Offer, language: string): OfferValues {
  return {
    offerName: offer.name,
    price: formatAmount(offer.price, offer.currency, language),
    currency: offer.currency,
    kind: offer.kind,
    every: offer.every ?? "",
    instalments: String(offer.instalments ?? ""),
    guaranteeDays: String(offer.guaranteeDays),
    orderBump: offer.orderBump,
  };
}

/** Only what differs, so that another's change of another field stays. */
function changesOf(before: Offer, after: OfferValues, language: string): OfferChange {
  const price = readAmount(after.price, before.currency, language);
  const days = readCount(after.guaranteeDays);
  return {
    ...(after.offerName.trim() === before.name ? {} : { name: after.offerName.trim() }),
    ...(price === null || price === before.price ? {} : { price }),
    ...(days === null || days === before.guaranteeDays ? {} : { guaranteeDays: days }),
    ...(after.orderBump === before.orderBump ? {} : { orderBump: after.orderBump }),
  };
}

function rowsOf(before: Offer, theirs: Offer, mine: OfferValues, { say, language }: Words): MeanwhileRow[] {
  const was = valuesOf(before, language);
  const is = valuesOf(theirs, language);
  const row = (key: string, name: string, of: (values: OfferValues) => string): MeanwhileRow => ({
    key,
    name,
    before: of(was),
    theirs: of(is),
    mine: of(mine),
  });
  const yesNo = (values: OfferValues) => say(values.orderBump ? "word.yes" : "word.no");
  return [
    row("name", say("offer.name"), (values) => values.offerName),
    row("price", say("product.price"), (values) => values.price),
    row("guarantee", say("offer.guarantee"), (values) => values.guaranteeDays),
    row("bump", say("offer.bump"), yesNo),
  ];
}
