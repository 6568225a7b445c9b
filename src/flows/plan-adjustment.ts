// Plans the entry of one approved adjustment for a posting flight: the party's side and the producer's, or
// what is written off; and the approval in the same commit, so that it is posted once however often it is
// approved. A write-off never lifts a balance above zero.
// Example: +25.00 for bruno → payable(ana) −2500, payable(bruno) 2500, available on the day of approving.
import type { IdSource, Uuid } from "../base/id.ts";
import { Refusal } from "../base/refusal.ts";
import type { Database } from "../db/pool.ts";
import { inWorkspace } from "../db/transaction.ts";
import type { JournalPage } from "../ledger/journal-page.ts";
import type { Plan } from "../ledger/planner.ts";
import {
  type Adjustment,
  approveAdjustment,
  mustBeAnother,
  mustBeProposed,
  noSuchAdjustment,
  readAdjustment,
} from "../parties/adjustment.ts";
import { readOwedNow } from "../reports/owed-now.ts";
import { bodyHash, factBody } from "../sales/canonical.ts";
import { readPostingSettings } from "../workspaces/posting-settings.ts";
import { declined, planAgreed } from "./agreed-entry.ts";
import { needsFourEyes } from "./four-eyes.ts";
import { planCorrection } from "./plan-correction.ts";
import type { Posted } from "./plan-sales.ts";
import type { WorkspaceTerms } from "./workspace-terms.ts";

export interface AdjustmentAct {
  is: "adjustment";
  actor: string;
  facts: { adjustment: Uuid; name: string };
}

export async function planAdjustment(
  db: Database,
  terms: WorkspaceTerms,
  ids: IdSource,
  page: JournalPage,
  act: AdjustmentAct,
): Promise<Plan<Posted>> {
  const { ws } = terms;
  const { adjustment: id, name } = act.facts;
  try {
    const { found, producer } = await findApproved(db, ws, id, act.actor);
    const { correction, kind, party, currency, amount } = found;
    if (correction !== null) {
      const whole = { correction, actor: act.actor, name, hash: adjustmentHash };
      return await planCorrection(db, terms, ids, page, whole);
    }
    return planAgreed(terms, ids, page, {
      ...{ id, prefix: "adjustment", kind, actor: act.actor, party, currency, amount },
      bodyHash: adjustmentHash(found),
      from: adjustedFrom(found, producer),
      event: { type: "adjustment.posted", more: { kind } },
      answer: (seq, at) => approveAdjustment(ws, id, seq, { by: act.actor, name, at, answer: "" }),
    });
  } catch (why) {
    return declined(terms, why);
  }
}

/** Who bears it: the producer, or the account of what is written off. */
export function adjustedFrom({ kind }: Pick<Adjustment, "kind">, producer: Uuid) {
  return kind === "write_off"
    ? { kind: "write_off" as const, of: "" }
    : { kind: "payable" as const, of: producer as string };
}

/** Of its canonical facts, without a word that anybody wrote. */
export function adjustmentHash({ id, kind, party, currency, amount }: Adjustment) {
  return bodyHash("adjustment", factBody({ amount, currency, id, kind, party }));
}

/** Read at the head that the flight swaps from, so that what is owed is what it will be added to. */
function findApproved(db: Database, ws: number, id: Uuid, actor: string) {
  return inWorkspace(db, ws, async (tx) => {
    const found = await readAdjustment(tx, ws, id);
    if (found === null) throw noSuchAdjustment();
    mustBeProposed(found);
    // A second approver may have joined since it was proposed.
    mustBeAnother({ ...found, fourEyes: found.fourEyes || (await needsFourEyes(tx, ws)) }, actor);
    if (found.kind === "write_off") {
      const owed = await readOwedNow(tx, ws, found.party, found.currency);
      if (owed + found.amount > 0) throw tooMuch(owed);
    }
    return { found, producer: (await readPostingSettings(tx, ws)).producer };
  });
}

export function tooMuch(owed: number): Refusal {
  const message =
    "A write-off clears what a party owes and no more. What it owes has changed: propose it anew.";
  return new Refusal(422, "nothing_to_write_off", message, { facts: { owed } });
}
