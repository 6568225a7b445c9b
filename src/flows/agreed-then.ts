// The contract terms of a party that were in force in a statement's period, in words: each version with its
// days, and what a newer one changed. Never decides; frozen with the statement.
// Example: bruno 10 % until 14 March, 12 % from 15 March → two versions; "Share: 10 % … → 12 % …".
import { dayIn } from "../base/calendar.ts";
import { publicId } from "../base/id.ts";
import type { Contract, ContractVersion } from "../contracts/contract.ts";
import { termsInWords } from "../contracts/terms-in-words.ts";
import type { Language } from "../statements/paper-text.ts";
import type { AgreedThen } from "../statements/statement.ts";

interface Within {
  /** The period's first day, and the first instant after it. */
  from: string;
  before: Date;
  timeZone: string;
  /** The product's name. */
  name: string;
  currency: string;
}

/** Each version that was in force on a day of the period, in words. */
export function agreedThen(
  contract: Contract,
  { from, before: periodEnd, timeZone, name, currency }: Within,
): AgreedThen[] {
  const day = (at: number) => new Date(dayIn(timeZone, at) * 86_400_000).toISOString().slice(0, 10);
  let before: ContractVersion | null = null;
  return contract.versions.flatMap((version, index) => {
    const next = contract.versions[index + 1];
    const ends = Math.min(version.ends ?? Number.POSITIVE_INFINITY, next?.starts ?? Number.POSITIVE_INFINITY);
    const isOver = Number.isFinite(ends) && day(ends - 1) < from;
    if (version.starts >= periodEnd.getTime() || isOver || ends <= version.starts) return [];
    const words = (
      language: Language,
      one: ContractVersion = version,
      starts = one.starts as number | null,
    ) =>
      termsInWords(one.terms, { timeZone, currency, starts, ends: one.ends, language }).map(
        ([label, text]): [string, string] => [label, text],
      );
    const [last, now] = [before, version];
    before = version;
    const changed = (language: Language) =>
      last === null ? [] : changedTerms(words(language, last, null), words(language, now, null));
    return [
      {
        contract: publicId("contract", contract.id),
        version: version.version,
        product: name,
        starts: day(version.starts),
        ends: Number.isFinite(ends) ? day(ends - 1) : null,
        invoices: version.terms.invoices,
        words: { en: words("en"), "pt-BR": words("pt-BR") },
        ...(last === null ? {} : { changed: { en: changed("en"), "pt-BR": changed("pt-BR") } }),
      },
    ];
  });
}

/** Label, was, is; a term that is new was nothing, one that was dropped is nothing: "–". */
function changedTerms(
  before: readonly [string, string][],
  after: readonly [string, string][],
): [string, string, string][] {
  const was = byLabel(before);
  const is = byLabel(after);
  return [...new Set([...is.keys(), ...was.keys()])].flatMap((label): [string, string, string][] => {
    const [old = "–", now = "–"] = [was.get(label), is.get(label)];
    return old === now ? [] : [[label, old, now]];
  });
}

function byLabel(terms: readonly [string, string][]): Map<string, string> {
  const grouped = Map.groupBy(terms, ([label]) => label);
  return new Map([...grouped].map(([label, all]) => [label, all.map(([, text]) => text).join("; ")]));
}
