// Minimums and milestones become money owed when their period has ended on the workspace's calendar: exactly,
// once, and later only what has become due since.
// Example: 50.00 a month guaranteed, 20.00 earned in October → 30.00 at São Paulo's midnight, 03:00 UTC.
import { afterAll, beforeAll, expect, test } from "vitest";
import { readCounters } from "../../src/contracts/counters.ts";
import { inWorkspace } from "../../src/db/transaction.ts";
import { amendContract } from "../../src/flows/amend-contract.ts";
import { endContract } from "../../src/flows/end-contract.ts";
import { settleContracts } from "../../src/flows/settle-contracts.ts";
import { openSettling, openSettlingSchool, type Settling, type SettlingSchool } from "./settling-school.ts";

let school: SettlingSchool;
beforeAll(async () => {
  school = await openSettlingSchool();
});
afterAll(() => school.close());

const MINIMUM = { kind: "minimum", amount: 5000, currency: "USD", period: "month" } as const;
const BONUS = {
  kind: "milestone",
  measure: "sales",
  period: "quarter",
  goal: 3,
  bonus: 2500,
  currency: "USD",
} as const;

/** Payable balances: bruno's, the producer's. */
async function owed({ ws, bruno }: Settling): Promise<[number, number]> {
  const rows = await inWorkspace(school.db, ws, (tx) =>
    tx
      .selectFrom("balance")
      .innerJoin("ledger_account as a", (join) =>
        join.onRef("a.ws", "=", "balance.ws").onRef("a.account", "=", "balance.account"),
      )
      .select(["a.owner", "balance.amount"])
      .where("balance.ws", "=", ws)
      .where("a.ws", "=", ws)
      .where("a.kind", "=", "payable")
      .execute(),
  );
  const sum = (isOwn: boolean) =>
    rows.filter((row) => (row.owner === bruno) === isOwn).reduce((all, row) => all + row.amount, 0);
  return [sum(true), sum(false)];
}

test("months and quarters end at the workspace's midnight, before and after the clocks change", async () => {
  const place = await openSettling(school, { clauses: [MINIMUM, BONUS] });
  await place.sell("2018-10-20T12:00:00Z", 20_000);
  // 23:59 of October 31 in São Paulo, an hour behind which it will be in November.
  expect(await place.look("2018-11-01T02:59:00Z")).toEqual([]);
  expect(await place.look("2018-11-01T03:00:00Z")).toEqual(["2018-10 minimum 3000"]);
  expect(await place.look("2018-11-01T04:00:00Z")).toEqual([]);
  expect(await owed(place)).toEqual([5000, 15_000]);
  await place.sell("2018-12-01T01:30:00Z");
  // Clocks went forward on November 4: that sale is of November 30, 23:30, and November ended at 02:00 UTC.
  expect(await place.look("2018-12-01T01:59:00Z")).toEqual([]);
  expect(await place.look("2018-12-01T02:00:00Z")).toEqual(["2018-11 minimum 4000"]);
  await place.sell("2018-12-31T23:00:00Z", 60_000);
  expect(await place.look("2019-01-01T01:59:59Z")).toEqual([]);
  expect(await place.look("2019-01-01T02:00:00Z")).toEqual(["2018-Q4 milestone 2500"]);
  expect(await place.look("2019-01-02T12:00:00Z")).toEqual([]);
  expect(await place.disagreements()).toEqual([]);
});

test("a look that did not happen for months settles each of them, and none twice", async () => {
  const place = await openSettling(school, { clauses: [MINIMUM] });
  await place.sell("2018-11-10T12:00:00Z", 100_000);
  const all = ["2018-10 minimum 5000", "2018-12 minimum 5000", "2019-01 minimum 5000"];
  expect(await place.look("2019-02-10T12:00:00Z")).toEqual(all);
  expect(await place.look("2019-02-10T13:00:00Z")).toEqual([]);
  expect(await place.disagreements()).toEqual([]);
});

test("a refund after the settlement tops up; a late sale takes nothing back", async () => {
  const place = await openSettling(school, { clauses: [MINIMUM] });
  const sale = await place.sell("2018-10-20T12:00:00Z", 20_000);
  expect(await place.look("2018-11-01T03:00:00Z")).toEqual(["2018-10 minimum 3000"]);
  await place.refund(sale, 10_000, "2018-11-05T12:00:00Z");
  expect(await place.look("2018-11-05T13:00:00Z")).toEqual(["2018-10 minimum 1000"]);
  expect(await owed(place)).toEqual([5000, 5000]);
  // Told late, of October: it earns what it earns, and what was settled stays.
  await place.sell("2018-10-21T12:00:00Z", 10_000);
  expect(await place.look("2018-11-06T12:00:00Z")).toEqual([]);
  expect(await owed(place)).toEqual([6000, 14_000]);
  expect(await place.disagreements()).toEqual([]);
});

