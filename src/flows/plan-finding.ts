// Plans the entries of a finding for a posting flight: the commission into the reserve, and by a person's
// decision back to the affiliate or to the producer. Decided on the sale as it stands at the head that the
// flight swaps from: what was refunded meanwhile is never taken twice, what a dispute reserves not reserved
// twice.
// Example: 17.92 held → payable(dora) −1792, reserved(dora) 1792; taken back after a half refund → reserved
// −1792, payable(dora) 896, payable(producer) 896.
import { type IdSource, newUuid, publicId, type Uuid } from "../base/id.ts";
import { Refusal } from "../base/refusal.ts";
import { eventStatement } from "../db/events.ts";
import type { Statement } from "../db/flight.ts";
import type { Database } from "../db/pool.ts";
import { inWorkspace } from "../db/transaction.ts";
import {
  type Finding,
  mustBeHeld,
  noSuchFinding,
  reasonOfHold,
  refuseUnseen,
  versionOf,
} from "../findings/finding.ts";
import type { Evidence } from "../findings/judge-signals.ts";
import { listFindings, type OpenHold, readFinding } from "../findings/read-findings.ts";
import { endFinding, insertFinding, insertReserves } from "../findings/write-finding.ts";
import type { JournalPage } from "../ledger/journal-page.ts";
import { Declined, type Plan } from "../ledger/planner.ts";
import { isCorrected } from "../sales/credit-correction.ts";
import { DayTotals } from "../sales/day-totals.ts";
import { findingHash, findingPostings } from "./finding-entry.ts";
import type { Posted } from "./plan-sales.ts";
import { type RecalledSale, recallSales } from "./recall-sales.ts";
import { heldOf, leftOf, moveReserve } from "./reserved-lines.ts";
import type { WorkspaceTerms } from "./workspace-terms.ts";

export type FindingAct = { actor: string } & (
  | { is: "hold"; facts: { sale: Uuid; party: Uuid; evidence: Evidence[] } }
  | {
      is: "decide";
      facts: {
        finding: Uuid;
        state: "released" | "taken_back";
        reason: string;
        /** The version of the evidence that the person saw. */
        basedOn: number;
        name: string;
      };
    }
);

export function isFindingAct(act: { is: string }): act is FindingAct {
  return act.is === "hold" || act.is === "decide";
}

export async function planFinding(
  db: Database,
  terms: WorkspaceTerms,
  ids: IdSource,
  page: JournalPage,
  act: FindingAct,
): Promise<Plan<Posted>> {
  const { epoch } = terms;
  try {
    const planned =
      act.is === "hold"
        ? await planHold(db, terms, ids, page, act)
        : await planDecision(db, terms, ids, page, act);
    const { id, seq, statements } = planned;
    return { epoch, results: [{ id, seq, created: true, split: null }], statements };
  } catch (why) {
    if (why instanceof Refusal) return { epoch, results: [new Declined(why)], statements: [] };
    throw why;
  }
}

interface Planned {
  id: Uuid;
  seq: number;
  statements: Statement[];
}

async function planHold(
  db: Database,
  terms: WorkspaceTerms,
  ids: IdSource,
  page: JournalPage,
  { facts: { sale: id, party, evidence }, actor }: Extract<FindingAct, { is: "hold" }>,
): Promise<Planned> {
  const { ws } = terms;
  const { sale, known, isMoved } = await inWorkspace(db, ws, async (tx) => ({
    sale: (await recallSales(tx, ws, terms, [id])).get(id),
    isMoved: await isCorrected(tx, ws, id),
    known: (await listFindings(tx, ws, { sale: id, party, limit: 1 }))[0],
  }));
  const reason = reasonOfHold(evidence);
  refuseKnown(known, reason !== null);
  if (sale === undefined) throw new Refusal(404, "not_found", "There is no such sale in this workspace.");
  // What was credited to somebody else since is not this affiliate's any more.
  const amount = isMoved ? 0 : leftOf(sale, party);
  if (amount <= 0) throw nothingToHold();
  const at = ids.now();
  const finding = newUuid(ids);
  const { currency, product } = sale.facts;
  const subject = publicId("finding", finding);
  const hold = { finding, party, amount, beyond: 0 };
  const moved = moveOf(finding, sale, [...sale.holds, hold]);
  const seq = page.add({
    kind: "commission_held",
    source: "partage",
    key: subject,
    subject: id,
    bodyHash: findingHash("commission_held", { id: finding, sale: id, party, currency, amount }),
    currency,
    plan: null,
    happenedAt: at,
    postings: findingPostings(page.book, sale, party, moved, null),
  });
  const row = { id: finding, sale: id, party, product, evidence, currency, amount, seq, at };
  const payload = {
    ...about(id, party, product),
    rules: evidence.map((one) => one.rule),
    currency,
    amount,
    seq,
    ...(reason === null ? {} : { reason }),
  };
  const statements = [
    insertFinding(ws, row),
    ...insertReserves(ws, seq, [{ finding, amount: moved }]),
    eventStatement(ws, { type: "finding.held", subject, actor, payload, at }),
    posted(ws, actor, seq, at),
  ];
  return { id: finding, seq, statements };
}

