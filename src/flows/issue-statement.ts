// Issues statements: adds up what no earlier one covers, freezes it with names and terms, gives it the next
// number and tells the party. One issues at a time in a workspace, so that none is numbered twice. Never
// issues for a day that is not over.
// Example: issueStatement(app, 7, { party: bruno, currency: "USD", until: "2026-03-31" }, ana) → number 12.
import { publicId, type Uuid } from "../base/id.ts";
import { Refusal } from "../base/refusal.ts";
import { addEvents, type NewEvent } from "../db/events.ts";
import { inWorkspace, type Tx } from "../db/transaction.ts";
import { todayIn } from "../reports/balances.ts";
import { readLedgerHead } from "../reports/entries.ts";
import { readLastStatement } from "../statements/read-statements.ts";
import { type StatementSums, sumStatements } from "../statements/sum-statements.ts";
import {
  addStatements,
  alreadyIssued,
  type NewStatement,
  nothingToState,
  takeNumbers,
  waitForTurn,
} from "../statements/write-statement.ts";
import { readInstantAfter } from "../workspaces/read-workspace.ts";
import type { App } from "./app.ts";
import { composeStatements, type Period } from "./compose-statements.ts";
import type { Person } from "./propose-change.ts";

export interface WantedStatement {
  party: Uuid;
  currency: string;
  /** The period's last day: "2026-03-31". */
  until: string;
}

/** Answers its id. Throws 422 for a day that is not over or nothing to state, 409 where it is issued. */
export async function issueStatement(
  app: App,
  ws: number,
  { party, currency, until }: WantedStatement,
  by: Person,
): Promise<Uuid> {
  return await inWorkspace(app.db, ws, async (tx) => {
    const at = app.ids.now();
    await mustBeOver(tx, ws, until, at);
    await waitForTurn(tx, ws);
    const last = await readLastStatement(tx, ws, party, currency);
    if (last !== null && last.untilDay >= until) throw alreadyIssued(last.untilDay);
    const period = await periodUntil(tx, ws, until);
    const [sums] = await sumStatements(tx, ws, { ...period, party, currency });
    if (sums === undefined) throw nothingToState();
    const [issued] = await issueAll(app, tx, ws, period, [sums], { ...by, at, run: null });
    return (issued as NewStatement).id;
  });
}

/** Numbers and freezes them in this transaction, which has waited for its turn. */
export async function issueAll(
  app: App,
  tx: Tx,
  ws: number,
  period: Period,
  all: readonly StatementSums[],
  by: Pick<Person, "actor" | "name"> & { at: number; run: Uuid | null },
): Promise<NewStatement[]> {
  const composed = await composeStatements(app, tx, ws, period, all);
  const first = await takeNumbers(tx, ws, composed.length);
  const issued = composed.map((one, index) => ({ ...one, number: first + index }));
  await addStatements(tx, ws, issued, { by: by.actor, name: by.name, at: by.at, run: by.run });
  await addEvents(
    tx,
    ws,
    issued.map((one) => toldOf(one, by)),
  );
  return issued;
}

export async function periodUntil(tx: Tx, ws: number, until: string): Promise<Period> {
  const head = (await readLedgerHead(tx, ws)) ?? { seq: 0, batch: 0, hash: "0".repeat(64) };
  return { until, before: await readInstantAfter(tx, ws, until), head };
}

export async function mustBeOver(tx: Tx, ws: number, until: string, now: number): Promise<void> {
  if (until < (await todayIn(tx, ws, now))) return;
  const message = "must be a day that is over where the business is";
  throw new Refusal(422, "period_not_over", "A statement is issued for days that are over.", {
    details: [{ path: "until", code: "period_not_over", message }],
  });
}

function toldOf(one: NewStatement, { actor, at }: { actor: string; at: number }): NewEvent {
  const { number, currency, opening, closing, fromDay, untilDay } = one;
  const payload = {
    ...{ party: publicId("party", one.party), number, currency, from: fromDay, until: untilDay },
    ...{ opening, closing },
  };
  return { type: "statement.issued", subject: publicId("statement", one.id), actor, payload, at };
}
