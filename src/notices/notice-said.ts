// What a notice's mail is handed: names and figures as they are written in the reader's language, and who is
// who to the reader. The other side is named with what it speaks for, one's own by name alone. No sentence is
// made here.
// Example: eva of the party "Eva Costa", told to the producer → "Eva Costa"; ana, told to eva → "Ana of Piano
// School".
import type { Language } from "./mail-language.ts";
import type { NoticeFacts, NoticeKind, Side } from "./notice.ts";

/** Label and text. */
export type Row = readonly [string, string];

export interface Said {
  kind: NoticeKind;
  facts: NoticeFacts;
  /** Which side the reader is on. */
  reader: Side;
  workspace: string;
  /** Who acted, by name, and as the reader knows them. */
  by: string;
  who: string;
  product: string;
  partner: string;
  /** Spelled in the reader's language; empty where there is none. */
  ends: string;
  /** The day before which it ends, or the day it ends on: for a subject. */
  lastDay: string;
  hasEnded: boolean;
  day: string;
  paid: string;
  /** One text a currency. */
  given: readonly string[];
  /** Sales, of each currency. */
  counts: readonly number[];
  /** Commissions as they are written: "30 %"; empty where there is none. */
  rate: string;
  rateBefore: string;
  /** Until when it holds, and what holds then; empty where it has no end. */
  until: string;
  rateAfter: string;
  /** The terms in words. */
  terms: readonly Row[];
}

export interface Spoken {
  subject: string;
  lines: string[];
  rows?: Row[];
  button: string;
}

/**
 * "Ana of Piano School", "Eva Costa of Estúdio Lima"; by name alone within one side, or where both are one.
 */
export function whoOf(
  facts: Pick<NoticeFacts, "by" | "side" | "partner">,
  reader: Side,
  workspace: string,
  language: Language,
): string {
  const by = facts.by ?? "";
  if (by === "" || !facts.side || facts.side === reader) return by;
  const speaksFor = facts.side === "producer" ? workspace : facts.partner;
  if (speaksFor === by || speaksFor.includes("@")) return by;
  return language === "en" ? `${by} of ${speaksFor}` : `${by}, de ${speaksFor},`;
}

/** "2026-Q1" as people say it: Q1 2026, 1º trimestre de 2026; "2026-03" is March 2026. */
export function periodRow(period: string | undefined, language: Language): Row {
  const isPortuguese = language === "pt-BR";
  const label = isPortuguese ? "Período" : "Period";
  const [year = "", part] = (period ?? "").split("-");
  if (period === "term") return [label, isPortuguese ? "O contrato inteiro" : "The whole contract"];
  if (part === undefined) return [label, year];
  const quarter = part.slice(1);
  if (part.startsWith("Q"))
    return [label, isPortuguese ? `${quarter}º trimestre de ${year}` : `Q${quarter} ${year}`];
  const spoken = new Intl.DateTimeFormat(language, { month: "long", year: "numeric", timeZone: "UTC" });
  return [label, spoken.format(new Date(`${period}-01T00:00:00Z`))];
}
