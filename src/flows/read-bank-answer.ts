// Reads what a bank answered and books it: arrived is settled, rejected has failed, given back is returned;
// by the payout's reference, or a whole file by the run's. What does not fit is listed and changes nothing.
// The same bytes are one answer, however often they are brought.
// Example: camt.054 with 120 bookings → 118 settled, 1 known already, 1 of another amount (wrong_amount).

import { sumMinor } from "../base/amount.ts";
import { decimalText, isDecimalOf, minorOfDecimal } from "../base/decimal-text.ts";
import { sha256 } from "../base/digest.ts";
import { newUuid, publicId, type Uuid } from "../base/id.ts";
import { addEvent } from "../db/events.ts";
import { inWorkspace, type Tx } from "../db/transaction.ts";
import { readAnswer } from "../payouts/answers/read-answer.ts";
import type { Said } from "../payouts/answers/said.ts";
import {
  addAnswer,
  type BankAnswer,
  type Difference,
  findAnswer,
  type Told,
} from "../payouts/bank-answers.ts";
import { isUnderWay, type Payout } from "../payouts/payout.ts";
import { findByReference, listPayouts } from "../payouts/payouts.ts";
import { findRunByReference } from "../payouts/runs.ts";
import type { App } from "./app.ts";
import { endPayouts } from "./end-payouts.ts";
import type { PayoutEnd } from "./plan-payouts.ts";
import type { Person } from "./propose-change.ts";

type How = "settled" | "failed" | "returned";

/** Throws 422 for a file of no known form. */
export async function readBankAnswer(app: App, ws: number, text: string, by: Person): Promise<BankAnswer> {
  const hash = sha256(text);
  const before = await inWorkspace(app.db, ws, (tx) => findAnswer(tx, ws, hash));
  if (before !== null) return before;
  return await takeAnswer(app, ws, { ...readAnswer(text), hash }, by);
}

/** Once by its bytes, whoever told it. */
export async function takeAnswer(
  app: App,
  ws: number,
  { kind, said: all, hash }: { kind: string; said: readonly Said[]; hash: Buffer },
  by: Person,
): Promise<BankAnswer> {
  const before = await inWorkspace(app.db, ws, (tx) => findAnswer(tx, ws, hash));
  if (before !== null) return before;
  const { spoken, ...counted } = await applySaid(app, ws, all, by.actor);
  const at = app.ids.now();
  const answer = { id: newUuid(app.ids), kind, ...counted, toldName: by.name, toldAt: new Date(at) };
  return await inWorkspace(app.db, ws, async (tx) => {
    await addAnswer(tx, ws, { ...answer, sha256: hash, toldBy: by.actor }, spoken);
    const { said, applied, known, differences, outcomes } = counted;
    const payload = { kind, said, applied, ...outcomes, known, differences: differences.length };
    const subject = publicId("bankanswer", answer.id);
    await addEvent(tx, ws, { type: "bank_answer.read", subject, actor: by.actor, payload, at });
    return (await findAnswer(tx, ws, hash)) ?? { ...answer, dealt: null };
  });
}

type Counted = Pick<BankAnswer, "said" | "applied" | "known" | "differences"> & {
  outcomes: Record<How, number>;
  spoken: { payout: Uuid; said: Told }[];
};

/** Also for services that tell by themselves. */
export async function applySaid(app: App, ws: number, all: readonly Said[], actor: string): Promise<Counted> {
  const ends: Record<How, PayoutEnd[]> = { settled: [], failed: [], returned: [] };
  const outcomes = { settled: 0, failed: 0, returned: 0 };
  const counted: Counted = { said: 0, applied: 0, known: 0, differences: [], outcomes, spoken: [] };
  const told = await inWorkspace(app.db, ws, (tx) => match(tx, ws, all, counted.differences));
  const speak = (payout: Uuid, said: Told) => counted.spoken.push({ payout, said });
  for (const { payout, said } of told) {
    counted.said += 1;
    const how = decide(payout, said);
    if (typeof how === "object") speak(payout.id, "differs");
    else if (how === "known") speak(payout.id, "known");
    if (how === "known") counted.known += 1;
    else if (typeof how === "object") counted.differences.push(how);
    else {
      const { reason, externalId } = said;
      ends[how].push({ payout: payout.id, reason: how === "settled" ? "" : reason, externalId });
    }
  }
  for (const how of ["settled", "failed", "returned"] as const) {
    const { ended, refused } = await endPayouts(app, ws, how, ends[how], actor);
    counted.applied += ended;
    outcomes[how] += ended;
    for (const { payout } of ends[how]) speak(payout, refused.has(payout) ? "known" : how);
    // Somebody else told it meanwhile.
    counted.known += refused.size;
  }
  return counted;
}

