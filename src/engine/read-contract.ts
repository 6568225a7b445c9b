// Reads one contract of a plan: whose, how much of what, of which sales, from when until when, with which
// clauses. Never decides whether it fits beside the others (read-plan.ts does).
// Example: { "id": "c1", "party": "bruno", "share": "0.10", "from": "2026-01-01T00:00:00Z" }: 10 % after
// affiliate, of all sales, open-ended.
import { compareInstants } from "../base/instant.ts";
import { NO_RATE } from "../base/rate.ts";
import { readClause } from "./clauses/read-clause.ts";
import type { Clause, Contract } from "./plan.ts";
import { below, isObject, type JsonObject, type Problems } from "./problem.ts";
import { readFiner, readFlag, readInstant, readList, readRate, readText, readWord } from "./read-value.ts";

const KEYS = new Set([
  "id",
  "party",
  "share",
  "base",
  "scope",
  "from",
  "until",
  "mayBeAffiliate",
  "maxAffiliateRate",
  "clauses",
]);
const BASES = ["after_affiliate", "net", "gross"] as const;
const SCOPES = ["all", "direct", "affiliate", "recruited"] as const;

/** The contract, or undefined when anything in it is wrong. */
export function readContract(problems: Problems, item: unknown, path: string): Contract | undefined {
  if (!isObject(item)) return problems.add(path, "invalid_object", "must be an object");
  const before = problems.list.length;
  problems.checkKeys(item, path, KEYS);
  const clauses = readClauses(problems, item, path);
  const hasTiers = clauses.some((clause) => clause?.kind === "tiers") || namesTiers(item);
  const share =
    hasTiers && item.share === undefined ? NO_RATE : readRate(problems, item.share, path, "share");
  const from = readInstant(problems, item.from, path, "from");
  const isOpen = item.until === undefined || item.until === null;
  const until = isOpen ? null : readInstant(problems, item.until, path, "until");
  const fromFiner = readFiner(item.from);
  const untilFiner = until === null ? undefined : readFiner(item.until);
  const isBackward =
    from !== undefined &&
    until !== undefined &&
    until !== null &&
    compareInstants(until, untilFiner ?? "", from, fromFiner ?? "") <= 0;
  if (isBackward) {
    problems.add(below(path, "until"), "ends_before_start", "must be after `from`");
  }
  const contract = {
    id: readText(problems, item.id, path, "id"),
    party: readText(problems, item.party, path, "party"),
    share: hasTiers ? NO_RATE : share,
    base: item.base !== undefined ? readWord(problems, item.base, path, "base", BASES) : "after_affiliate",
    scope: item.scope !== undefined ? readWord(problems, item.scope, path, "scope", SCOPES) : "all",
    from,
    until,
    fromFiner,
    untilFiner,
    mayBeAffiliate:
      item.mayBeAffiliate !== undefined
        ? readFlag(problems, item.mayBeAffiliate, path, "mayBeAffiliate")
        : true,
    maxAffiliateRate:
      item.maxAffiliateRate !== undefined
        ? readRate(problems, item.maxAffiliateRate, path, "maxAffiliateRate")
        : null,
    clauses,
  };
  return problems.list.length === before ? (contract as Contract) : undefined;
}

function readClauses(problems: Problems, item: JsonObject, path: string): (Clause | undefined)[] {
  if (item.clauses === undefined) return [];
  const list = readList(problems, item.clauses, path, "clauses") ?? [];
  const at = below(path, "clauses");
  const read = list.map((clause, index) => readClause(problems, clause, `${at}[${index}]`));
  checkTogether(problems, list, at);
  return read;
}

/** One clause sets the share, one recoups from each of the two places, one guarantees or rewards a thing. */
function checkTogether(problems: Problems, list: readonly unknown[], at: string): void {
  let tiers = 0;
  let setters = 0;
  const recoups = new Set<unknown>();
  const settled = new Set<string>();
  list.forEach((clause, index) => {
    if (!isObject(clause)) return;
    const place = `${at}[${index}]`;
    if (clause.kind === "tiers" && ++tiers > 1) {
      problems.add(place, "two_tiers", "a contract has one clause `tiers` at most");
    } else if ((clause.kind === "tiers" || clause.kind === "mix") && ++setters > 1) {
      problems.add(place, "two_shares", "a contract has either one clause `tiers` or one clause `mix`");
    }
    checkSettled(problems, clause, place, settled);
    if (clause.kind !== "recoup") return;
    if (recoups.has(clause.from)) {
      problems.add(place, "two_recoups", `a contract recoups once from the ${clause.from}`);
    }
    recoups.add(clause.from);
  });
}

/** What was settled is counted by period, currency and goal: two alike would count as one. */
function checkSettled(problems: Problems, clause: JsonObject, place: string, seen: Set<string>): void {
  const { kind, period, currency, measure, goal } = clause;
  if (kind !== "minimum" && kind !== "milestone") return;
  const key = JSON.stringify([kind, period, currency, measure, goal]);
  if (seen.has(key)) {
    const code = kind === "minimum" ? "two_minimums" : "two_milestones";
    const what = kind === "minimum" ? "guarantees one minimum" : "rewards a goal once";
    problems.add(place, code, `a contract ${what} in the same period and currency`);
  }
  seen.add(key);
}

function isTiers(clause: unknown): boolean {
  return isObject(clause) && clause.kind === "tiers";
}

/** Also true where the clause itself is wrong: then its share is not the next thing to complain about. */
function namesTiers(item: JsonObject): boolean {
  const list = item.clauses;
  return Array.isArray(list) && list.some(isTiers);
}
