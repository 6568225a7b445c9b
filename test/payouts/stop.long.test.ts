// Long work that is stopped: of a payout run what is begun goes on and the rest is free again, of statements
// what is issued stays and the rest follows later. However the two meet, nothing is paid or issued twice.
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { publicId, type Uuid } from "../../src/base/id.ts";
import { inWorkspace } from "../../src/db/transaction.ts";
import { endPayouts } from "../../src/flows/end-payouts.ts";
import { payRun } from "../../src/flows/pay-run.ts";
import { runStatements, startStatementRun } from "../../src/flows/run-statements.ts";
import { stopRun } from "../../src/flows/stop-run.ts";
import { stopStatements } from "../../src/flows/stop-statements.ts";
import { verifyBooks } from "../../src/flows/verify-books.ts";
import { listIdsOf } from "../../src/payouts/payouts.ts";
import { readRun } from "../../src/payouts/runs.ts";
import { AGREED } from "../journeys/open-shop.ts";
import { ANA, openPayoutShop, type PayoutShop } from "./open-payout-shop.ts";

const PARTNERS = 8;

describe("stopped", { timeout: 120_000 }, () => {
  let shop: PayoutShop;

  beforeAll(async () => {
    const method = (n: number) => ({ kind: "wise", holder: `P ${n}`, email: `p${n}@example.com` }) as const;
    shop = await openPayoutShop({ partners: PARTNERS, method });
    for (const party of shop.parties) await shop.owe(party, 100_000);
  }, 120_000);
  afterAll(() => shop?.shop.door.close());

  const idsOf = (run: Uuid, state: "proposed" | "in_transit" | "withdrawn") =>
    inWorkspace(shop.app.db, shop.ws, (tx) => listIdsOf(tx, shop.ws, run, state, 100));
  const stateOf = async (run: Uuid) =>
    (await inWorkspace(shop.app.db, shop.ws, (tx) => readRun(tx, shop.ws, run)))?.state;
  const giveBack = async (run: Uuid) => {
    const ends = (await idsOf(run, "in_transit")).map((payout) => ({ payout, reason: "", externalId: null }));
    await endPayouts(shop.app, shop.ws, "failed", ends, "system");
  };

  test("half-way, what is begun goes on, the rest is proposed anew", async () => {
    const run = await shop.approved();
    const payouts = (await idsOf(run, "proposed")).slice(0, 3);
    await shop.app.posting.post(shop.ws, { is: "payouts_begun", actor: "system", facts: { run, payouts } });
    const path = `/payout-runs/${publicId("run", run)}`;
    const stopped = await shop.shop.post(`${path}/stop`, {});
    expect([stopped.status, stopped.body.state]).toEqual([200, "paying"]);
    const counts = stopped.body.sums.map((one: { state: string; count: number }) => [one.state, one.count]);
    expect(counts).toEqual([
      ["in_transit", 3],
      ["withdrawn", PARTNERS - 3],
    ]);
    // The job that was at it finds nothing more to begin.
    await payRun(shop.app, shop.ws, run);
    expect(await idsOf(run, "in_transit")).toHaveLength(3);
    expect(await shop.balance("in_transit")).toBe(300_000);
    const again = await shop.shop.post(`${path}/stop`, {});
    expect([again.status, again.body.code]).toEqual([409, "run_paying"]);
    const rest = await shop.approved();
    expect(await idsOf(rest, "proposed")).toHaveLength(PARTNERS - 3);
    await stopRun(shop.app, shop.ws, rest, ANA);
    expect(await stateOf(rest)).toBe("done");
    await giveBack(run);
  });

  test("stopped while it is being begun, each payout is begun or free, and none is both", async () => {
    for (let i = 0; i < 6; i++) {
      const run = await shop.approved();
      const stop = async () => {
        await new Promise((resolve) => setTimeout(resolve, i * 4));
        return await stopRun(shop.again(), shop.ws, run, ANA).catch((why: { code: string }) => why.code);
      };
      const [, taken] = await Promise.all([payRun(shop.app, shop.ws, run), stop()]);
      const begun = (await idsOf(run, "in_transit")).length;
      const free = (await idsOf(run, "withdrawn")).length;
      expect(begun + free).toBe(PARTNERS);
      expect(taken).toBe(free === 0 && begun > 0 && typeof taken === "string" ? "run_paying" : free);
      expect(await shop.balance("in_transit")).toBe(begun * 100_000);
      expect(await stateOf(run)).toBe(begun > 0 ? "paying" : "done");
      await giveBack(run);
    }
    expect((await verifyBooks(shop.app, shop.ws)).disagreements).toEqual([]);
  });

  test("statements: what is issued stays, and the next run issues the rest", async () => {
    const { app, ws } = shop;
    const { id: product } = await shop.shop.make("/products", { name: "Piano", externalId: "piano" });
    for (const [n] of shop.parties.entries()) {
      const agreed = { product, party: { ref: `p${n}` }, share: "0.05", starts: "2026-01-01T00:00:00Z" };
      await shop.shop.make("/contracts", { ...agreed, ...AGREED });
    }
    const sale = { externalId: "s1", product, currency: "USD", paid: 100_000, at: "2026-01-20T12:00:00Z" };
    await shop.shop.make("/sales", sale);
    const first = await startStatementRun(app, ws, "2026-01-31", ANA);
    const path = `/statement-runs/${publicId("statementrun", first)}`;
    const stopped = await shop.shop.post(`${path}/stop`, {});
    expect([stopped.status, stopped.body.state, stopped.body.issued]).toEqual([200, "stopped", 0]);
    await runStatements(app, ws, first);
    expect((await shop.shop.post(`${path}/stop`, {})).body.code).toBe("run_ended");
    let issued = 0;
    for (let i = 0; i < 4; i++) {
      const run = await startStatementRun(app, ws, "2026-01-31", ANA);
      const stop = async () => {
        await new Promise((resolve) => setTimeout(resolve, i * 15));
        await stopStatements(shop.again(), ws, run, ANA).catch(() => undefined);
      };
      await Promise.all([runStatements(app, ws, run), stop()]);
      const { body } = await shop.shop.get(`/statement-runs/${publicId("statementrun", run)}`);
      expect(["stopped", "done"]).toContain(body.state);
      issued += body.issued;
    }
    const last = await startStatementRun(app, ws, "2026-01-31", ANA);
    await runStatements(app, ws, last);
    issued += (await shop.shop.get(`/statement-runs/${publicId("statementrun", last)}`)).body.issued;
    const { data } = (await shop.shop.get("/statements?limit=100")).body;
    expect(data).toHaveLength(issued);
    const parties = data.map((one: { party: { id: string } }) => one.party.id);
    for (const party of shop.parties) {
      expect(parties.filter((one: string) => one === publicId("party", party))).toHaveLength(1);
    }
  });
});
