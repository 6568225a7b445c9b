// What a person does about a line of a settlement that differs: book the difference on the producer, say why
// it is right as it is, or match again once what was missing is recorded. Booked or explained, it is
// answered for good.
// Example: line 3, fee_differs: bookDifference → payable(ana) −30; explained: "Refunded in March by hand".
import { publicId, type Uuid } from "../base/id.ts";
import { Refusal } from "../base/refusal.ts";
import { addEvent } from "../db/events.ts";
import { inWorkspace } from "../db/transaction.ts";
import { readMoneyAtSource } from "../reports/money-at-source.ts";
import { LineMatcher } from "../sources/settlements/match-lines.ts";
import {
  listLines,
  noSuchSettlement,
  readLine,
  readSettlement,
} from "../sources/settlements/read-settlements.ts";
import { explainLine, rematchLine } from "../sources/settlements/write-settlements.ts";
import type { App } from "./app.ts";
import { mustBeOpen } from "./plan-difference.ts";
import type { Person } from "./propose-change.ts";
import { MOST_LINES } from "./record-source-settlement.ts";
import { feeParty } from "./resolve-sale.ts";

type By = Pick<Person, "actor" | "name">;

export async function bookDifference(
  app: App,
  ws: number,
  settlement: Uuid,
  n: number,
  said: By & { answer: string },
): Promise<void> {
  const party = await inWorkspace(app.db, ws, async (tx) => {
    const found = await readSettlement(tx, ws, settlement);
    if (found === null) throw noSuchSettlement();
    return await feeParty(tx, app, ws, { ref: found.source }, "source", said.actor);
  });
  const facts = { settlement, n, feeParty: party, name: said.name, answer: said.answer };
  await app.posting.post(ws, { is: "settlement_difference", actor: said.actor, facts });
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
    if (!(await explainLine(tx, ws, settlement, n, { by: actor, name, at, answer }))) {
      throw new Refusal(409, "difference_answered", "It was answered a moment ago; nothing was changed.");
    }
    const subject = publicId("settled", settlement);
    const payload = { n, difference: line.difference };
    await addEvent(tx, ws, { type: "source_settlement.difference_explained", subject, actor, payload, at });
  });
}

/** Answers how many lines agree by now that did not. Moves no money: the settlement was posted whole. */
export async function matchAgain(app: App, ws: number, settlement: Uuid, { actor }: By): Promise<number> {
  return await inWorkspace(app.db, ws, async (tx) => {
    const found = await readSettlement(tx, ws, settlement);
    if (found === null) throw noSuchSettlement();
    const open = await listLines(tx, ws, settlement, { state: "open", limit: MOST_LINES });
    const refs = new Set(open.flatMap(({ ref, refs }) => [ref, ...refs]));
    const booked = await readMoneyAtSource(tx, ws, found.source, [...refs]);
    const matcher = new LineMatcher(found.currency, booked, settlement);
    let agree = 0;
    for (const line of open) {
      const matched = matcher.match(line, line.n);
      await rematchLine(tx, ws, settlement, matched);
      if (matched.state === "agrees") agree += 1;
    }
    const subject = publicId("settled", settlement);
    const payload = { agree, open: open.length - agree };
    const at = app.ids.now();
    await addEvent(tx, ws, { type: "source_settlement.matched", subject, actor, payload, at });
    return agree;
  });
}
