// Re-derives the settlements of minimums and milestones: what was due at each one's place in the ledger, by
// its kept plan and the counters as replayed up to there. Changes nothing.
// Example: 18000 posted where 17000 was due → "settlement entry 40 …, expected … 17000, found … 18000".
import { dayIn } from "../base/calendar.ts";
import { hexOf } from "../base/digest.ts";
import { publicId } from "../base/id.ts";
import { type Settlement, settlementsWithoutEntry } from "../contracts/read-settlements.ts";
import type { Tx } from "../db/transaction.ts";
import { readClause, writeClause } from "../engine/clauses/read-clause.ts";
import type { Clause, Plan } from "../engine/plan.ts";
import { Problems } from "../engine/problem.ts";
import { readPeriod } from "../engine/settle.ts";
import { expectedSettlement } from "../ledger/sale-postings.ts";
import type { Disagreement, JournalRow } from "../ledger/verify-ledger.ts";
import { settlementHash } from "./place-settlement.ts";
import type { SettledPeriod } from "./settle-period.ts";
import { type PartyNames, postedLines } from "./split-facts.ts";

/** What a settlement was re-derived as; null where its row or its plan is not there. */
export type Rederived = (Pick<SettledPeriod, "plan" | "settled" | "handed"> & { row: Settlement }) | null;

export function checkSettlement(
  names: PartyNames,
  accounts: ReadonlyMap<number, string>,
  entry: JournalRow,
  one: Rederived,
  found: Disagreement[],
): void {
  const where = `entry ${entry.seq}, ${entry.key}`;
  const say = (check: string, expected: string, is: string) => {
    if (expected !== is) found.push({ check, where, expected, found: is });
  };
  if (one === null) {
    say("settlement", "its row and its plan", "none");
    return;
  }
  const { row, plan, settled, handed } = one;
  const id = publicId("contract", row.contract);
  say("settlement", `${id}:${row.period}:${row.n} of ${entry.subject}`, `${entry.key} of ${row.contract}`);
  say("settlement", agreedIn(row), agreedBy(plan));
  const at = entry.happened_at.getTime();
  say("body", hexOf(settlementHash({ ...row, at })), entry.body_hash.toString("hex"));
  say(
    "settlement",
    `the end of ${row.period}`,
    hasEnded(plan, row.period, at) ? `the end of ${row.period}` : "before it",
  );
  const isDue = settled.moves.length > 0;
  const lines = isDue ? expectedSettlement(row.currency, postedLines(names, settled.lines)) : [];
  const posted = entry.accounts.map((account, i) => `${accounts.get(account)} ${entry.amounts[i]}`);
  say("settlement", lines.join(", ") || "nothing due", posted.join(", "));
  say("settlement", settled.lines.map(({ role }) => role).join(", "), row.roles.join(", "));
  for (const [name, value] of Object.entries(handed)) {
    if (row.counters[name] === value) continue;
    const told = String(row.counters[name] ?? "none");
    found.push({ check: "handed", where: `${where}, ${name}`, expected: String(value), found: told });
  }
}

/** Whose contract, and what its version promises: the plan that settles must say the same. */
function agreedIn({ contract, party, terms }: Settlement): string {
  const clauses = terms.clauses.flatMap((clause) => readClause(new Problems(), clause, "") ?? []);
  return spell(publicId("contract", contract), publicId("party", party), clauses);
}

function agreedBy({ contracts: [one] }: Plan): string {
  return one === undefined ? "no contract" : spell(one.id, one.party, one.clauses);
}

function spell(id: string, party: string, clauses: readonly Clause[]): string {
  return `${id} of ${party}: ${JSON.stringify(clauses.map(writeClause))}`;
}

/** Rows that no entry stands behind any more. */
export async function checkLeftSettlements(tx: Tx, ws: number, found: Disagreement[]): Promise<void> {
  for (const { seq, period } of await settlementsWithoutEntry(tx, ws)) {
    const where = `settlement of ${period}`;
    found.push({ check: "settlement", where, expected: `entry ${seq}`, found: "none" });
  }
}

function hasEnded({ contracts, timeZone }: Plan, name: string, at: number): boolean {
  const period = readPeriod(name);
  if (period === null) return false;
  if (period.period !== "term") return dayIn(timeZone, at) >= period.end;
  const until = contracts[0]?.until ?? null;
  return until !== null && until <= at;
}
