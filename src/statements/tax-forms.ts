// Which yearly forms a party's totals may have to be reported on, with the thresholds that count from a year
// on: those that the program brings, or others that a workspace set. It prepares and never files; whoever
// files checks them with an accountant.
// Example: US, 2026, 250_000 USD cents paid out → 1099-nec is reached, whatever was earned.
export const TAX_FORMS = ["1099-nec", "1099-k", "dac7", "brazil"] as const;
export type TaxForm = (typeof TAX_FORMS)[number];

/**
 * Which total a form is about: what was paid out in the year (whenever it was earned, less what came back),
 * or what sales of the year gave.
 */
export type Basis = "paid" | "earned";
export const BASIS: Readonly<Record<TaxForm, Basis>> = {
  "1099-nec": "paid",
  "1099-k": "earned",
  dac7: "earned",
  brazil: "paid",
};

export interface Threshold {
  form: TaxForm;
  /** The first calendar year; it counts until the next of the form begins. */
  from: number;
  currency: string;
  /** Minor units; reported when at least so much was paid or earned, as its form counts … */
  amount: number;
  /** … and at least so many sales. */
  sales: number;
  source: string;
  /** Set by a workspace. */
  isOwn?: boolean;
}

const usd = { currency: "USD" } as const;

/** What the program brings; a workspace may set its own beside them. */
export const THRESHOLDS: readonly Threshold[] = [
  { ...usd, form: "1099-nec", from: 2020, amount: 60_000, sales: 0, source: "IRC §6041A" },
  { ...usd, form: "1099-nec", from: 2026, amount: 200_000, sales: 0, source: "P.L. 119-21 §70433" },
  { ...usd, form: "1099-k", from: 2020, amount: 2_000_001, sales: 201, source: "P.L. 119-21 §70432" },
  // Services have no threshold; goods are left out below 30 sales and 2,000 EUR.
  { form: "dac7", from: 2023, currency: "EUR", amount: 0, sales: 1, source: "Directive (EU) 2021/514" },
  { form: "brazil", from: 2020, currency: "BRL", amount: 0, sales: 0, source: "EFD-Reinf R-4000" },
];

const EU: ReadonlySet<string> = new Set(
  "AT BE BG HR CY CZ DK EE FI FR DE GR HU IE IT LV LT LU MT NL PL PT RO SK SI ES SE".split(" "),
);

/** Whose residents a form is about. */
export function isOfForm(form: TaxForm, country: string): boolean {
  if (form === "brazil") return country === "BR";
  return form === "dac7" ? EU.has(country) : country === "US";
}

export interface YearOf {
  country: string | null;
  currency: string;
  /** Minor units. */
  earned: number;
  paidOut: number;
  sales: number;
}

/** Null: not a party of that form, or not in its currency; else whether its thresholds are reached. */
export function isReached(
  form: TaxForm,
  year: number,
  { country, currency, earned, paidOut, sales }: YearOf,
  thresholds: readonly Threshold[] = THRESHOLDS,
): boolean | null {
  if (country === null || !isOfForm(form, country)) return null;
  const begun = thresholds.filter((one) => one.form === form && one.from <= year);
  const rule = begun.toSorted((a, b) => a.from - b.from).at(-1);
  if (rule === undefined) return null;
  // Amounts of other currencies are told and left to be judged: no rate is made up here.
  if (rule.amount > 0 && currency !== rule.currency) return null;
  const total = BASIS[form] === "paid" ? paidOut : earned;
  // Who was paid nothing in a year has nothing to be reported by a form about payments, whatever was sold.
  if (BASIS[form] === "paid" && total <= 0) return false;
  return total >= rule.amount && sales >= rule.sales;
}
