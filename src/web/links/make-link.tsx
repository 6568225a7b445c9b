// Makes a link: for which product, whose, to which of its pages, with a campaign and a sub-id; the code is
// made from these unless one is typed. Once made, it is shown to copy and as a QR code. The products and
// pages that can be chosen are handed in.
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { Looker } from "../data/contracts.ts";
import { type AnyLink, linksChanged, makeLink } from "../data/links.ts";
import { Dialog } from "../parts/dialog.tsx";
import { ChoiceField, TextField } from "../parts/fields.tsx";
import { Form, FormRow } from "../parts/form.tsx";
import { type FormState, useForm } from "../parts/use-form.ts";
import { useWords } from "../words/words.tsx";
import { ShowLink } from "./show-link.tsx";

export interface LinkPlace {
  value: string;
  label: string;
}

/** A product that a link can be made for. */
export interface Linkable extends LinkPlace {
  destinations: readonly (LinkPlace & { isMain: boolean })[];
  /** Affiliations; empty where the product is chosen by its own. */
  affiliates: readonly LinkPlace[];
}

export interface LinkValues {
  product: string;
  affiliation: string;
  destination: string;
  campaign: string;
  subId: string;
  code: string;
}

interface Props {
  who: Looker;
  products: readonly LinkPlace[];
  /** Of the product that is chosen; undefined while it loads. */
  linkableOf: (product: string) => Linkable | undefined;
  onProduct: (product: string) => void;
  start: string;
  onClose: () => void;
}

export function MakeLink({ who, products, linkableOf, onProduct, start, onClose }: Props) {
  const { say } = useWords();
  const queries = useQueryClient();
  const [made, setMade] = useState<AnyLink | null>(null);
  const form = useForm<LinkValues, AnyLink>({
    start: { product: start, affiliation: "", destination: "", campaign: "", subId: "", code: "" },
    check: ({ product, code }) => ({
      product: product ? undefined : say("form.required"),
      code:
        code.trim() === "" || /^[A-Za-z0-9][A-Za-z0-9._-]{1,63}$/.test(code.trim())
          ? undefined
          : say("links.badCode"),
    }),
    send: ({ product, affiliation, destination, campaign, subId, code }) =>
      makeLink(who, {
        // A partner chooses among affiliations, which say the product themselves.
        ...(who.side === "party" ? { affiliation: product } : affiliation ? { affiliation } : { product }),
        ...(destination ? { destination } : {}),
        ...(campaign.trim() ? { campaign: campaign.trim() } : {}),
        ...(subId.trim() ? { subId: subId.trim() } : {}),
        ...(code.trim() ? { code: code.trim() } : {}),
      }),
    onDone: async (made) => {
      await linksChanged(queries, who);
      setMade(made);
    },
  });
  const chosen = linkableOf(form.values.product);
  if (made !== null) return <ShowLink who={who} link={made} mayChange onClose={onClose} />;
  return (
    <Dialog title={say("links.make")} size="lg" onClose={onClose}>
      <Form form={form} act={say("links.make")} onLeave={onClose} isUnguarded>
        <ChoiceField
          form={{
            ...form,
            set: (some) => {
              if (some.product !== undefined) onProduct(some.product);
              form.set({
                ...some,
                ...(some.product === undefined ? {} : { destination: "", affiliation: "" }),
              });
            },
          }}
          name="product"
          label={say("word.product")}
          options={products}
          isSearchable
        />
        {chosen && chosen.destinations.length === 0 ? (
          <p role="status">{say(who.side === "party" ? "links.noPagePartner" : "links.noPage")}</p>
        ) : null}
        {who.side === "producer" ? <Whose form={form} affiliates={chosen?.affiliates ?? []} /> : null}
        <Rest form={form} destinations={chosen?.destinations ?? []} />
      </Form>
    </Dialog>
  );
}

function Whose({ form, affiliates }: { form: FormState<LinkValues>; affiliates: readonly LinkPlace[] }) {
  const { say } = useWords();
  return (
    <ChoiceField
      form={form}
      name="affiliation"
      label={say("links.whose")}
      hint={say("links.whoseHint")}
      placeholder={say("links.own")}
      options={affiliates}
      isOptional
      isSearchable
    />
  );
}

function Rest({
  form,
  destinations,
}: {
  form: FormState<LinkValues>;
  destinations: Linkable["destinations"];
}) {
  const { say } = useWords();
  const main = destinations.find((one) => one.isMain);
  return (
    <>
      {destinations.length > 1 ? (
        <ChoiceField
          form={form}
          name="destination"
          label={say("links.leadsTo")}
          {...(main ? { placeholder: main.label } : {})}
          options={destinations}
          isOptional
        />
      ) : null}
      <FormRow>
        <TextField
          form={form}
          name="campaign"
          label={say("links.campaign")}
          hint={say("links.campaignHint")}
          maxLength={100}
          isOptional
        />
        <TextField
          form={form}
          name="subId"
          label={say("links.subId")}
          hint={say("links.subIdHint")}
          maxLength={100}
          isOptional
        />
      </FormRow>
      <TextField
        form={form}
        name="code"
        label={say("links.code")}
        hint={say("links.codeHint")}
        maxLength={64}
        isOptional
      />
    </>
  );
}
