// What the fields of clauses hold while somebody types, whether that can be, and what it comes to on the
// wire. It never decides which clauses may stand together; the fields offer what can, and the server checks.
//   { hasCap: true, capEarned: "5,000.00", … } in USD → [{ kind: "cap", earned: 500000 }]
import type { NewAmendment } from "../data/contracts.ts";
import { readRate, typedRate } from "../parts/format-amount.ts";
import { readAmount, typedAmount } from "../parts/read-amount.ts";
import { badAmount } from "../parts/use-checks.ts";
import type { Complaints } from "../parts/use-form.ts";
import type { Words } from "../words/speak.ts";

export interface Tier {
  upTo: string;
  share: string;
}

/** The share of an offer of its own; "" is the plain one. */
export interface MixRow {
  of: string;
  name: string;
  share: string;
}

export interface ClauseValues {
  hasMix: boolean;
  mix: MixRow[];
  hasTiers: boolean;
  measure: string;
  period: string;
  tiers: Tier[];
  hasCap: boolean;
  capEarned: string;
  capSales: string;
  hasAdvance: boolean;
  advance: string;
  hasInvestment: boolean;
  investment: string;
  investmentRate: string;
  hasMinimum: boolean;
  minimum: string;
  minimumPeriod: string;
  hasBonus: boolean;
  bonus: string;
  bonusMeasure: string;
  bonusPeriod: string;
  goal: string;
}

export interface TermsPlace {
  /** Of the product's offers: what amounts of clauses are in. */
  currency: string;
  timeZone: string;
  /** Of the product, where it is known which. */
  offers?: readonly { id: string; name: string }[];
}

export const EMPTY_CLAUSES: ClauseValues = {
  hasMix: false,
  mix: [],
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
  hasAdvance: false,
  advance: "",
  hasInvestment: false,
  investment: "",
  investmentRate: "",
  hasMinimum: false,
  minimum: "",
  minimumPeriod: "month",
  hasBonus: false,
  bonus: "",
  bonusMeasure: "sales",
  bonusPeriod: "month",
  goal: "",
};

export type Clause = NonNullable<NewAmendment["clauses"]>[number];
type Of<K extends Clause["kind"]> = Extract<Clause, { kind: K }>;

/** The fields as they say what is agreed. */
export function clauseValuesOf(
  clauses: readonly Clause[],
  { currency }: TermsPlace,
  language: string,
): ClauseValues {
  const values = { ...EMPTY_CLAUSES };
  for (const clause of clauses) {
    if (clause.kind === "tiers") Object.assign(values, tiersTyped(clause, currency, language));
    if (clause.kind === "mix") {
      values.hasMix = true;
      // What is in force says the offers' names of its day.
      values.mix = (clause.shares as (Of<"mix">["shares"][number] & { name?: string })[]).map((one) => {
        return { of: one.of, name: one.name ?? one.of, share: typedRate(one.share, language) };
      });
    }
    if (clause.kind === "cap") {
      values.hasCap = true;
      if (clause.earned !== undefined) values.capEarned = typedAmount(clause.earned, currency, language);
      if (clause.sales !== undefined) values.capSales = String(clause.sales);
    }
    if (clause.kind === "recoup" && clause.from === "share") {
      values.hasAdvance = true;
      values.advance = typedAmount(clause.amount, clause.currency, language);
    }
    if (clause.kind === "recoup" && clause.from === "whole") {
      values.hasInvestment = true;
      values.investment = typedAmount(clause.amount, clause.currency, language);
      values.investmentRate = typedRate(clause.rate ?? "0", language);
    }
    if (clause.kind === "minimum") {
      values.hasMinimum = true;
      values.minimum = typedAmount(clause.amount, clause.currency, language);
      values.minimumPeriod = clause.period;
    }
    if (clause.kind === "milestone") Object.assign(values, bonusTyped(clause, language));
  }
  return values;
}

function tiersTyped({ measure, period, tiers }: Of<"tiers">, currency: string, language: string) {
  return {
    hasTiers: true,
    measure,
    period,
    tiers: tiers.map(({ upTo, share }) => ({
      upTo:
        upTo === undefined ? "" : measure === "net" ? typedAmount(upTo, currency, language) : String(upTo),
      share: typedRate(share, language),
    })),
  };
}

function bonusTyped(clause: Of<"milestone">, language: string) {
  const { measure, period, goal, bonus, currency } = clause;
  return {
    hasBonus: true,
    bonus: typedAmount(bonus, currency, language),
    bonusMeasure: measure,
    bonusPeriod: period,
    goal: measure === "sales" ? String(goal) : typedAmount(goal, currency, language),
  };
}

/** A row an offer: those of today, and those that were named before. */
export function mixRows({ mix }: Pick<ClauseValues, "mix">, { offers = [] }: TermsPlace): MixRow[] {
  const shareOf = (id: string) => mix.find((one) => one.of === id)?.share ?? "";
  const known = new Set(offers.map((one) => one.id));
  return [
    ...offers.map(({ id, name }) => ({ of: id, name, share: shareOf(id) })),
    ...mix.filter((one) => !known.has(one.of)),
  ];
}

