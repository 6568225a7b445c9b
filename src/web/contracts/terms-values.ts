// What a form of terms holds while somebody types, and what it sends. Renewals and tail begin without an
// answer: both sides must have chosen them. It never checks the cap; the server does, under a lock.
//   termsOf({ share: "10", … }, { currency: "USD", … }) → { share: "0.1", base: "after_affiliate", clauses:
//   [], … }
import { offsetAt } from "../../base/calendar.ts";
import type { NewAmendment, ToldVersion } from "../data/contracts.ts";
import { readAmount, readRate, typedRate } from "../parts/format-amount.ts";
import type { Complaints } from "../parts/use-form.ts";
import type { Words } from "../words/speak.ts";

export interface Tier {
  upTo: string;
  share: string;
}

export interface TermsValues {
  share: string;
  base: string;
  scope: string;
  /** Days of the workspace's calendar; "" is with the acceptance, or open. */
  starts: string;
  ends: string;
  mayBeAffiliate: boolean;
  invoices: string;
  renewals: string;
  tail: string;
  tailDays: string;
  /** "" is none. */
  noticeDays: string;
  delivery: string;
  support: string;
  marketing: string;
  tax: string;
  hasTiers: boolean;
  measure: string;
  period: string;
  tiers: Tier[];
  hasCap: boolean;
  capEarned: string;
  capSales: string;
  message: string;
  isAccepted: boolean;
}

export interface TermsPlace {
  /** Of the product's offers: what amounts of clauses are in. */
  currency: string;
  timeZone: string;
}

export const DUTIES = ["delivery", "support", "marketing", "tax"] as const;

export const EMPTY_TERMS: TermsValues = {
  share: "",
  base: "after_affiliate",
  scope: "all",
  starts: "",
  ends: "",
  mayBeAffiliate: true,
  invoices: "producer",
  renewals: "",
  tail: "",
  tailDays: "365",
  noticeDays: "",
  delivery: "producer",
  support: "producer",
  marketing: "producer",
  tax: "producer",
  hasTiers: false,
  measure: "net",
  period: "month",
  tiers: [
    { upTo: "", share: "" },
    { upTo: "", share: "" },
  ],
  hasCap: false,
  capEarned: "",
  capSales: "",
  message: "",
  isAccepted: false,
};

type Clause = NonNullable<NewAmendment["clauses"]>[number];

/** Clauses that this form has no fields for: kept as they are. */
export const otherClauses = (version: ToldVersion): Clause[] =>
  (version.clauses as Clause[]).filter((one) => one.kind !== "tiers" && one.kind !== "cap");

/** The form begins with what is in force. */
export function valuesOf(version: ToldVersion, { currency }: TermsPlace, language: string): TermsValues {
  const clauses = version.clauses as Clause[];
  const tiers = clauses.find((one) => one.kind === "tiers");
  const caps = clauses.filter((one) => one.kind === "cap");
  const earned = caps.find((one) => one.earned !== undefined)?.earned;
  const sales = caps.find((one) => one.sales !== undefined)?.sales;
  const { tail } = version;
  const duty = (name: string) => (version.responsibilities[name] as string | undefined) ?? "producer";
  return {
    ...EMPTY_TERMS,
    share: version.share === null ? "" : typedRate(version.share, language),
    base: version.base,
    scope: version.scope,
    ends: "",
    mayBeAffiliate: version.mayBeAffiliate,
    invoices: version.invoices,
    renewals: version.renewals,
    tail: tail === "none" ? "none" : "days",
    tailDays: tail === "none" ? "365" : String(tail.renewalsForDays),
    noticeDays: version.noticeDays === null ? "" : String(version.noticeDays),
    delivery: duty("delivery"),
    support: duty("support"),
    marketing: duty("marketing"),
    tax: duty("tax"),
    hasTiers: tiers !== undefined,
    ...(tiers === undefined
      ? {}
      : {
          measure: tiers.measure,
          period: tiers.period,
          tiers: tiers.tiers.map((tier) => ({
            upTo: tier.upTo === undefined ? "" : typedLimit(tier.upTo, tiers.measure, currency),
            share: typedRate(tier.share, language),
          })),
        }),
    hasCap: caps.length > 0,
    capEarned: earned === undefined ? "" : typedAmount(earned, currency),
    capSales: sales === undefined ? "" : String(sales),
  };
}

const typedLimit = (value: number, measure: string, currency: string) =>
  measure === "net" ? typedAmount(value, currency) : String(value);

/** Minor units as one would type them, in a form that readAmount takes in every language. */
function typedAmount(minor: number, currency: string): string {
  for (const places of [0, 2, 3]) {
    const digits = String(minor).padStart(places + 1, "0");
    const text = places === 0 ? digits : `${digits.slice(0, -places)}.${digits.slice(-places)}`;
    if (readAmount(text, currency, "en") === minor) return text;
  }
  return String(minor);
}

