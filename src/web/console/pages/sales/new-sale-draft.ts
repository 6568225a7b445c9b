// What is typed of a new sale, and what is sent of it: amounts as minor units, the time as an instant where
// the business is. It never guesses: what was left empty is left out. Example: { paid: "49.90", when:
// "2026-03-01T09:00" } → { paid: 4990, at: "2026-03-01T12:00:00.000Z" }.
import { readAmount } from "../../../parts/read-amount.ts";
import { instantAt, type NewSale, type PreviewWish } from "../../data/sale-story.ts";

export interface Draft {
  product: string;
  offer: string;
  currency: string;
  paid: string;
  tax: string;
  shipping: string;
  processor: string;
  fee: string;
  /** Local time, as the browser's own field writes it. */
  when: string;
  affiliate: string;
  email: string;
  name: string;
  externalId: string;
}

export function emptyDraft(product: string, currency: string, when: string): Draft {
  const empty = { offer: "", paid: "", tax: "", shipping: "", processor: "", fee: "" };
  return { ...empty, product, currency, when, affiliate: "", email: "", name: "", externalId: "" };
}

/** "2026-03-01T09:00", where the business is. */
export function localNow(zone: string, now: Date = new Date()): string {
  const parts = new Intl.DateTimeFormat("sv-SE", {
    timeZone: zone,
    dateStyle: "short",
    timeStyle: "short",
  }).format(now);
  return parts.replace(" ", "T");
}

interface How {
  once: string;
  zone: string;
  language: string;
}

export function draftOf(draft: Draft, { once, zone, language }: How): NewSale {
  const wish = wishOf(draft, { zone, language });
  const text = (value: string) => value.trim() || undefined;
  const buyer = { email: text(draft.email)?.toLowerCase(), name: text(draft.name) };
  return {
    ...wish,
    externalId: text(draft.externalId) ?? once,
    source: "manual",
    ...(draft.offer ? { offer: draft.offer } : {}),
    ...(buyer.email || buyer.name ? { buyer: defined(buyer) } : {}),
  };
}

/** What decides the split: the same for the preview and for what is recorded. */
export function wishOf(draft: Draft, { zone, language }: Omit<How, "once">): PreviewWish & { paid: number } {
  const { currency } = draft;
  const amount = (text: string) => readAmount(text, currency, language) ?? undefined;
  const at = instantAt(draft.when, zone);
  const fee = amount(draft.fee);
  const code = draft.affiliate.trim();
  return {
    product: draft.product,
    currency,
    paid: amount(draft.paid) ?? 0,
    ...(at === null ? {} : { at }),
    ...defined({ tax: amount(draft.tax), shipping: amount(draft.shipping) }),
    ...(code ? { affiliate: { code } } : {}),
    ...(fee
      ? { fees: [{ party: { ref: draft.processor.trim().toLowerCase() || "processor" }, amount: fee }] }
      : {}),
  };
}

function defined<T extends object>(some: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(some).filter(([, value]) => value !== undefined)) as never;
}