/** What is wrong, by field; fields of a clause that is not wanted are not looked at. */
export function checkClauses(
  values: ClauseValues,
  place: TermsPlace,
  words: Words,
): Complaints<ClauseValues> {
  const { say, language } = words;
  const wrong: Complaints<ClauseValues> = {};
  const isAmount = (text: string) => (readAmount(text, place.currency, language) ?? 0) > 0;
  const amount = (name: "advance" | "investment" | "minimum" | "bonus") => {
    if (!isAmount(values[name])) wrong[name] = badAmount(words, place.currency);
  };
  if (values.hasMix && !isMix(values)) wrong.mix = say("agree.badMix");
  if (values.hasTiers && !areTiers(values, place, language)) wrong.tiers = say("agree.badTiers");
  if (values.hasCap) {
    if (values.capEarned !== "" && !isAmount(values.capEarned))
      wrong.capEarned = badAmount(words, place.currency);
    if (values.capSales !== "" && !isCount(values.capSales)) wrong.capSales = say("agree.badCount");
    if (values.capEarned === "" && values.capSales === "") wrong.capEarned = say("agree.capNeeded");
  }
  if (values.hasAdvance) amount("advance");
  if (values.hasInvestment) {
    amount("investment");
    const rate = readRate(values.investmentRate);
    if (rate === null || rate === "0") wrong.investmentRate = say("agree.rateAboveZero");
  }
  if (values.hasMinimum) amount("minimum");
  if (values.hasBonus) {
    amount("bonus");
    const isGoal = values.bonusMeasure === "sales" ? isCount(values.goal) : isAmount(values.goal);
    if (!isGoal)
      wrong.goal = values.bonusMeasure === "sales" ? say("agree.badCount") : badAmount(words, place.currency);
  }
  return wrong;
}

/** At least one offer with a share of its own, and each that is typed a share. */
function isMix({ mix }: ClauseValues): boolean {
  const typed = mix.filter((one) => one.share.trim() !== "");
  return typed.length > 0 && typed.every((one) => readRate(one.share) !== null);
}

const isCount = (text: string) => /^[1-9]\d{0,8}$/.test(text);

function limitOf(text: string, values: ClauseValues, { currency }: TermsPlace, language: string) {
  const read = values.measure === "net" ? readAmount(text, currency, language) : Number(text);
  return read !== null && Number.isSafeInteger(read) && read > 0 ? read : null;
}

/** Each above the one before, the last one open. */
function areTiers(values: ClauseValues, place: TermsPlace, language: string): boolean {
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

/** Call with checked values. */
export function clausesOf(values: ClauseValues, place: TermsPlace, language: string): Clause[] {
  const { currency } = place;
  const amount = (text: string) => readAmount(text, currency, language) ?? 0;
  const clauses: Clause[] = [];
  if (values.hasMix) clauses.push(mixOf(values));
  if (values.hasTiers) clauses.push(tiersOf(values, place, language));
  if (values.hasCap && values.capEarned !== "") {
    clauses.push({ kind: "cap", earned: amount(values.capEarned) });
  }
  if (values.hasCap && values.capSales !== "") {
    clauses.push({ kind: "cap", sales: Number(values.capSales) });
  }
  if (values.hasAdvance) {
    clauses.push({ kind: "recoup", amount: amount(values.advance), currency, from: "share" });
  }
  if (values.hasInvestment) {
    const rate = readRate(values.investmentRate) ?? "0";
    clauses.push({ kind: "recoup", amount: amount(values.investment), currency, from: "whole", rate });
  }
  if (values.hasMinimum) {
    const period = values.minimumPeriod as Of<"minimum">["period"];
    clauses.push({ kind: "minimum", amount: amount(values.minimum), currency, period });
  }
  if (!values.hasBonus) return clauses;
  const measure = values.bonusMeasure as Of<"milestone">["measure"];
  const period = values.bonusPeriod as Of<"milestone">["period"];
  const goal = measure === "sales" ? Number(values.goal) : amount(values.goal);
  return [...clauses, { kind: "milestone", measure, period, goal, bonus: amount(values.bonus), currency }];
}

/** Those that are typed to their end: for previews, which follow the typing. */
export function readyClauses(values: ClauseValues, place: TermsPlace, words: Words): Clause[] {
  const wrong = checkClauses(values, place, words);
  const ready = {
    ...values,
    hasMix: values.hasMix && wrong.mix === undefined,
    hasTiers: values.hasTiers && wrong.tiers === undefined,
    hasCap: values.hasCap && wrong.capEarned === undefined && wrong.capSales === undefined,
    hasAdvance: values.hasAdvance && wrong.advance === undefined,
    hasInvestment:
      values.hasInvestment && wrong.investment === undefined && wrong.investmentRate === undefined,
    hasMinimum: values.hasMinimum && wrong.minimum === undefined,
    hasBonus: values.hasBonus && wrong.bonus === undefined && wrong.goal === undefined,
  };
  return clausesOf(ready, place, words.language);
}

function mixOf({ mix }: ClauseValues): Clause {
  const typed = mix.filter((one) => one.share.trim() !== "");
  return {
    kind: "mix",
    by: "offer",
    shares: typed.map(({ of, share }) => ({ of, share: readRate(share) ?? "0" })),
  };
}

function tiersOf(values: ClauseValues, place: TermsPlace, language: string): Clause {
  const tiers = values.tiers.map(({ upTo, share }, index) => {
    const limit = index === values.tiers.length - 1 ? null : limitOf(upTo, values, place, language);
    return { ...(limit === null ? {} : { upTo: limit }), share: readRate(share) ?? "0" };
  });
  return { kind: "tiers", measure: values.measure, period: values.period, tiers } as Clause;
}
