// Plans the entries of an approved correction for a posting flight: one a party and currency, the way of
// every adjustment, and its approval in the same commit. Worked out once more at the head that the flight
// swaps from: what was taken back meanwhile refuses it. Never changes a sale.
// Example: carla +31.36, dora −17.92, bruno −1.35 → three entries against payable(ana), one commit.
import { type IdSource, publicId, type Uuid } from "../base/id.ts";
import { Refusal } from "../base/refusal.ts";
import { eventStatement } from "../db/events.ts";
import type { Statement } from "../db/flight.ts";
import type { Database } from "../db/pool.ts";
import { inWorkspace } from "../db/transaction.ts";
import type { JournalPage } from "../ledger/journal-page.ts";
import type { Plan } from "../ledger/planner.ts";
import { type Adjustment, approveAdjustment, listAdjustments } from "../parties/adjustment.ts";
import {
  answerCorrection,
  type CorrectionLine,
  type CreditCorrection,
  mustWait,
  noSuchCorrection,
  readCorrection,
} from "../sales/credit-correction.ts";
import { readPostingSettings } from "../workspaces/posting-settings.ts";
import { planAgreed } from "./agreed-entry.ts";
import { needsFourEyes } from "./four-eyes.ts";
import type { Posted } from "./plan-sales.ts";
import { workOutCorrection } from "./work-out-correction.ts";
import type { WorkspaceTerms } from "./workspace-terms.ts";

interface Wanted {
  correction: Uuid;
  actor: string;
  name: string;
  /** Of an adjustment's canonical facts. */
  hash: (one: Adjustment) => Parameters<JournalPage["add"]>[0]["bodyHash"];
}

/** Throws what refuses it. */
export async function planCorrection(
  db: Database,
  terms: WorkspaceTerms,
  ids: IdSource,
  page: JournalPage,
  { correction, actor, name, hash }: Wanted,
): Promise<Plan<Posted>> {
  const { ws } = terms;
  const { found, legs, producer } = await findApproved(db, terms, correction, actor);
  const statements: Statement[] = [];
  const results: Plan<Posted>["results"][number][] = [];
  for (const one of legs) {
    const { id, kind, party, currency, amount } = one;
    const planned = planAgreed(terms, ids, page, {
      ...{ id, prefix: "adjustment", kind, actor, party, currency, amount },
      bodyHash: hash(one),
      from: { kind: "payable", of: producer },
      event: { type: "adjustment.posted", more: { kind, correction: publicId("correction", correction) } },
      firstDay: one.availableOn ?? undefined,
      answer: (seq, at) => approveAdjustment(ws, id, seq, { by: actor, name, at, answer: "" }),
    });
    statements.push(...planned.statements);
    results.push(...planned.results);
  }
  const at = ids.now();
  const asked = found.question === null ? {} : { question: publicId("question", found.question) };
  const payload = { sale: publicId("sale", found.sale), ...asked };
  const subject = publicId("correction", correction);
  statements.push(
    answerCorrection(ws, correction, "posted", { by: actor, name, at, answer: "" }),
    eventStatement(ws, { type: "correction.posted", subject, actor, payload, at }),
  );
  // One act, however many entries.
  return { epoch: terms.epoch, results: results.slice(0, 1), statements };
}

function findApproved(db: Database, terms: WorkspaceTerms, id: Uuid, actor: string) {
  const { ws } = terms;
  return inWorkspace(db, ws, async (tx) => {
    const found = await readCorrection(tx, ws, id);
    if (found === null) throw noSuchCorrection();
    mustWait(found);
    mustBeSecond({ ...found, fourEyes: found.fourEyes || (await needsFourEyes(tx, ws)) }, actor);
    const only = found.follows === null ? undefined : found.sales[0];
    const now = await workOutCorrection(tx, ws, terms, { ...found, only });
    if (!isAlike(now.lines, found.lines)) throw outdated();
    const legs = await listAdjustments(tx, ws, { correction: id, limit: 1000 });
    return { found, legs, producer: (await readPostingSettings(tx, ws)).producer };
  });
}

/** Throws 403 where whoever proposed it would approve it too; the program carries on what two approved. */
export function mustBeSecond({ fourEyes, createdBehind }: CreditCorrection, actor: string): void {
  if (!fourEyes || actor === "system" || !createdBehind.includes(actor)) return;
  const message = "Whoever proposed a correction does not approve it. Ask another owner, admin or finance.";
  throw new Refusal(403, "four_eyes", message);
}

function isAlike(a: readonly CorrectionLine[], b: readonly CorrectionLine[]): boolean {
  const said = (lines: readonly CorrectionLine[]) =>
    lines
      .map(({ sale, party, currency, amount }) => `${sale} ${party} ${currency} ${amount}`)
      .sort()
      .join();
  return said(a) === said(b);
}

export function outdated(): Refusal {
  const message = "The sale changed since this was worked out. Take it back and propose it anew.";
  return new Refusal(409, "correction_outdated", message);
}
