// What a form of terms holds while somebody types, and what it sends. Renewals and tail begin without an
// answer: both sides must have chosen them. It never checks the cap; the server does, under a lock.
//   termsOf({ share: "10", … }, { currency: "USD", … }) → { share: "0.1", base: "after_affiliate", clauses:
//   [], … }
import { offsetAt } from "../../base/calendar.ts";
import type { NewAmendment, ToldVersion } from "../data/contracts.ts";
import { readRate, typedRate } from "../parts/format-amount.ts";
import type { Complaints } from "../parts/use-form.ts";
import type { Words } from "../words/speak.ts";
import {
  type Clause,
  type ClauseValues,
  checkClauses,
  clausesOf,
  clauseValuesOf,
  EMPTY_CLAUSES,
  type TermsPlace,
} from "./clause-values.ts";

export interface TermsValues extends ClauseValues {
  share: string;
  base: string;
  scope: string;
  /** Days of the workspace's calendar; "" is with the acceptance, or open. */
  starts: string;
  ends: string;
  mayBeAffiliate: boolean;
  /** "" is any. */
  maxAffiliateRate: string;
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
  message: string;
  isAccepted: boolean;
}

export const DUTIES = ["delivery", "support", "marketing", "tax"] as const;

export const EMPTY_TERMS: TermsValues = {
  share: "",
  base: "after_affiliate",
  scope: "all",
  starts: "",
  ends: "",
  mayBeAffiliate: true,
  maxAffiliateRate: "",
  invoices: "producer",
  renewals: "",
  tail: "",
  tailDays: "365",
  noticeDays: "",
  delivery: "producer",
  support: "producer",
  marketing: "producer",
  tax: "producer",
  ...EMPTY_CLAUSES,
  message: "",
  isAccepted: false,
};

/** The form begins with what is in force. */
export function valuesOf(version: ToldVersion, place: TermsPlace, language: string): TermsValues {
  const { tail } = version;
  const duty = (name: string) => (version.responsibilities[name] as string | undefined) ?? "producer";
  return {
    ...EMPTY_TERMS,
    share: version.share === null ? "" : typedRate(version.share, language),
    base: version.base,
    scope: version.scope,
    ends: "",
    mayBeAffiliate: version.mayBeAffiliate,
    maxAffiliateRate: version.maxAffiliateRate === null ? "" : typedRate(version.maxAffiliateRate, language),
    invoices: version.invoices,
    renewals: version.renewals,
    tail: tail === "none" ? "none" : "days",
    tailDays: tail === "none" ? "365" : String(tail.renewalsForDays),
    noticeDays: version.noticeDays === null ? "" : String(version.noticeDays),
    delivery: duty("delivery"),
    support: duty("support"),
    marketing: duty("marketing"),
    tax: duty("tax"),
    ...clauseValuesOf(version.clauses as Clause[], place, language),
  };
}

export function checkTerms(values: TermsValues, place: TermsPlace, words: Words): Complaints<TermsValues> {
  const { say } = words;
  const need = (text: string) => (text === "" ? say("form.required") : undefined);
  const share = readRate(values.share);
  const wrong: Complaints<TermsValues> = {
    share: values.hasTiers ? undefined : shareComplaint(share, say),
    renewals: need(values.renewals),
    tail: need(values.tail),
    tailDays:
      values.tail === "days" && !/^[1-9]\d{0,4}$/.test(values.tailDays) ? say("agree.badDays") : undefined,
    maxAffiliateRate:
      values.maxAffiliateRate.trim() === "" || readRate(values.maxAffiliateRate) !== null
        ? undefined
        : say("form.badRate"),
    noticeDays: isNotice(values.noticeDays) ? undefined : say("agree.badNotice"),
    isAccepted: values.isAccepted ? undefined : say("agree.useNeeded"),
    ends:
      values.ends !== "" && values.starts !== "" && values.ends < values.starts
        ? say("agree.endsFirst")
        : undefined,
  };
  return { ...wrong, ...checkClauses(values, place, words) };
}

const isNotice = (text: string) => text.trim() === "" || (/^[1-9]\d{0,2}$/.test(text) && Number(text) <= 365);

function shareComplaint(share: string | null, say: Words["say"]): string | undefined {
  if (share === null) return say("form.badRate");
  return share === "0" ? say("agree.shareZero") : undefined;
}

type Stated = Omit<NewAmendment, "termsOfUse" | "message" | "language" | "metadata">;

/** Call with checked values. */
export function termsOf(values: TermsValues, place: TermsPlace, language: string): Stated {
  const share = readRate(values.share);
  const clauses = clausesOf(values, place, language);
  return {
    ...(values.hasTiers || share === null ? {} : { share }),
    base: values.base as Stated["base"],
    scope: values.scope as Stated["scope"],
    mayBeAffiliate: values.mayBeAffiliate,
    maxAffiliateRate: values.maxAffiliateRate.trim() === "" ? null : readRate(values.maxAffiliateRate),
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

const DAY = 86_400_000;

/** The first instant of a day where the business is, or of so many days later; null of none. */
export function dayStart(day: string, timeZone: string, later: number): string | null {
  if (day === "") return null;
  const midnight = Date.parse(`${day}T00:00:00Z`) + later * DAY;
  const guess = midnight - offsetAt(timeZone, midnight);
  return new Date(midnight - offsetAt(timeZone, guess)).toISOString();
}
