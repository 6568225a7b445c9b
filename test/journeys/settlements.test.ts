// Guarantees and bonuses as both sides see them: the running period, what was settled and why, the entry in
// the ledger and among the partner's own; nothing of it for whom it is not.
// Example: 500.00 a month from the 10th; 100.00 earned → at the month's end what the rest of the days lacks.
import { afterAll, beforeAll, expect, test } from "vitest";
import { parsePublicId, type Uuid } from "../../src/base/id.ts";
import { settleContracts } from "../../src/flows/settle-contracts.ts";
import { tellNotices } from "../../src/flows/tell-notices.ts";
import { verifyBooks } from "../../src/flows/verify-books.ts";
import { type Joined, openPair, type Pair } from "./open-pair.ts";
import { openPostOffice } from "./post-office.ts";

const DAY = 86_400_000;
const MINIMUM = { kind: "minimum", amount: 50_000, currency: "USD", period: "month" };
const BONUS = { kind: "milestone", measure: "sales", goal: 2, bonus: 2500, currency: "USD", period: "month" };

let pair: Pair;
let bruno: Joined;

beforeAll(async () => {
  pair = await openPair();
  bruno = await pair.join("bruno@example.com", { clauses: [MINIMUM, BONUS] });
});
afterAll(() => pair.shop.door.close());

const now = () => new Date(pair.shop.door.app.ids.now());
const monthOf = (at: Date) => at.toISOString().slice(0, 7);

/** To the first day of the next month; answers the month that ended and on how many of its days it stood. */
function turnMonth() {
  const at = now();
  const next = Date.UTC(at.getUTCFullYear(), at.getUTCMonth() + 1, 1);
  const all = new Date(next - DAY).getUTCDate();
  pair.skip(next - at.getTime() + 60_000);
  return { month: monthOf(at), all, days: all - at.getUTCDate() + 1 };
}

test("a running month says how far it is; when it has ended it is settled, and both sides see why", async () => {
  await pair.sell();
  const path = `/contracts/${bruno.contract}/settlements`;
  const running = await bruno.ask("GET", path);
  expect(running.status).toBe(200);
  expect(running.body.data).toMatchObject([
    { kind: "minimum", period: monthOf(now()), state: "running", reached: 1000, settled: 0, entries: [] },
    { kind: "milestone", state: "running", measure: "sales", target: 2, reached: 1, amount: 2500, due: 0 },
  ]);
  await pair.sell();
  const { month, days, all } = turnMonth();
  expect(await settleContracts(pair.shop.door.app, pair.shop.ws)).toBe(1);
  const guaranteed = Math.floor((50_000 * days) / all);
  const { body } = await pair.asAna("GET", path);
  const [next, nextBonus, minimum, bonus] = body.data;
  expect([next.state, nextBonus.state]).toEqual(["running", "running"]);
  const lacked = Math.max(0, guaranteed - 2000);
  expect(minimum).toMatchObject({ period: month, state: "ended", target: guaranteed, reached: 2000, due: 0 });
  expect(minimum).toMatchObject({ days: { inForce: days, ofPeriod: all }, settled: lacked });
  expect(bonus).toMatchObject({ settled: 2500, entries: [{ amount: 2500 }] });
  expect((await bruno.ask("GET", path)).body).toEqual(body);

  const { seq } = bonus.entries[0];
  const entry = (await pair.asAna("GET", `/entries/${seq}`)).body;
  expect(entry).toMatchObject({
    kind: "settlement",
    sale: null,
    contract: bruno.contract,
    source: "partage",
  });
  expect(entry.externalId).toBe(`${bruno.contract}:${month}:1`);
  const why = (await bruno.ask("GET", `${path}/${seq}/why`)).body;
  expect(why).toEqual((await pair.asAna("GET", `${path}/${seq}/why`)).body);
  expect(why.plan).toBe(entry.plan);
  expect(why.steps).toMatchObject([
    { step: "minimum", amount: lacked, inputs: { guaranteed, earned: 2000, settledBefore: 0 } },
    { step: "milestone", amount: 2500, inputs: { goal: 2, reached: 2 } },
  ]);

  const own = (await bruno.ask("GET", "/entries")).body.data;
  expect(own[0]).toMatchObject({
    kind: "settlement",
    product: "Piano",
    contract: bruno.contract,
    sale: null,
  });
  const earned = (await bruno.ask("GET", `/earnings?from=2020-01-01&to=2100-01-01`)).body.totals[0];
  expect(earned.kept).toBe(2000 + lacked + 2500);
  const { ws, door } = pair.shop;
  expect((await verifyBooks(door.app, ws)).disagreements).toEqual([]);
});

test("both sides are told by mail what was settled", async () => {
  const { door, ws } = pair.shop;
  const office = await openPostOffice(door);
  await tellNotices(door.app, door.identity, ws);
  await office.work();
  for (const address of [pair.ana.email, "bruno@example.com"]) {
    const told = office.to(address).filter((one) => one.subject.startsWith("Guarantee or bonus on “Piano”:"));
    expect(told).toHaveLength(1);
    expect(told[0]?.text).toContain(`/contracts/${bruno.contract}`);
    // A period has a name, never its code: "March 2026", not "2026-03".
    expect(told[0]?.text).toMatch(/^(Period|Período): (?!\d{4}-)/m);
  }
  await office.close();
});

test("pages go on where the last ended; a foreign contract and an entry of something else are not found", async () => {
  const path = `/contracts/${bruno.contract}/settlements`;
  const whole = (await pair.asAna("GET", path)).body.data;
  const first = (await pair.asAna("GET", `${path}?limit=3`)).body;
  const rest = (await pair.asAna("GET", `${path}?limit=3&cursor=${first.nextCursor}`)).body;
  expect([...first.data, ...rest.data]).toEqual(whole);
  expect(rest.nextCursor).toBeNull();
  expect((await pair.asAna("GET", `${path}/1/why`)).status).toBe(404);
  const carla = await pair.join("carla@example.com", { share: "0.05" });
  expect((await carla.ask("GET", path)).status).toBe(404);
  expect((await carla.ask("GET", `/contracts/${carla.contract}/settlements`)).body.data).toEqual([]);
  const support = await pair.shop.door.person("support", {
    ws: pair.shop.ws,
    id: parsePublicId("ws", pair.shop.workspace) as Uuid,
  });
  const told = await pair.as(support, "GET", `/workspaces/${pair.shop.workspace}${path}`);
  expect(told.status).toBe(403);
});
