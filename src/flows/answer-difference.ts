// What a person does about a line of a settlement that differs: book the difference on the producer, say why
// it is right as it is, or match again once what was missing is recorded. Booked or explained, it is
// answered for good.
// Example: line 3, fee_differs: bookDifference → payable(ana) −30; explained: "Refunded in March by hand".
import { publicId, type Uuid } from "../base/id.ts";
import { Refusal } from "../base/refusal.ts";
import { addEvent } from "../db/events.ts";
import { inWorkspace } from "../db/transaction.ts";
import type { MatchedLine } from "../sources/settlements/match-lines.ts";
import {
  listLines,
  noSuchSettlement,
  readLine,
  readSettlement,
} from "../sources/settlements/read-settlements.ts";
import { type LineDifference, MOST_LINES, type SettlementLine } from "../sources/settlements/settlement.ts";
import { explainLines, rematchLine } from "../sources/settlements/write-settlements.ts";
import type { App } from "./app.ts";
import { mustBeOpen, type WhichLines } from "./plan-difference.ts";
import { matchOpen } from "./plan-source-exchange.ts";
import type { Person } from "./propose-change.ts";
import { feeParty } from "./resolve-sale.ts";

type By = Pick<Person, "actor" | "name">;

export async function bookDifference(
  app: App,
  ws: number,
  settlement: Uuid,
  n: number,
  said: By & { answer: string },
): Promise<void> {
  const line = await inWorkspace(app.db, ws, (tx) => readLine(tx, ws, settlement, n));
  if (line?.state === "open" && line.difference === "rate_differs") {
    await exchange(app, ws, settlement, said, n);
    return;
  }
  await book(app, ws, settlement, { n }, said);
}

/**
 * What matches by now, or one line at the rate that a person has looked at. Answers who withheld where no
 * sale says who did.
 */
async function exchange(
  app: App,
  ws: number,
  settlement: Uuid,
  { actor }: By,
  accepted?: number,
): Promise<Uuid> {
  const party = await inWorkspace(app.db, ws, async (tx) => {
    const found = await readSettlement(tx, ws, settlement);
    if (found === null) throw noSuchSettlement();
    return await feeParty(tx, app, ws, { ref: found.source }, "source", actor);
  });
  const facts = { settlement, feeParty: party, ...(accepted === undefined ? {} : { accepted }) };
  await app.posting.post(ws, { is: "source_exchange", actor, facts });
  return party;
}

/**
 * Why a line that agrees by now would leave something at its source as it was posted: it told only what
 * arrived, or its fee was taken from another than the sale's. Null where it leaves nothing, or does not
 * agree.
 */
function leavesSomething(
  before: SettlementLine,
  line: MatchedLine,
  posted: Uuid | null,
): LineDifference | null {
  if (line.state !== "agrees" || posted === null) return null;
  if (before.gross !== line.gross) return "amount_differs";
  return line.fee !== 0 && line.feeParty !== null && line.feeParty !== posted ? "fee_differs" : null;
}

/** So many lines are booked in one flight, and in one call. */
const AT_ONCE = 200;
const AT_MOST = 2000;

/**
 * Every open line that differs so, at most 2,000 a call; answers how many. Called again it goes on where it
 * stopped.
 */
export async function answerAll(
  app: App,
  ws: number,
  settlement: Uuid,
  difference: LineDifference,
  { how, ...said }: By & { how: "book" | "explain"; answer: string },
): Promise<number> {
  if (how === "explain") {
    return await inWorkspace(app.db, ws, async (tx) => {
      if ((await readSettlement(tx, ws, settlement)) === null) throw noSuchSettlement();
      const { actor, name, answer } = said;
      const at = app.ids.now();
      const lines = await explainLines(tx, ws, settlement, { difference }, { by: actor, name, at, answer });
      const subject = publicId("settled", settlement);
      const event = { type: "source_settlement.difference_explained", subject, actor, at };
      if (lines > 0) await addEvent(tx, ws, { ...event, payload: { lines, difference } });
      return lines;
    });
  }
  const open = () => countOpen(app, ws, settlement, difference);
  const before = await open();
  for (let booked = 0; booked < Math.min(before, AT_MOST); booked += AT_ONCE) {
    await book(app, ws, settlement, { difference, most: AT_ONCE }, said);
  }
  return before - (await open());
}

