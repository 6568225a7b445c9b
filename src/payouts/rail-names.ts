// The rails money leaves over and the kinds of place it can go to: which fits which, and what a party gets
// when nobody chose. A list without behaviour; each rail's own file says how it is spoken.
// Example: natural rail of a Pix key in BRL is "pix"; of the same in USD none, so "csv".
import { isSEPACountry } from "ibantools";
import type { MethodDetails, MethodKind } from "./method.ts";

export const RAILS = ["csv", "sepa", "ach", "wise", "pix", "paypal", "stripe"] as const;
export type RailName = (typeof RAILS)[number];

/** Those that are a call to a service; the others are a file for the bank. */
export const API_RAILS: readonly RailName[] = ["paypal", "stripe"];

interface Fit {
  readonly kinds: readonly MethodKind[];
  /** Null: any. */
  readonly currencies: readonly string[] | null;
}

const PAYPAL =
  "AUD BRL CAD CHF CZK DKK EUR GBP HKD HUF ILS JPY MXN MYR NOK NZD PHP PLN SEK SGD THB TWD USD".split(" ");

const FITS: Record<RailName, Fit> = {
  csv: { kinds: ["iban", "us_bank", "paypal", "pix", "stripe", "wise"], currencies: null },
  sepa: { kinds: ["iban"], currencies: ["EUR"] },
  ach: { kinds: ["us_bank"], currencies: ["USD"] },
  wise: { kinds: ["wise", "iban", "us_bank"], currencies: null },
  pix: { kinds: ["pix"], currencies: ["BRL"] },
  paypal: { kinds: ["paypal"], currencies: PAYPAL },
  stripe: { kinds: ["stripe"], currencies: null },
};

/** Can money of the currency go to such a place over the rail? */
export function fitsRail(rail: RailName, details: MethodDetails, currency: string): boolean {
  const { kinds, currencies } = FITS[rail];
  if (!kinds.includes(details.kind)) return false;
  if (currencies !== null && !currencies.includes(currency)) return false;
  return rail !== "sepa" || (details.kind === "iban" && isSEPACountry(details.iban.slice(0, 2)));
}

/** Minor units that one payment of the rail's form has room for: NACHA's ten digits, SEPA's eleven. */
const ROOM: Partial<Record<RailName, number>> = { ach: 9_999_999_999, sepa: 99_999_999_999 };

export function roomOfRail(rail: RailName): number {
  return ROOM[rail] ?? Number.MAX_SAFE_INTEGER;
}

const NATURAL: Record<MethodKind, RailName> = {
  iban: "sepa",
  us_bank: "ach",
  paypal: "paypal",
  pix: "pix",
  stripe: "stripe",
  wise: "wise",
};

/** The rail made for it where the business pays over that one, else a list that a person works through. */
export function naturalRail(
  details: MethodDetails,
  currency: string,
  isSetUp: (rail: RailName) => boolean,
): RailName {
  const rail = NATURAL[details.kind];
  return fitsRail(rail, details, currency) && isSetUp(rail) ? rail : "csv";
}

/** How many lines a file of the rail may have; the others take any number. */
export const MOST_LINES: Partial<Record<RailName, number>> = { wise: 1000 };
