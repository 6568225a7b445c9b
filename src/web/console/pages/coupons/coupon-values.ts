// What is typed into the form of a coupon, what may be wrong with it, and what is sent of it. A last day that
// people type is the whole day: its end is the next day's beginning.
// Example: { discount: "percent", percent: "10", mostUses: "200" } → { mostUses: 200, endsAt: null, … }.
import type { AnyCoupon, NewCoupon } from "../../../data/attribution.ts";
import { readRate, typedRate } from "../../../parts/format-amount.ts";
import { readAmount, typedAmount } from "../../../parts/read-amount.ts";
import { badAmount } from "../../../parts/use-checks.ts";
import type { Complaints } from "../../../parts/use-form.ts";
import type { Words } from "../../../words/speak.ts";

export interface CouponValues {
  product: string;
  affiliation: string;
  code: string;
  discount: "none" | "percent" | "fixed";
  percent: string;
  amount: string;
  mostUses: string;
  endsOn: string;
  stacks: boolean;
  state: AnyCoupon["state"];
}

const DAY_MS = 86_400_000;

export function startOf(
  coupon: AnyCoupon | null,
  product: string,
  currency: string,
  language: string,
): CouponValues {
  const discount = coupon?.discount ?? { kind: "none" as const };
  return {
    product: coupon?.product.id ?? product,
    affiliation: coupon?.affiliation ?? "",
    code: coupon?.code ?? "",
    discount: discount.kind,
    percent: discount.kind === "percent" ? typedRate(discount.rate, language) : "",
    amount:
      discount.kind === "fixed" ? typedAmount(discount.amount, discount.currency || currency, language) : "",
    mostUses: coupon?.mostUses == null ? "" : String(coupon.mostUses),
    endsOn: coupon?.endsAt ? new Date(Date.parse(coupon.endsAt) - 1).toISOString().slice(0, 10) : "",
    stacks: coupon?.stacks ?? true,
    state: coupon?.state ?? "active",
  };
}

export function checkCoupon(
  values: CouponValues,
  isNew: boolean,
  currency: string,
  { say, language }: Pick<Words, "say" | "language">,
): Complaints<CouponValues> {
  const { product, affiliation, code, discount, percent, amount, mostUses } = values;
  const rate = readRate(percent);
  const off = readAmount(amount, currency, language);
  const isCode = /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/.test(code.trim());
  return {
    product: product ? undefined : say("form.required"),
    affiliation: affiliation ? undefined : say("form.required"),
    code: !isNew || isCode ? undefined : say("coupon.badCode"),
    percent: discount !== "percent" || (rate !== null && rate !== "0") ? undefined : say("finding.badRate"),
    amount:
      discount !== "fixed" || (off !== null && off > 0) ? undefined : badAmount({ say, language }, currency),
    mostUses:
      mostUses.trim() === "" || /^[1-9]\d{0,6}$/.test(mostUses.trim()) ? undefined : say("coupon.badNumber"),
  };
}

export function termOf({ mostUses, endsOn, stacks }: CouponValues) {
  return {
    mostUses: mostUses.trim() === "" ? null : Number(mostUses),
    endsAt: endsOn === "" ? null : new Date(Date.parse(`${endsOn}T00:00:00Z`) + DAY_MS).toISOString(),
    stacks,
  };
}

export function discountOf(
  { discount }: CouponValues,
  rate: string,
  amount: number,
  currency: string,
): NonNullable<NewCoupon["discount"]> {
  if (discount === "percent") return { kind: "percent", rate };
  return discount === "fixed" ? { kind: "fixed", amount, currency } : { kind: "none" };
}