async function book(
  app: App,
  ws: number,
  settlement: Uuid,
  which: WhichLines,
  said: By & { answer: string },
): Promise<void> {
  const party = await inWorkspace(app.db, ws, async (tx) => {
    const found = await readSettlement(tx, ws, settlement);
    if (found === null) throw noSuchSettlement();
    return await feeParty(tx, app, ws, { ref: found.source }, "source", said.actor);
  });
  const facts = { settlement, which, feeParty: party, name: said.name, answer: said.answer };
  await app.posting.post(ws, { is: "settlement_difference", actor: said.actor, facts });
}

function countOpen(app: App, ws: number, settlement: Uuid, difference: LineDifference): Promise<number> {
  return inWorkspace(app.db, ws, async (tx) => {
    const found = await readSettlement(tx, ws, settlement);
    if (found === null) throw noSuchSettlement();
    const alike = found.differences.filter((one) => one.difference === difference);
    return alike.reduce((sum, one) => sum + one.lines, 0);
  });
}

export async function explainDifference(
  app: App,
  ws: number,
  settlement: Uuid,
  n: number,
  { actor, name, answer }: By & { answer: string },
): Promise<void> {
  await inWorkspace(app.db, ws, async (tx) => {
    const line = await readLine(tx, ws, settlement, n);
    if (line === null) throw noSuchSettlement();
    mustBeOpen(line);
    const at = app.ids.now();
    if ((await explainLines(tx, ws, settlement, { n }, { by: actor, name, at, answer })) === 0) {
      throw new Refusal(409, "difference_answered", "It was answered a moment ago; nothing was changed.");
    }
    const subject = publicId("settled", settlement);
    const payload = { n, difference: line.difference };
    await addEvent(tx, ws, { type: "source_settlement.difference_explained", subject, actor, payload, at });
  });
}

/**
 * Answers how many lines agree by now that did not. The settlement was posted whole: of a sale that was not
 * known before, what it exchanged is booked now, and a fee that it did not tell, or took from another than
 * the sale's, so that nothing is left at the source.
 */
export async function matchAgain(app: App, ws: number, settlement: Uuid, by: By): Promise<number> {
  const { actor } = by;
  const before = await inWorkspace(
    app.db,
    ws,
    async (tx) => (await readSettlement(tx, ws, settlement))?.open ?? 0,
  );
  const otherwise = await exchange(app, ws, settlement, by);
  const toClear = await inWorkspace(app.db, ws, async (tx) => {
    const found = await readSettlement(tx, ws, settlement);
    if (found === null) throw noSuchSettlement();
    const open = await listLines(tx, ws, settlement, { state: "open", limit: MOST_LINES });
    const matched = await matchOpen(tx, ws, found, open);
    const toClear: number[] = [];
    for (const [i, line] of matched.entries()) {
      const before = open[i] as SettlementLine;
      // Known since a moment ago, in another currency: the next look exchanges it.
      if (line.exchange !== null && before.exchange === null) continue;
      const posted = line.exchange === null ? (before.postedParty ?? before.feeParty ?? otherwise) : null;
      const waits = leavesSomething(before, line, posted);
      const as = waits === null ? line : { ...line, state: "open" as const, difference: waits };
      if (waits !== null) toClear.push(line.n);
      await rematchLine(tx, ws, settlement, as, posted);
    }
    return toClear;
  });
  for (let done = 0; done < toClear.length; done += AT_ONCE) {
    const clears = toClear.slice(done, done + AT_ONCE);
    await book(app, ws, settlement, { clears }, { ...by, answer: "" });
  }
  return await inWorkspace(app.db, ws, async (tx) => {
    const left = (await readSettlement(tx, ws, settlement))?.open ?? 0;
    const subject = publicId("settled", settlement);
    const payload = { agree: before - left, open: left };
    const at = app.ids.now();
    await addEvent(tx, ws, { type: "source_settlement.matched", subject, actor, payload, at });
    return payload.agree;
  });
}
