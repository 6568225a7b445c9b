// What an offer costs, in one line: the price and how it is paid.
//   <OfferPrice offer={offer} /> → 49.00 USD a month;  3 × within 120.00 EUR
import { Money } from "../../../parts/money.tsx";
import type { Words } from "../../../words/speak.ts";
import { useWords } from "../../../words/words.tsx";
import type { Offer } from "../../data/products-around.ts";
import css from "./products.module.css";

type Priced = Pick<Offer, "price" | "currency" | "kind" | "every" | "instalments">;

export function OfferPrice({ offer }: { offer: Priced }) {
  const words = useWords();
  const rhythm = rhythmOf(offer, words);
  return (
    <span className={css.price}>
      <Money amount={offer.price} currency={offer.currency} zero="digits" />
      {rhythm ? <span className={css.rhythm}>{rhythm}</span> : null}
    </span>
  );
}

export function rhythmOf({ kind, every, instalments }: Priced, { say }: Words): string | null {
  if (kind === "one_time") return null;
  if (kind === "subscription") return every ? say(`offer.each.${every}`) : say("offerKind.subscription");
  if (instalments === null) return say("offerKind.instalments");
  return say("offer.parts", { count: instalments, every: every ?? "none" });
}
