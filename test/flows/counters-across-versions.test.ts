// Counters belong to the contract (domain §5): a clause that a later version brings counts what came before
// it, sales and what was taken back, whichever version was in force, and no flight slips in between.
// Example: 582 earned under v1, v2 stops at 1000 in total → its first sale may still earn 418.
import pg from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Uuid } from "../../src/base/id.ts";
import type { ContractTerms } from "../../src/contracts/contract.ts";
import { readCounters } from "../../src/contracts/counters.ts";
import { openDatabase } from "../../src/db/pool.ts";
import { inWorkspace } from "../../src/db/transaction.ts";
import { amendContract } from "../../src/flows/amend-contract.ts";
import { openPosting } from "../../src/flows/posting.ts";
import { recordSale } from "../../src/flows/record-sale.ts";
import { closeDispute, openDispute, refundSale } from "../../src/flows/take-back.ts";
import { verifyBooks } from "../../src/flows/verify-books.ts";
import { AT, openPlace, openSchool, type Place, refundOf, type School, saleOf } from "./piano-school.ts";

let school: School;
let owner: pg.Client;

beforeAll(async () => {
  school = await openSchool();
  owner = new pg.Client({ connectionString: school.url });
  await owner.connect();
});

afterAll(async () => {
  await owner.end();
  await school.close();
});

const DAY = 86_400_000;

/** Sales of 100.00 through carla, day by day: bruno earns 582 of each. */
async function sell(place: Place, from: number, count: number) {
  const sold = [];
  for (let day = from; day < from + count; day++) {
    const facts = saleOf(place, { externalId: `s${day}`, happenedAt: AT + day * DAY });
    sold.push(await recordSale(school.app, place.ws, facts, "key:test"));
  }
  return sold;
}

const earned = ({ split }: { split: Awaited<ReturnType<typeof sell>>[0]["split"] }) =>
  split?.lines.find(({ role }) => role === "coproducer")?.amount ?? 0;

async function contractOf(ws: number): Promise<Uuid> {
  const row = await inWorkspace(school.db, ws, (tx) =>
    tx.selectFrom("contract").select("id").where("ws", "=", ws).executeTakeFirstOrThrow(),
  );
  return row.id as Uuid;
}

async function amend(place: Place, clauses: ContractTerms["clauses"], day: number, app = school.app) {
  const tiered = clauses.some(({ kind }) => kind === "tiers");
  const terms: ContractTerms = {
    ...(tiered ? {} : { share: "0.10" }),
    base: "after_affiliate",
    scope: "all",
    mayBeAffiliate: true,
    clauses,
    invoices: "producer",
    responsibilities: {},
    renewals: "at_charge",
    tail: "none",
  };
  const agreed = { starts: AT + day * DAY, ends: null, terms, evidence: "signed again" };
  await amendContract(app, place.ws, await contractOf(place.ws), agreed, "system");
}

/** Names without the contract → values above 0. */
async function counters(ws: number): Promise<Record<string, number>> {
  const kept = await inWorkspace(school.db, ws, (tx) => readCounters(tx, ws));
  return Object.fromEntries([...kept].map(([name, value]) => [name.slice(0, name.lastIndexOf(":")), value]));
}

const disagreements = async (ws: number) => (await verifyBooks(school.app, ws)).disagreements;

test("a cap on what is earned counts what was earned before it, less what was given back", async () => {
  const place = await openPlace(school.app);
  const [first, second] = await sell(place, 0, 2);
  expect(await counters(place.ws)).toEqual({});
  await refundSale(school.app, place.ws, refundOf(first?.id as Uuid, 5000), "system");
  await amend(place, [{ kind: "cap", earned: 1000 }], 10);
  // 582 + 582 − 291 = 873.
  expect(await counters(place.ws)).toEqual({ "earned:term:USD": 873 });
  expect((await sell(place, 10, 2)).map(earned)).toEqual([127, 0]);
  // Sold before the clause, given back after it: half of 582, and the cap has room again.
  await refundSale(school.app, place.ws, refundOf(second?.id as Uuid, 5000, { externalId: "r2" }), "system");
  expect(await counters(place.ws)).toEqual({ "earned:term:USD": 709 });
  // Told late: the version of its instant has no clause, and counts all the same.
  const [late] = await sell(place, 5, 1);
  expect(earned(late as NonNullable<typeof late>)).toBe(582);
  expect(await counters(place.ws)).toEqual({ "earned:term:USD": 1291 });
  expect((await sell(place, 12, 1)).map(earned)).toEqual([0]);
  expect(await disagreements(place.ws)).toEqual([]);
});

