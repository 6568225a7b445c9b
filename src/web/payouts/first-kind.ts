// Which kind of account a form offers first: the one that is set; else what people paid in that currency, or
// who read that language, mostly have. It never hides another kind.
// Example: firstKind({ method: null, currency: "BRL", language: "en" }) → "pix"
import type { PayoutMethodIn } from "../data/payouts.ts";

type Kind = PayoutMethodIn["kind"];

interface Known {
  method: { kind: Kind } | null;
  /** What the party is paid in, else what the business sells in. */
  currency: string;
  /** Of the party itself, where it is at the screen. */
  language?: string;
}

export function firstKind({ method, currency, language = "" }: Known): Kind {
  if (method !== null) return method.kind;
  if (currency === "BRL" || language.endsWith("-BR")) return "pix";
  return currency === "USD" ? "us_bank" : "iban";
}
