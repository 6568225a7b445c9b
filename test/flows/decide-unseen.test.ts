// A commission is decided on the evidence that was seen, also where more joins between what the decision
// reads and its commit: then nothing is booked, and whoever decides is shown what came.
import { afterAll, beforeAll, expect, test } from "vitest";
import { parsePublicId, type Uuid } from "../../src/base/id.ts";
import { inWorkspace } from "../../src/db/transaction.ts";
import { readFinding } from "../../src/findings/read-findings.ts";
import type { App } from "../../src/flows/app.ts";
import { decideFinding } from "../../src/flows/decide-finding.ts";
import { holdByHand } from "../../src/flows/hold-by-hand.ts";
import { openPosting } from "../../src/flows/posting.ts";
import { verifyBooks } from "../../src/flows/verify-books.ts";
import { watchFraud } from "../../src/flows/watch-fraud.ts";
import { type Affiliates, openAffiliates } from "../journeys/open-affiliates.ts";
import { meanwhile } from "../meanwhile.ts";

const ANA = { actor: "system", name: "Ana" };
let world: Affiliates;
beforeAll(async () => {
  world = await openAffiliates();
});
afterAll(() => world.door.close());

test("what joins meanwhile is seen before anything is decided", async () => {
  const { app } = world.door;
  const { ws } = world;
  const click = await world.click("dora-piano", 0);
  const { body } = await world.buy("unseen", { clickId: click.id });
  const sale = parsePublicId("sale", body.id) as Uuid;
  const party = parsePublicId("party", world.dora) as Uuid;
  const finding = await holdByHand(app, ws, { sale, party, reason: "Looks odd." }, ANA);
  const isRead = (row: Readonly<Record<string, unknown>>) => row.id === finding && "evidence" in row;
  const db = meanwhile(app.db, isRead, () => watchFraud(app, ws));
  const other: App = { ...app, db, posting: openPosting(db, app.ids) };
  const decision = { state: "taken_back", reason: "Looked at it.", basedOn: 1 } as const;
  await expect(decideFinding(other, ws, finding, decision, ANA)).rejects.toMatchObject({
    code: "evidence_added",
    facts: { version: 2, evidence: [{ rule: "tooFast" }] },
  });
  const read = () => inWorkspace(app.db, ws, (tx) => readFinding(tx, ws, finding));
  expect(await read()).toMatchObject({ state: "held", evidence: [{ rule: "byHand" }, { rule: "tooFast" }] });
  await decideFinding(other, ws, finding, { ...decision, basedOn: 2 }, ANA);
  expect(await read()).toMatchObject({ state: "taken_back" });
  expect((await verifyBooks(app, ws)).disagreements).toEqual([]);
});
