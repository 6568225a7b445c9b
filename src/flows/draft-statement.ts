// The statement of the running period as it would stand now: the same sums and terms, no number, nothing
// kept. Reads only; the caller has asked whether the party is the reader's to see.
// Example: draftStatement(app, 7, { party: bruno, currency: "USD" }) → from 1 April, closing 18230.
import type { Uuid } from "../base/id.ts";
import { inWorkspace, type Tx } from "../db/transaction.ts";
import { todayIn } from "../reports/balances.ts";
import { type StatementSums, sumStatements } from "../statements/sum-statements.ts";
import { nothingToState } from "../statements/write-statement.ts";
import type { App } from "./app.ts";
import { type Composed, composeStatements } from "./compose-statements.ts";
import { periodUntil } from "./issue-statement.ts";

/** Throws 422 where nothing ever moved, or the party's statements reach today. */
export async function draftStatement(
  app: App,
  ws: number,
  { party, currency }: { party: Uuid; currency: string },
): Promise<Composed> {
  return await inWorkspace(app.db, ws, async (tx: Tx) => {
    const today = await todayIn(tx, ws, app.ids.now());
    const period = await periodUntil(tx, ws, today);
    const [sums] = await sumStatements(tx, ws, { ...period, party, currency });
    if (sums === undefined) throw nothingToState();
    const [draft] = await composeStatements(app, tx, ws, period, [sums as StatementSums]);
    return draft as Composed;
  });
}
