// Findings that were open before reserves were kept once (migration 0330): a dispute and a finding both kept
// their part then, and a refund left what was held as it was. The state of that time is made by the flows of
// today to which one is hidden from the other, migrated, and ended in every way: `verify` agrees at once, and
// the next entry of the sale puts the reserve right, so that no cent is lost or stays held.
import pg from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { parsePublicId, type Uuid } from "../../src/base/id.ts";
import { migrate } from "../../src/db/migrate.ts";
import { inWorkspace } from "../../src/db/transaction.ts";
import { listFindings } from "../../src/findings/read-findings.ts";
import type { App } from "../../src/flows/app.ts";
import { decideFinding } from "../../src/flows/decide-finding.ts";
import { holdByHand } from "../../src/flows/hold-by-hand.ts";
import { openPosting } from "../../src/flows/posting.ts";
import { closeDispute, openDispute, refundSale } from "../../src/flows/take-back.ts";
import { verifyBooks } from "../../src/flows/verify-books.ts";
import { readSaleEntries } from "../../src/reports/sale-entries.ts";
import { type Affiliates, openAffiliates } from "../journeys/open-affiliates.ts";
import { openFalseLine } from "../simulation/false-line.ts";

const BY = { actor: "account:ana", name: "Ana" };
const QUARTER = 448;
const HOLDS = /AS finding, f\.party, f\.amount/;
const DISPUTES = /from "partage"\."dispute" where .*"state" = /;

type Step = "hold" | "open" | "won" | "lost" | "refund" | "release" | "take";
/** What came before; what comes after; of dora's four quarters, payable and reserved, after each of it. */
type Case = [before: Step[], after: Step[], stands: [number, number][]];

const CASES: Case[] = [
  [["hold"], ["release"], [[4, 0]]],
  [["hold", "refund"], ["release"], [[3, 0]]],
  [["hold", "refund"], ["take"], [[0, 0]]],
  [
    ["hold", "refund"],
    ["refund", "release"],
    [
      [0, 2],
      [2, 0],
    ],
  ],
  [
    ["hold", "refund"],
    ["open", "lost", "take"],
    [
      [0, 3],
      [0, 1],
      [0, 0],
    ],
  ],
  [
    ["hold", "open"],
    ["won", "release"],
    [
      [0, 4],
      [4, 0],
    ],
  ],
  [
    ["hold", "open"],
    ["lost", "take"],
    [
      [0, 2],
      [0, 0],
    ],
  ],
  [
    ["hold", "open"],
    ["release", "won"],
    [
      [2, 2],
      [4, 0],
    ],
  ],
  [
    ["hold", "open"],
    ["release", "lost"],
    [
      [2, 2],
      [2, 0],
    ],
  ],
  [
    ["open", "hold"],
    ["refund", "won", "release"],
    [
      [0, 3],
      [0, 3],
      [3, 0],
    ],
  ],
  [
    ["open", "hold"],
    ["won", "take"],
    [
      [0, 4],
      [0, 0],
    ],
  ],
  [["hold", "open", "won"], ["release"], [[4, 0]]],
  [["hold", "open", "lost"], ["release"], [[2, 0]]],
  [["hold", "open", "lost"], ["take"], [[0, 0]]],
  [
    ["open", "hold", "refund"],
    ["release", "lost"],
    [
      [2, 1],
      [2, 0],
    ],
  ],
];

let world: Affiliates;
let hides: RegExp[] = [];
let before: App;
const closes: (() => Promise<void>)[] = [];

beforeAll(async () => {
  world = await openAffiliates();
  const { app, url } = world.door;
  const line = openFalseLine(url, {
    reads: (text, rows) => (hides.some((one) => one.test(text)) ? [] : rows),
  });
  before = { ...app, db: line.db, posting: openPosting(line.db, app.ids) };
  closes.push(() => line.db.close());
});
afterAll(async () => {
  for (const close of closes) await close();
  await world.door.close();
});

async function act(app: App, sale: Uuid, name: string, what: Step): Promise<void> {
  const { ws } = world;
  const at = { source: "api", happenedAt: Date.now() };
  const more = { reason: null, metadata: null };
  const party = parsePublicId("party", world.dora) as Uuid;
  if (what === "hold") await holdByHand(app, ws, { sale, party, reason: "Odd." }, BY);
  else if (what === "open") {
    await openDispute(app, ws, { ...at, ...more, sale, externalId: `d ${name}`, amount: 5000 }, "test");
  } else if (what === "refund") {
    const facts = { feesReturned: "all", recordOnly: true, origin: "source", amount: 2500 } as const;
    const externalId = `r ${name} ${Math.random()}`;
    await refundSale(app, ws, { ...at, ...more, ...facts, sale, externalId }, "test");
  } else if (what === "won" || what === "lost") {
    await closeDispute(app, ws, { ...at, externalId: `d ${name}`, outcome: what, fee: 0 }, "test");
  } else {
    const filter = { sale, state: "held", limit: 1 } as const;
    const [finding] = await inWorkspace(app.db, ws, (tx) => listFindings(tx, ws, filter));
    const state = what === "release" ? "released" : "taken_back";
    await decideFinding(app, ws, finding?.id as Uuid, { state, reason: "Seen.", basedOn: 1 }, BY);
  }
}

/** As the schema was, with what it held then. */
async function goBack(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(`
    DROP TABLE partage.finding_reserve; DROP INDEX partage.finding_that_stands; DROP INDEX partage.finding_of_sale;
    DROP TABLE IF EXISTS partage.reserved_beside;
    CREATE UNIQUE INDEX finding_of_sale ON partage.finding (ws, sale, party);
    DELETE FROM partage.migration WHERE number IN (330, 355)`);
  await client.end();
}

async function standsOf(sale: Uuid): Promise<[number, number]> {
  const { app } = world.door;
  const entries = await inWorkspace(app.db, world.ws, (tx) => readSaleEntries(tx, world.ws, sale));
  const dora = parsePublicId("party", world.dora);
  const of = (kind: string) =>
    entries
      .flatMap((one) => one.postings)
      .filter((one) => one.owner === dora && one.kind === kind)
      .reduce((sum, one) => sum + one.amount, 0) / QUARTER;
  return [of("payable"), of("reserved")];
}

test("what was held before is kept, agreed with, and ends right in every way", async () => {
  const { app, url } = world.door;
  const sales: Uuid[] = [];
  for (const [i, [steps]] of CASES.entries()) {
    const sold = (await world.buy(`s ${i}`, { affiliate: { code: "DORA" } })).body;
    const sale = parsePublicId("sale", sold.id) as Uuid;
    sales.push(sale);
    for (const what of steps) {
      hides = what === "hold" ? [HOLDS, DISPUTES] : [HOLDS];
      await act(before, sale, `${i}`, what);
    }
  }
  // Both kept their part: of four quarters six are reserved.
  expect(await standsOf(sales[5] as Uuid)).toEqual([-2, 6]);
  await goBack(url);
  expect(await migrate(url)).toContain("0330_reserved_once.sql");
  expect((await verifyBooks(app, world.ws)).disagreements).toEqual([]);
  for (const [i, [, steps, stands]] of CASES.entries()) {
    const sale = sales[i] as Uuid;
    for (const [n, what] of steps.entries()) {
      await act(app, sale, `${i}`, what);
      const told = [i, ...steps.slice(0, n + 1)].join(" ");
      expect([told, ...(await standsOf(sale))]).toEqual([told, ...(stands[n] as [number, number])]);
    }
    expect((await verifyBooks(app, world.ws)).disagreements).toEqual([]);
  }
});