export function checkTerms(values: TermsValues, place: TermsPlace, words: Words): Complaints<TermsValues> {
  const { say, language } = words;
  const need = (text: string) => (text === "" ? say("form.required") : undefined);
  const share = readRate(values.share);
  const wrong: Complaints<TermsValues> = {
    share: values.hasTiers ? undefined : shareComplaint(share, say),
    renewals: need(values.renewals),
    tail: need(values.tail),
    tailDays:
      values.tail === "days" && !/^[1-9]\d{0,4}$/.test(values.tailDays) ? say("agree.badDays") : undefined,
    noticeDays: isNotice(values.noticeDays) ? undefined : say("agree.badNotice"),
    isAccepted: values.isAccepted ? undefined : say("agree.useNeeded"),
    ends:
      values.ends !== "" && values.starts !== "" && values.ends < values.starts
        ? say("agree.endsFirst")
        : undefined,
  };
  if (values.hasTiers && !areTiers(values, place, language)) wrong.tiers = say("agree.badTiers");
  if (values.hasCap) {
    const earned = values.capEarned === "" ? null : readAmount(values.capEarned, place.currency, language);
    if (values.capEarned !== "" && (earned === null || earned <= 0)) wrong.capEarned = say("form.badAmount");
    if (values.capSales !== "" && !/^[1-9]\d{0,8}$/.test(values.capSales))
      wrong.capSales = say("agree.badCount");
    if (values.capEarned === "" && values.capSales === "") wrong.capEarned = say("agree.capNeeded");
  }
  return wrong;
}

const isNotice = (text: string) => text.trim() === "" || (/^[1-9]\d{0,2}$/.test(text) && Number(text) <= 365);

function shareComplaint(share: string | null, say: Words["say"]): string | undefined {
  if (share === null) return say("form.badRate");
  return share === "0" ? say("agree.shareZero") : undefined;
}

function limitOf(
  text: string,
  values: TermsValues,
  { currency }: TermsPlace,
  language: string,
): number | null {
  const read = values.measure === "net" ? readAmount(text, currency, language) : Number(text);
  return read !== null && Number.isSafeInteger(read) && read > 0 ? read : null;
}

/** Each above the one before, the last one open. */
function areTiers(values: TermsValues, place: TermsPlace, language: string): boolean {
  let before = 0;
  return values.tiers.every(({ upTo, share }, index) => {
    if (readRate(share) === null) return false;
    if (index === values.tiers.length - 1) return true;
    const limit = limitOf(upTo, values, place, language);
    const isAbove = limit !== null && limit > before;
    before = limit ?? before;
    return isAbove;
  });
}

type Stated = Omit<NewAmendment, "termsOfUse" | "message" | "language" | "metadata">;

/** Call with checked values. `kept`: clauses that the form does not show. */
export function termsOf(
  values: TermsValues,
  place: TermsPlace,
  language: string,
  kept: readonly Clause[] = [],
): Stated {
  const share = readRate(values.share);
  const clauses = [...clausesOf(values, place, language), ...kept] as NonNullable<Stated["clauses"]>;
  return {
    ...(values.hasTiers || share === null ? {} : { share }),
    base: values.base as Stated["base"],
    scope: values.scope as Stated["scope"],
    mayBeAffiliate: values.mayBeAffiliate,
    clauses,
    starts: dayStart(values.starts, place.timeZone, 0),
    ends: dayStart(values.ends, place.timeZone, 1),
    invoices: values.invoices as Stated["invoices"],
    responsibilities: Object.fromEntries(
      DUTIES.map((duty) => [duty, values[duty]]),
    ) as Stated["responsibilities"],
    renewals: values.renewals as Stated["renewals"],
    tail: values.tail === "none" ? "none" : { renewalsForDays: Number(values.tailDays) },
    noticeDays: values.noticeDays.trim() === "" ? null : Number(values.noticeDays),
  };
}

function clausesOf(values: TermsValues, place: TermsPlace, language: string): Clause[] {
  const clauses: Clause[] = [];
  if (values.hasTiers) {
    const tiers = values.tiers.map(({ upTo, share }, index) => {
      const limit = index === values.tiers.length - 1 ? null : limitOf(upTo, values, place, language);
      return { ...(limit === null ? {} : { upTo: limit }), share: readRate(share) ?? "0" };
    });
    clauses.push({ kind: "tiers", measure: values.measure, period: values.period, tiers } as Clause);
  }
  if (!values.hasCap) return clauses;
  const earned = readAmount(values.capEarned, place.currency, language);
  if (earned !== null) clauses.push({ kind: "cap", earned });
  if (values.capSales !== "") clauses.push({ kind: "cap", sales: Number(values.capSales) });
  return clauses;
}

const DAY = 86_400_000;

/** The first instant of a day where the business is, or of so many days later; null of none. */
export function dayStart(day: string, timeZone: string, later: number): string | null {
  if (day === "") return null;
  const midnight = Date.parse(`${day}T00:00:00Z`) + later * DAY;
  const guess = midnight - offsetAt(timeZone, midnight);
  return new Date(midnight - offsetAt(timeZone, guess)).toISOString();
}
