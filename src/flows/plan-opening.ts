// Plans the entry of one confirmed opening balance for a posting flight: the bank's side and the party's, and
// the answer in the same commit, so that it is posted once however often it is confirmed.
// Example: bruno confirms 412.50 → bank −41250, payable(bruno) 41250, available on the day of confirming.
import { dayIn } from "../base/calendar.ts";
import { type IdSource, publicId, type Uuid } from "../base/id.ts";
import { Refusal } from "../base/refusal.ts";
import { eventStatement } from "../db/events.ts";
import type { Database } from "../db/pool.ts";
import { inWorkspace } from "../db/transaction.ts";
import type { JournalPage } from "../ledger/journal-page.ts";
import { Declined, type Plan } from "../ledger/planner.ts";
import {
  confirmOpening,
  mustBeOpen,
  noSuchOpening,
  type OpeningBalance,
  readOpening,
} from "../parties/opening-balance.ts";
import { bodyHash, factBody } from "../sales/canonical.ts";
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
  const { epoch, ws } = terms;
  const { opening: id, party, name } = act.facts;
  const found = await inWorkspace(db, ws, (tx) => readOpening(tx, ws, id));
  try {
    if (found === null || found.party !== party) throw noSuchOpening();
    mustBeOpen(found);
  } catch (why) {
    if (why instanceof Refusal) return { epoch, results: [new Declined(why)], statements: [] };
    throw why;
  }
  const at = ids.now();
  const { currency, amount } = found;
  const day = dayIn(terms.timeZone, at);
  const subject = publicId("opening", id);
  const seq = page.add({
    kind: "opening",
    source: "partage",
    key: subject,
    subject: id,
    bodyHash: openingHash(found),
    currency,
    plan: null,
    happenedAt: at,
    postings: [
      { account: page.book.number("bank", "", currency), amount: -amount, day },
      { account: page.book.number("payable", party, currency), amount, day },
    ],
  });
  const payload = { party: publicId("party", party), currency, amount, asOf: found.asOf, seq };
  const statements = [
    confirmOpening(ws, id, seq, { by: act.actor, name, at, answer: "" }),
    eventStatement(ws, { type: "opening.confirmed", subject, actor: act.actor, payload, at }),
    eventStatement(ws, {
      type: "ledger.posted",
      subject: "ledger",
      actor: act.actor,
      payload: { fromSeq: seq, toSeq: seq },
      at,
    }),
  ];
  return { epoch, results: [{ id, seq, created: true, split: null }], statements };
}

/** Of its canonical facts, without a word that anybody wrote. */
export function openingHash({ id, party, currency, amount, asOf }: OpeningBalance) {
  return bodyHash("opening", factBody({ amount, as_of: asOf, currency, id, party }));
}
