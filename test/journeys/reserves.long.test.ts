// The rolling reserve and balances of the past: a part of what was earned lately is held out of what is
// available, what is pending counts towards it, and nothing that is held can be paid out; a party looks at
// its own balances as they were recorded at an instant.
import { afterAll, beforeAll, expect, test } from "vitest";
import { parsePublicId, type Uuid } from "../../src/base/id.ts";
import { inWorkspace } from "../../src/db/transaction.ts";
import { watchFraud } from "../../src/flows/watch-fraud.ts";
import { todayIn } from "../../src/reports/balances.ts";
import { readAvailable } from "../../src/reports/payable-available.ts";
import { openAffiliates } from "./open-affiliates.ts";
import { openPianoShop, type PianoShop } from "./sell-piano.ts";
import { type Speaker, speaksFor } from "./speaks-for.ts";
import type { TestPerson } from "./test-door.ts";

let shop: PianoShop;
let ana: TestPerson;
let bruno: Speaker;

const set = (method: "PUT" | "DELETE", payload?: object) => {
  const url = `/v1/workspaces/${shop.workspace}/parties/${bruno.party}/reserve`;
  return ana.send({ method, url, ...(payload ? { payload } : {}) });
};
const balance = async (query = "") => (await bruno.get(`/balances${query}`)).balances[0];
const payable = () =>
  inWorkspace(shop.door.db, shop.ws, async (tx) => {
    const today = await todayIn(tx, shop.ws, Date.now());
    const [found] = await readAvailable(tx, shop.ws, today, [parsePublicId("party", bruno.party) as Uuid]);
    return found?.available;
  });

beforeAll(async () => {
  shop = await openPianoShop();
  ana = await shop.door.person("owner", { ws: shop.ws, id: parsePublicId("ws", shop.workspace) as Uuid });
  bruno = await speaksFor(shop, "bruno", { party: shop.party.bruno });
});
afterAll(() => shop.door.close());

test("a part of what was earned lately is reserved, and not payable; taken away, it is free", async () => {
  const longAgo = new Date(Date.now() - 200 * 86_400_000).toISOString();
  const lately = new Date(Date.now() - 20 * 86_400_000).toISOString();
  await shop.sell("r1", { at: longAgo, paid: 100_000 });
  await shop.sell("r2", { at: lately, paid: 100_000 });
  const before = await balance();
  expect(await payable()).toBe(before.available);
  expect((await set("PUT", { rate: "0.25", days: 30 })).statusCode).toBe(200);
  const one = before.available / 2;
  const held = Math.max(0, Math.floor(one / 4) - before.pending);
  const after = await balance();
  expect(Math.abs(after.reserved - held)).toBeLessThanOrEqual(1);
  expect(after.available).toBe(before.available - after.reserved);
  expect(after.reserved).toBeGreaterThan(0);
  expect(after.reservedFor).toEqual({ disputes: 0, checks: 0, reserve: after.reserved });
  // The bug that would pay it out: a reserve that counts as available.
  expect(await payable()).toBe(after.available);
  const told = await bruno.get("/reserve");
  expect(told).toMatchObject({ reserve: { rate: "0.25", days: 30 }, held: [{ held: after.reserved }] });
  // Twenty days ago it was sold: in ten days it has left the thirty, and nothing is held.
  const over = new Date(Date.now() + 10 * 86_400_000).toISOString().slice(0, 10);
  expect(told.held[0].changes).toEqual([{ day: over, held: 0 }]);
  const own = async () => (await bruno.get("/payout-details")).owed[0];
  expect(await own()).toMatchObject({ available: after.available, nextOn: null, expected: null });
  const { body } = await shop.get(`/balances?party=${bruno.party}`);
  expect(body.data[0]).toMatchObject({ available: after.available, reserved: after.reserved });
  // As of the moment when it was held, also once it is not held any more; and in what all are owed.
  const owed = async (query = "") => (await shop.get(`/reports/owed${query}`)).body.totals[0];
  const owedThen = await owed();
  await new Promise((resolve) => setTimeout(resolve, 20));
  const then = encodeURIComponent(new Date().toISOString());
  expect((await set("PUT", { rate: "0", days: 30 })).statusCode).toBe(400);
  expect((await set("DELETE")).statusCode).toBe(204);
  expect(await balance()).toEqual(before);
  expect(await balance(`?asOf=${then}`)).toEqual(after);
  const day = new Date().toISOString().slice(0, 10);
  expect(await balance(`?asOf=${day}`)).toEqual(before);
  // What held it then is told by the setting of then; before it was set, and now, there is none.
  expect(await bruno.get(`/reserve?asOf=${then}`)).toEqual(told);
  expect((await shop.get(`/parties/${bruno.party}/reserve?asOf=${then}`)).body).toEqual(told);
  for (const query of ["", "?asOf=2026-01-01", `?asOf=${day}`])
    expect(await bruno.get(`/reserve${query}`)).toEqual({ reserve: null, held: [] });
  expect((await shop.get(`/balances?party=${bruno.party}&at=${then}`)).body.data[0]).toMatchObject({
    ...{ available: after.available, pending: after.pending, reserved: after.reserved },
  });
  const free = await owed();
  expect(owedThen.reserved).toBe(free.reserved + after.reserved);
  expect(owedThen.available).toBe(free.available - after.reserved);
  expect(await owed(`?asOf=${then}`)).toEqual(owedThen);
});

