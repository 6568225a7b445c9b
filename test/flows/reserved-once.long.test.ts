// What a dispute and a held commission of the same sale both want stands in the reserve once, in whichever
// order they come and end, with a refund anywhere between: every order is walked on a real database, and
// after each step the affiliate's accounts hold what four lines of arithmetic say.
// A sale of 100.00, dora 17.92: a quarter of it is 4.48.
import { afterAll, beforeAll, expect, test } from "vitest";
import { parsePublicId, type Uuid } from "../../src/base/id.ts";
import { Refusal } from "../../src/base/refusal.ts";
import { inWorkspace } from "../../src/db/transaction.ts";
import { listFindings } from "../../src/findings/read-findings.ts";
import { decideFinding } from "../../src/flows/decide-finding.ts";
import { holdByHand } from "../../src/flows/hold-by-hand.ts";
import { closeDispute, openDispute, refundSale } from "../../src/flows/take-back.ts";
import { verifyBooks } from "../../src/flows/verify-books.ts";
import { readSaleEntries } from "../../src/reports/sale-entries.ts";
import { type Affiliates, openAffiliates } from "../journeys/open-affiliates.ts";

const QUARTER = 448;
const BY = { actor: "account:ana", name: "Ana" };

type Step = "hold" | "release" | "take" | "open 2" | "open 4" | "won" | "lost" | "refund";

/** In quarters of the sale. */
interface Model {
  left: number;
  disputed: number;
  isHeld: boolean;
  isTaken: boolean;
}

const NEW: Model = { left: 4, disputed: 0, isHeld: false, isTaken: false };

function step(model: Model, act: Step): Model {
  const { left, disputed } = model;
  switch (act) {
    case "hold":
      return { ...model, isHeld: true };
    case "release":
      return { ...model, isHeld: false };
    case "take":
      return { ...model, isHeld: false, isTaken: true };
    case "open 2":
    case "open 4":
      return { ...model, disputed: Math.min(left, act === "open 2" ? 2 : 4) };
    case "won":
      return { ...model, disputed: 0 };
    case "lost":
      return { ...model, left: left - disputed, disputed: 0 };
    case "refund":
      return { ...model, left: left - 1, disputed: Math.max(0, disputed - 1) };
  }
}

/** Of dora. */
function accounts({ left, disputed, isHeld, isTaken }: Model): { payable: number; reserved: number } {
  if (isTaken) return { payable: 0, reserved: 0 };
  const reserved = isHeld ? left : disputed;
  return { payable: (left - reserved) * QUARTER, reserved: reserved * QUARTER };
}

function merged(a: readonly Step[], b: readonly Step[]): Step[][] {
  const [first, ...rest] = a;
  const [other, ...others] = b;
  if (first === undefined || other === undefined) return [[...a, ...b]];
  return [
    ...merged(rest, b).map((all) => [first, ...all]),
    ...merged(a, others).map((all) => [other, ...all]),
  ];
}

const DISPUTES = ["open 2", "open 4"].flatMap((open) => ["won", "lost"].map((end) => [open, end] as Step[]));
const FINDINGS: Step[][] = [
  ["hold", "release"],
  ["hold", "take"],
  ["hold", "release", "hold", "take"],
];
const ORDERS = DISPUTES.flatMap((dispute) => FINDINGS.flatMap((finding) => merged(dispute, finding)));
const WITH_REFUND = ORDERS.filter((all) => all.length < 6).flatMap((all) =>
  [0, 1, 2, 3, 4].map((at): Step[] => [...all.slice(0, at), "refund", ...all.slice(at)]),
);

let world: Affiliates;
beforeAll(async () => {
  world = await openAffiliates();
});
afterAll(() => world.door.close());

let number = 0;

async function act(sale: Uuid, name: string, what: Step): Promise<void> {
  const { app } = world.door;
  const { ws } = world;
  const at = { source: "api", happenedAt: Date.now() };
  const more = { reason: null, metadata: null };
  const party = parsePublicId("party", world.dora) as Uuid;
  if (what === "hold") await holdByHand(app, ws, { sale, party, reason: "Odd." }, BY);
  else if (what === "release" || what === "take") {
    const [finding] = await inWorkspace(app.db, ws, (tx) =>
      listFindings(tx, ws, { sale, state: "held", limit: 1 }),
    );
    const state = what === "release" ? "released" : "taken_back";
    await decideFinding(app, ws, finding?.id as Uuid, { state, reason: "Looked at.", basedOn: 1 }, BY);
  } else if (what === "won" || what === "lost") {
    await closeDispute(app, ws, { ...at, externalId: `d ${name}`, outcome: what, fee: 0 }, "test");
  } else if (what === "refund") {
    const facts = { feesReturned: "all", recordOnly: false, origin: "source" } as const;
    await refundSale(
      app,
      ws,
      { ...at, ...more, ...facts, sale, externalId: `r ${name}`, amount: 2500 },
      "test",
    );
  } else {
    const left = (await model(sale)).left * 2500;
    const amount = Math.min(left, what === "open 2" ? 5000 : 10000);
    await openDispute(app, ws, { ...at, ...more, sale, externalId: `d ${name}`, amount }, "test");
  }
}

const models = new Map<Uuid, Model>();
const model = async (sale: Uuid) => models.get(sale) as Model;

async function standsOf(sale: Uuid): Promise<{ payable: number; reserved: number }> {
  const { app } = world.door;
  const entries = await inWorkspace(app.db, world.ws, (tx) => readSaleEntries(tx, world.ws, sale));
  const sums = { payable: 0, reserved: 0 };
  const dora = parsePublicId("party", world.dora);
  for (const { postings } of entries) {
    for (const { kind, owner, amount } of postings) {
      if (owner === dora && (kind === "payable" || kind === "reserved")) sums[kind] += amount;
    }
  }
  return sums;
}

async function walk(order: readonly Step[]): Promise<void> {
  const name = `${++number}`;
  const { body } = await world.buy(`s ${name}`, { affiliate: { code: "DORA" } });
  const sale = parsePublicId("sale", body.id) as Uuid;
  models.set(sale, NEW);
  const waiting = [...order];
  for (const done: string[] = []; waiting.length > 0; ) {
    const what = waiting.shift() as Step;
    const before = models.get(sale) as Model;
    const { left, disputed } = before;
    // Nothing is left to do it with.
    if (left === 0 && /open|refund|hold/.test(what)) continue;
    if (what === "take" && disputed > 0) {
      await expect(act(sale, name, what)).rejects.toMatchObject({ code: "commission_disputed" });
      // First the bank decides.
      waiting.push(what);
      continue;
    }
    if ((what === "won" || what === "lost") && !done.some((one) => one.startsWith("open"))) continue;
    if ((what === "release" || what === "take") && !before.isHeld) continue;
    await act(sale, name, what).catch((why: unknown) => {
      throw why instanceof Refusal ? new Error(`${[...done, what].join(", ")}: ${why.message}`) : why;
    });
    done.push(what);
    models.set(sale, step(before, what));
    const found = await standsOf(sale);
    expect({ order: done.join(", "), ...found }).toEqual({
      order: done.join(", "),
      ...accounts(models.get(sale) as Model),
    });
  }
}

test.each([
  ["without a refund", ORDERS],
  ["with a refund at every place", WITH_REFUND],
])("a dispute and a held commission, %s, reserve once and end right", async (_, orders) => {
  expect(orders.length).toBeGreaterThan(40);
  for (const order of orders) await walk(order);
  expect((await verifyBooks(world.door.app, world.ws)).disagreements).toEqual([]);
});
