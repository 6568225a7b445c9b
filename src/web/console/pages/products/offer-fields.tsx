// The fields of an offer, in the form that makes a product and in the one of the offer alone: price in any
// currency, how it is paid, how many days a buyer may change their mind. It never sends.
//   <OfferFields form={form} isNew /> inside a form whose values extend OfferValues
import { useMemo } from "react";
import { CURRENCIES } from "../../../../base/currency.ts";
import { AmountField, CheckField, ChoiceField, TextField } from "../../../parts/fields.tsx";
import { FormRow } from "../../../parts/form.tsx";
import { currencyOptions } from "../../../parts/places.ts";
import { readAmount } from "../../../parts/read-amount.ts";
import { badAmount } from "../../../parts/use-checks.ts";
import type { Complaints, FormState } from "../../../parts/use-form.ts";
import type { Words } from "../../../words/speak.ts";
import { useWords } from "../../../words/words.tsx";
import type { NewOffer, Offer } from "../../data/products-around.ts";
import css from "./product.module.css";

export interface OfferValues {
  offerName: string;
  price: string;
  currency: string;
  kind: string;
  every: string;
  instalments: string;
  guaranteeDays: string;
  orderBump: boolean;
}

const KINDS = ["one_time", "subscription", "instalments"] as const;
const EVERY = ["week", "month", "quarter", "year"] as const;

interface Props<V extends OfferValues> {
  form: FormState<V>;
  /** What an offer is sold as cannot be changed later: currency and kind. */
  isNew: boolean;
}

export function OfferFields<V extends OfferValues>({ form: given, isNew }: Props<V>) {
  const { say, language } = useWords();
  const form = given as unknown as FormState<OfferValues>;
  const currencies = useMemo(() => currencyOptions(CURRENCIES, language), [language]);
  const { kind, currency } = form.values;
  return (
    <>
      <TextField form={form} name="offerName" label={say("offer.name")} hint={say("offer.nameHint")} />
      <FormRow>
        <AmountField form={form} name="price" label={say("product.price")} currency={currency} />
        <ChoiceField
          form={form}
          name="currency"
          label={say("word.currency")}
          options={currencies}
          isSearchable
          isOff={!isNew}
        />
      </FormRow>
      <FormRow>
        <ChoiceField
          form={form}
          name="kind"
          label={say("offer.kind")}
          options={KINDS.map((value) => ({ value, label: say(`offerKind.${value}`) }))}
          isOff={!isNew}
        />
        {kind === "one_time" ? null : (
          <ChoiceField
            form={form}
            name="every"
            label={say("offer.every")}
            options={EVERY.map((value) => ({ value, label: say(`offer.each.${value}`) }))}
            isOff={!isNew}
          />
        )}
        {kind === "instalments" ? (
          <TextField
            form={form}
            name="instalments"
            label={say("offer.instalments")}
            inputMode="numeric"
            isOff={!isNew}
          />
        ) : null}
      </FormRow>
      {isNew ? null : <p className={css.note}>{say("offer.fixed")}</p>}
      <TextField
        form={form}
        name="guaranteeDays"
        label={say("offer.guarantee")}
        hint={say("offer.guaranteeHint")}
        inputMode="numeric"
      />
      <CheckField form={form} name="orderBump" label={say("offer.bump")} hint={say("offer.bumpHint")} />
    </>
  );
}

/** As the business begins its offers. */
export function firstOffer(
  { currency, guaranteeDays }: { currency: string; guaranteeDays: number },
  say: Words["say"],
): OfferValues {
  return {
    offerName: say("offerKind.one_time"),
    price: "",
    currency,
    kind: "one_time",
    every: "month",
    instalments: "3",
    guaranteeDays: String(guaranteeDays),
    orderBump: false,
  };
}

/** What is wrong with it, by field. */
export function checkOffer(values: OfferValues, { say, language }: Words): Complaints<OfferValues> {
  const { offerName, price, currency, kind, instalments, guaranteeDays } = values;
  const amount = readAmount(price, currency, language);
  const parts = readCount(instalments);
  const days = readCount(guaranteeDays);
  return {
    offerName: offerName.trim() ? undefined : say("form.required"),
    price: amount === null || amount < 0 ? badAmount({ say, language }, currency) : undefined,
    instalments:
      kind === "instalments" && (parts === null || parts < 2 || parts > 60)
        ? say("offer.notParts")
        : undefined,
    guaranteeDays: days === null || days > 3650 ? say("offer.notDays") : undefined,
  };
}

/** Of values that checkOffer finds nothing wrong with. */
export function offerBody(values: OfferValues, language: string): NewOffer {
  const { offerName, price, currency, kind, every, instalments, guaranteeDays, orderBump } = values;
  return {
    name: offerName.trim(),
    price: readAmount(price, currency, language) ?? 0,
    currency,
    kind: kind as Offer["kind"],
    ...(kind === "one_time" ? {} : { every: every as NonNullable<Offer["every"]> }),
    ...(kind === "instalments" ? { instalments: readCount(instalments) } : {}),
    guaranteeDays: readCount(guaranteeDays) ?? 0,
    orderBump,
  };
}

/** A whole number as it was typed; null where it is none. */
export function readCount(typed: string): number | null {
  const bare = typed.trim();
  return /^\d{1,6}$/.test(bare) ? Number(bare) : null;
}