test("a party reads its own balances as they were recorded at an instant, and nobody else's", async () => {
  const before = await balance();
  const instant = new Date().toISOString();
  await new Promise((resolve) => setTimeout(resolve, 20));
  await shop.sell("r3", { paid: 50_000 });
  const now = await balance();
  expect(now.available + now.pending).toBeGreaterThan(before.available + before.pending);
  expect(await balance(`?at=${encodeURIComponent(instant)}`)).toEqual(before);
  expect((await bruno.get("/balances?at=2020-01-01T00:00:00Z")).balances).toEqual([]);
  // And what a reserve held then, by the balances, the earnings and the pending days of then.
  expect((await set("PUT", { rate: "0.25", days: 30 })).statusCode).toBe(200);
  const told = await bruno.get("/reserve");
  const pause = () => new Promise((resolve) => setTimeout(resolve, 20));
  await pause();
  const then = encodeURIComponent(new Date().toISOString());
  await pause();
  await shop.sell("r4", { paid: 80_000 });
  expect(await bruno.get("/reserve")).not.toEqual(told);
  expect(await bruno.get(`/reserve?asOf=${then}`)).toEqual(told);
});

test("what disputes hold and what is looked at are told apart, each by its own sum", async () => {
  const world = await openAffiliates();
  try {
    const dora = await speaksFor(world, "dora", { party: world.dora });
    const kinds = async () => (await dora.get("/balances")).balances[0];
    const now = async () => {
      await new Promise((resolve) => setTimeout(resolve, 20));
      return encodeURIComponent(new Date().toISOString());
    };
    const heldFor = async (what: string, asOf?: string) => {
      const { data } = await dora.get(`/sales?held=${what}${asOf === undefined ? "" : `&asOf=${asOf}`}`);
      return data.map((one: { id: string }) => one.id);
    };
    const { body: disputed } = await world.buy("k-1", { affiliate: { code: "DORA" } });
    await world.buy("k-0", { affiliate: { code: "DORA" } });
    const atFirst = await now();
    const dispute = { externalId: "k-1-d", amount: 5000 };
    const { id: opened } = await world.make(`/sales/${disputed.id}/disputes`, dispute);
    expect((await kinds()).reservedFor).toEqual({ disputes: 896, checks: 0, reserve: 0 });
    const click = await world.click("dora-piano", 0);
    const { body: rushed } = await world.buy("k-2", { clickId: click.id });
    expect(await watchFraud(world.door.app, world.ws)).toBe(1);
    const both = await kinds();
    expect(both.reservedFor).toEqual({ disputes: 896, checks: 1792, reserve: 0 });
    expect(both.reserved).toBe(896 + 1792);
    expect(await heldFor("disputes")).toEqual([disputed.id]);
    expect(await heldFor("checks")).toEqual([rushed.id]);
    // Once it is over it is told of the day when it was held, and so are the sales.
    const then = await now();
    expect((await world.post(`/disputes/${opened}/close`, { outcome: "won" })).body.state).toBe("won");
    const finding = (await world.get(`/findings?sale=${rushed.id}`)).body.data[0].id;
    const owner = await world.door.person("owner", {
      ...{ ws: world.ws, id: parsePublicId("ws", world.workspace) as Uuid },
    });
    const url = `/v1/workspaces/${world.workspace}/findings/${finding}/decision`;
    const payload = { state: "released", reason: "Looked at it", basedOn: 1 };
    const released = await owner.send({ method: "POST", url, payload });
    expect(released.statusCode, released.body).toBe(200);
    expect((await kinds()).reservedFor).toEqual({ disputes: 0, checks: 0, reserve: 0 });
    expect(await heldFor("disputes")).toEqual([]);
    expect(await heldFor("checks")).toEqual([]);
    const past = (await dora.get(`/balances?asOf=${then}`)).balances[0];
    expect(past.reservedFor).toEqual({ disputes: 896, checks: 1792, reserve: 0 });
    expect(await heldFor("disputes", then)).toEqual([disputed.id]);
    expect(await heldFor("checks", then)).toEqual([rushed.id]);
    expect(await heldFor("disputes", atFirst)).toEqual([]);
  } finally {
    await world.door.close();
  }
});
