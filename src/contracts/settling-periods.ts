// The periods that a contract's minimums and milestones are settled by, on the workspace's calendar: each
// since its first day, with the version that decides it: the one in force at the period's last instant, or
// when the contract ended in it. Pure; what is due is the engine's to say (engine/settle.ts).
// Example: 500.00 a month from March 17, open; on May 2 → 2026-05, and 2026-04 and 2026-03, which have ended.
import { dayIn } from "../base/calendar.ts";
import type { Instant } from "../base/instant.ts";
import type { Period } from "../engine/clauses/rule.ts";
import { Calendar } from "../engine/counters.ts";
import { type NamedPeriod, readPeriod } from "../engine/settle.ts";
import type { AgreedClause } from "./agreed-terms.ts";
import type { Contract, ContractVersion } from "./contract.ts";
import { type VersionInForce, versionsInForce } from "./version-in-force.ts";

const DAY = 86_400_000;

export interface SettlingPeriod extends NamedPeriod {
  /** "2026-03", "2026-Q1", "2026" or "term". */
  readonly name: string;
  readonly currency: string;
  readonly hasEnded: boolean;
  /** What decides; it `starts` where its guarantees began to stand without a break. */
  readonly version: VersionInForce<ContractVersion>;
}

type SettlingClause = Extract<AgreedClause, { kind: "minimum" | "milestone" }>;

/** Of clauses, those that are settled when a period ends. */
export function settlingClauses(clauses: readonly AgreedClause[]): SettlingClause[] {
  return clauses.filter((one) => one.kind === "minimum" || one.kind === "milestone");
}

/**
 * Newest first; a period that has only begun is the last of its kind and has not ended. `since` is the day
 * from which this ledger knows of what is sold under it: a period that ended before was settled elsewhere.
 */
export function settlingPeriods(
  { versions }: Pick<Contract, "versions">,
  since: number,
  timeZone: string,
  now: number,
): SettlingPeriod[] {
  const all = versionsInForce(versions);
  const held = all.filter(({ starts }) => starts <= now);
  // Between two versions nothing holds, and the term goes on.
  const goesOn = all.length > held.length;
  const kinds = new Map(
    held
      .flatMap(({ terms }) => settlingClauses(terms.clauses))
      .map(({ period, currency }) => [`${period} ${currency}`, { period, currency }]),
  );
  return [...kinds.values()]
    .flatMap(({ period, currency }) =>
      namesOf(period, held, timeZone, now).flatMap((name): SettlingPeriod[] => {
        const named = readPeriod(name) as NamedPeriod;
        const version = decidingVersion(held, named, currency, timeZone);
        if (version === null || isBefore(named, held, since, timeZone)) return [];
        const isOver = hasEnded(named, held, timeZone, now) && !(period === "term" && goesOn);
        return [{ ...named, name, currency, version, hasEnded: isOver }];
      }),
    )
    .sort((a, b) => endOf(b) - endOf(a) || b.first - a.first);
}

/** A whole term comes first: it is open, or the last to end. */
function endOf({ period, end }: SettlingPeriod): number {
  return period === "term" ? Number.MAX_SAFE_INTEGER : end;
}

function namesOf(period: Period, held: readonly VersionInForce[], timeZone: string, now: number): string[] {
  if (period === "term") return ["term"];
  const until = held.at(-1)?.until ?? now;
  const first = dayIn(timeZone, held[0]?.starts ?? now);
  return periodsOver(period, first, dayIn(timeZone, Math.min(now, until - 1))).map(({ name }) => name);
}

/** The periods that two days and those between them fall in, oldest first; of a whole term none. */
export function periodsOver(
  period: Period,
  first: number,
  last: number,
): (NamedPeriod & { readonly name: string })[] {
  const calendar = new Calendar("UTC");
  const periods: (NamedPeriod & { readonly name: string })[] = [];
  for (let day = first; period !== "term" && day <= last; day = periods.at(-1)?.end ?? last + 1) {
    const name = calendar.periodOf(period, (day * DAY) as Instant);
    periods.push({ ...(readPeriod(name) as NamedPeriod), name });
  }
  return periods;
}

function hasEnded(
  { period, end }: NamedPeriod,
  held: readonly VersionInForce[],
  timeZone: string,
  now: number,
): boolean {
  if (period !== "term") return dayIn(timeZone, now) >= end;
  const until = held.at(-1)?.until ?? null;
  return until !== null && until <= now;
}

function isBefore(
  { period, end }: NamedPeriod,
  held: readonly VersionInForce[],
  since: number,
  timeZone: string,
): boolean {
  if (period !== "term") return end <= since;
  const until = held.at(-1)?.until ?? null;
  return until !== null && dayIn(timeZone, until - 1) < since;
}

/** Null where it has no such clause: then the period owes nothing. */
function decidingVersion(
  held: readonly VersionInForce<ContractVersion>[],
  named: NamedPeriod,
  currency: string,
  timeZone: string,
): VersionInForce<ContractVersion> | null {
  const { period, first, end } = named;
  const isWithin = ({ starts, until }: VersionInForce) =>
    period === "term" ||
    (dayIn(timeZone, starts) < end && (until === null || dayIn(timeZone, until - 1) >= first));
  const at = held.findLastIndex(isWithin);
  const last = held[at];
  const asked = last && settlingClauses(last.terms.clauses).filter(isOf(period, currency));
  if (last === undefined || asked === undefined || asked.length === 0) return null;
  const needsMinimum = asked.some(({ kind }) => kind === "minimum");
  let starts = last.starts;
  for (let i = at - 1; i >= 0; i--) {
    const before = held[i] as VersionInForce<ContractVersion>;
    const promised = settlingClauses(before.terms.clauses).filter(isOf(period, currency));
    // A guarantee that a version brings is never for days before it; one that it changes stands on.
    const stands = !needsMinimum || promised.some(({ kind }) => kind === "minimum");
    if (before.until !== starts || !stands) break;
    starts = before.starts;
  }
  return { ...last, starts };
}

function isOf(period: Period, currency: string) {
  return (one: SettlingClause) => one.period === period && one.currency === currency;
}