test("tiers and counts of every period begin where the contract began; a lost dispute counts back", async () => {
  const place = await openPlace(school.app);
  const [sold] = await sell(place, 0, 3);
  const dispute = { source: "api", externalId: "d1", sale: sold?.id as Uuid, happenedAt: AT, amount: 10_000 };
  await openDispute(school.app, place.ws, { ...dispute, reason: null, metadata: null }, "system");
  const end = { source: "api", externalId: "d1", happenedAt: AT, outcome: "lost", fee: 0 } as const;
  await closeDispute(school.app, place.ws, end, "system");
  const tiers = [{ upTo: 3, share: "0.10" }, { share: "0.20" }];
  await amend(place, [{ kind: "tiers", measure: "sales", period: "quarter", tiers }], 10);
  expect(await counters(place.ws)).toEqual({ "sales:2026-Q1:": 3 });
  expect((await sell(place, 10, 1)).map(earned)).toEqual([1165]);
  await amend(place, [{ kind: "cap", earned: 5000 }], 20);
  // The version before goes on to be counted, and by the year nothing was asked.
  expect(await counters(place.ws)).toEqual({ "sales:2026-Q1:": 4, "earned:term:USD": 2329 });
  const byNet = [{ upTo: 25_000, share: "0.10" }, { share: "0.30" }];
  await amend(place, [{ kind: "tiers", measure: "net", period: "year", tiers: byNet }], 25);
  // 4 × 5824 of the rest: 1704 below the boundary at 10 %, 4120 above it at 30 %.
  expect((await sell(place, 25, 1)).map(earned)).toEqual([1406]);
  expect(await counters(place.ws)).toEqual({
    "sales:2026-Q1:": 5,
    "earned:term:USD": 3735,
    "volume:2026:USD": 29_120,
  });
  expect(await disagreements(place.ws)).toEqual([]);
});

test("while two processes post, nothing is counted twice or left out", async () => {
  const place = await openPlace(school.app);
  const db = openDatabase({ url: school.url });
  const other = { db, ids: school.app.ids, posting: openPosting(db, school.app.ids) };
  const apps = [school.app, other];
  let named = 0;
  let isAmended = false;
  // Sales stay before the new version's start, so that it may begin at any time.
  const pour = async (app: School["app"]) => {
    const sold = [];
    while (!isAmended || sold.length < 150) {
      const burst = Array.from({ length: 10 }, () =>
        saleOf(place, { externalId: `p${named++}`, happenedAt: AT, affiliate: null }),
      );
      sold.push(...(await Promise.all(burst.map((facts) => recordSale(app, place.ws, facts, "key:test")))));
    }
    return sold;
  };
  const amending = async () => {
    for (const [i, clauses] of CLAUSES.entries()) {
      await new Promise((done) => setTimeout(done, 60));
      await amend(place, clauses, 40 + i, apps[i % 2]);
    }
    isAmended = true;
  };
  const [sold = [], also = []] = (await Promise.all([...apps.map(pour), amending()])) as never[][];
  const all = [...(sold as { split: never }[]), ...(also as { split: never }[])];
  const sum = all.reduce((total, one) => total + earned(one), 0);
  expect(await counters(place.ws)).toEqual({
    "earned:term:USD": sum,
    "sales:term:": all.length,
    "volume:2026-03:USD": all.length * 8960,
  });
  expect(await disagreements(place.ws)).toEqual([]);
  await db.close();
});

const CLAUSES: ContractTerms["clauses"][] = [
  [{ kind: "cap", earned: 1_000_000 }],
  [{ kind: "cap", sales: 100_000 }],
  [{ kind: "tiers", measure: "net", period: "month", tiers: [{ share: "0.10" }] }],
];

test("verify finds a counter set back by hand, and a sale that says it was handed another", async () => {
  const place = await openPlace(school.app);
  await sell(place, 0, 1);
  await amend(place, [{ kind: "cap", earned: 5000 }], 10);
  await sell(place, 10, 2);
  expect(await disagreements(place.ws)).toEqual([]);
  await owner.query("SELECT set_config('app.ws', $1, false)", [String(place.ws)]);
  await owner.query(`UPDATE partage.contract_counter SET value = value - 1 WHERE ws = ${place.ws}`);
  expect(await disagreements(place.ws)).toMatchObject([
    { check: "counter", expected: "1746", found: "1745" },
  ]);
  await owner.query(`UPDATE partage.contract_counter SET value = value + 1 WHERE ws = ${place.ws}`);
  await owner.query("ALTER TABLE partage.sale DISABLE TRIGGER USER");
  await owner.query(`UPDATE partage.sale SET counters = replace(counters::text, '1164', '0')::jsonb
    WHERE ws = ${place.ws}`);
  await owner.query("ALTER TABLE partage.sale ENABLE ALWAYS TRIGGER no_change");
  expect(await disagreements(place.ws)).toMatchObject([{ check: "handed", expected: "1164", found: "0" }]);
});
