// The sentence of a notice in the reader's language: who did what to which product, with amounts and days as
// they are written there. It never makes up a name: where nobody acted, time or the system did.
//   titleOf(notice) → "Eva Costa proposes new terms for “Piano in 30 days”"
import type { Notice } from "../data/inbox.ts";
import { amountText, formatRate } from "../parts/format-amount.ts";
import { dayFormat } from "../parts/when.tsx";
import { useWords } from "../words/words.tsx";

export function useNoticeTitle(): (notice: Notice) => string {
  const { say, language } = useWords();
  return ({ kind, facts, workspace, party }) => {
    const { by, product, partner, asks, isOwn, version, ends, days, sales, given = [], day, side } = facts;
    const money = given.map((one) => amountText(one.amount, one.currency, language));
    const list = new Intl.ListFormat(language, { type: "conjunction" });
    const dayOf = (at: string, zone: string) => dayFormat(language, zone).format(new Date(at));
    // An end at midnight is the end of the day before.
    const lastDay = (at: string, zone: string) => dayFormat(language, zone).format(Date.parse(at) - 1);
    const { decision, rate, rateBefore, starts, manager, subject } = facts;
    const isHere = ends !== undefined && ends !== null;
    const { until, rateAfter } = facts;
    const isTakenBack = kind === "affiliate_rate" && decision === "taken_back";
    const key = isTakenBack ? "affiliate_rate_back" : until ? "affiliate_rate_for_a_time" : kind;
    return say(`notice.${key}`, {
      by: by || workspace.name,
      product: product ?? "",
      partner,
      workspace: workspace.name,
      asks: asks ?? "invite",
      // Whose eyes these are, and whether time or somebody did it.
      reader: party === null ? "team" : "party",
      own: isOwn === true ? "yes" : "no",
      acted: side === null || side === undefined ? "time" : side,
      version: version ?? 1,
      ends: isHere ? lastDay(ends, workspace.timeZone) : "",
      tense: isHere && Date.parse(ends) > Date.now() ? "ahead" : "over",
      days: days ?? 0,
      sales: sales ?? 0,
      parties: facts.parties ?? 0,
      replaces: facts.replaces ?? 0,
      amount: list.format(money),
      ...settledPeriod(facts.period, language),
      day: day === undefined ? "" : dayOf(day, "UTC"),
      decision: decision ?? "",
      rate: rate === undefined ? "" : formatRate(rate, language),
      before: rateBefore === undefined ? "" : formatRate(rateBefore, language),
      after: rateAfter === undefined ? "" : formatRate(rateAfter, language),
      until: until === undefined ? "" : dayOf(until, workspace.timeZone),
      starts: starts === undefined ? "" : dayOf(starts, workspace.timeZone),
      manager: manager ?? "",
      subject: subject ?? "",
    });
  };
}

/** "2026-Q3" → quarter 3 of 2026; a month is spelled here, how the others are said is the sentence's own. */
function settledPeriod(told = "", language: string) {
  const [year = "", part = ""] = told.split("-");
  if (year === "" || year === "term") return { period: year || "none", year, quarter: "", month: "" };
  if (part === "") return { period: "year", year, quarter: "", month: "" };
  if (part.startsWith("Q")) return { period: "quarter", year, quarter: part.slice(1), month: "" };
  const spoken = new Intl.DateTimeFormat(language, { month: "long", year: "numeric", timeZone: "UTC" });
  return { period: "month", year, quarter: "", month: spoken.format(new Date(`${told}-01T00:00:00Z`)) };
}
