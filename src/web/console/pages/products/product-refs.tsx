// By which names sources know a product and its offers: add one, take one away with an undo. A message that
// waited for a name is tried again by the server. It never maps a name of another product silently.
import { Button } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { Dialog } from "../../../parts/dialog.tsx";
import { ChoiceField, TextField } from "../../../parts/fields.tsx";
import { Form, FormRow } from "../../../parts/form.tsx";
import { Icon } from "../../../parts/icons.tsx";
import { Section } from "../../../parts/page.tsx";
import { Problem } from "../../../parts/problem.tsx";
import { useToast } from "../../../parts/toast.tsx";
import { useForm } from "../../../parts/use-form.ts";
import { useWords } from "../../../words/words.tsx";
import {
  mapProduct,
  type Product,
  type ProductRef,
  productChanged,
  unmapProduct,
} from "../../data/products.ts";
import type { Offer } from "../../data/products-around.ts";
import { useWorkspace } from "../../frame/use-workspace.ts";
import css from "./product-refs.module.css";

interface Props {
  product: Product;
  offers: readonly Offer[];
}

export function ProductRefs({ product, offers }: Props) {
  const { say } = useWords();
  const { may } = useWorkspace();
  const [isOpen, setOpen] = useState(false);
  const nameOf = (ref: ProductRef) =>
    offers.find((one) => one.id === ref.offer)?.name ?? say("refs.anyOffer");
  const addOne = may("products") ? (
    <Button
      size="xs"
      variant="default"
      leftSection={<Icon name="plus" size={15} />}
      onClick={() => setOpen(true)}
    >
      {say("refs.add")}
    </Button>
  ) : null;
  return (
    <Section title={say("refs.title")} aside={addOne}>
      <p className={css.says}>{product.refs.length === 0 ? say("refs.none") : say("refs.says")}</p>
      <ul className={css.refs}>
        {product.refs.map((ref) => (
          <li key={`${ref.source} ${ref.ref}`} className={css.ref}>
            <span className={css.source}>{ref.source}</span>
            <span className={css.name}>{ref.ref}</span>
            <span className={css.offer}>{nameOf(ref)}</span>
            {may("products") ? <TakeAway product={product} named={ref} /> : null}
          </li>
        ))}
      </ul>
      {isOpen ? (
        <Dialog title={say("refs.add")} size="md" onClose={() => setOpen(false)}>
          <AddForm product={product} offers={offers} onClose={() => setOpen(false)} />
        </Dialog>
      ) : null}
    </Section>
  );
}

function TakeAway({ product, named }: { product: Product; named: ProductRef }) {
  const { say } = useWords();
  const { ws } = useWorkspace();
  const queries = useQueryClient();
  const toast = useToast();
  const after = () => productChanged(queries, ws, product.id);
  const remove = useMutation({
    mutationFn: () => unmapProduct(ws, product.id, named),
    onSuccess: async () => {
      await after();
      toast.tell({
        says: say("refs.removed", { source: named.source, ref: named.ref, name: product.name }),
        undo: () => mapProduct(ws, product.id, named).then(after),
      });
    },
  });
  return (
    <>
      <button
        type="button"
        className={css.remove}
        aria-label={say("refs.remove", { ref: named.ref, source: named.source })}
        disabled={remove.isPending}
        onClick={() => remove.mutate()}
      >
        <Icon name="close" size={16} />
      </button>
      {remove.isError ? <Problem error={remove.error} /> : null}
    </>
  );
}

interface Values {
  source: string;
  ref: string;
  offer: string;
}

function AddForm({ product, offers, onClose }: Props & { onClose: () => void }) {
  const { say } = useWords();
  const { ws } = useWorkspace();
  const queries = useQueryClient();
  const toast = useToast();
  const form = useForm<Values>({
    start: { source: product.refs[0]?.source ?? "", ref: "", offer: "" },
    check: ({ source, ref }) => ({
      source: /^[a-z0-9][a-z0-9_-]{0,39}$/.test(source.trim()) ? undefined : say("refs.badSource"),
      ref: ref.trim() ? undefined : say("form.required"),
    }),
    send: ({ source, ref, offer }) =>
      mapProduct(ws, product.id, { source: source.trim(), ref: ref.trim(), offer: offer || null }),
    onDone: async (_, { source, ref }) => {
      await productChanged(queries, ws, product.id);
      toast.tell({ says: say("refs.added", { source, ref, name: product.name }) });
      onClose();
    },
  });
  return (
    <Form form={form} act={say("refs.add")} onLeave={onClose} isUnguarded>
      <FormRow>
        <TextField form={form} name="source" label={say("refs.source")} hint={say("refs.sourceHint")} />
        <TextField form={form} name="ref" label={say("refs.name")} maxLength={255} />
      </FormRow>
      <ChoiceField
        form={form}
        name="offer"
        label={say("refs.offer")}
        placeholder={say("refs.anyOffer")}
        options={offers.map((one) => ({ value: one.id, label: one.name }))}
        isOptional
      />
    </Form>
  );
}
