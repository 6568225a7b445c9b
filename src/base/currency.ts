// The currencies money can be counted in: our own table of ISO 4217 with the decimals of each minor unit.
// Never from Intl (its decimals are for display, 29 of them wrong for a ledger), never upper-cased for
// anyone. Codes without a minor unit (XAU, XDR, XTS, XXX …) are not in it: nobody can be owed a number of
// them. ANG and BGN, withdrawn in 2025 and 2026, stay: sales of their last days are still reported and
// refunded.
// Example: decimalsOf("JPY") → 0, decimalsOf("USD") → 2, decimalsOf("KWD") → 3; isCurrency("usd") → false.
import { Broken } from "./refusal.ts";

declare const currencyBrand: unique symbol;
export type Currency = string & { readonly [currencyBrand]: true };

const TABLE: Record<number, string> = {
  0: "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF",
  2: `AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BMD BND BOB BOV BRL BSD BTN BWP BYN BZD CAD
    CDF CHE CHF CHW CNY COP COU CRC CUP CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GTQ
    GYD HKD HNL HTG HUF IDR ILS INR IRR JMD KES KGS KHR KPW KYD KZT LAK LBP LKR LRD LSL MAD MDL MGA MKD MMK
    MNT MOP MRU MUR MVR MWK MXN MXV MYR MZN NAD NGN NIO NOK NPR NZD PAB PEN PGK PHP PKR PLN QAR RON RSD RUB
    SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TOP TRY TTD TWD TZS UAH USD USN
    UYU UZS VED VES WST XAD XCD XCG YER ZAR ZMW ZWG`,
  3: "BHD IQD JOD KWD LYD OMR TND",
  4: "CLF UYW",
};

const DECIMALS = new Map<string, number>();
for (const [decimals, codes] of Object.entries(TABLE)) {
  for (const code of codes.split(/\s+/)) DECIMALS.set(code, Number(decimals));
}

/** Every code, in alphabetical order. */
export const CURRENCIES = Object.freeze([...DECIMALS.keys()].sort()) as readonly Currency[];

export function isCurrency(value: unknown): value is Currency {
  return typeof value === "string" && DECIMALS.has(value);
}

/** How many decimals the minor unit has. Broken for a code that isCurrency refuses. */
export function decimalsOf(currency: string): number {
  const decimals = DECIMALS.get(currency);
  if (decimals === undefined) throw new Broken(`not an active ISO 4217 currency: ${currency}`);
  return decimals;
}
