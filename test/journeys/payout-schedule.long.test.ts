// A schedule that pays nobody by silence: a party reads why the next run would leave it out; finance reads
// whom it left out, is reminded of a run that nobody approves, and sees it proposed anew on its next day.
import PostalMime from "postal-mime";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { parsePublicId, type Uuid } from "../../src/base/id.ts";
import { openSafe } from "../../src/base/seal.ts";
import { mailNotices } from "../../src/flows/mail-notices.ts";
import { openPosting } from "../../src/flows/posting.ts";
import { schedulePayouts } from "../../src/flows/schedule-payouts.ts";
import { tellNotices } from "../../src/flows/tell-notices.ts";
import { verifyBooks } from "../../src/flows/verify-books.ts";
import { openShop, type Shop } from "./open-shop.ts";
import { type Speaker, speaksFor } from "./speaks-for.ts";
import { ids, openTestDoor, type TestPerson } from "./test-door.ts";

type Parsed = ReturnType<typeof JSON.parse>;
const DAY = 86_400_000;

describe("a schedule that says why", { timeout: 120_000 }, () => {
  let shop: Shop;
  let ana: TestPerson;
  let fay: TestPerson;
  let bruno: Speaker;
  let carla: Speaker;
  let davi: Speaker;
  let shift = 0;

  const clock = { ...ids, now: () => Date.now() + shift };
  const as = async (method: string, path: string, payload?: object) => {
    const url = `/v1/workspaces/${shop.workspace}${path}`;
    const answer = await ana.send({ method: method as "GET", url, ...(payload ? { payload } : {}) });
    expect(answer.statusCode, answer.body).toBeLessThan(300);
    return String(answer.headers["content-type"]).includes("json") ? answer.json() : answer.body;
  };
  /** Proposed by ana, agreed to by fay. */
  const owe = async (who: Speaker, amount: number) => {
    const given = { party: who.party, kind: "adjustment", currency: "USD", amount };
    const made = await as("POST", "/adjustments", { ...given, reason: "What was owed before" });
    const url = `/v1/workspaces/${shop.workspace}/adjustments/${made.id}/approve`;
    expect((await fay.send({ method: "POST", url })).statusCode).toBe(200);
    await tell();
  };
  const set = (who: Speaker, change: object) => as("PATCH", `/parties/${who.party}/payout-settings`, change);
  const forecast = async (who: Speaker) => (await who.get("/payout-details")).owed[0];
  const runs = async (): Promise<Parsed[]> => (await as("GET", "/payout-runs")).data;
  /** Mails since the last time, by address. */
  const tell = async (): Promise<{ to: string; said: string }[]> => {
    const { app, identity, mailing, mails } = shop.door;
    const before = mails().length;
    await tellNotices(app, identity, shop.ws);
    await mailNotices(app, mailing, shop.ws);
    const sent = await Promise.all(
      mails()
        .slice(before)
        .map((one) => PostalMime.parse(one)),
    );
    return sent.map(({ subject, text, to }) => ({ to: to?.[0]?.address ?? "", said: `${subject}\n${text}` }));
  };
  const schedule = () => schedulePayouts(shop.door.app, shop.ws);
  /** To noon of the n-th day after a Monday that lies ahead. */
  const goTo = (days: number) => {
    const today = Math.floor(Date.now() / DAY);
    const monday = today + 14 - ((today + 3) % 7);
    shift = (monday + days) * DAY + DAY / 2 - Date.now();
  };

  beforeAll(async () => {
    const door = await openTestDoor({
      app: (db) => ({
        ...{ db, ids: clock, posting: openPosting(db, clock) },
        safe: openSafe("a secret of the tests, long enough for cookies", clock.random),
      }),
    });
    shop = await openShop(door);
    const where = { ws: shop.ws, id: parsePublicId("ws", shop.workspace) as Uuid };
    ana = await door.person("owner", where);
    fay = await door.person("finance", where);
    await as("PATCH", "/payout-policy", { fourEyes: true, schedule: "weekly" });
    bruno = await speaksFor(shop, "bruno");
    carla = await speaksFor(shop, "carla");
    davi = await speaksFor(shop, "davi");
    for (const one of [bruno, davi]) {
      const method = { kind: "paypal", email: "somebody@example.com" };
      expect((await one.post("/payout-method", { method })).status).toBe(200);
    }
    await owe(bruno, 50_000);
    await owe(carla, 20_000);
    await owe(davi, 10_000);
  });
  afterAll(() => shop.door.close());

  test("a party reads why the next run would leave it out, and nothing where it would not", async () => {
    goTo(-4);
    expect(await forecast(davi)).toMatchObject({ expected: 10_000, whyNot: null });
    expect(await forecast(carla)).toMatchObject({ whyNot: { reason: "no_method" } });
    const cases: [object, object][] = [
      [
        { held: true, heldWhy: "A question" },
        { reason: "held", facts: { why: "A question" } },
      ],
      [
        { held: false, minimum: 50_001 },
        { reason: "below_minimum", facts: { minimum: 50_001 } },
      ],
      [
        { minimum: null, rail: "sepa" },
        { reason: "rail_does_not_fit", facts: { rail: "sepa" } },
      ],
      [{ rail: "paypal" }, { reason: "rail_not_set_up", facts: { rail: "paypal" } }],
      [
        { rail: null, currency: "EUR" },
        { reason: "no_rate", facts: { from: "USD", to: "EUR" } },
      ],
    ];
    for (const [change, whyNot] of cases) {
      await set(bruno, change);
      expect(await forecast(bruno), JSON.stringify(change)).toMatchObject({ whyNot });
      const { owed } = await as("GET", `/parties/${bruno.party}/payout-details`);
      expect(owed[0].whyNot).toEqual((await forecast(bruno)).whyNot);
    }
  });

  test("a changed account is no hindrance for a run after its three days", async () => {
    shift = 0;
    const method = { kind: "paypal", email: "davi@example.com" };
    expect((await davi.post("/payout-method", { method })).status).toBe(200);
    await set(davi, { schedule: "on_demand" });
    expect(await forecast(davi)).toMatchObject({ nextOn: null, whyNot: { reason: "method_changed" } });
    await set(davi, { schedule: null });
    const { usableAt } = (await davi.get("/payout-details")).method;
    const { nextOn, whyNot } = await forecast(davi);
    const isInTime = Date.parse(usableAt) <= Date.parse(`${nextOn}T06:00:00Z`);
    expect(whyNot?.reason ?? null).toBe(isInTime ? null : "method_changed");
  });

  test("what the schedule left out is told to those who pay, with the reasons, once", async () => {
    await tell();
    goTo(0);
    expect(await schedule()).not.toBeNull();
    expect(await schedule()).toBeNull();
    const mails = await tell();
    const left = mails.filter((one) => one.said.includes("left out of the scheduled payouts"));
    expect(left.map((one) => one.to).sort()).toEqual([ana.email, fay.email].sort());
    expect(left[0]?.said).toContain("2 partners left out of the scheduled payouts: 700.00 USD");
    expect(left[0]?.said).toContain("No exchange rate from USD to EUR");
    expect(left[0]?.said).toContain("Nobody said yet where to pay");
    expect(left[0]?.said).toContain(`/w/${shop.workspace}/payouts/new`);
    expect(mails.filter((one) => one.said.includes("Payout run 1 waits for you: 100.00 USD"))).toHaveLength(
      2,
    );
    const [run] = await runs();
    expect(run).toMatchObject({ no: 1, scheduled: true, state: "proposed", fourEyes: true });
    goTo(1);
    expect(await schedule()).toBeNull();
    expect(await tell()).toEqual([]);
  });

  test("a run that waits is reminded of after three days, and not each morning", async () => {
    goTo(3);
    await schedule();
    const mails = await tell();
    expect(mails.map((one) => one.to).sort()).toEqual([ana.email, fay.email].sort());
    expect(mails[0]?.said).toContain("Payout run 1 has waited for 3 days: 100.00 USD");
    await schedule();
    goTo(4);
    await schedule();
    expect(await tell()).toEqual([]);
  });

  test("on its next run day it is taken back and proposed anew with what is due then", async () => {
    await owe(davi, 5000);
    goTo(7);
    const made = await schedule();
    const [second, first] = await runs();
    expect(parsePublicId("run", second.id)).toBe(made);
    expect(second).toMatchObject({ no: 2, state: "proposed", sums: [{ count: 1, amount: 15_000 }] });
    expect(first).toMatchObject({ state: "withdrawn", replacedBy: { id: second.id, no: 2 } });
    const mails = await tell();
    const waits = mails.filter((one) => one.said.includes("Payout run 2 waits for you: 150.00 USD"));
    expect(waits).toHaveLength(2);
    expect(waits[0]?.said).toContain("It takes the place of run 1, which nobody approved");
    expect(mails.some((one) => one.said.includes("has waited"))).toBe(false);
  });

  test("one that a person proposed is reminded of and never taken back", async () => {
    const [scheduled] = await runs();
    await as("POST", `/payout-runs/${scheduled.id}/withdraw`);
    await as("POST", "/payout-runs", {});
    await tell();
    goTo(14);
    expect(await schedule()).toBeNull();
    const [byHand] = await runs();
    expect(byHand).toMatchObject({ no: 3, scheduled: false, state: "proposed" });
    const mails = await tell();
    expect(mails.filter((one) => one.said.includes("has waited for 7 days")).map((one) => one.to)).toEqual([
      fay.email,
    ]);
    await as("POST", `/payout-runs/${byHand.id}/withdraw`);
  });

  test("a file that nobody took for a day waits on the first page, until it is taken", async () => {
    const run = await as("POST", "/payout-runs", {});
    const approve = `/v1/workspaces/${shop.workspace}/payout-runs/${run.id}/approve`;
    const { files } = (await fay.send({ method: "POST", url: approve })).json();
    expect((await as("GET", "/attention")).payouts.runs).toEqual([]);
    goTo(16);
    const waits = [{ id: run.id, no: run.no, untaken: 1, stuck: 0 }];
    expect((await as("GET", "/attention")).payouts.runs).toEqual(waits);
    await as("GET", `/payout-runs/${run.id}/files/${files[0].name}`);
    expect((await as("GET", "/attention")).payouts.runs).toEqual([]);
    const [payout] = (await as("GET", `/payouts?run=${run.id}`)).data;
    await as("POST", `/payouts/${payout.id}/end`, { how: "failed", reason: "AC04" });
  });

  test("where nobody can be paid any more, what waited is taken back and finance hears why", async () => {
    await tell();
    goTo(21);
    expect(await schedule()).not.toBeNull();
    await set(davi, { currency: "EUR" });
    await tell();
    goTo(28);
    expect(await schedule()).toBeNull();
    expect(await schedule()).toBeNull();
    const [last] = await runs();
    expect(last).toMatchObject({ no: 5, state: "withdrawn", replacedBy: null });
    const mails = await tell();
    expect(mails.map((one) => one.to).sort()).toEqual([ana.email, fay.email].sort());
    expect(mails[0]?.said).toContain("3 partners left out of the scheduled payouts: 850.00 USD");
    expect((await verifyBooks(shop.door.app, shop.ws)).disagreements).toEqual([]);
  });
});
