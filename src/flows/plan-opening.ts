// Plans the entry of one confirmed opening balance for a posting flight: the bank's side and the party's, and
// the answer in the same commit, so that it is posted once however often it is confirmed.
// Example: bruno confirms 412.50 → bank −41250, payable(bruno) 41250, available on the day of confirming.
import type { IdSource, Uuid } from "../base/id.ts";
import type { Database } from "../db/pool.ts";
import { inWorkspace } from "../db/transaction.ts";
import type { JournalPage } from "../ledger/journal-page.ts";
import type { Plan } from "../ledger/planner.ts";
import {
  confirmOpening,
  mustBeOpen,
  noSuchOpening,
  type OpeningBalance,
  readOpening,
} from "../parties/opening-balance.ts";
import { bodyHash, factBody } from "../sales/canonical.ts";
import { declined, planAgreed } from "./agreed-entry.ts";
import type { Posted } from "./plan-sales.ts";
import type { WorkspaceTerms } from "./workspace-terms.ts";

export interface OpeningAct {
  is: "opening";
  actor: string;
  facts: { opening: Uuid; party: Uuid; name: string };
}

export async function planOpening(
  db: Database,
  terms: WorkspaceTerms,
  ids: IdSource,
  page: JournalPage,
  act: OpeningAct,
): Promise<Plan<Posted>> {
  const { ws } = terms;
  const { opening: id, party, name } = act.facts;
  const found = await inWorkspace(db, ws, (tx) => readOpening(tx, ws, id));
  try {
    if (found === null || found.party !== party) throw noSuchOpening();
    mustBeOpen(found);
    const { currency, amount, asOf } = found;
    return planAgreed(terms, ids, page, {
      ...{ id, prefix: "opening", kind: "opening", actor: act.actor, party, currency, amount },
      bodyHash: openingHash(found),
      from: { kind: "bank", of: "" },
      event: { type: "opening.confirmed", more: { asOf } },
      answer: (seq, at) => confirmOpening(ws, id, seq, { by: act.actor, name, at, answer: "" }),
    });
  } catch (why) {
    return declined(terms, why);
  }
}

/** Of its canonical facts, without a word that anybody wrote. */
export function openingHash({ id, party, currency, amount, asOf }: OpeningBalance) {
  return bodyHash("opening", factBody({ amount, as_of: asOf, currency, id, party }));
}