test("in force for a part of a month, it guarantees that part; the term is settled once it has ended", async () => {
  const starts = "2018-10-17T15:00:00Z";
  const whole = { ...BONUS, period: "term", goal: 20_000, measure: "net" } as const;
  const place = await openSettling(school, {
    clauses: [MINIMUM, whole],
    starts,
    ends: "2018-12-11T02:00:00Z",
  });
  await place.sell("2018-11-20T12:00:00Z", 20_000);
  // 15 of 31 days of October: 2419.35.
  expect(await place.look("2018-11-01T03:00:00Z")).toEqual(["2018-10 minimum 2419"]);
  expect(await place.look("2018-12-11T01:59:00Z")).toEqual(["2018-11 minimum 3000"]);
  // It ended with December 10; December is settled when it is over, the term at once.
  expect(await place.look("2018-12-11T02:00:00Z")).toEqual(["term milestone 2500"]);
  // 10 of 31 days: 1612.90.
  expect(await place.look("2019-01-01T02:00:00Z")).toEqual(["2018-12 minimum 1612"]);
  expect(await place.look("2019-03-01T02:00:00Z")).toEqual([]);
  expect(await place.disagreements()).toEqual([]);
});

test("recorded with a start in the past, it owes only from where this ledger knows of sales", async () => {
  const place = await openSettling(school, { clauses: [MINIMUM], recorded: "2019-01-10T12:00:00Z" });
  expect(await place.look("2019-01-11T12:00:00Z")).toEqual([]);
  // October to December were settled elsewhere; January is the first that ends here.
  expect(await place.look("2019-02-01T02:00:00Z")).toEqual(["2019-01 minimum 5000"]);
  // A sale of the past is imported: what ended since it is this ledger's to settle.
  await place.sell("2018-11-10T12:00:00Z");
  expect(await place.look("2019-02-01T03:00:00Z")).toEqual(["2018-11 minimum 4000", "2018-12 minimum 5000"]);
  expect(await place.disagreements()).toEqual([]);
});

test("two processes that look at once settle once", async () => {
  const place = await openSettling(school, { clauses: [MINIMUM, BONUS] });
  for (let day = 10; day < 20; day++) await place.sell(`2018-10-${day}T12:00:00Z`, 1000);
  school.setClock("2019-02-01T12:00:00Z");
  const apps = [school.app, school.second().app, school.second().app];
  const counts = await Promise.all(apps.map((app) => settleContracts(app, place.ws)));
  expect(counts.reduce((all, one) => all + one)).toBe(5);
  expect(await place.look("2019-02-01T13:00:00Z")).toEqual([
    "2018-10 minimum 4000",
    "2018-11 minimum 5000",
    "2018-Q4 milestone 2500",
    "2018-12 minimum 5000",
    "2019-01 minimum 5000",
  ]);
  expect(await place.disagreements()).toEqual([]);
});

test("one that dies right after a commit, unanswered, is gone on with by the next, and nothing comes twice", async () => {
  const place = await openSettling(school, { clauses: [MINIMUM] });
  school.setClock("2019-01-15T12:00:00Z");
  const { app } = school.second();
  const post: typeof app.posting.post = async (ws, act) => {
    await app.posting.post(ws, act);
    throw new Error("killed");
  };
  const dying = { ...app, posting: { ...app.posting, post } };
  for (const settled of [1, 2]) {
    await expect(settleContracts(dying, place.ws)).rejects.toThrow("killed");
    expect((await owed(place))[0]).toBe(5000 * settled);
  }
  expect(await place.look("2019-01-15T13:00:00Z")).toHaveLength(3);
  expect(await place.look("2019-01-15T14:00:00Z")).toEqual([]);
  expect(await owed(place)).toEqual([15_000, -15_000]);
  expect(await place.disagreements()).toEqual([]);
});

test("a version that brings a guarantee counts what was earned before it, and guarantees from then on", async () => {
  const place = await openSettling(school, { clauses: [] });
  await place.sell("2018-10-02T12:00:00Z", 10_000);
  const amend = (clauses: Parameters<Settling["terms"]>[0], starts: string) => {
    const version = {
      starts: Date.parse(starts),
      ends: null,
      terms: place.terms(clauses),
      evidence: "again",
    };
    return amendContract(school.app, place.ws, place.contract, version, "system");
  };
  school.setClock("2018-10-10T12:00:00Z");
  await amend([MINIMUM], "2018-10-22T02:00:00Z");
  const kept = await inWorkspace(school.db, place.ws, (tx) => readCounters(tx, place.ws));
  expect([...kept.values()]).toEqual([1000]);
  // October 21 to 31 is 11 of 31 days: 1774, of which 1000 was earned.
  expect(await place.look("2018-11-01T03:00:00Z")).toEqual(["2018-10 minimum 774"]);
  school.setClock("2018-11-10T12:00:00Z");
  await amend([{ ...MINIMUM, amount: 6000 }], "2018-11-15T02:00:00Z");
  // The guarantee stands without a break: what was agreed last holds for the whole month.
  expect(await place.look("2018-12-01T02:00:00Z")).toEqual(["2018-11 minimum 6000"]);
  await endContract(
    school.app,
    place.ws,
    place.contract,
    { ends: Date.parse("2018-12-05T02:00:00Z"), evidence: "by mail" } as never,
    "system",
  );
  expect(await place.look("2019-01-01T02:00:00Z")).toEqual(["2018-12 minimum 774"]);
  expect(await place.look("2019-06-01T02:00:00Z")).toEqual([]);
  expect(await place.disagreements()).toEqual([]);
});