interface Spoken {
  payout: Payout;
  said: Said;
}

const OURS = /^[PR][0-9A-HJKMNP-TV-Z]{14}$/;

async function match(tx: Tx, ws: number, all: readonly Said[], differences: Difference[]): Promise<Spoken[]> {
  const single = all.filter((one) => !one.isBatch && OURS.test(one.reference));
  const found = await findByReference(
    tx,
    ws,
    single.map((one) => one.reference),
  );
  const told: Spoken[] = [];
  for (const said of single) {
    const payout = found.get(said.reference);
    if (payout !== undefined) told.push({ payout, said });
    else differences.push(unknown(said));
  }
  for (const said of all.filter((one) => one.isBatch && OURS.test(one.reference))) {
    told.push(...(await matchBatch(tx, ws, said, differences)));
  }
  return told;
}

async function matchBatch(tx: Tx, ws: number, said: Said, differences: Difference[]): Promise<Spoken[]> {
  const run = await findRunByReference(tx, ws, said.reference);
  if (run === null) {
    differences.push(unknown(said));
    return [];
  }
  const all: Payout[] = [];
  for (let after: Uuid | undefined; ; ) {
    const page = await listPayouts(tx, ws, { run, rail: "sepa", after, limit: 5000 });
    // What ended before the file was made was never in it.
    all.push(...page.filter((one) => one.sentAt !== null || isUnderWay(one)));
    if (page.length < 5000) break;
    after = page.at(-1)?.id;
  }
  const covered = coveredBy(said, all);
  if (covered === null) {
    // What the bank should say by now: without what it refused.
    const expected = sumOf(all.filter((one) => one.state !== "failed"));
    differences.push(wrongAmount(said, expected, "EUR"));
    return [];
  }
  const each = { ...said, amount: null, currency: null };
  return covered.map((payout) => ({ payout, said: each }));
}

/**
 * A bank books a file in one sum: all of it, or what it did not refuse before. Null: neither is the amount it
 * says.
 */
function coveredBy(said: Said, all: readonly Payout[]): Payout[] | null {
  const { amount } = said;
  const isSum = (some: readonly Payout[]) => amount === null || isDecimalOf(amount, sumOf(some), "EUR");
  const accepted = all.filter((one) => one.state !== "failed");
  if (isSum(all)) return [...all];
  return accepted.length > 0 && isSum(accepted) ? accepted : null;
}

function sumOf(payouts: readonly Payout[]): number {
  return sumMinor(payouts.map((one) => one.amount));
}

function decide(payout: Payout, said: Said): How | "known" | Difference {
  const { currency, amount, reference, state } = payout;
  if (said.currency !== null && said.currency !== currency) {
    return wrongAmount({ ...said, reference }, amount, currency);
  }
  if (said.amount !== null && !isDecimalOf(said.amount, amount, currency)) {
    return wrongAmount({ ...said, reference }, amount, currency);
  }
  if (said.outcome === "under_way") return "known";
  if (payout.seq === null) {
    return {
      reference,
      code: "not_carried_out",
      message: `This payout is ${state}; nothing of it was sent.`,
    };
  }
  const isBack = state === "failed" || state === "returned";
  if (said.outcome === "back") {
    if (isBack) return "known";
    return state === "settled" ? "returned" : "failed";
  }
  if (isUnderWay(payout)) return "settled";
  if (state === "settled" || state === "returned") return "known";
  const message = "The bank says that it arrived, and before it said that it failed. Ask the bank.";
  return { reference, code: "contradicts", message };
}

function unknown({ reference }: Said): Difference {
  const message = "No payout of this workspace has this reference.";
  return { reference, code: "unknown_reference", message };
}

function wrongAmount(said: Said, expected: number, currency: string): Difference {
  const told = `${said.amount ?? ""} ${said.currency ?? ""}`.trim();
  const message = `The bank says ${told}, the payout is ${decimalText(expected, currency)} ${currency}. Nothing was booked.`;
  const isSame = said.currency === null || said.currency === currency;
  const minor = isSame && said.amount !== null ? minorOfDecimal(said.amount, currency) : null;
  return { reference: said.reference, code: "wrong_amount", message, told: minor, expected, currency };
}