async function planDecision(
  db: Database,
  terms: WorkspaceTerms,
  ids: IdSource,
  page: JournalPage,
  { facts: { finding: id, state, reason, basedOn, name }, actor }: Extract<FindingAct, { is: "decide" }>,
): Promise<Planned> {
  const { ws } = terms;
  const { finding, sale } = await inWorkspace(db, ws, async (tx) => {
    const found = await readFinding(tx, ws, id);
    if (found === null) throw noSuchFinding();
    const sales = await recallSales(tx, ws, terms, [found.sale]);
    return { finding: found, sale: sales.get(found.sale) as RecalledSale };
  });
  mustBeHeld(finding);
  refuseUnseen(finding, basedOn);
  refuseWhileDisputed(sale, state);
  const at = ids.now();
  const day = terms.dayOf(at);
  const { party, amount, currency, product } = finding;
  // Of what was held, what was not taken back since.
  const left = heldOf(sale, { party, amount });
  const taken = state === "taken_back" ? left : null;
  const others = sale.holds.filter((one) => one.finding !== id);
  const moved = moveOf(id, sale, others);
  const producer = terms.uuidOf(sale.compiled.plan.producer);
  const kind = state === "released" ? "commission_released" : "commission_taken_back";
  const subject = publicId("finding", id);
  const seq = page.add({
    kind,
    source: "partage",
    key: subject,
    subject: finding.sale,
    bodyHash: findingHash(kind, { id, sale: finding.sale, party, currency, amount: taken ?? amount }),
    currency,
    plan: null,
    happenedAt: at,
    postings: findingPostings(page.book, sale, party, 0 - moved, { taken: taken ?? 0, producer, day }),
  });
  const totals = taken === null ? [] : takenTotals(sale, finding, producer, taken, day).statements(ws);
  const payload = { ...about(finding.sale, party, product), currency, amount: left, taken, reason, seq };
  const statements = [
    ...insertReserves(ws, seq, [{ finding: id, amount: moved }]),
    endFinding(ws, {
      id,
      state,
      amount: left,
      seq,
      at,
      by: actor,
      name,
      reason,
      version: versionOf(finding),
    }),
    ...totals,
    eventStatement(ws, { type: `finding.${state}`, subject, actor, payload, at }),
    posted(ws, actor, seq, at),
  ];
  return { id, seq, statements };
}

/** Into the reserve for one finding's sake, or out of it below zero, when these stay held. */
function moveOf(finding: Uuid, sale: RecalledSale, holds: readonly OpenHold[]): number {
  return moveReserve(sale, { holds }).holds.find((one) => one.finding === finding)?.amount ?? 0;
}

/** What waits is held once. What a person released a rule holds no more, but a person may, who knows more. */
function refuseKnown(known: Finding | undefined, isByHand: boolean): void {
  if (known === undefined || (known.state === "released" && isByHand)) return;
  if (known.state === "taken_back") throw nothingToHold();
  const message =
    known.state === "held"
      ? "This commission is held already: release it or take it back where it waits."
      : "This commission was looked at and released.";
  throw new Refusal(409, "finding_exists", message);
}

function nothingToHold(): Refusal {
  return new Refusal(409, "nothing_to_hold", "Nothing of this commission is left to hold.");
}

/** What a dispute reserves is the bank's to decide first; releasing harms nobody. */
function refuseWhileDisputed({ disputes }: RecalledSale, state: string): void {
  if (state !== "taken_back" || disputes.length === 0) return;
  const message = "A dispute is open on this sale: wait for its outcome before you take the commission back.";
  throw new Refusal(409, "commission_disputed", message);
}

function takenTotals(
  sale: RecalledSale,
  { party }: Finding,
  producer: Uuid,
  taken: number,
  day: number,
): DayTotals {
  const totals = new DayTotals();
  const place = { ...sale.facts, day };
  totals.taken(place, party, "affiliate", taken);
  totals.taken(place, producer, "producer", -taken);
  return totals;
}

function about(sale: Uuid, party: Uuid, product: Uuid) {
  return {
    sale: publicId("sale", sale),
    party: publicId("party", party),
    product: publicId("product", product),
  };
}

function posted(ws: number, actor: string, seq: number, at: number): Statement {
  const payload = { fromSeq: seq, toSeq: seq };
  return eventStatement(ws, { type: "ledger.posted", subject: "ledger", actor, payload, at });
}
